# SPDX-License-Identifier: MIT
"""The token that lets forms in: made by chance, shown once, kept as its digest."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

_BYTES: Final = 24
LONGEST: Final = 200


def make_token() -> tuple[str, str]:
    """Return a new token and its digest."""
    token = secrets.token_urlsafe(_BYTES)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    """Return what is kept of a token; 192 bits of chance need no salt."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def is_token(told: str, digest: str) -> bool:
    """Tell whether a token is the one with this digest, in a time that tells nothing about it."""
    fits = hmac.compare_digest(digest_of(told[:LONGEST]), digest)
    return fits and bool(digest) and bool(told) and len(told) <= LONGEST
