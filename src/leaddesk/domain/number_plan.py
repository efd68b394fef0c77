# SPDX-License-Identifier: MIT
"""Which columns of a list hold numbers, of what kind, and what other columns say about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from leaddesk.domain.lead_layout import ColumnMapping, folded_header

_KINDS: Final = (
    ("phone", "direct"),
    ("mobile", "mobile"),
    ("company_phone", "company"),
    ("other_phone", "other"),
)
_VALUE = re.compile(r"(phone \d+) value").fullmatch
_EXTENSIONS: Final = frozenset(
    ("ext", "extension", "phone ext", "phone extension", "work phone extension", "work phone ext",
     "business phone extension", "business phone ext", "direct phone extension", "office extension",
     "ext no", "extension number")
)  # fmt: skip
_LABEL_KINDS: Final = (
    (("fax", "pager", "telex"), ""),
    (("mobile", "cell", "handy"), "mobile"),
    (("main", "company"), "company"),
    (("home", "other", "privat"), "other"),
    (("work", "business", "office"), "direct"),
)
_DIGITS = re.compile(r"\D*(\d{1,12})(?:\.0)?\D*").fullmatch


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """One column of numbers; -1 where no other column labels it or holds its extension."""

    kind: str
    column: int
    label: int = -1
    extension: int = -1


def number_columns(mapping: ColumnMapping) -> tuple[NumberColumn, ...]:
    """Return the columns of numbers of a list, best first."""
    keys = folded_header(mapping.header)
    width = 1 + max((column for _, column in mapping.fields), default=0)
    extension = next((c for c, key in enumerate(keys[:width]) if key in _EXTENSIONS), -1)
    found = []
    for field, kind in _KINDS:
        for place, column in enumerate(mapping.columns(field)):
            label = _label_column(keys, column) if mapping.name == "google" else -1
            own = extension if field == "phone" and place == 0 else -1
            found.append(NumberColumn(kind, column, label, own))
    return tuple(found)


def _label_column(keys: Sequence[str], column: int) -> int:
    """Return the column before a Google number that says what it is, -1 for none."""
    match = _VALUE(keys[column]) if column < len(keys) else None
    if match is None:
        return -1
    names = (f"{match[1]} label", f"{match[1]} type")
    return next((c for c in range(column) if keys[c] in names), -1)


def kind_by_label(label: str, kind: str) -> str:
    """Return the kind of number that a label tells; '' for what nobody answers, as a fax."""
    folded = label.casefold()
    return next(
        (told for words, told in _LABEL_KINDS if any(word in folded for word in words)), kind
    )


def extension_in(cell: str) -> str:
    """Return the extension in a cell of its own, or ''."""
    match = _DIGITS(cell)
    return match[1] if match else ""
