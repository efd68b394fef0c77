# SPDX-License-Identifier: MIT
"""Made-up lists that wait on a workstation: one for the hub, one that the hub refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.queries import AttentionRow, OperationRow, WaitingListRow
from leaddesk.domain.errors import NotFound, RuleBroken
from tests.gui.sitting import Sitting


def lists(now: dt.datetime) -> list[WaitingListRow]:
    """Return a list of an hour ago that the hub refused, and one of eight minutes ago."""
    hour, some = dt.timedelta(hours=1), dt.timedelta(minutes=8)
    return [
        WaitingListRow(
            "b" * 32, "Webinar May", "Webinar", "", 57, now - hour,
            RuleBroken("unknown_tier", detail="77"),
        ),
        WaitingListRow("a" * 32, "Trade fair Chicago", "trade_show", "Booth 14", 312, now - some),
    ]  # fmt: skip


@dataclass
class WaitingTray:
    """What waits beside the operations; it is let go, brought back and sent again."""

    rows: list[WaitingListRow]
    operations: tuple[OperationRow, ...] = ()
    gone: list[WaitingListRow] = field(default_factory=list)

    def waiting(self, _query: queries.AskWaiting) -> queries.WaitingView:
        waits = [_operation(row) for row in self.rows if row.why is None]
        rows = tuple(sorted((*self.operations, *waits), key=lambda row: row.at))
        since = rows[0].at if rows else None
        return queries.WaitingView(rows, len(rows), since, tuple(self.rows))

    def attention(self, _query: queries.AskAttention) -> queries.AttentionView:
        rows = tuple(
            AttentionRow(_operation(row), False, row.why, None, True)
            for row in self.rows
            if row.why is not None
        )
        return queries.AttentionView(rows, len(rows))

    def let_go(self, command: commands.LetGo) -> Done:
        row = self._row(command.list_id)
        self.rows.remove(row)
        self.gone.append(row)
        return _done("list_let_go", row, entry_id=f"gone {row.id}", undoable=True)

    def again(self, command: commands.RepeatOperation) -> Done:
        row = self._row(command.list_id)
        self.rows[self.rows.index(row)] = replace(row, why=None)
        return _done("list_again", row)

    def take_back(self, command: commands.TakeBack) -> Done:
        row = self.gone.pop()
        assert command.entry_id in {"", f"gone {row.id}"}
        self.rows = sorted([*self.rows, row], key=lambda one: one.at)
        return _done("list_back", row)

    def into(self, sitting: Sitting) -> None:
        """Let a desk answer from this tray."""
        sitting.desk.answers[queries.AskWaiting] = self.waiting
        sitting.desk.answers[queries.AskAttention] = self.attention
        sitting.desk._doings[commands.LetGo] = self.let_go
        sitting.desk._doings[commands.RepeatOperation] = self.again
        sitting.desk._doings[commands.TakeBack] = self.take_back

    def _row(self, list_id: str) -> WaitingListRow:
        for row in self.rows:
            if row.id == list_id:
                return row
        raise NotFound("waiting_list", what=list_id)


def _operation(row: WaitingListRow) -> OperationRow:
    return OperationRow(0, row.at, "ImportOptions", "", 0, row.name, list_id=row.id)


def _done(label: str, row: WaitingListRow, *, entry_id: str = "", undoable: bool = False) -> Done:
    facts = (("name", row.name),)
    return Done(Kind.SYNC | Kind.LISTS, label, entry_id=entry_id, undoable=undoable, facts=facts)
