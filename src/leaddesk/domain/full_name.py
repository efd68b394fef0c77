# SPDX-License-Identifier: MIT
"""Full names divided into first and last name, as the package `nameparser` reads them.

The package knows titles, particles, suffixes and the order of names in other scripts, and takes its
time. So names of two or three plain words, none of which means anything to it, are divided here,
exactly as it would; a test compares both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from leaddesk.domain.cleaning import LIMITS

if TYPE_CHECKING:
    from nameparser import ParsedName

_LETTERS = r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]{2,40}"
_WORD = rf"{_LETTERS}(?:-{_LETTERS})?"
_PLAIN = re.compile(rf"({_WORD})(?: ({_WORD}|[A-Za-z]\.?))? ({_WORD})").fullmatch
_ALONE = re.compile(_WORD).fullmatch
_TURNED = re.compile(rf"({_WORD}), ({_WORD})").fullmatch
_CYRILLIC = re.compile("[\u0400-\u04ff]").search
_GENERATION = re.compile(
    r"(?:jr|sr|junior|senior|[ivx]{2,4}|[iv]|2nd|3rd|4th)\.?", re.IGNORECASE
).fullmatch
_NUMERAL = re.compile(r"[ivxlcdm]+", re.IGNORECASE).fullmatch
_SIGNS: Final = str.maketrans("", "", ".,")
_COMPANY_WORDS: Final = frozenset(
    ("inc", "incorporated", "llc", "llp", "lllp", "pllc", "ltd", "limited", "gmbh", "mbh", "corp",
     "corporation", "company", "plc", "ohg", "kgaa", "sarl", "srl", "bvba", "sprl", "pty", "oyj",
     "aps", "eurl", "sasu", "ооо", "оао", "зао", "group", "holding", "holdings", "association",
     "foundation", "university", "institute", "hospital", "services", "solutions", "associates",
     "enterprises", "industries", "consulting", "systems", "technologies", "technology", "partners",
     "agency")
)  # fmt: skip
"""Last words that no person is called by."""
_COMPANY_CAPITALS: Final = frozenset(
    ("AG", "KG", "SA", "NV", "BV", "AB", "OY", "AS", "UG", "SE", "SAS", "SPA", "DOO", "EG")
)
"""Last words that are a company's in capitals only; Sa and As are family names too."""
_FEWEST_DOTS = 2


def looks_like_company(name: str) -> bool:
    """Tell whether a name ends as names of companies do: LLC, GmbH, & Co., Group."""
    head, _, last = name.rstrip(" .,)").rpartition(" ")
    word = last.translate(_SIGNS)
    if not head or not word:
        return False
    if word.casefold() in _COMPANY_WORDS:
        return True
    if word.upper() in _COMPANY_CAPITALS:
        dotted = last.count(".") + name.endswith(".") >= _FEWEST_DOTS
        return dotted or (word.isupper() and not head.isupper())
    return word in ("Co", "CO", "co") and (head.endswith("&") or name.rstrip().endswith("."))


def split_name(full: str) -> tuple[str, str]:
    """Return (first, last) of a full name, each as long as is kept.

    Titles and degrees go, Jr. and III stay with the last name, as particles do ('van der Berg');
    what somebody is called besides stands in brackets behind the first name. 'Last, First' is
    turned. One word is a last name, and so is a company's whole name.
    """
    first, last = _plainly(full) or divided(full)
    return first[: LIMITS["first_name"]].rstrip(), last[: LIMITS["last_name"]].rstrip()


def _plainly(full: str) -> tuple[str, str] | None:
    """Divide a name whose words mean nothing special; None for all others."""
    if match := _PLAIN(full):
        one, middle, last = match.groups("")
        if _says_nothing(one, last, *([middle] if middle[1:].isalpha() else [])):
            return (f"{one} {middle}" if middle else one), last
    elif match := _TURNED(full):
        last, one = match.groups()
        if _says_nothing(one, last):
            return one, last
    elif _ALONE(full) and _says_nothing(full):
        return "", full
    return None


def _says_nothing(*words: str) -> bool:
    """Tell whether none of the words is anything but a name to the package."""
    return _telling().isdisjoint(word.lower() for word in words) and not any(map(_NUMERAL, words))


@functools.lru_cache(maxsize=4096)
def divided(full: str) -> tuple[str, str]:
    """Return (first, last) as the package reads the name, however long."""
    if not full.strip(" ,.") or looks_like_company(full):
        return "", full.rstrip(", ")
    found = _parser(east_slavic=_CYRILLIC(full) is not None)(full)
    first = " ".join(filter(None, (found.given, found.middle))).rstrip(" -|/")
    last = found.family
    suffixes = found.suffix.replace(",", " ").split()
    if not last and first and suffixes and not any(map(_GENERATION, suffixes)):
        last = suffixes.pop(0)  # 'Jack MA': somebody of that name sooner than a bare degree.
    kept = [suffix for suffix in suffixes if _GENERATION(suffix)]
    if not last:
        first, last = "", first
    if found.nickname and "/" not in found.nickname and first:
        first = f"{first} ({found.nickname})"
    last = " ".join((last, *kept)).strip()
    return (first, last) if first or last else ("", full.rstrip(", "))


def without_degrees(first: str, last: str) -> str:
    """Return a last name without what a comma parts from it, when that are degrees: 'Lee, MBA'."""
    found = split_name(f"{first} {last}")
    return found[1] if first and found[0] == first else last


@functools.cache
def _parser(*, east_slavic: bool) -> Callable[[str], ParsedName]:
    """Return the package's parser; Cyrillic names may have the family name in front."""
    from nameparser import locales, parse, parser_for  # Slow to import, few lists need it.

    return parser_for(locales.RU).parse if east_slavic else parse


@functools.cache
def _telling() -> frozenset[str]:
    """Return every word that the package or the test for companies looks at."""
    from nameparser import Lexicon

    lexicon: Any = Lexicon.default()
    fields = (
        "titles", "given_name_titles", "suffix_acronyms", "suffix_words", "particles",
        "conjunctions", "bound_given_names", "maiden_markers", "after_given_titles",
        "suffix_acronyms_ambiguous", "particles_ambiguous", "conjunctions_ambiguous",
    )  # fmt: skip
    words = {
        word for field in fields for entry in getattr(lexicon, field) for word in entry.split()
    }
    companies = {word.lower() for word in (*_COMPANY_WORDS, *_COMPANY_CAPITALS, "co")}
    return frozenset(words | {word.rstrip(".") for word in words} | companies)
