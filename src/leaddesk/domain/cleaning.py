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
    "notice_title": 160,
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
_PLAIN_LATIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f]*").fullmatch
"""Letters of western and central Europe: composed, visible, nothing to clean."""


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
    if _PLAIN_LATIN(text):
        text = text.strip() if multiline or "  " not in text else " ".join(text.split())
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
    """Tell whether a word mixes look-alike scripts, Latin with Cyrillic say; shown, not changed."""
    if text.isascii():
        return False
    for word in text.split():
        scripts = {unicodedata.name(c, "?").split()[0].split("-")[0] for c in word if c.isalpha()}
        if len(scripts & _SCRIPTS) > 1:
            return True
    return False


_PLAIN_EMAIL = re.compile(
    r"[a-z0-9_][a-z0-9_+'.-]{0,63}@[a-z0-9][a-z0-9.-]{0,60}\.[a-z]{2,24}", re.ASCII
).fullmatch
_ODD_EMAIL = re.compile(r"\.[.@-]|-[.@]").search
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>\s*").fullmatch
_BETWEEN = re.compile(r"[;,|\s]+")
_WRAPPED = " \t\r\n\u00a0'\"<>,;"


def clean_email(value: object) -> str:
    """Return the address in its normal, lower-cased form, or '' when it is not one.

    Takes an address as people paste it: quoted, in angle brackets after a name, with `mailto:`; of
    several it is the first good one.
    Plain addresses are told by a pattern; only odd ones ask the library, which is slow.
    """
    text = (value if isinstance(value, str) else str(value)).strip(_WRAPPED)
    if len(text) > LIMITS["email"] * 2 or "@" not in text:
        return ""
    lower = text.lower()
    if _PLAIN_EMAIL(lower) and not _ODD_EMAIL(lower):
        return lower
    if bracketed := _IN_BRACKETS(text + (">" if "<" in text else "")):
        text = bracketed[1].strip(_WRAPPED)
    pieces = (piece for piece in _BETWEEN.split(text) if "@" in piece)
    return next(filter(None, map(_odd_email, pieces)), "")


def _odd_email(text: str) -> str:
    """Ask the library about an address that is no plain one; no network is asked."""
    text = text.removeprefix("mailto:").removeprefix("MAILTO:").strip(_WRAPPED)
    lower = text.lower()
    if _PLAIN_EMAIL(lower) and not _ODD_EMAIL(lower):
        return lower
    from email_validator import EmailNotValidError, validate_email  # Slow to import.

    try:
        found = validate_email(text, check_deliverability=False, strict=True)
    except (EmailNotValidError, UnicodeError, ValueError):
        return ""
    normal = str(found.normalized).lower()
    return normal if len(normal) <= LIMITS["email"] and normal == clean_text(normal, 254) else ""
