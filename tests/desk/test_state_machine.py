# SPDX-License-Identifier: MIT
"""Several people at one desk in any order: what must hold after every step, and undo of it all."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddNote,
    AppealRejection,
    EditLead,
    GiveFeedback,
    HandOff,
    LeadFields,
    LogCall,
    RejectHandoff,
    ReleaseLead,
    ReturnHandoff,
    RunClocks,
    SkipLead,
    TakeBack,
    TakeNext,
)
from leaddesk.desk.queries import AskHandoffs
from leaddesk.domain.errors import RuleBroken, StaleLead
from leaddesk.domain.lead import LeadState, QueueKind
from leaddesk.domain.outcome import DEFAULT_OUTCOMES, Next
from leaddesk.storage.moments import from_ms, to_ms
from tests.factories import ANSWERS, DAY, HOUR, MINUTE, Office

PADS = {
    tier: [o for o in DEFAULT_OUTCOMES if o.tier == tier and o.next is not Next.HANDOFF]
    for tier in (1, 2)
}
QUALIFIERS, SENIORS = st.sampled_from((1, 3)), st.sampled_from((2, 4))
EVERYBODY = st.integers(1, 4)
STEPS = (MINUTE, 10 * MINUTE, 40 * MINUTE, HOUR, DAY)
GONE = {LeadState.RESEARCH, LeadState.SUPPRESSED, LeadState.OFFERED, LeadState.WON, LeadState.LOST}


class Floor(RuleBasedStateMachine):
    """Two qualifiers and two senior reps work one queue."""

    def __init__(self, new_office: Callable[[], Office]) -> None:
        super().__init__()
        self.office = new_office()
        self.numbers = itertools.count()
        mo = self.office.person("Mo Becker", "qualifier")
        robin = self.office.person("Robin Vale", "senior_rep")
        self.tier_of = {self.office.dana: 1, mo: 1, self.office.sam: 2, robin: 2}
        self.clock_moved = False

    @initialize(shared=st.booleans())
    def open_with_some_leads(self, shared: bool) -> None:  # noqa: FBT001 - drawn by name
        for number in range(8):
            self.office.lead(email=f"a{number}@acme.io", tier=1 if number < 6 else 2)
        if shared:
            self.office.write(
                "INSERT INTO phone (lead_id, position, e164, bad) SELECT id, 1, '+16125559000', "
                "CASE WHEN id = 1 THEN '' ELSE 'shared' END FROM lead WHERE id <= 3"
            )
        self.first = self.office.dump()
        self.started = self.office.sql("SELECT MAX(seq) FROM journal")[0][0]

    def attempt(self, command: object, who: int) -> None:
        """Do a command; being refused by a rule is an answer too, if nothing changed."""
        before = self.office.sql("SELECT COUNT(*), MAX(seq) FROM journal")
        try:
            self.office.do(command, who)
        except (RuleBroken, StaleLead):
            assert self.office.sql("SELECT COUNT(*), MAX(seq) FROM journal") == before

    def in_hand(self, who: int) -> int | None:
        """Return the lead in a hand, taking the next one into an empty one."""
        with self.office.store.looking() as unit:
            held = unit.queue.in_hand(who, self.office.now)
        return held or self.office.do(TakeNext(self.tier_of[who]), who).lead_id

    @rule(step=st.sampled_from(STEPS))
    def time_goes_by(self, step: dt.timedelta) -> None:
        self.office.later(step)

    @rule(who=EVERYBODY, lead=st.integers(1, 8))
    def take_that_one(self, who: int, lead: int) -> None:
        if lead in self.office.states():
            self.attempt(TakeNext(self.tier_of[who], lead), who)

    @rule(who=EVERYBODY, data=st.data())
    def log(self, who: int, data: st.DataObject) -> None:
        lead = self.in_hand(who)
        if lead is not None:
            self._log(lead, who, data)

    @rule(who=EVERYBODY, lead=st.integers(1, 8), data=st.data())
    def log_without_hand(self, who: int, lead: int, data: st.DataObject) -> None:
        if lead in self.office.states():
            self._log(lead, who, data)

    @rule(data=st.data())
    def a_senior_rep_logs(self, data: st.DataObject) -> None:
        """Keep the second tier moving: an accepted lead is a rare thing."""
        rows = self.office.ask(AskHandoffs(self.office.sam)).working
        for row in rows[:1]:
            self._log(row.lead_id, self.office.sam, data)

    def _log(self, lead: int, who: int, data: st.DataObject) -> None:
        tier = max(self.tier_of[who], self.office.lead_now(lead).tier)
        outcome = data.draw(st.sampled_from(PADS[tier]))
        command = LogCall(
            lead,
            outcome.id,
            when=self.office.now.replace(hour=17, minute=0) + 2 * DAY,
            reason=next(iter(outcome.reasons), ""),
            person_name="Jane Roe",
            person_phone=f"+1612555{2000 + next(self.numbers)}",
            then_take=data.draw(st.booleans()),
        )
        self.attempt(command, who)

    @rule(who=QUALIFIERS)
    def hand_off(self, who: int) -> None:
        lead = self.in_hand(who)
        if lead is not None:
            note = f"note {next(self.numbers)}"
            self.attempt(HandOff(lead, ANSWERS, note, "demo", hot=True), who)

    @rule(who=SENIORS, answer=st.sampled_from(("accept", "call", "return", "reject")))
    def answer(self, who: int, answer: str) -> None:
        for row in self.office.ask(AskHandoffs(who)).to_accept[:1]:
            command = {
                "accept": AcceptHandoff(row.id),
                "call": AcceptHandoff(row.id, call_now=True),
                "return": ReturnHandoff(row.id, "who decides?"),
                "reject": RejectHandoff(row.id, "duplicate"),
            }[answer]
            self.attempt(command, who)

    @rule(who=QUALIFIERS)
    def appeal(self, who: int) -> None:
        sent = self.office.ask(AskHandoffs(who)).sent
        for row in [row for row in sent if row.may_appeal][:1]:
            self.attempt(AppealRejection(row.id, "look again"), who)

    @rule(who=SENIORS)
    def feed_back(self, who: int) -> None:
        for row in self.office.ask(AskHandoffs(who)).owed[:1]:
            self.attempt(GiveFeedback(row.id, "well prepared", 4), who)

    @rule(who=EVERYBODY)
    def skip(self, who: int) -> None:
        lead = self.in_hand(who)
        if lead is not None:
            self.attempt(SkipLead(lead, "knows me"), who)

    @rule(who=EVERYBODY)
    def leave(self, who: int) -> None:
        self.attempt(ReleaseLead(), who)

    @rule(who=EVERYBODY)
    def take_back(self, who: int) -> None:
        # What was there before the first step stays.
        last = self.office.sql(
            "SELECT MAX(seq) FROM journal WHERE person_id = :who AND reversal <> '' "
            "AND voided_by = ''",
            who=who,
        )[0][0]
        if last is not None and last > self.started:
            self.attempt(TakeBack(), who)

    @rule(who=EVERYBODY, lead=st.integers(1, 6))
    def note_and_edit(self, who: int, lead: int) -> None:
        card = self.office.card(lead)
        self.attempt(AddNote(lead, "a note"), who)
        phones = tuple((p.e164, p.kind) for p in card.phones)
        fields = LeadFields(
            first_name="Ann", last_name=f"New{next(self.numbers)}", phones=phones, region="MN"
        )
        self.attempt(EditLead(lead, card.version, fields), who)

    @precondition(lambda self: not self.clock_moved)
    @rule()
    def clocks_run(self) -> None:
        done = dict(self.office.do(RunClocks()).facts)
        self.clock_moved = done != {"moved": "0", "expired": "0"}

    @invariant()
    def no_lead_or_number_is_held_twice(self) -> None:
        now = to_ms(self.office.now)
        held = self.office.sql(
            "SELECT lease.person_id, lease.lead_id, lead.phone FROM lease "
            "JOIN lead ON lead.id = lease.lead_id WHERE expires_at > :now",
            now=now,
        )
        assert len({row[0] for row in held}) == len(held)
        assert len({row[1] for row in held}) == len(held)
        numbers = [row[2] for row in held if row[2]]
        assert len(set(numbers)) == len(numbers)
        lost = self.office.sql("SELECT * FROM lease WHERE lead_id NOT IN (SELECT id FROM lead)")
        assert lost == []

    @invariant()
    def the_counters_are_a_recount_of_the_journal(self) -> None:
        recount: Counter[tuple[Any, ...]] = Counter()
        for person, day, tier, counted in self.office.sql(
            "SELECT person_id, day, tier, counted FROM journal "
            "WHERE counted <> '' AND voided_by = ''"
        ):
            recount.update((person, day, tier, metric) for metric in counted.split(","))
        kept = self.office.sql("SELECT person_id, day, tier, metric, n FROM counter WHERE n <> 0")
        assert {tuple(row[:4]): row[4] for row in kept} == dict(recount)

    @invariant()
    def the_tallies_are_a_recount_of_the_journal(self) -> None:
        recount: Counter[tuple[Any, ...]] = Counter()
        for who, day, tier, counted, attempt, campaign, hour, source, waited in self.office.sql(
            "SELECT person_id, day, tier, counted, attempt, campaign, hour, source_id, waited "
            "FROM journal WHERE counted <> '' AND voided_by = ''"
        ):
            facets = [(0, "attempt", attempt), (0, "campaign", campaign), (0, "hour", hour),
                      (0, "source", source), (who, "hour", hour), (who, "source", source),
                      *([(0, "wait", f"{source}:{waited}")] if waited else [])]  # fmt: skip
            recount.update(
                (person, day, tier, facet, str(key), metric)
                for person, facet, key in facets
                for metric in {"calls", "connects", "conversations"}.intersection(
                    counted.split(",")
                )
            )
        kept = {
            (*row[:5], metric): n
            for row in self.office.sql("SELECT * FROM tally")
            for metric, n in zip(("calls", "connects", "conversations"), row[5:], strict=True)
            if n
        }
        assert kept == dict(recount)

    @invariant()
    def each_lead_is_in_one_place(self) -> None:
        handoffs = self.office.sql("SELECT lead_id, state FROM handoff WHERE open = 1")
        offered = Counter(lead for lead, state in handoffs if state == "offered")
        opened = Counter(lead for lead, _ in handoffs)
        assert all(n == 1 for n in opened.values())
        for lead_id, number, kind, phone, owner, due in self.office.sql(
            "SELECT id, state, kind, phone, owner_id, due_at FROM lead"
        ):
            state = LeadState(number)
            assert (state is LeadState.OFFERED) == (offered[lead_id] == 1), lead_id
            if state in GONE:
                assert (kind, owner, due) == (QueueKind.NONE, 0, 0), (lead_id, state)
            elif state is LeadState.QUEUED:
                assert kind != QueueKind.NONE
                assert phone
            else:
                assert state is LeadState.CLOSED
                assert kind in {QueueKind.NONE, QueueKind.REST}

    @invariant()
    def nobody_holds_what_must_not_be_called(self) -> None:
        held = self.office.sql(
            "SELECT lead.id FROM lease JOIN lead ON lead.id = lease.lead_id WHERE state = 4"
        )
        assert held == []

    @override
    def teardown(self) -> None:
        """Take everything back, newest first: what was there at first is there again."""
        if not hasattr(self, "first") or self.clock_moved:
            return
        for entry, who, ms in self.office.sql(
            "SELECT id, person_id, written_at FROM journal WHERE seq > :seq AND reversal <> '' "
            "AND voided_by = '' ORDER BY seq DESC",
            seq=self.started,
        ):
            self.office.write("DELETE FROM lease")
            # Each right after it was done: a listing stays for good when it is older.
            self.office.do(TakeBack(entry), who, from_ms(ms))
        assert self.office.dump() == self.first


def test_whatever_several_people_do_the_desk_stays_whole(
    new_office: Callable[[], Office],
) -> None:
    class Here(Floor):
        def __init__(self) -> None:
            super().__init__(new_office)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=10,
            stateful_step_count=40,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
