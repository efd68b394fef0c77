# SPDX-License-Identifier: MIT
"""The lists that wait, beside the operations that do: seen, let go, brought back, sent again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import BringBack, ImportOptions, LetGo, RepeatOperation
from leaddesk.desk.queries import (
    AttentionRow,
    AttentionView,
    OperationRow,
    WaitingListRow,
    WaitingView,
)
from leaddesk.domain.errors import LeadDeskError
from leaddesk.sync.waiting_lists import WaitingList, WaitingLists

KIND = ImportOptions.__name__
"""What a list is called among operations: the command that it goes with."""


class ListTray:
    """Adds lists to what the workstation's own desk answers, and does what is decided on them."""

    def __init__(self, lists: WaitingLists) -> None:
        self._lists = lists

    def with_waiting(self, view: WaitingView) -> WaitingView:
        """Return what waits with the lists that do; the oldest is first."""
        lists = self._lists.waiting()
        waits = [_operation(one) for one in lists if not one.why]
        rows = sorted((*view.rows, *waits), key=lambda row: row.at)
        since = [at for at in (view.since, *(row.at for row in waits)) if at is not None]
        return WaitingView(
            tuple(rows), view.total + len(waits), min(since, default=None),
            rows_of(lists),
        )  # fmt: skip

    def with_attention(self, view: AttentionView) -> AttentionView:
        """Return what needs attention with the lists that the hub refused."""
        refused = [
            AttentionRow(_operation(one), late=False, why=why, command=None, can_repeat=True)
            for one, why in ((one, one.refusal()) for one in self._lists.waiting())
            if why is not None
        ]
        rows = sorted((*view.rows, *refused), key=lambda row: row.what.at)
        return replace(view, rows=tuple(rows), total=view.total + len(refused))

    def do(self, command: LetGo | BringBack | RepeatOperation) -> Done:
        """Do what was decided on a list; raises as `WaitingLists`."""
        if isinstance(command, LetGo):
            return _done("list_let_go", self._lists.let_go(command.list_id))
        if isinstance(command, BringBack):
            return _done("list_back", self._lists.bring_back(command.list_id))
        return _done("list_again", self._lists.send_again(command.list_id))


def rows_of(lists: Iterable[WaitingList]) -> tuple[WaitingListRow, ...]:
    """Return lists that wait as they are shown."""
    return tuple(_row(one) for one in lists)


def _done(label: str, one: WaitingList) -> Done:
    return Done(Kind.SYNC | Kind.LISTS, label, facts=(("name", one.options.name),))


def _operation(one: WaitingList) -> OperationRow:
    return OperationRow(0, one.at, KIND, "", 0, one.options.name, list_id=one.id)


def _row(one: WaitingList) -> WaitingListRow:
    why: LeadDeskError | None = one.refusal()
    told = one.options
    return WaitingListRow(one.id, told.name, told.source, told.campaign, one.rows, one.at, why)
