# SPDX-License-Identifier: MIT
"""The sound lists that damaged ones are made of: every fixture, and workbooks made from them."""

from __future__ import annotations

import datetime as dt
import functools
import io
import struct
import warnings
import zipfile
from pathlib import Path

import xlsxwriter

from leaddesk.system.leadfile import open_leadfile

LISTS = Path(__file__).parents[2] / "tests" / "fixtures" / "lists"
_MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_LONGEST = 12_000
_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD

Table = list[list[str]]


@functools.cache
def texts() -> tuple[tuple[str, bytes], ...]:
    """Return (name, bytes) of the delimited lists; the long one is cut after some lines."""
    paths = sorted([*LISTS.glob("*.csv"), *LISTS.glob("vicidial*.txt")])
    return tuple((path.stem, _start(path.read_bytes())) for path in paths)


@functools.cache
def cards() -> tuple[tuple[str, bytes], ...]:
    """Return (name, bytes) of the vCard files."""
    return tuple((path.stem, path.read_bytes()) for path in sorted(LISTS.glob("*.vcf")))


@functools.cache
def tables() -> tuple[tuple[str, Table], ...]:
    """Return (name, rows) of the delimited lists."""
    paths = sorted(LISTS.glob("*.csv"))
    return tuple((path.stem, [row for _, row in open_leadfile(path).rows()][:40]) for path in paths)


def _start(data: bytes) -> bytes:
    return data if len(data) <= _LONGEST else data[: data.rindex(b"\n", 0, _LONGEST) + 1]


def as_xlsx(rows: Table) -> bytes:
    """Return rows as a workbook, digits as numbers; the same rows give the same bytes."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        page = book.add_worksheet("Export")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell.isdecimal() and cell.isascii() and cell[0] != "0":
                    page.write_number(row, column, int(cell))
                elif cell:
                    page.write_string(row, column, cell)
    return data.getvalue()


def as_ods(rows: Table) -> bytes:
    """Return rows as an OpenDocument sheet."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{_escaped(cell)}</text:p>'
            "</table:table-cell>"
            for cell in cells
        )
        + "</table:table-row>"
        for cells in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table '
        f'table:name="Export">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
        f'xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return packed([(name, text.encode(), 0 if name == "mimetype" else 8) for name, text in
                   parts.items()])  # fmt: skip


def packed(parts: list[tuple[str, bytes, int]]) -> bytes:
    """Return (name, bytes, method) as a zip whose bytes depend on nothing else."""
    data = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w") as pack:
        warnings.simplefilter("ignore")  # Some names stand twice.
        for name, content, method in parts:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = method
            pack.writestr(info, content)
    return data.getvalue()


def _escaped(text: str) -> str:
    text = "".join(c for c in text if c.isprintable() or c == "\n")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_xls(rows: Table) -> bytes:
    """Return rows as a workbook of the old kind: BIFF8 records in a compound file."""
    start = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0x41, 0x06)
    name = b"Export"
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0x41, 0x06))
    width = max(map(len, rows), default=0)
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell.isdecimal() and cell.isascii() and len(cell) < 15:
                sheet += _record(0x0203, struct.pack("<HHHd", row, column, 0, float(cell)))
            elif cell:
                text = cell[:200].encode("utf-16-le")
                head = struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1)
                sheet += _record(0x0204, head + text)
    sheet += _record(0x000A, b"")
    told = struct.pack("<HBB", 0, len(name), 0) + name
    place = len(_record(0x0809, start)) + 4 + 4 + len(told) + 4
    stream = _record(0x0809, start) + _record(0x0085, struct.pack("<I", place) + told)
    return _compound(stream + _record(0x000A, b"") + sheet)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """Return a compound file with one stream, called Workbook."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    chain = [*range(1, sectors), _END]
    fat = [*chain, _END, _FAT]
    table = b"".join(struct.pack("<I", n) for n in [*fat, *[_FREE] * (128 - len(fat))])
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, sectors, 0, 4096, _END, 0, _END, 0)
        + struct.pack("<I", sectors + 1) + struct.pack("<I", _FREE) * 108
    )  # fmt: skip
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 0, len(stream))
    return head + stream + entries.ljust(_SECTOR, b"\0") + table


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
        + bytes(36) + struct.pack("<IQ", start, size)
    )  # fmt: skip
