# SPDX-License-Identifier: MIT
"""Damage to workbooks that are zip files: their parts, their XML and their directory."""

from __future__ import annotations

import io
import random
import re
import zipfile
from typing import Final

from bench.fuzz.bytes_damage import BYTES, Damage
from bench.fuzz.seeds import packed

Parts = list[tuple[str, bytes, int]]

_LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c '
    b'"&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
_ENTITIES: Final = (
    _LAUGHS, b'<!DOCTYPE x SYSTEM "file:///etc/hosts">', b'<!ENTITY % x "y">', b"&#xffffff;",
    b"<![CDATA[", b"<!--", b"&nothing;", b"&#x0;", b"<?xml version='9'?>",
)  # fmt: skip
_ROW: Final = (
    b'"1048576"><c r="A1048576"><v>1</v>', b'"0"><c r="A0"><v>1</v>', b'"-1"><c r="A-1"><v>1</v>',
    b'"99999999999"><c r="A1"><v>1</v>', b'"2"><c><v>1</v>', b'"2"><c r="XFD2"><v>1</v>',
    b'"2"><c r="IV2"><v>1</v>', b'"2"><c r="ZZZZZZ2"><v>1</v>', b'"3"><c r="A3" t="s"><v>-1</v>',
    b'"3"><c r="A3" t="s"><v>999999999</v>', b'"3"><c r="A3" t="e"><v>#REF!</v>',
    b'"3"><c r="A3" t="d"><v>x</v>', b'"3"><c r="B3"><v>1e400</v></c><c r="A3"><v>1</v>',
    b'"3"><c r="A3" t="b"><v>7</v>', b'"3"><c r="A3" s="99"><v>1</v>',
)  # fmt: skip
_TEXT = b' office:value-type="string"><text:p>x</text:p></table:table-cell>'
_REPEATED: Final = (
    b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>',
    b'<table:table-row table:number-rows-repeated="900000"><table:table-cell' + _TEXT
    + b"</table:table-row>",
    b'<table:table-cell table:number-columns-repeated="1000000"' + _TEXT,
    b'<table:table-cell table:number-columns-repeated="-3"/>',
    b'<table:table-cell office:value-type="date" office:date-value="99999-99-99"/>',
)  # fmt: skip
_CELLS: Final = (
    *(b"<row r=" + row + b"</c></row>" for row in _ROW), *_REPEATED,
    b'<mergeCell ref="A1:XFD1048576"/>', b'<dimension ref="A1:XFD1048576"/>',
    b'<dimension ref="Z9:A1"/>', b"<row" * 3000, b"<c>" * 20000,
)  # fmt: skip
_NUMBERS = re.compile(rb'"-?\d{1,9}"')


def _opened(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return [(part.filename, pack.read(part), part.compress_type) for part in pack.infolist()]


def _sheet_at(chance: random.Random, parts: Parts) -> int:
    sheets = [n for n, (name, _, _) in enumerate(parts) if "sheet1" in name or "content" in name]
    return chance.choice([*sheets, *sheets, chance.randrange(len(parts))])


def part_bytes(chance: random.Random, data: bytes) -> bytes:
    """Damage the bytes of a part and pack it soundly."""
    parts = _opened(data)
    at = _sheet_at(chance, parts)
    name, content, method = parts[at]
    for _ in range(chance.randrange(1, 3)):
        content = chance.choice(BYTES)(chance, content or b" ")
    parts[at] = (name, content, method)
    return packed(parts)


def xml_inserted(chance: random.Random, data: bytes) -> bytes:
    """Put entities, or cells that lie, between the tags of a part."""
    parts = _opened(data)
    at = _sheet_at(chance, parts)
    name, content, method = parts[at]
    for _ in range(chance.randrange(1, 4)):
        gaps = [m.end() for m in re.finditer(rb">", content)] or [0]
        place = chance.choice(gaps)
        what = chance.choice(_ENTITIES if chance.random() < 0.3 else _CELLS)
        content = content[:place] + what + content[place:]
    parts[at] = (name, content, method)
    return packed(parts)


def numbers_changed(chance: random.Random, data: bytes) -> bytes:
    """Write other numbers into attributes."""
    parts = _opened(data)
    at = _sheet_at(chance, parts)
    name, content, method = parts[at]
    told = (
        b'"0"',
        b'"-1"',
        b'"4294967296"',
        b'"99999999999999999999"',
        b'"1048577"',
        b'""',
        b'"x"',
    )
    content = _NUMBERS.sub(
        lambda m: chance.choice(told) if chance.random() < 0.05 else m[0],
        content,
    )
    parts[at] = (name, content, method)
    return packed(parts)


def parts_changed(chance: random.Random, data: bytes) -> bytes:
    """Leave parts out, double, rename, exchange, empty or pack them in another way."""
    parts = _opened(data)
    for _ in range(chance.randrange(1, 4)):
        at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        name, content, method = parts[at]
        parts[at : at + 1] = chance.choice((
            [], [(name.upper(), content, method)], [(name, b"", method)],
            [(name, parts[other][1], method)], [("../" + name, content, method)],
            [(name, content, chance.choice((0, 12, 14)))], [(name, content, method)] * 1,
            [(name, content, method), (f"{name}.{chance.randrange(9)}", content, method)],
        ))  # fmt: skip
        if not parts:
            break
    return packed(parts)


def bomb(chance: random.Random, data: bytes) -> bytes:
    """Blow a part up with what packs well."""
    parts = _opened(data)
    at = _sheet_at(chance, parts)
    name, content, method = parts[at]
    what = chance.choice((b" ", b"<row/>", b"<c/>", b"<si><t>x</t></si>", b"x"))
    place = chance.choice([m.end() for m in re.finditer(rb">", content)] or [0])
    size = chance.choice((1_000_000, 6_000_000, 30_000_000))
    parts[at] = (name, content[:place] + what * (size // len(what)) + content[place:], method or 8)
    return packed(parts)


def directory(chance: random.Random, data: bytes) -> bytes:
    """Damage the directory at the end, or what it says about sizes and places."""
    start = data.rfind(b"PK\x01\x02", 0, max(data.find(b"PK\x01\x02") + 1, 1) + 600)
    head, tail = data[:start], data[start:]
    return head + chance.choice(BYTES)(chance, tail or b" ")


def both_ends(chance: random.Random, data: bytes) -> bytes:
    """Write something before or after."""
    extra = chance.choice((b"PK\x05\x06" + bytes(18), chance.randbytes(300), data, b"\0" * 70_000))
    return data + extra if chance.random() < 0.7 else extra[:200] + data


ZIP: Final[tuple[Damage, ...]] = (
    part_bytes, xml_inserted, numbers_changed, parts_changed, directory, both_ends, xml_inserted,
    part_bytes,
)  # fmt: skip
RARE: Final[tuple[Damage, ...]] = (bomb,)
