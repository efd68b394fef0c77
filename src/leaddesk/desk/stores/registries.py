# SPDX-License-Identifier: MIT
"""National lists of numbers that must not be called, and the calling hours of places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from leaddesk.domain.place_hours import PlaceHours


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """One file of a national list: `dated` is the day it was made, when numbers were scrubbed."""

    id: int
    registry: str
    status: str
    dated: dt.date
    imported_at: dt.datetime
    person_id: int
    numbers: int


class Registries(Protocol):
    """National lists of numbers that must not be called, and the calling hours of places."""

    def open_file(self, registry: str, dated: dt.date, person_id: int, at: dt.datetime) -> int:
        """Begin a file that nobody is held back by yet, and return its id."""
        ...

    def status(self, file_id: int) -> str:
        """Return where a file stands: staging, live, leaving; empty when it is gone."""
        ...

    def merge(
        self,
        file_id: int,
        more: Mapping[int, Iterable[int]],
        less: Mapping[int, Iterable[int]],
        at: dt.datetime,
    ) -> int:
        """Add numbers to a file and take others out, each by block and ending.

        Return how many more numbers the file has then.
        """
        ...

    def copy_some(self, from_id: int, to_id: int, after: int, limit: int) -> int:
        """Copy blocks of one file into another; return the last block copied, 0 for none."""
        ...

    def put_in_force(self, file_id: int, numbers: int) -> None:
        """Let a file take the place of the one before, which leaves."""
        ...

    def abandon(self, file_id: int) -> None:
        """Let a file leave without ever having been in force."""
        ...

    def leaving(self, stale: dt.datetime) -> tuple[int, ...]:
        """Return files whose blocks can go: left ones, and ones nobody added to since `stale`."""
        ...

    def drop_some(self, file_id: int, limit: int) -> bool:
        """Delete some blocks of a file, the file with the last one; True while more is left."""
        ...

    def blocks(self, file_id: int, prefixes: Sequence[int]) -> dict[int, bytes]:
        """Return some blocks of a file."""
        ...

    def set_place(self, place: PlaceHours) -> None:
        """Keep the calling hours of a place."""
        ...
