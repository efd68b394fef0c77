# SPDX-License-Identifier: MIT
"""Who wants to be told of something; they come and go on any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

ToldT = TypeVar("ToldT")


class Circle(Generic[ToldT]):
    """Those who are told; each on the thread that tells."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: list[Callable[[ToldT], None]] = []

    def add(self, one: Callable[[ToldT], None]) -> Callable[[], None]:
        """Tell one more; return what ends that."""
        with self._lock:
            self._told.append(one)

        def end() -> None:
            with self._lock:
                if one in self._told:
                    self._told.remove(one)

        return end

    def tell(self, what: ToldT) -> None:
        """Tell everybody."""
        with self._lock:
            told = list(self._told)
        for one in told:
            one(what)

    def clear(self) -> None:
        """Tell nobody any more."""
        with self._lock:
            self._told.clear()
