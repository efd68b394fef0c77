# SPDX-License-Identifier: MIT
"""What a write touched, how to name it, and whether it can be taken back."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.Flag):
    """Kinds of thing a write can touch; a screen asks again when one of its kinds changed."""

    NONE = 0
    LEADS = enum.auto()
    QUEUE = enum.auto()
    HANDOFFS = enum.auto()
    FEEDBACK = enum.auto()
    PROGRESS = enum.auto()
    PEOPLE = enum.auto()
    RULES = enum.auto()
    LISTS = enum.auto()
    CLOCK = enum.auto()
    NO_CALL = enum.auto()
    NOTICES = enum.auto()
    COACHING = enum.auto()
    SYNC = enum.auto()
    TEAM = enum.auto()
    """Something of the team that is asked at the hub, and not written here."""
    ALL = (
        LEADS | QUEUE | HANDOFFS | FEEDBACK | PROGRESS | PEOPLE | RULES | LISTS | NO_CALL | NOTICES
        | COACHING | SYNC
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """A write that is durable.

    `label` keys the words for the toast with `facts`; `entry_id` is the journal row; `undoable`
    tells whether `TakeBack(entry_id)` exists for it; `lead_id` is the lead it was about; `made_id`
    what it made.
    """

    changes: Kind
    label: str
    entry_id: str = ""
    undoable: bool = False
    lead_id: int | None = None
    made_id: int | None = None
    facts: tuple[tuple[str, str], ...] = ()
