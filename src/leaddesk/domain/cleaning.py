# SPDX-License-Identifier: MIT
"""The one place every text from a file, a paste, a form or a peer passes before it is kept."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LIMITS: Final[dict[str, int]] = {
    "first_name": 80,
    "last_name": 80,
    "full_name": 160,
    "person_name": 80,
    "company": 160,
    "title": 120,
    "email": 254,
    "phone": 80,
    "street": 200,
    "city": 100,
    "region": 80,
    "postal_code": 20,
    "country": 80,
    "website": 300,
    "industry": 120,
    "employees": 40,
    "note": 4000,
    "source": 80,
    "campaign": 80,
    "time_zone": 64,
    "external_id": 80,
    "search": 120,
    "reason": 500,
    "list_name": 120,
    "extension": 12,
}
"""Longest kept text per field, in characters; what is longer is cut."""

_INVISIBLE = (
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    "\u200b\u2060\ufeff\u180e\u00ad\u034f\u115f\u1160\u3164\uffa0"
)
_DROPPED: Final[dict[int, None]] = (
    dict.fromkeys(map(ord, _INVISIBLE))
    | dict.fromkeys(range(0xE0000, 0xE0080))
    | dict.fromkeys(range(0xFFF9, 0xFFFC))
)
_SCRIPTS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
_MARKS_IN_A_ROW = 4


def clean_text(value: object, limit: int, *, multiline: bool = False) -> str:
    """Return `value` as text fit to keep and to show, at most `limit` characters long.

    Composed (NFC), without NUL, control, invisible and direction characters, with at most four
    combining marks in a row; blanks are single and line breaks become blanks unless `multiline`.
    Doing it twice changes nothing.
    """
    text = value if isinstance(value, str) else str(value)
    if text.isascii() and text.isprintable():
        text = text.strip()
        if "  " in text and not multiline:
            text = " ".join(text.split())
        return text if len(text) <= limit else text[:limit].rstrip()
    return _clean_slowly(text, limit, multiline=multiline)


def _clean_slowly(text: str, limit: int, *, multiline: bool) -> str:
    """Clean any text; the input is cut first, so that the work is bounded."""
    text = text[: limit * 4 + 64].encode("utf-8", "ignore").decode("utf-8")
    if multiline:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text.translate(_DROPPED))
    text = _without_controls(text, multiline=multiline)
    text = text.strip() if multiline else " ".join(text.split())
    return unicodedata.normalize("NFC", text)[:limit].strip()


def _without_controls(text: str, *, multiline: bool) -> str:
    """Replace controls by blanks, drop unassigned and private characters and stacked marks."""
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            marks += 1
            if marks <= _MARKS_IN_A_ROW:
                kept.append(char)
            continue
        marks = 0
        if category in ("Cc", "Zl", "Zp"):
            kept.append(char if multiline and char in "\n\t" else " ")
        elif category not in ("Cs", "Cn", "Co"):
            kept.append(char)
    return "".join(kept)


def looks_deceptive(text: str) -> bool:
    """Tell whether a word mixes look-alike scripts (Latin with Cyrillic, say); shown, not changed."""
    if text.isascii():
        return False
    for word in text.split():
        scripts = {unicodedata.name(c, "?").split()[0].split("-")[0] for c in word if c.isalpha()}
        if len(scripts & _SCRIPTS) > 1:
            return True
    return False


_PLAIN_EMAIL = re.compile(
    r"[a-z0-9](?:[a-z0-9_+-]|\.(?=[a-z0-9_+-])){0,63}"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}",
    re.ASCII,
).fullmatch


def clean_email(value: object) -> str:
    """Return the address in its normal, lower-cased form, or '' when it is not one."""
    raise NotImplementedError
