# SPDX-License-Identifier: MIT
"""What is read about many people at once agrees with what is read about each, on both databases."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.commands import AcceptHandoff, AddAbsence, RunClocks, StartCall, TakeBack
from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.domain.perfect_day import Metric
from tests.factories import DAY, HOUR, MINUTE, NOON, Office

TODAY = NOON.date().isoformat()


def test_counters_of_many_are_those_of_each(office: Office) -> None:
    eve = office.person("Eve Stone", "qualifier")
    office.log(office.lead(), "no_answer", then_take=False)
    office.log(office.lead(), "no_answer", eve, then_take=False)
    office.log(office.lead(), "no_answer", eve, then_take=False)
    people = [office.dana, office.sam, eve]

    with office.store.looking() as unit:
        found = unit.reads.counts_of(people, TODAY, TODAY)
        each = {who: unit.reads.counts(who, 1, TODAY, TODAY).get(TODAY, {}) for who in people}
        pair = (Metric.CALLS.value, Metric.HANDOFFS.value)
        by_day = unit.reads.counts_by_day(people, 1, pair, TODAY, TODAY)
        mark = unit.reads.counts_mark(people, 1, pair, TODAY, TODAY)
        nobody = unit.reads.counts_of([], TODAY, TODAY)

    assert {who: found.get((who, 1, TODAY), {}) for who in people} == each
    assert each[eve]["calls"] == 2
    assert by_day == {(office.dana, TODAY): (1, 0), (eve, TODAY): (2, 0)}
    assert mark == (2, 3)
    assert nobody == {}


def test_quarter_hours_count_what_was_not_taken_back(office: Office) -> None:
    office.log(office.lead(), "no_answer", then_take=False)
    office.later(HOUR)
    office.hand_off(office.lead())
    office.log(office.lead(), "no_answer", then_take=False)
    office.do(TakeBack())

    with office.store.looking() as unit:
        found = unit.reads.quarters_of([office.dana], Metric.CALLS, NOON - DAY)
        later = unit.reads.quarters_of([office.dana], Metric.CALLS, NOON + MINUTE)
        handoffs = unit.reads.quarters_of([office.dana], Metric.HANDOFFS, NOON - DAY)
        nothing = unit.reads.quarters_of([office.dana], "call", NOON - DAY)

    assert found == {(office.dana, 1): [(NOON, 1), (NOON + HOUR, 1)]}
    assert later == {(office.dana, 1): [(NOON + HOUR, 1)]}
    assert handoffs == {(office.dana, 1): [(NOON + HOUR, 1)]}
    assert nothing == {}


def test_the_last_log_is_somebodys_own_and_no_clocks(office: Office) -> None:
    office.hand_off(office.lead())
    office.later(20 * DAY)
    office.do(RunClocks())
    people = [office.dana, office.sam]

    with office.store.looking() as unit:
        found = unit.reads.last_logged(people, NOON - DAY)
        since = unit.reads.last_logged(people, NOON + DAY)

    assert found == {office.dana: NOON}
    assert since == {}


def test_hands_tell_lead_and_call(office: Office) -> None:
    lead = office.lead()
    office.take(lead_id=lead)
    office.do(StartCall(lead), at=NOON + MINUTE)

    with office.store.looking() as unit:
        (who, hand), *others = unit.reads.hands(NOON + 2 * MINUTE).items()
        gone = unit.reads.hands(NOON + DAY)

    assert (who, hand.lead_id, hand.since, hand.dialled_at) == (
        office.dana, lead, NOON, NOON + MINUTE,
    )  # fmt: skip
    assert others == []
    assert gone == {}


def test_handoffs_are_told_by_what_became_of_them_since(office: Office) -> None:
    office.accepted()
    waiting = office.hand_off(office.lead())

    with office.store.looking() as unit:
        assert unit.reads.decided(NOON) == {"accepted": 1}
        assert unit.reads.decided(NOON + MINUTE) == {}
        assert unit.reads.waiting() == 1
        assert unit.reads.late_handoffs(NOON, 10) == []
        late = unit.reads.late_handoffs(NOON + 5 * DAY, 10)
    assert [one.id for one in late] == [waiting]
    office.do(AcceptHandoff(waiting), office.sam)
    with office.store.looking() as unit:
        assert unit.reads.late_handoffs(NOON + 5 * DAY, 10) == []


def test_absences_and_owed_feedback_are_told_by_person(office: Office) -> None:
    office.do(AddAbsence(office.dana, NOON.date() + dt.timedelta(days=1)))
    office.do(AddAbsence(office.sam, NOON.date(), kind="training", share=0.35))
    tomorrow = (NOON + DAY).date().isoformat()
    office.accepted()

    with office.store.looking() as unit:
        marked = unit.reads.absences_of([office.dana, office.sam], TODAY, tomorrow)
        training = Absence(AbsenceKind.TRAINING, 0.35)
        assert marked == {(office.dana, tomorrow): Absence(), (office.sam, TODAY): training}
        assert unit.reads.absences(office.sam, TODAY) == {TODAY: training}
        assert unit.reads.owed_by([office.dana, office.sam], NOON) == {}
        figures = unit.reads.feedback_figures([office.sam], NOON - DAY, NOON)
    assert (figures.given, figures.in_time, figures.overdue) == (0, 0, 0)


def test_missed_calls_are_counted_whole_and_named_in_part(office: Office) -> None:
    for n in range(4):
        when = NOON + HOUR + n * MINUTE
        office.log(office.lead(f"Lee{n}"), "callback", when=when, then_take=False)
    until = NOON + HOUR + 2 * MINUTE

    with office.store.looking() as unit:
        count, first = unit.reads.missed_callbacks((1, 2), until, until, 2)

    assert (count, [lead.last_name for lead in first]) == (3, ["Lee0", "Lee1"])


def test_waits_are_those_of_first_calls_to_inbound_leads(office: Office) -> None:
    office.write("INSERT INTO source (name, kind) VALUES ('Web', 'inbound')")
    lead = office.lead(source="Web")
    office.later(4 * MINUTE)
    done = office.log(lead, "no_answer", note='said "speed"', then_take=False)
    office.log(office.lead(), "no_answer", then_take=False)
    today, source = NOON.date().isoformat(), office.lead_now(lead).source_id

    with office.store.looking() as unit:
        assert unit.reads.waits(today) == {f"{source}:5": 1}
        assert unit.reads.waits((NOON + DAY).date().isoformat()) == {}
    office.do(TakeBack(done.entry_id))
    with office.store.looking() as unit:
        assert unit.reads.waits(today) == {}


def test_how_long_it_took_from_the_first_call_to_a_handoff(office: Office) -> None:
    early = office.lead()
    office.log(early, "no_answer", then_take=False)
    office.later(8 * DAY)
    for lead in (early, office.lead()):
        office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
        office.later(MINUTE)
    office.hand_off(office.lead())  # nobody accepted it

    with office.store.looking() as unit:
        told = unit.reads.handoff_lags(2, NOON, office.now, 9)
        assert [offered - called for called, offered in told] == [0 * DAY, 8 * DAY]
        assert unit.reads.handoff_lags(2, NOON, office.now, 1) == told[:1]
        assert unit.reads.handoff_lags(3, NOON, office.now, 9) == []
