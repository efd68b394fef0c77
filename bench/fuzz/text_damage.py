# SPDX-License-Identifier: MIT
"""Damage to lists as text: rows, cells, quotes, line ends, letters and cards."""

from __future__ import annotations

import random
from typing import Final

from bench.fuzz.bytes_damage import Damage

_LONG: Final = 60_000
_MIDDLE: Final = 0.5
_NASTY: Final = (
    '"', '""', '"""', "'", "\0", "\ufeff", "\u202eabc", "=1+1", "=cmd|' /C calc'!A0", "@x", "\\",
    "\u0301" * 500, "é" * 300, "9" * 400, "+" * 200, "x" * 5000, "\x1a", "\x85", "\u2028", "\t",
    ";",
    "|", "a@" * 100, "(" * 300, "1-" * 200, "<!DOCTYPE x>", "{{", "%s%n", "\U0001f469" * 40,
    "-" * 99,
    "http://" + "a" * 3000, "ext " * 60, "/ " * 150, "1/2/3/4/5/6/7/8/9/0", "van " * 80,
    "Dr. " * 80,
    "x123" * 100, "\N{ARABIC-INDIC DIGIT ONE}" * 40, "NaN", "1e309", "true", "\r", "\n\n\n",
)  # fmt: skip
_CODECS: Final = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252", "cp437", "mac-roman",
    "shift_jis", "gb18030", "big5", "euc-kr", "koi8-r", "cp1251", "cp037", "utf-7", "iso2022_jp",
)  # fmt: skip
_LINE_ENDS: Final = (b"\n", b"\r\n", b"\r", b"\n\r", b"\r\r\n", b"\n\n", b"\x0b", b"\x0c", b"")


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def rows_moved(chance: random.Random, data: bytes) -> bytes:
    """Leave lines out, double them, or write them in another order."""
    lines = _lines(data)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(lines))
        lines[at : at + 1] = chance.choice(([], [lines[at]] * 2, [lines[0]], [b"\n"], [b",,,,\n"]))
        lines = lines or [b"\n"]
    if chance.random() < _MIDDLE:
        chance.shuffle(lines)
    return b"".join(lines)


def line_ends(chance: random.Random, data: bytes) -> bytes:
    """End each line in its own way."""
    lines = data.splitlines()
    return b"".join(line + chance.choice(_LINE_ENDS) for line in lines) or b"\r"


def nasty_cells(chance: random.Random, data: bytes) -> bytes:
    """Put something nasty where cells begin or end."""
    for _ in range(chance.randrange(1, 8)):
        places = [at for at, byte in enumerate(data[:20_000]) if byte in b',;\t|\n:"']
        at = chance.choice(places) + 1 if places else 0
        data = data[:at] + chance.choice(_NASTY).encode() + data[at:]
    return data


def quotes(chance: random.Random, data: bytes) -> bytes:
    """Double quotes, leave some out, or put them where none belong."""
    kind = chance.randrange(3)
    if kind == 0:
        return data.replace(b'"', b'""')
    if kind == 1:
        return data.replace(b'"', b"", chance.randrange(1, 4))
    return data.replace(b",", b',"', chance.randrange(1, 20))


def delimiters(chance: random.Random, data: bytes) -> bytes:
    """Write some delimiters, or all, as others."""
    old, new = chance.sample((b",", b";", b"\t", b"|", b":", b" "), 2)
    return data.replace(old, new, chance.choice((-1, 1, 20)))


def recoded(chance: random.Random, data: bytes) -> bytes:
    """Write the text in another encoding, or say that it is."""
    text = data.decode("utf-8", "replace")
    coded = text.encode(chance.choice(_CODECS), "replace")
    return coded if chance.random() < 0.8 else coded[1:]


def giant_field(chance: random.Random, data: bytes) -> bytes:
    """Write one very long cell, with or without line breaks."""
    at = chance.randrange(len(data) + 1)
    size = chance.choice((9_000, 33_000, 140_000, 1_200_000))
    what = chance.choice((b"x", b"9", b'"', b"\xc3\xa9", b"ab\n", b"x,", b" ", b"=", b"\n "))
    size = min(size, 40_000) if b"\n" in what else size  # More would be a long list, not damage.
    return data[:at] + what * (size // len(what)) + data[at:]


def many_columns(chance: random.Random, data: bytes) -> bytes:
    """Write thousands of columns in one row or in all."""
    wide = chance.choice((b",", b"\t", b";", b"|")) * chance.choice((250, 256, 300, 5000, 20_000))
    lines = _lines(data)
    at = chance.randrange(len(lines))
    lines[at] = lines[at].rstrip(b"\r\n") + wide + b"\n"
    return b"".join(lines)


def many_rows(chance: random.Random, data: bytes) -> bytes:
    """Write the list many times over, unless it is long."""
    return data if len(data) > _LONG else data * chance.choice((3, 20, 90))


def card_lines(chance: random.Random, data: bytes) -> bytes:
    """Put lines into cards that break their grammar."""
    lines = _lines(data)
    odd = (
        b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b" folded\r\n", b"TEL\r\n", b":\r\n", b";;;:\r\n",
        b"N;ENCODING=QUOTED-PRINTABLE:=C3=\r\n=\r\n=\r\n", b'TEL;TYPE="work:+16125550148\r\n',
        b"N;CHARSET=utf-7:+AGEA-;x\r\n", b"FN;CHARSET=zip:x\r\n", b"AGENT:\r\n",
        b"NOTE:" + b"\\" * 999,
        b"item1.item2.TEL:1\r\n", b"FN;CHARSET=" + b"x" * 5000 + b":y\r\n", b"TEL:tel:tel:;;;\r\n",
        b"PHOTO;ENCODING=b:" + b"QUJD" * 9000 + b"\r\n", b"ADR:" + b";" * 900 + b"\r\n",
        b"\xff\xfe:\r\n",
    )  # fmt: skip
    for _ in range(chance.randrange(1, 9)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(odd))
    return b"".join(lines)


TEXT: Final[tuple[Damage, ...]] = (
    rows_moved, line_ends, nasty_cells, quotes, delimiters, recoded, giant_field, many_columns,
    many_rows, nasty_cells,
)  # fmt: skip
CARDS: Final[tuple[Damage, ...]] = (
    rows_moved, line_ends, nasty_cells, recoded, giant_field, many_rows, card_lines, card_lines,
    delimiters,
)  # fmt: skip
