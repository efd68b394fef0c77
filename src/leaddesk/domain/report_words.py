# SPDX-License-Identifier: MIT
"""What reports write around their data: counts, dates, copyrights, page numbers."""

from __future__ import annotations

import re

_THINGS = (
    r"(?:records?|rows?|leads?|contacts?|results?|entries|items|people|connections"
    r"|datens\S{1,3}tze)"
)
_REPORT_LINE = re.compile(
    rf"""
    (?:copyright\s*)?(?:\(c\)|©)\s*(?:19|20)\d\d\b.*
    | copyright\s+(?:19|20)\d\d\b.*
    | .*\ball\s+rights\s+reserved\b.*
    | (?:strictly\s+|company\s+)?confidential(?:\s+information)?\s*(?:[-–—:.].*)?
    | (?:report\s+|list\s+)?(?:generated|exported|downloaded)\s+(?:by|on|at|from|with)\b.*
    | (?:report\s+|list\s+)?(?:printed|created|produced|prepared|updated|erstellt|gedruckt)
      \s+(?:by|on|at|from|with|am|von)\b(?:\s*:.*|.*\d\s*[./-]\s*\d.*)
    | as\s+of\s*:?\s+.*\d.*
    | (?:report|run|export|print|list)\s*(?:date|time|name|title|id)\s*:.*
    | filter(?:s|ed\s+by)\s*(?::.*)?
    | (?:grand\s+|sub[ -]?|report\s+)totals?\b[\s:=(\d.,)]*
    | totals?\s*[:=(\d][\s\d.,:=)]*{_THINGS}?\)?
    | (?:total|gesamt|summe|anzahl)\s+(?:number\s+of\s+|no\.\s+of\s+)?(?:{_THINGS}|count)\b
      [\s:=(\d.,)]*
    | (?:number\s+of\s+|record\s+|row\s+|lead\s+)?(?:{_THINGS}|count|gesamt|summe)\s*[:=]\s*[\d.,]*
    | [\d.,]+\s+{_THINGS}(?:\s+(?:total|found|exported|returned|in\s+all|selected))?\.?
    | (?:page|seite)\s+\d+(?:\s*(?:of|von|/)\s*\d+)?
    | \W*end\s+of\s+(?:report|list|file|data|export|document)\W*
    | disclaimer\s*:.*
    | [\W_]{{3,}}
    """,
    re.IGNORECASE | re.VERBOSE,
).fullmatch
_LONGEST_LINE = 400


def looks_like_report_line(text: str) -> bool:
    """Tell whether a text is what reports write around their data."""
    return len(text) <= _LONGEST_LINE and _REPORT_LINE(text) is not None
