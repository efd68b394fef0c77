# SPDX-License-Identifier: MIT
"""A made-up team that is coached: people, a page each, actions and notes that change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.domain.coaching import Figure
from leaddesk.domain.person import Person
from tests.gui import fake_answers_handoffs as handoffs

AT = dt.datetime(2026, 5, 12, 15, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
FIGURES = (Figure("calls", 10, 710, 10, 640, 68.0), Figure("handoffs", 10, 20, 10, 31, 25.0))


def _actions() -> list[queries.ActionRow]:
    return [
        queries.ActionRow(1, "Dana Whitfield", "Open with the reason", AT.date() - DAY, AT, None,
                          is_late=True, carried=True),
        queries.ActionRow(2, "Ruth Calloway", "Listen in", AT.date() + DAY, AT, None,
                          is_late=False, carried=False),
    ]  # fmt: skip


def _notes() -> list[queries.CoachingNoteRow]:
    return [
        queries.CoachingNoteRow(
            5, "Ruth Calloway", AT, "Slower.\nAsk why.", False, FIGURES, by_id=handoffs.RUTH.id
        )
    ]


@dataclass
class Team:
    """The pages; every one has the same actions and notes."""

    people: tuple[Person, ...]
    leads: bool = True
    actions: list[queries.ActionRow] = field(default_factory=_actions)
    notes: list[queries.CoachingNoteRow] = field(default_factory=_notes)

    def coached(self, query: queries.AskCoached) -> tuple[queries.CoachedRow, ...]:
        """Return the meeting of the team and its people, or one's own row."""
        rows = [
            queries.CoachedRow(one.id, one.name, ("qualifier",), None, 2, 1)
            for one in self.people
            if self.leads or one.id == query.person_id
        ]
        return (queries.CoachedRow(0, "", (), AT, 0, 0), *rows) if self.leads else tuple(rows)

    def page(self, query: queries.AskPersonPage) -> queries.PersonPage:
        """Return somebody's page."""
        who = next(one for one in self.people if one.id == query.person_id)
        mine = not self.leads
        notes = tuple(note for note in self.notes if note.shared or not mine)
        return queries.PersonPage(
            who.id, who.name, ("qualifier",), AT - 9 * DAY, FIGURES, FIGURES[1:], (), (), (),
            notes, self._talks(), mine,
        )  # fmt: skip

    def meeting(self, _query: queries.AskMeeting) -> queries.MeetingPage:
        """Return the page of the team."""
        day = AT.date()
        return queries.MeetingPage(
            day - 7 * DAY, day - DAY, (queries.DidRow(1, "calls", 900, 1_000),),
            (queries.WeekRow("Dana Whitfield", 4, 5, 96.0),), 1, (), (("Prices", 4, 6),), None,
            queries.Talks(AT, (), ()), "USD",
        )  # fmt: skip

    def settle(self, command: commands.SettleAction) -> Done:
        """Tick something off, or open it again."""
        done_at = AT if command.done else None
        self.actions = [
            replace(one, done_at=done_at, is_late=False) if one.id == command.action_id else one
            for one in self.actions
        ]
        return Done(Kind.COACHING, "action_done", "e1", undoable=True)

    def share(self, command: commands.ShareCoachingNote) -> Done:
        """Share a note, or no longer."""
        self.notes = [replace(one, shared=command.shared) for one in self.notes]
        return Done(Kind.COACHING, "coaching_shared", "e1", undoable=True)

    def drop(self, command: commands.DropCoachingNote) -> Done:
        """Take a note away."""
        self.notes = [one for one in self.notes if one.id != command.note_id]
        return Done(Kind.COACHING, "coaching_dropped", "e1", undoable=True)

    def _talks(self) -> queries.Talks:
        return queries.Talks(
            AT - 9 * DAY,
            tuple(one for one in self.actions if one.done_at is None),
            tuple(one for one in self.actions if one.done_at is not None),
        )
