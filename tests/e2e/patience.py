# SPDX-License-Identifier: MIT
"""Waiting for a condition, never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

PATIENCE = 20.0  # seconds; a busy machine is not a wrong program
_LOOK_EVERY = 0.03
_AGAIN_AFTER = 1.0


class NeverCame(AssertionError):
    """What was waited for did not come; the message says what."""


def until(
    what: str,
    is_so: Callable[[], object],
    *,
    patience: float = PATIENCE,
    again: Callable[[], object] | None = None,
) -> None:
    """Look until something is so; `again` is done at once and repeated while it is not so.

    A key pressed before a screen is ready is lost, as it is for a person, who presses it again: so
    `again` must do no harm when it comes twice. Raises NeverCame.
    """
    started = time.monotonic()
    acted = started - _AGAIN_AFTER
    tick = Event()
    while not is_so():
        now = time.monotonic()
        if now - started > patience:
            raise NeverCame(what)
        if again is not None and now - acted >= _AGAIN_AFTER:
            again()
            acted = now
        tick.wait(_LOOK_EVERY)
