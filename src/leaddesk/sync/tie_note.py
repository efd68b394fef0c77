# SPDX-License-Identifier: MIT
"""How a workstation stands to its hub, as its file keeps it for other windows on the same file."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import msgspec

from leaddesk.desk.link import Tie, TieState
from leaddesk.domain.errors import LeadDeskError
from leaddesk.sync.ports import Seat

TIE: Final = "tie"
WANTED: Final = "tie_wanted"
"""The names of the notes: the state, and that a person at another window wants a try now."""

HEARD_EVERY: Final = dt.timedelta(minutes=1)
"""The moment that the hub was heard is written no more often than this."""


class _Kept(msgspec.Struct):
    tie: str
    heard: dt.datetime | None = None
    why: str = ""
    fields: dict[str, Any] = {}


class TieNote:
    """The note of one file; written by who runs, read by everybody."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._last: _Kept | None = None

    def write(self, state: TieState) -> None:
        """Keep a state, where it says anything new."""
        why = state.why
        kept = _Kept(
            state.tie.value,
            state.heard,
            why.key if why is not None else "",
            _plain(why.fields) if why is not None else {},
        )
        if self._last is not None and _same(self._last, kept):
            return
        with self._seat.unit() as unit:
            unit.set_note(TIE, msgspec.json.encode(kept).decode())
        self._last = kept

    def read(self) -> TieState | None:
        """Return tie, moment and reason as they were kept; None where nothing readable was."""
        with self._seat.unit() as unit:
            return read_tie(unit.note(TIE))

    def want(self) -> None:
        """Ask who runs to try now."""
        with self._seat.unit() as unit:
            unit.set_note(WANTED, "1")

    def was_wanted(self) -> bool:
        """Tell whether another window wants a try, and forget it."""
        with self._seat.unit() as unit:
            wanted = bool(unit.note(WANTED))
            if wanted:
                unit.set_note(WANTED, "")
        return wanted


def read_tie(told: str) -> TieState | None:
    """Return tie, moment and reason as a note keeps them; None for what can't be read."""
    try:
        kept = msgspec.json.decode(told, type=_Kept)
        tie = Tie(kept.tie)
    except (msgspec.MsgspecError, ValueError):
        return None
    why = LeadDeskError(kept.why, **kept.fields) if kept.why else None
    return TieState(tie, heard=kept.heard, why=why)


def _plain(fields: dict[str, object]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if isinstance(value, str | int)}


def _same(one: _Kept, other: _Kept) -> bool:
    """Tell whether two say the same, but for a moment that is hardly later.

    Whether something waits is counted by who reads.
    """
    well = {Tie.IN_STEP.value, Tie.SENDING.value}
    if one.why != other.why or (one.tie != other.tie and not {one.tie, other.tie} <= well):
        return False
    if one.heard is None or other.heard is None:
        return one.heard == other.heard
    return other.heard - one.heard < HEARD_EVERY
