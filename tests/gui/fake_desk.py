# SPDX-License-Identifier: MIT
"""A desk of made-up leads for tests of the window: it keeps just enough to be believed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from typing_extensions import override

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.intake import (
    Cancelled,
    Chunk,
    ImportCount,
    ImportResult,
    Report,
    TurnedDown,
)
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.outcome import TIER_1, TIER_2
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.person import Person
from leaddesk.domain.qualification import BANT
from leaddesk.domain.team_day import team_day
from tests.gui import fake_answers_funnel
from tests.gui import fake_answers_privacy as privacy
from tests.gui import fake_answers_rules as rules
from tests.gui.fake_exports import FakeExports
from tests.gui.fake_lists import FakeLists
from tests.gui.made_leads import CHICAGO, PEOPLE, START, day_of, made_card, offer_of, row_of

AnswerT = TypeVar("AnswerT")


@dataclass
class FakeLongWork(FakeExports, FakeLists):
    """What a desk does in many steps; `failing` is raised by the next one."""

    long_log: list[commands.ChangeLeads] = field(default_factory=list)
    shared_out: tuple[int, ...] = ()
    """How many leads are shared out after each step of a leaving."""

    def import_list(
        self,
        chunks: Iterable[Chunk],
        options: commands.ImportOptions,
        person_id: int,
        at: dt.datetime,
        *,
        dry_run: bool = False,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
        turned_down: TurnedDown = lambda _rows: None,
    ) -> ImportResult:
        """Count the rows of a list, stopping when somebody cancels."""
        rows = 0
        for chunk in chunks:
            if cancelled():
                raise BadInput("cancelled")
            rows += len(chunk)
            report(rows)
        return ImportResult(ImportCount(rows=rows, new=rows), None if dry_run else 7, ())

    def change_leads(
        self,
        command: commands.ChangeLeads,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Done:
        """Remember the change; refuse it when something is to fail."""
        failing, self.failing = self.failing, None
        if failing is not None:
            raise failing
        self.long_log.append(command)
        report(len(command.lead_ids))
        facts = (("what", command.change.kind.value), ("to", ""), ("count", "3"), ("left", "0"))
        return Done(Kind.LEADS, "bulk_changed", undoable=True, facts=facts)

    def change_person(
        self,
        command: commands.EditPerson,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Done:
        """Share out some leads, stopping when somebody wants to, and change the person."""
        for shared in self.shared_out:
            if cancelled():
                raise RuleBroken("bulk_stopped")
            report(shared)
        return self.do(command, person_id, at)

    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do a command."""
        raise NotImplementedError


@dataclass
class FakeDesk(FakeLongWork):
    """Leads in order, one in hand; `failing` is raised by the next command.

    `log` keeps every command, `doers` who did it.
    """

    cards: list[queries.LeadCard] = field(
        default_factory=lambda: [made_card(place) for place in range(8)]
    )
    people: tuple[Person, ...] = PEOPLE
    log: list[object] = field(default_factory=list)
    doers: list[int] = field(default_factory=list)
    asked: list[object] = field(default_factory=list)
    elsewhere: bool = False
    expected: list[Path] = field(default_factory=list)
    reminders: tuple[queries.ReminderRow, ...] = ()
    in_hand: int = 0
    closed: bool = False
    undone: list[tuple[queries.LeadCard, int]] = field(default_factory=list)
    counts: dict[str, int] = field(
        default_factory=lambda: {
            Metric.CALLS: 51,
            Metric.CONVERSATIONS: 9,
            Metric.NEW_LEAD_CALLS: 13,
            Metric.HANDOFFS: 3,
        }
    )
    before: list[dict[str, int]] = field(default_factory=list)
    handoffs: queries.HandoffsView = field(
        default_factory=lambda: queries.HandoffsView((), (), (), (), ())
    )
    answers: dict[type, Callable[[Any], object]] = field(default_factory=dict)

    @override
    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do what the window's tests need of a command."""
        self.log.append(command)
        self.doers.append(person_id)
        failing, self.failing = self.failing, None
        if failing is not None:
            raise failing
        doing = self._doings.get(type(command))
        return doing(command) if doing else Done(Kind.ALL, "edited")

    def __post_init__(self) -> None:
        """Say what each command does and what each question answers."""
        self._doings: dict[type, Callable[[Any], Done]] = {
            commands.TakeNext: lambda command: self._take(command.lead_id),
            commands.LogCall: self._logged,
            commands.HandOff: lambda command: self._gone(
                command.lead_id, "handed_off", receiver="Sam Ortiz"
            ),
            commands.SkipLead: lambda command: self._gone(
                command.lead_id, "skipped", name=self._card(command.lead_id).name
            ),
            commands.TakeBack: lambda _command: self._take_back(),
            commands.SaveSheet: self._save_sheet,
            commands.AddNote: lambda _command: Done(Kind.LEADS, "noted", undoable=True),
            commands.RunClocks: lambda _command: Done(Kind.NONE, "clocks_run"),
            commands.ReleaseLead: lambda _command: self._release(),
            **privacy.DOINGS,
            **rules.DOINGS,
        }
        self._answering: dict[type, Callable[[Any], object]] = {
            queries.AskProgress: lambda _query: day_of(self.counts),
            queries.AskTeamDay: lambda _query: team_day([day_of(self.counts), day_of({})]),
            **fake_answers_funnel.TEAM,
            queries.AskPeople: lambda _query: self.people,
            queries.AskTeam: lambda _query: queries.TeamFacts(
                people=len(self.people),
                leads=len(self.cards),
                demo=True,
                region="US",
                time_zone=CHICAGO,
                currency="USD",
            ),
            queries.AskExportSize: lambda _query: self.rows_out,
            queries.AskReminders: lambda _query: self.reminders,
            queries.AskHandoffs: lambda _query: self.handoffs,
            queries.AskSearch: lambda query: self._found(query.text),
            queries.AskLead: lambda query: self._card(query.lead_id),
            queries.AskPersonData: lambda query: privacy.person(self._card(query.lead_id)),
            **privacy.ANSWERS,
            **rules.ANSWERS,
        }

    def ask(self, query: queries.Query[AnswerT], at: dt.datetime, person_id: int = 0) -> AnswerT:
        """Answer what the window asks."""
        self.asked.append(query)
        return cast("AnswerT", self._answer(query, at))

    def _answer(self, query: object, at: dt.datetime) -> object:
        if isinstance(query, queries.AskQueue) and queries.AskQueue not in self.answers:
            return self.queue(query.tier, at)
        own = self.answers.get(type(query)) or self._answering.get(type(query))
        if own is None:
            raise NotFound("query", what=type(query).__name__)
        return own(query)

    def expect_list(self, path: Path) -> None:
        """Note which list is expected."""
        self.expected.append(path)

    def carry_on(self, at: dt.datetime) -> int:
        return 0

    def changed_elsewhere(self) -> bool:
        """Tell once that somebody else wrote."""
        told, self.elsewhere = self.elsewhere, False
        return told

    def catch_up(self) -> bool:
        """Have nothing to catch up with."""
        return False

    def close(self) -> None:
        """Remember that the window let go."""
        self.closed = True

    # ------------------------------------------------------------------------- made-up answers

    def queue(self, tier: int, at: dt.datetime) -> queries.QueueView:
        """Return the queue as it stands."""
        held = [card for card in self.cards if card.id == self.in_hand]
        rest = [card for card in self.cards if card.id != self.in_hand]
        rows = [row_of(card) for card in rest]
        waits = row_of(made_card(8))
        rows.append(
            replace(
                waits,
                lead_id=99,
                name="Grace Liu",
                company="Pacific Lab Supply",
                source="",
                time_zone="America/Los_Angeles",
                opens_at=START + dt.timedelta(minutes=18),
            )
        )
        card = held[0] if held else None
        shown = TIER_1 if tier == 1 else TIER_2
        offers = tuple(offer_of(outcome, at) for outcome in shown) if card else ()
        empty = queries.EmptyReasons(
            tier, 258, 212, START + dt.timedelta(minutes=18), 0, None, 40, 0, 6, 0, 0, 0, 0
        )
        return queries.QueueView(
            tier,
            card,
            offers,
            tuple(rows[:9]) if rest or not card else (),
            rest[0] if rest else None,
            len(rest),
            4,
            None if card else empty,
            BANT,
            3,
        )

    def _card(self, lead_id: int) -> queries.LeadCard:
        for card in self.cards:
            if card.id == lead_id:
                return card
        raise NotFound("lead", what=lead_id)

    def _put(self, card: queries.LeadCard) -> None:
        self.cards = [card if known.id == card.id else known for known in self.cards]

    def _save_sheet(self, command: commands.SaveSheet) -> Done:
        self._put(replace(self._card(command.lead_id), answers=dict(command.answers)))
        return Done(Kind.LEADS, "sheet_saved")

    def _release(self) -> Done:
        self.in_hand = 0
        return Done(Kind.QUEUE, "released")

    def _take(self, wanted: int | None) -> Done:
        if wanted is not None:
            self.in_hand = self._card(wanted).id
        elif not self.in_hand and self.cards:
            self.in_hand = self.cards[0].id
        if not self.in_hand:
            return Done(Kind.NONE, "nothing_to_take")
        return Done(Kind.QUEUE, "taken", lead_id=self.in_hand)

    def _logged(self, call: commands.LogCall) -> Done:
        card = self._card(call.lead_id)
        if self.in_hand != call.lead_id:
            raise RuleBroken("not_in_hand")
        return self._gone(call.lead_id, "logged", outcome=call.outcome, name=card.name)

    def _gone(self, lead_id: int, label: str, **facts: str) -> Done:
        card = self._card(lead_id)
        place = self.cards.index(card)
        self.undone.append((card, place))
        self.before.append(dict(self.counts))
        self.cards = [known for known in self.cards if known.id != lead_id]
        self.in_hand = self.cards[0].id if self.cards else 0
        if label == "logged":
            self.counts[Metric.CALLS] += 1
        return Done(
            Kind.LEADS | Kind.QUEUE | Kind.PROGRESS,
            label,
            f"e{len(self.log)}",
            True,
            lead_id,
            facts=tuple(facts.items()),
        )

    def _take_back(self) -> Done:
        if not self.undone:
            raise RuleBroken("nothing_to_take_back")
        card, place = self.undone.pop()
        self.counts = self.before.pop()
        self.cards = [*self.cards[:place], card, *self.cards[place:]]
        self.in_hand = card.id
        return Done(
            Kind.LEADS | Kind.QUEUE | Kind.PROGRESS, "taken_back", facts=(("what", card.name),)
        )

    def _found(self, text: str) -> tuple[queries.FoundLead, ...]:
        words = text.casefold().split()
        return tuple(
            queries.FoundLead(
                c.id,
                c.name,
                c.company,
                c.title,
                c.phones[0].shown,
                c.email,
                1,
                c.state,
                c.class_number,
                c.source,
                c.time_zone,
                c.attempts,
                "",
                "",
                "",
                c.arrived_at,
                None,
                None,
            )
            for c in self.cards
            if all(word in f"{c.name} {c.company}".casefold() for word in words)
        )
