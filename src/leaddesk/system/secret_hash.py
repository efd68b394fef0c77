# SPDX-License-Identifier: MIT
"""Short secrets kept as hashes that are slow to guess: PINs and the codes of invitations."""

from __future__ import annotations


def make(secret: str) -> str:
    """Return the argon2id hash of a secret, with its salt and costs in it (PHC string format)."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(secret)


def fits(secret: str, kept: str) -> bool:
    """Tell whether a secret is the one a hash was made of; never for what is no hash at all."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, secret)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
