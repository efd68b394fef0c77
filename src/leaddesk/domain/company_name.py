# SPDX-License-Identifier: MIT
"""Names of companies as they are compared: `Acme, Inc.`, `ACME Inc` and `The Acme Corp.` are one.

Which endings say only what kind of company it is comes from the package `cleanco`, for all
countries; its own function asks for each of them in turn, so here they are looked up by their end.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

KEY_LIMIT: Final = 80
_LINKS: Final = frozenset({"and", "und", "et", "y", "e", "og", "och", "en"})
"""Words that stand where others write `&`, and nothing else between two names."""
_APART: Final = str.maketrans(
    dict.fromkeys('!"#$%&()*+,-/:;<=>?@[\\]^_`{|}~', " ") | dict.fromkeys(".'")
)
_LETTERS: Final = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})


def folded(text: str) -> str:
    """Return a text as names are compared: no case, accents, punctuation or double blanks."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
        text = "".join(_plain(c) for c in parts if not unicodedata.combining(c))
    text = text.lower()
    if not text.replace(" ", "").isalnum():
        text = text.translate(_APART)
    return " ".join(text.split())


def company_key(name: str) -> str:
    """Return the name of a company as it is compared, at most 80 characters; '' for none.

    Without case, accents, punctuation, `the` in front, `and`, and legal endings. A name made of
    nothing else stays whole.
    """
    text = folded(name)
    words = text.split(" ")
    if words[-1] not in _endings() and words[0] != "the" and _LINKS.isdisjoint(words):
        return text if len(text) <= KEY_LIMIT else text[:KEY_LIMIT].rstrip()
    if words[0] == "the" and len(words) > 1:
        del words[0]
    words = _without_ending(words)
    if len(words) > 2:  # noqa: PLR2004 - a link stands between two names
        words = [words[0], *(w for w in words[1:-1] if w not in _LINKS), words[-1]]
    return " ".join(words)[:KEY_LIMIT].rstrip()


def _without_ending(words: list[str]) -> list[str]:
    """Take legal endings away, the longest first, as long as a name is left."""
    endings = _endings()
    while len(words) > 1:
        sizes = endings.get(words[-1])
        if sizes is None:
            break
        size = next((n for n, told in sizes if n < len(words) and words[-n:] == told), 0)
        if not size:
            break
        words = words[:-size]
    while len(words) > 1 and words[-1] in _LINKS:
        words = words[:-1]
    return words


@functools.cache
def _endings() -> dict[str, list[tuple[int, list[str]]]]:
    """Return last word → the legal endings with it as (number of words, words), longest first."""
    from cleanco.termdata import terms_by_country, terms_by_type

    told = [t for terms in (*terms_by_type.values(), *terms_by_country.values()) for t in terms]
    texts = {folded(term) for term in told} | {folded(term.replace(".", " ")) for term in told}
    texts |= {_linkless(term) for term in texts}
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for text in sorted(texts - {""}, key=lambda text: (-text.count(" "), text)):
        words = text.split(" ")
        found.setdefault(words[-1], []).append((len(words), words))
    return found


def _linkless(term: str) -> str:
    return " ".join(word for word in term.split() if word not in _LINKS)


def _plain(char: str) -> str:
    """Return a letter, digit or ASCII sign as it is; any other sign as a blank."""
    return char if char.isalnum() or char.isascii() else " "
