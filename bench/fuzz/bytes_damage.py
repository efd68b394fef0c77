# SPDX-License-Identifier: MIT
"""Damage to bytes, whatever they mean: as disks, mails and careless programs do it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

Damage = Callable[[random.Random, bytes], bytes]


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 60, 700)))


def cut(chance: random.Random, data: bytes) -> bytes:
    """End somewhere."""
    return data[: chance.randrange(1, len(data) + 1)]


def hole(chance: random.Random, data: bytes) -> bytes:
    """Leave a part out."""
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def swapped(chance: random.Random, data: bytes) -> bytes:
    """Change the places of two parts."""
    a, b, c = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def repeated(chance: random.Random, data: bytes) -> bytes:
    """Write a part many times."""
    start, end = _span(chance, data)
    return data[:start] + data[start:end] * chance.choice((2, 9, 400)) + data[end:]


def flipped(chance: random.Random, data: bytes) -> bytes:
    """Turn some bits."""
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def noise(chance: random.Random, data: bytes) -> bytes:
    """Put other bytes in."""
    start, _ = _span(chance, data)
    return data[:start] + chance.randbytes(chance.choice((1, 16, 300))) + data[start:]


def zeros(chance: random.Random, data: bytes) -> bytes:
    """Put zero bytes in, or over what was there."""
    start, end = _span(chance, data)
    over = chance.random() < 0.5
    return data[:start] + bytes(chance.choice((1, 7, 5000))) + data[end if over else start :]


def extreme(chance: random.Random, data: bytes) -> bytes:
    """Put a number at its limit where four bytes stood."""
    start = chance.randrange(len(data) + 1)
    told = chance.choice(
        (b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"\xff\xff\xff\x7f", b"\0\0\0\0")
    )
    return data[:start] + told + data[start + 4 :]


def prefixed(chance: random.Random, data: bytes) -> bytes:
    """Begin with something else."""
    return chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\r\n\r\n", b"\0", b"sep=;\n",
                          b"\x1a", b"BEGIN:VCARD\r\n")) + data  # fmt: skip


BYTES: Final[tuple[Damage, ...]] = (
    cut, hole, swapped, repeated, flipped, noise, zeros, extreme, prefixed,
)  # fmt: skip
