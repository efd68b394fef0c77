# SPDX-License-Identifier: MIT
"""Countries as people write them, turned into ISO 3166 codes."""

from __future__ import annotations

import functools
import re
import unicodedata

from leaddesk.domain.country_table import COUNTRIES

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def plain_key(text: str) -> str:
    """Return `text` folded for comparing names: no case, accents, punctuation or leading 'the'."""
    folded = text.casefold()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in parts if not unicodedata.combining(c))
        folded = "".join(c if c.isascii() or not c.isalnum() else f" {ord(c)} " for c in folded)
    return _NOT_A_WORD.sub(" ", folded.replace(".", "")).strip().removeprefix("the ")


@functools.cache
def _codes() -> dict[str, str]:
    """Return folded code or name → ISO2, read once from the table."""
    found: dict[str, str] = {}
    for line in COUNTRIES.split("\n"):
        if line:
            two, three, names = line.split(" ", 2)
            for name in (two, three, *names.split("|")):
                found[plain_key(name)] = two
    return found


@functools.lru_cache(maxsize=512)
def country_code(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code for a code or a name ('USA', 'Germany'), or ''."""
    return _codes().get(plain_key(text[:120]), "")
