# SPDX-License-Identifier: MIT
"""Reads vCard files (2.1 to 4.0) as rows under one header, as other contact exports have it."""

from __future__ import annotations

import io
import quopri
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import BadInput
from leaddesk.system.leadfile_csv import MOST_ROWS, Row

HEADER: Final = (
    "First Name", "Last Name", "Full Name", "Company", "Job Title", "Email", "Phone", "Mobile",
    "Company Phone", "Other Phone", "Street", "City", "State", "Postal Code", "Country", "Website",
    "Notes", "vCard UID",
)  # fmt: skip
_LONGEST_LINE = 120_000
_LONGEST_VALUE = 8000
_BREAKS = re.compile(r"(?<!\\)[;]")
_ESCAPED = re.compile(r"\\(.)")
_PHONE_COLUMN: Final = (("CELL", "Mobile"), ("MAIN", "Company Phone"), ("HOME", "Other Phone"))


class VCards:
    """One pass over a file of vCards."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._encoding = encoding
        self.bytes_read = 0

    def rows(self) -> Generator[Row, None, None]:
        """Yield the header, then (number, cells) for each card; raises BadInput."""
        yield 1, list(HEADER)
        number, card = 1, dict.fromkeys(HEADER, "")
        try:
            with (
                self._path.open("rb") as raw,
                io.TextIOWrapper(raw, self._encoding, "replace") as text,
            ):
                for name, params, value in _properties(text):
                    if name == "BEGIN":
                        card = dict.fromkeys(HEADER, "")
                    elif name == "END":
                        number += 1
                        if number > MOST_ROWS:
                            raise BadInput("file.too_many_rows", where=self._path.name)
                        self.bytes_read = raw.tell()
                        yield number, list(card.values())
                    else:
                        _fill(card, name, params, value)
        except OSError as error:
            where = self._path.name
            raise BadInput("file.unreadable", where=where, detail=str(error.strerror)) from None


def _properties(text: io.TextIOWrapper) -> Iterator[tuple[str, str, str]]:
    """Yield (name, parameters, value) in upper, upper and own case; folded lines are joined."""
    held = ""
    while line := text.readline(_LONGEST_LINE):
        line = line.rstrip("\n").replace("\x00", "")
        soft = held.endswith("=") and "QUOTED-PRINTABLE" in held.partition(":")[0].upper()
        if line[:1] in (" ", "\t") and held:
            held = (held + line[1:])[:_LONGEST_VALUE]
        elif soft:
            held = (held[:-1] + line)[:_LONGEST_VALUE]
        else:
            yield from _property(held)
            held = line[:_LONGEST_VALUE]
    yield from _property(held)


def _property(line: str) -> Iterator[tuple[str, str, str]]:
    """Yield the one property of a line, if it has one."""
    left, colon, value = line.partition(":")
    if not colon:
        return
    name, _, params = left.partition(";")
    params = params.upper()
    if "QUOTED-PRINTABLE" in params:
        value = quopri.decodestring(value.encode("utf-8", "ignore")).decode("utf-8", "replace")
    yield name.rpartition(".")[2].strip().upper(), params, value


def _parts(value: str) -> list[str]:
    """Return the parts of a structured value, unescaped."""
    return [_plain(part) for part in _BREAKS.split(value)]


def _plain(value: str) -> str:
    """Return a value without its escapes."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value).strip()


def _fill(card: dict[str, str], name: str, params: str, value: str) -> None:
    """Put one property where it belongs; the first of several wins, numbers are gathered."""
    parts = [*_parts(value), *[""] * 7]
    if name == "N":
        found = {"Last Name": parts[0], "First Name": parts[1]}
    elif name == "ADR":
        street = ", ".join(filter(None, (parts[2], parts[1])))
        found = {"Street": street, "City": parts[3], "State": parts[4]}
        found |= {"Postal Code": parts[5], "Country": parts[6]}
    elif name == "TEL":
        _add_number(card, params, _plain(value))
        return
    else:
        columns = {"FN": "Full Name", "ORG": "Company", "TITLE": "Job Title", "EMAIL": "Email"}
        columns |= {"URL": "Website", "NOTE": "Notes", "UID": "vCard UID"}
        column = columns.get(name, "")
        found = {column: parts[0] if name == "ORG" else _plain(value)} if column else {}
    for column, text in found.items():
        card[column] = card[column] or text


def _add_number(card: dict[str, str], params: str, value: str) -> None:
    """Put a number under its kind; a fax or pager is left out."""
    if "FAX" in params or "PAGER" in params:
        return
    column = next((column for word, column in _PHONE_COLUMN if word in params), "Phone")
    number = re.sub(r"^tel:", "", value, flags=re.IGNORECASE)
    card[column] = "; ".join(filter(None, (card[column], number)))
