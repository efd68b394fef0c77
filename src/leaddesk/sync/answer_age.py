# SPDX-License-Identifier: MIT
"""Which questions were answered by what is here because the hub was away, and how old that is."""

from __future__ import annotations

import datetime as dt
import threading


class AnswerAges:
    """The age of the last answer to each kind of question; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ages: dict[type, dt.datetime | None] = {}
        self._away: set[type] = set()

    def from_here(self, query: type, heard: dt.datetime | None) -> None:
        """Note that a question was answered by what is here, as it was when the hub was heard."""
        with self._lock:
            self._away.add(query)
            self._ages[query] = heard

    def from_hub(self, query: type) -> None:
        """Note that the hub answered."""
        with self._lock:
            self._away.discard(query)
            self._ages.pop(query, None)

    def is_from_here(self, query: type) -> bool:
        """Tell whether the last answer came from here in the hub's place."""
        with self._lock:
            return query in self._away

    def age_of(self, query: type) -> dt.datetime | None:
        """Return the moment that the last answer is of; None for one of now."""
        with self._lock:
            return self._ages.get(query)
