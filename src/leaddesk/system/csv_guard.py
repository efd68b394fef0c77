# SPDX-License-Identifier: MIT
"""Keeps cells of our CSV files from being run as formulas, and undoes it when they come back."""

from __future__ import annotations

from typing import Final

_TRIGGERS: Final = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20"
_BLANKS: Final = " '\u00a0"


def csv_cell(value: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before what could start a formula.

    The rule is OWASP's for CSV injection, widened by blanks, apostrophes and full-width signs.
    """
    text = value.replace("\x00", "")
    seen = text.lstrip(_BLANKS)
    return "'" + text if seen and seen[0] in _TRIGGERS else text


def csv_uncell(text: str) -> str:
    """Return the cell as it was before `csv_cell`; other cells come back unchanged."""
    if text[:1] == "'":
        rest = text[1:].lstrip(_BLANKS)
        if rest and rest[0] in _TRIGGERS:
            return text[1:]
    return text
