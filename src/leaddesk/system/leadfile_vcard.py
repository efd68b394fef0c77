# SPDX-License-Identifier: MIT
"""Reads vCard files (2.1 to 4.0) as rows under one header, as other contact exports have it."""

from __future__ import annotations

import contextlib
import io
import quopri
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import BadInput
from leaddesk.system.leadfile_csv import MOST_ROWS, Row
from leaddesk.system.leadfile_encoding import picked_encoding

HEADER: Final = (
    "First Name", "Last Name", "Full Name", "Company", "Job Title", "Email", "Phone", "Mobile",
    "Company Phone", "Other Phone", "Street", "City", "State", "Postal Code", "Country", "Website",
    "Notes", "vCard UID",
)  # fmt: skip
_LONGEST_LINE = 120_000
_LONGEST_VALUE = 8000
_MOST_NUMBERS = 40
_BREAKS = re.compile(r"(?<!\\)[;]")
_ESCAPED = re.compile(r"\\(.)")
_QUOTED = re.compile(r'"[^"]*"')
_CHARSET = re.compile(r"CHARSET=\"?([A-Z0-9_.:-]{2,40})")
_LINK = re.compile(r"^tel:", re.IGNORECASE)
_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")
_SKIPPED: Final = frozenset(("PHOTO", "LOGO", "SOUND", "KEY", "AGENT"))
_WIDE: Final = ("utf-16", "utf-32", "utf_16", "utf_32")
_PHONE_COLUMN: Final = (
    (("CELL", "MOBILE", "IPHONE"), "Mobile"),
    (("MAIN",), "Company Phone"),
    (("HOME",), "Other Phone"),
)
_NO_VOICE: Final = ("FAX", "PAGER", "MODEM", "BBS")
_COLUMNS: Final = {
    "FN": "Full Name", "ORG": "Company", "TITLE": "Job Title", "EMAIL": "Email", "URL": "Website",
    "NOTE": "Notes", "UID": "vCard UID",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Property:
    """One line of a card: upper-case name and parameters, the value as it came."""

    group: str
    name: str
    params: str
    value: str


class VCards:
    """One pass over a file of vCards."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._encoding = encoding
        self._wide = encoding.startswith(_WIDE)
        self.bytes_read = 0

    def rows(self) -> Generator[Row, None, None]:
        """Yield the header, then (number, cells) for each card; raises BadInput.

        A card that the file or the next card cuts short counts as one.
        """
        yield 1, list(HEADER)
        number, card = 1, _Card()
        for found in self._properties():
            if found.name not in ("BEGIN", "END"):
                card.take(found)
                continue
            if not card.is_empty():
                number = self._next(number)
                yield number, card.cells()
            card = _Card()
        if not card.is_empty():
            yield self._next(number), card.cells()

    def _next(self, number: int) -> int:
        """Return the number of the next row; raises BadInput("file.too_many_rows")."""
        if number >= MOST_ROWS:
            detail = f"{MOST_ROWS:,}"
            raise BadInput("file.too_many_rows", where=self._path.name, detail=detail)
        return number + 1

    def _properties(self) -> Iterator[_Property]:
        """Yield the properties of the file.

        Lines are joined as bytes, since a fold may stand within a letter; then each is decoded.
        """
        codec = self._encoding if self._wide else "latin-1"
        try:
            with (
                self._path.open("rb") as raw,
                io.TextIOWrapper(raw, codec, "replace") as text,
            ):
                for line in _unfolded(text):
                    self.bytes_read = raw.tell()
                    if found := self._property(line):
                        yield found
        except UnicodeError as error:
            where = self._path.name
            raise BadInput("file.undecodable", where=where, detail=str(error)[:80]) from None
        except OSError as error:
            where = self._path.name
            raise BadInput("file.unreadable", where=where, detail=str(error.strerror)) from None

    def _property(self, line: str) -> _Property | None:
        """Return the property of an unfolded line; None for what is none or of no use."""
        left, value = _divided(line)
        name, _, params = left.partition(";")
        group, _, name = name.rpartition(".")
        name, params = name.strip(" \t\ufeff\u00ef\u00bb\u00bf").upper(), params.upper()
        if not name or name in _SKIPPED or "ENCODING=B" in params or params == "BASE64":
            return None
        charset = found[1] if (found := _CHARSET.search(params)) else ""
        if "QUOTED-PRINTABLE" in params:
            data = quopri.decodestring(value.encode("utf-8" if self._wide else "latin-1", "ignore"))
            value = self._decoded(data, charset)
        elif not self._wide and not value.isascii():
            value = self._decoded(value.encode("latin-1", "ignore"), charset)
        return _Property(group.upper(), name, params, value)

    def _decoded(self, data: bytes, charset: str) -> str:
        """Return text in the charset that it claims, else UTF-8, else as the file is."""
        for codec in filter(None, (_known(charset), "utf-8")):
            with contextlib.suppress(UnicodeError):
                return data.decode(codec)
        return data.decode("cp1252" if self._wide else self._encoding, "replace")


def _known(charset: str) -> str:
    """Return the codec of a charset that texts are written in, or ''."""
    if not charset:
        return ""
    try:
        return picked_encoding(charset, b"").removesuffix("-sig")
    except BadInput:
        return ""


def _unfolded(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield whole lines: folded ones joined, and those that a soft break of old cards divides."""
    held, soft = "", False
    while line := text.readline(_LONGEST_LINE):
        line = line.rstrip("\n").replace("\x00", "")
        if soft:
            held = (held[:-1] + line)[:_LONGEST_VALUE]
        elif line[:1] in (" ", "\t") and held:
            if len(held) < _LONGEST_VALUE:
                held = (held + line[1:])[:_LONGEST_VALUE]
        else:
            yield held
            held = line[:_LONGEST_VALUE]
        soft = held.endswith("=") and "QUOTED-PRINTABLE" in held.partition(":")[0].upper()
    yield held


def _divided(line: str) -> tuple[str, str]:
    """Return a line's left side and value; a colon within quotes divides nothing."""
    left, colon, value = line.partition(":")
    if left.count('"') % 2:
        blank = _QUOTED.sub(lambda m: "x" * len(m[0]), line)
        at = blank.find(":")
        left, colon, value = line[:at], ":" if at >= 0 else "", line[at + 1 :]
    return (left, value) if colon else ("", "")


def _parts(value: str) -> list[str]:
    """Return the parts of a structured value, unescaped."""
    return [_plain(part) for part in _BREAKS.split(value)]


def _plain(value: str) -> str:
    """Return a value without its escapes."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value).strip()


class _Card:
    """What one card says, gathered."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._numbers: list[tuple[str, str, str]] = []
        self._labels: dict[str, str] = {}

    def is_empty(self) -> bool:
        """Tell whether nothing was taken."""
        return not (self._texts or self._numbers)

    def take(self, found: _Property) -> None:
        """Take a property: the first of several wins, numbers are gathered."""
        if found.name == "TEL":
            if len(self._numbers) < _MOST_NUMBERS:
                number = _LINK.sub("", _plain(found.value))
                self._numbers.append((found.group, found.params, number))
        elif found.name == "X-ABLABEL":
            self._labels[found.group] = _LABEL.sub(r"\1", found.value.strip()).upper()
        elif found.name == "N":
            parts = [*_parts(found.value), "", "", ""]
            self._keep("Last Name", parts[0])
            self._keep("First Name", " ".join(filter(None, parts[1:3])))
        elif found.name == "ADR":
            self._keep_address(found)
        elif column := _COLUMNS.get(found.name, ""):
            parts = _parts(found.value)
            self._keep(column, parts[0] if found.name == "ORG" else _plain(found.value))

    def _keep(self, column: str, text: str) -> None:
        if text:
            self._texts.setdefault(column, text)

    def _keep_address(self, found: _Property) -> None:
        """Keep the first address."""
        if "City" in self._texts or "Street" in self._texts:
            return
        parts = [*_parts(found.value), *[""] * 7]
        self._keep("Street", ", ".join(filter(None, (parts[2], parts[1]))))
        for column, text in zip(
            ("City", "State", "Postal Code", "Country"), parts[3:], strict=False
        ):
            self._keep(column, text)

    def cells(self) -> list[str]:
        """Return the row of the card; a fax or pager is left out, as its type or its label says."""
        texts = dict(self._texts)
        for group, params, number in self._numbers:
            told = f"{params} {self._labels.get(group, '') if group else ''}"
            if number and not any(word in told for word in _NO_VOICE):
                column = next(
                    (c for words, c in _PHONE_COLUMN if any(w in told for w in words)), ""
                )
                column = column or "Phone"
                texts[column] = "\n".join(filter(None, (texts.get(column, ""), number)))
        return [texts.get(column, "") for column in HEADER]
