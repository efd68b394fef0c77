# SPDX-License-Identifier: MIT
"""Doing a write again that stood in the way of somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from leaddesk.domain.errors import StoreUnavailable

ValueT = TypeVar("ValueT")

RETRIES = 3
"""How often a write is done again that stood in the way of a colleague's."""


def again(write: Callable[[], ValueT]) -> ValueT:
    """Do a write, and again when the database ended it for the sake of another one.

    Raises what the write raises; StoreUnavailable when that goes on.
    """
    for _ in range(RETRIES):
        try:
            return write()
        except StoreUnavailable as error:
            if not error.fields.get("again"):
                raise
    return write()
