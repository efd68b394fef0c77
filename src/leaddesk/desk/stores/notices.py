# SPDX-License-Identifier: MIT
"""Notices of the team, and who acknowledged them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice; without tiers it is for everybody.

    `asked_at` is when its words were last put before people to acknowledge: an answer counts for
    that moment alone. `asked_by` put them, and is not asked.
    """

    id: int
    kind: str
    title: str
    words: str
    tiers: tuple[int, ...]
    person_id: int
    published_at: dt.datetime
    asked_by: int
    asked_at: dt.datetime
    edited_at: dt.datetime
    withdrawn_at: dt.datetime | None = None


class Notices(Protocol):
    """Notices of the team, and who acknowledged them."""

    def add(self, notice: Notice) -> int:
        """Add a notice and return its id; that of the value is not looked at."""
        ...

    def get(self, notice_id: int) -> Notice:
        """Return a notice; raises NotFound("notice")."""
        ...

    def change(self, notice: Notice) -> None:
        """Write a notice as it is now."""
        ...

    def in_force(self) -> Sequence[Notice]:
        """Return every notice that was not withdrawn, newest first."""
        ...

    def withdrawn(self, limit: int) -> Sequence[Notice]:
        """Return withdrawn notices, those withdrawn last first."""
        ...

    def acknowledge(self, notice: Notice, person_id: int, at: dt.datetime) -> None:
        """Note that a person read a notice as it is put now."""
        ...

    def acknowledged(self, notice: Notice) -> Mapping[int, dt.datetime]:
        """Return who acknowledged a notice as it is put now, and when."""
        ...

    def was_read(self, notice_id: int) -> bool:
        """Tell whether anybody ever acknowledged a notice."""
        ...
