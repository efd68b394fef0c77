# SPDX-License-Identifier: MIT
"""Which questions were answered by what is here because the hub was away, and how old that is."""

from __future__ import annotations

import datetime as dt
import threading

from leaddesk.desk.link import FromHere


class AnswerAges:
    """How the last answer to each kind of question came about; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._here: dict[type, FromHere] = {}

    def from_here(self, query: type, heard: dt.datetime | None) -> None:
        """Note that a question was answered by what is here, as it was when the hub was heard."""
        with self._lock:
            self._here[query] = FromHere(heard)

    def from_hub(self, query: type) -> None:
        """Note that the hub answered."""
        with self._lock:
            self._here.pop(query, None)

    def told(self, query: type) -> FromHere | None:
        """Return how old the last answer is that came from here in the hub's place, else None."""
        with self._lock:
            return self._here.get(query)
