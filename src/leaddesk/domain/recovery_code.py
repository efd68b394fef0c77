# SPDX-License-Identifier: MIT
"""How a recovery code is written and read: 160 bits as eight groups of four, easy to copy by hand.

The letters are Crockford's base 32: no I, L, O or U, and what looks alike is read alike.
"""

from __future__ import annotations

from typing import Final

KEY_ENDING: Final = ".key"
"""What stands beside an encrypted file, with this behind its name: its key, wrapped."""
CODE_BYTES: Final = 20
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE: Final = str.maketrans("OIL", "011")
_LENGTH: Final = CODE_BYTES * 8 // 5
_GROUP: Final = 4


def written(code: bytes) -> str:
    """Return 20 bytes as the code that people keep: ABCD-EFGH-… ; raises ValueError for others."""
    if len(code) != CODE_BYTES:
        raise ValueError(len(code))
    number = int.from_bytes(code, "big")
    letters = [_LETTERS[number >> (5 * place) & 31] for place in reversed(range(_LENGTH))]
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, _LENGTH, _GROUP))


def read(typed: str) -> bytes | None:
    """Return the bytes of a code as somebody typed it, None for what is no code."""
    told = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_ALIKE)
    if len(told) != _LENGTH or any(letter not in _LETTERS for letter in told):
        return None
    number = 0
    for letter in told:
        number = number << 5 | _LETTERS.index(letter)
    return number.to_bytes(CODE_BYTES, "big")
