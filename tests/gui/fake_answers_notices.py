# SPDX-License-Identifier: MIT
"""A made-up board of notices: it keeps what was published, changed, withdrawn and acknowledged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.domain.notice import Coverage

AT = dt.datetime(2026, 5, 12, 15, tzinfo=dt.UTC)
DUE = AT + dt.timedelta(days=2)


def row(notice_id: int, title: str, *, asked: int = 4, known: int = 0) -> queries.NoticeRow:
    """Return a notice that waits for the person at the desk."""
    coverage = Coverage(asked, known, DUE)
    return queries.NoticeRow(
        notice_id, "policy", title, f"What {title} says.", (), "Ruth Calloway", AT, AT, AT, None,
        True, None, coverage, coverage.standing(AT), ("Dana Whitfield", "Sam Ortiz")[known:],
    )  # fmt: skip


@dataclass
class Board:
    """Notices that wait and that were read; without `leads` nobody sees who knows them."""

    waiting: list[queries.NoticeRow] = field(
        default_factory=lambda: [row(1, "Recording"), row(2, "Prices"), row(3, "Opening")]
    )
    read: list[queries.NoticeRow] = field(default_factory=list)
    gone: list[queries.NoticeRow] = field(default_factory=list)
    leads: bool = False

    def view(self, _query: queries.AskNotices) -> queries.NoticesView:
        """Return what the person sees."""
        shown = [
            tuple(one if self.leads else replace(one, coverage=None, standing=None, missing=())
                  for one in rows)
            for rows in (self.waiting, self.read, self.gone)
        ]  # fmt: skip
        return queries.NoticesView(shown[0], shown[1], shown[2] if self.leads else ())

    def count(self, _query: queries.AskWaitingNotices) -> int:
        """Return how many wait."""
        return len(self.waiting)

    def acknowledge(self, command: commands.AcknowledgeNotice) -> Done:
        """Move a notice to those that were read."""
        found = next(one for one in self.waiting if one.id == command.notice_id)
        self.waiting.remove(found)
        self.read.append(replace(found, to_acknowledge=False, acknowledged_at=AT))
        return self._done("notice_acknowledged")

    def publish(self, command: commands.PublishNotice) -> Done:
        """Put a notice among those in force: who publishes is not asked."""
        made = replace(row(9, command.fields.title), to_acknowledge=False)
        self.read.insert(0, made)
        return self._done("notice_published")

    def withdraw(self, command: commands.WithdrawNotice) -> Done:
        """Take a notice away."""
        for rows in (self.waiting, self.read):
            for one in [one for one in rows if one.id == command.notice_id]:
                rows.remove(one)
                self.gone.append(replace(one, to_acknowledge=False, withdrawn_at=AT))
        return self._done("notice_withdrawn")

    def _done(self, label: str) -> Done:
        return Done(Kind.NOTICES, label, "e1", undoable=True)
