# SPDX-License-Identifier: MIT
"""A way to stop what waits for a hub, from any thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator


class Stop:
    """Pressed once, it closes every line that is used under it, and each that is used later."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._pressed = False
        self._closes: list[Callable[[], None]] = []

    @property
    def is_pressed(self) -> bool:
        """Whether somebody wants an end."""
        return self._pressed

    def press(self) -> None:
        """End it: whoever waits on a line is told HubAway at once."""
        with self._turn:
            self._pressed = True
            closes = tuple(self._closes)
        for close in closes:
            close()

    @contextlib.contextmanager
    def ends(self, close: Callable[[], None]) -> Iterator[None]:
        """Have `close` called, by another thread, when this is pressed within the block."""
        with self._turn:
            self._closes.append(close)
            late = self._pressed
        if late:
            close()
        try:
            yield
        finally:
            with self._turn:
                self._closes.remove(close)
