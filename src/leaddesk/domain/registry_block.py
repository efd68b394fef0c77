# SPDX-License-Identifier: MIT
"""Ten thousand telephone numbers in a few bytes: those that begin alike, by their last 4 digits.

A block is a sorted list of two-byte endings while that is the shorter form, else a bitmap of
10,000 bits; its length says which.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from typing import Final

ENDINGS: Final = 10_000
BITMAP_BYTES: Final = ENDINGS // 8
_LITTLE = sys.byteorder == "little"


def split_number(e164: str) -> tuple[int, int]:
    """Return the block a number `+digits` is in, and its ending there."""
    return int(e164[1:-4] or 0), int(e164[-4:])


def pack(endings: Iterable[int]) -> bytes:
    """Return the numbers of a block, given by their endings, each once and in any order."""
    found = sorted(set(endings))
    if 2 * len(found) < BITMAP_BYTES:
        told = array("H", found)
        if not _LITTLE:
            told.byteswap()
        return told.tobytes()
    bits = bytearray(BITMAP_BYTES)
    for ending in found:
        bits[ending >> 3] |= 1 << (ending & 7)
    return bytes(bits)


def unpack(block: bytes) -> set[int]:
    """Return the endings in a block."""
    if len(block) == BITMAP_BYTES:
        return {
            (place << 3) | bit
            for place, byte in enumerate(block)
            if byte
            for bit in range(8)
            if byte >> bit & 1
        }
    told = array("H")
    told.frombytes(block)
    if not _LITTLE:
        told.byteswap()
    return set(told)


def holds(block: bytes, ending: int) -> bool:
    """Tell whether a block has a number, without unpacking it."""
    if len(block) == BITMAP_BYTES:
        return bool(block[ending >> 3] >> (ending & 7) & 1)
    first, last = 0, len(block) // 2
    while first < last:
        middle = (first + last) // 2
        found = block[2 * middle] | block[2 * middle + 1] << 8
        if found == ending:
            return True
        if found < ending:
            first = middle + 1
        else:
            last = middle
    return False


def count(block: bytes) -> int:
    """Return how many numbers a block has."""
    if len(block) == BITMAP_BYTES:
        return int.from_bytes(block, "little").bit_count()
    return len(block) // 2
