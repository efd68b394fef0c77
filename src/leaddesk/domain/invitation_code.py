# SPDX-License-Identifier: MIT
"""The code of an invitation: short to read out, made of a handle and a secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from leaddesk.domain.errors import BadInput

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, which are read as other letters or make words."""

HANDLE: Final = 4
LENGTH: Final = 10
RANDOM_BYTES: Final = 10
"""How many random bytes a code is made of; each gives one letter, all letters alike."""

MOST_TYPED: Final = 100
_SIGNS: Final = frozenset("-‐‑‒–—_.")
_READ_AS: Final = {"O": "0", "I": "1", "L": "1"}


@dataclass(frozen=True, slots=True)
class InvitationCode:
    """A code in its two parts: the handle finds the invitation, the secret proves it."""

    handle: str
    secret: str = field(repr=False)

    def shown(self) -> str:
        """Return the code as it is shown and read out: 'ABCD-EFGHJK'."""
        return f"{self.handle}-{self.secret}"


def code_from(chance: bytes) -> InvitationCode:
    """Return a code made of `RANDOM_BYTES` random bytes; other lengths raise ValueError."""
    if len(chance) != RANDOM_BYTES:
        raise ValueError(len(chance))
    letters = "".join(ALPHABET[one % len(ALPHABET)] for one in chance)
    return InvitationCode(letters[:HANDLE], letters[HANDLE:])


def read_code(typed: str) -> InvitationCode:
    """Return a code as somebody typed it: case, blanks and dashes make no difference.

    O is read as 0, I and L as 1. Raises BadInput with "code" in `where`: "needs_code",
    "code_length", "code_letter"; never with what was typed, but for one letter that is none.
    """
    letters = [_READ_AS.get(one, one) for one in typed[:MOST_TYPED].upper() if not _is_between(one)]
    if not letters:
        raise BadInput("needs_code", where="code")
    strange = next((one for one in letters if one not in ALPHABET), "")
    if strange:
        raise BadInput("code_letter", where="code", detail=strange)
    if len(letters) != LENGTH or len(typed) > MOST_TYPED:
        raise BadInput("code_length", where="code", detail=str(len(letters)))
    told = "".join(letters)
    return InvitationCode(told[:HANDLE], told[HANDLE:])


def is_handle(text: str) -> bool:
    """Tell whether a text is the handle of a code."""
    return len(text) == HANDLE and all(one in ALPHABET for one in text)


def _is_between(sign: str) -> bool:
    return sign.isspace() or sign in _SIGNS
