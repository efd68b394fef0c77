# SPDX-License-Identifier: MIT
"""Tests for the order of the queue: what a person sees and gets is what the rules alone give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leaddesk.desk.commands import (
    AddAbsence,
    ChangeRule,
    EditPerson,
    LogCall,
    PersonFields,
    SetGoals,
)
from leaddesk.desk.queries import AskPeople
from leaddesk.domain.lead import ANYONE, LeadState, QueueKind
from leaddesk.domain.queue import merit, rank
from leaddesk.storage.moments import to_ms
from tests.desk.oracle import Oracle
from tests.factories import HOUR, MINUTE, NOON, Office

AREAS = (
    ("America/Chicago", "US", "IL"),
    ("America/New_York", "US", "NY"),
    ("America/Los_Angeles", "US", "CA"),
    ("America/New_York|America/Los_Angeles", "US", ""),
    ("Asia/Tokyo", "JP", ""),
)
MOMENTS = (
    NOON,
    NOON + 5 * HOUR + 10 * MINUTE,  # 17:10 in Chicago, past closing in New York
    NOON - 4 * HOUR,  # 8:00 in Chicago: lawful, not yet the team's
    NOON + 4 * 24 * HOUR,  # a Saturday
)
# An example costs a database: a failing one is told as it is found.
ZONE = dt.timezone(dt.timedelta(hours=-5))
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
PERSONAL = (QueueKind.CALLBACK, QueueKind.RETURNED)
PERSONAL_2 = (QueueKind.CALLBACK, QueueKind.ACCEPTED, QueueKind.NEXT_STEP, QueueKind.TOUCH)
COLUMNS = (
    "tier, state, kind, why, owner_id, due_at, arrived_at, inbound, half_life, rank, ladder, "
    "phone, area_id, last_name, last_call_at"
)

Row = tuple[Any, ...]


@st.composite
def rows(draw: st.DrawFn, tier: int) -> Row:
    """Draw a lead anywhere in the queue of a tier, without its number and name."""
    personal = PERSONAL if tier == 1 else PERSONAL_2
    kind = draw(
        st.sampled_from((*personal, QueueKind.NEW, QueueKind.NEW, QueueKind.RETRY, QueueKind.REST))
    )
    owner = draw(st.sampled_from((ANYONE, 1, 2))) if kind in personal else ANYONE
    due = NOON + draw(st.integers(-3000, 600)) * MINUTE if kind is not QueueKind.NEW else None
    arrived = NOON - draw(st.sampled_from((1, 7, 30, 59, 61, 500, 3000, 30_000))) * MINUTE
    arrived -= draw(st.integers(0, 40)) * dt.timedelta(seconds=1)
    inbound = draw(st.booleans())
    life = draw(st.sampled_from((24, 72, 336, 200)))
    fit, value = draw(st.sampled_from((0.0, 0.25, 0.5, 1.0))), draw(st.sampled_from((0.0, 0.5)))
    called = 0
    if kind is not QueueKind.NEW and (tier == 2 or draw(st.integers(0, 3))):
        called = to_ms(NOON - draw(st.sampled_from((1, 3, 3, 20, 40, 95))) * 24 * HOUR)
    return (
        tier,
        int(LeadState.QUEUED),
        int(kind),
        "",
        owner,
        to_ms(due),
        to_ms(arrived),
        int(inbound),
        life,
        rank(merit(fit, value), arrived, life),
        "outbound",
        draw(st.integers(1, len(AREAS))),
        called,
    )


def fill(office: Office, found: list[Row]) -> None:
    """Put leads into the queue, each with a number and a name of its own."""
    for number, (zones, country, region) in enumerate(AREAS, start=1):
        office.write(
            "INSERT INTO area (id, time_zones, country, region) VALUES (:id, :z, :c, :r)",
            id=number,
            z=zones,
            c=country,
            r=region,
        )
    office.write("UPDATE rule SET version = version + 1 WHERE key = 'version'")
    with office.store.database.writing() as session:
        for number, row in enumerate(found, start=1):
            values = (*row[:11], f"+1612555{number:04}", row[11], f"Lead{number}", row[12])
            marks = ", ".join(f":v{i}" for i in range(len(values)))
            session.sql(
                f"INSERT INTO lead ({COLUMNS}) VALUES ({marks})",
                {f"v{i}": value for i, value in enumerate(values)},
            )


def oracle(office: Office, who: int, tier: int, **more: Any) -> Oracle:
    """Return what the rules say, from the leads that nobody holds."""
    day = office.now.astimezone(ZONE).date().isoformat()
    with office.store.looking() as unit:
        held = {row[0] for row in office.sql("SELECT lead_id FROM lease")}
        here = [
            row[0] for row in office.sql("SELECT id FROM lead WHERE tier = :t ORDER BY id", t=tier)
        ]
        leads = [lead for lead in unit.reads.leads(here) if lead.id not in held]
        new_done = unit.journal.count(who, day, tier, "new_lead_calls")
    return Oracle(leads, who, office.now, new_done, **more)


@settings(
    max_examples=20,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    found=st.lists(rows(1), max_size=25), moment=st.sampled_from(MOMENTS), done=st.integers(0, 6)
)
def test_the_first_tiers_order_is_what_the_rules_say(
    new_office: Callable[[], Office], found: list[Row], moment: dt.datetime, done: int
) -> None:
    office = new_office()
    fill(office, found)
    office.now = moment
    _called_before(office, done, office.dana, 1)

    wanted = oracle(office, office.dana, 1).tier_1()

    assert _up_next(office, office.dana, 1) == wanted
    assert office.take() == (wanted[0] if wanted else None)
    assert office.queue().ready >= len(wanted) - 1


@settings(
    max_examples=20,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    found=st.lists(rows(2), max_size=25),
    moment=st.sampled_from(MOMENTS),
    done=st.integers(0, 4),
    in_block=st.booleans(),
    trained=st.booleans(),
)
def test_the_second_tiers_order_is_what_the_rules_say(
    new_office: Callable[[], Office],
    found: list[Row],
    moment: dt.datetime,
    done: int,
    in_block: bool,  # noqa: FBT001 - drawn by name
    trained: bool,  # noqa: FBT001 - drawn by name
) -> None:
    office = new_office()
    fill(office, found)
    office.now = moment
    _second_tier_day(office, floor=3, in_block=in_block)
    if trained:
        today = moment.astimezone(ZONE).date()
        office.do(AddAbsence(office.sam, today, kind="training", share=0.5))
    _called_before(office, done, office.sam, 2)

    floor = 2 if trained else 3
    wanted = oracle(office, office.sam, 2, floor=floor, in_block=in_block).tier_2()

    assert _up_next(office, office.sam, 2) == wanted
    assert office.take(office.sam, 2) == (wanted[0] if wanted else None)


@settings(
    max_examples=5,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(found=st.lists(rows(1), min_size=12, max_size=20), done=st.integers(0, 4))
def test_the_list_a_person_sees_is_the_sequence_they_get(
    new_office: Callable[[], Office], found: list[Row], done: int
) -> None:
    office = new_office()
    fill(office, found)
    _called_before(office, done, office.dana, 1)
    office.take()
    view = office.queue(up_next=40)
    seen = [row.lead_id for row in view.up_next if row.opens_at is None]

    got = []
    while view.card is not None:
        office.do(LogCall(view.card.id, "no_answer"))
        view = office.queue(up_next=0, count_ready=False)
        if view.card is not None:
            got.append(view.card.id)

    assert got == seen


def test_every_fifth_new_lead_of_the_day_is_the_one_that_waited_longest(office: Office) -> None:
    office.now -= 48 * HOUR
    oldest = office.lead("Oldest")
    office.later(24 * HOUR)
    second = office.lead("Second")
    office.later(24 * HOUR)
    new = [office.lead(industry="Dental") for _ in range(10)]
    office.do(
        ChangeRule("ideal_profile", '{"industries": ["Dental"]}'),
        office.person("Lee Boss", "team_lead"),
    )

    got = []
    for _ in range(10):
        lead = office.take()
        assert lead is not None
        got.append(lead)
        office.log(lead, "no_answer")

    assert got[4] == oldest
    assert got[9] == second
    assert set(got) - {oldest, second} <= set(new)


def test_who_was_called_longest_ago_comes_first_however_long_the_rests(office: Office) -> None:
    closed, nurtured, later = office.lead(), office.lead(), office.lead()
    office.log(closed, "not_interested", reason="no_need")  # 180 days
    office.later(84 * 24 * HOUR)
    rest_after_last_try(office, nurtured)  # 90 days
    office.later(HOUR)
    rest_after_last_try(office, later)
    office.later(98 * 24 * HOUR)

    due = dict(office.sql("SELECT id, due_at FROM lead"))
    assert due[closed] > due[nurtured]
    assert _up_next(office, office.dana, 1) == [closed, nurtured, later]
    assert office.take() == closed


def test_ones_own_leads_come_by_the_last_word_not_by_when_they_were_due(office: Office) -> None:
    leads = [office.lead(tier=2) for _ in range(3)]
    for lead, called, due in zip(leads, (20, 50, 40), (12, 1, 5), strict=True):
        office.write(
            "UPDATE lead SET kind = 8, owner_id = 2, last_call_at = :called, due_at = :due "
            "WHERE id = :id",
            id=lead,
            called=to_ms(office.now) - called * 24 * 3_600_000,
            due=to_ms(office.now) - due * 24 * 3_600_000,
        )

    assert _up_next(office, office.sam, 2) == [leads[1], leads[2], leads[0]]


def test_a_lead_with_a_half_life_that_is_no_rule_any_more_is_still_found(office: Office) -> None:
    lead = office.lead()
    office.do(
        ChangeRule("queue", '{"half_life_hours": [["inbound", 12], ["list", 100]]}'),
        office.person("Lee Boss", "team_lead"),
    )

    assert [row.lead_id for row in office.queue().up_next] == [lead]
    assert office.take() == lead


def test_a_fresh_lead_from_the_web_is_next_and_the_newest_first(office: Office) -> None:
    office.write("INSERT INTO source (name, kind) VALUES ('Web', 'inbound')")
    waiting = office.lead()
    first = office.lead(source="Web")
    office.later(10 * MINUTE)
    second = office.lead(source="Web")

    assert [row.lead_id for row in office.queue().up_next] == [second, first, waiting]
    assert [row.class_number for row in office.queue().up_next] == [3, 3, 5]
    office.later(50 * MINUTE)
    assert [row.class_number for row in office.queue().up_next] == [3, 5, 5]
    assert office.card(second).why.code == "fresh"
    assert office.card(second).speed_started == office.card(second).arrived_at


def test_a_callback_before_its_time_is_nobodys_next(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=NOON + HOUR)

    assert office.queue().up_next == ()
    office.now = NOON + HOUR
    assert [row.lead_id for row in office.queue().up_next] == [lead]


def test_leads_of_closed_areas_are_shown_with_the_time_they_open(office: Office) -> None:
    office.now = NOON - 3 * HOUR  # 9:00 in Chicago, 7:00 in Los Angeles
    here = office.lead()
    west = office.lead(region="CA", phones=(("+1 213 555 0134", "direct"),))

    up_next = office.queue().up_next

    assert [row.lead_id for row in up_next] == [here, west]
    assert up_next[1].opens_at == NOON - HOUR


@pytest.mark.parametrize("hour, expected", [(15, "new"), (17, "touch")])
def test_the_floor_of_new_leads_is_protected_in_the_block(
    office: Office, hour: int, expected: str
) -> None:
    _second_tier_day(office, floor=2, block=(dt.time(10), dt.time(11)))
    new = [office.lead(tier=2) for _ in range(3)]
    touch = office.lead(tier=2)
    office.write(
        "UPDATE lead SET kind = 1, why = 'callback', owner_id = 2, due_at = 1, last_call_at = 1 "
        "WHERE id = :id",
        id=touch,
    )
    office.now = NOON.replace(hour=hour, minute=30)

    got = []
    for _ in range(4):
        lead = office.take(office.sam, 2)
        assert lead is not None
        got.append("new" if lead in new else "touch")
        office.log(lead, "no_answer", office.sam)

    assert got[0] == expected
    assert got == (["new", "new", "touch", "new"] if expected == "new" else ["touch", *["new"] * 3])


def rest_after_last_try(office: Office, lead: int) -> None:
    """Make the next try of a lead its last one, and let it fail."""
    office.write("UPDATE lead SET attempts = 7 WHERE id = :id", id=lead)
    office.log(lead, "no_answer")


def _up_next(office: Office, who: int, tier: int) -> list[int]:
    rows = office.queue(who, tier, up_next=40).up_next
    return [row.lead_id for row in rows if row.opens_at is None]


def _called_before(office: Office, done: int, who: int, tier: int) -> None:
    """Let a person have called new leads today."""
    day = office.now.astimezone(dt.timezone(dt.timedelta(hours=-5))).date()
    if done:
        office.write(
            "INSERT INTO counter (person_id, day, tier, metric, n) "
            "VALUES (:who, :day, :tier, 'new_lead_calls', :n)",
            who=who,
            day=day.isoformat(),
            tier=tier,
            n=done,
        )


def _second_tier_day(
    office: Office,
    floor: int,
    *,
    in_block: bool = False,
    block: tuple[dt.time, dt.time] | None = None,
) -> None:
    """Give the second tier a floor of new leads, and Sam a protected block."""
    goals = (("calls", 40, True, 1.0), ("new_lead_calls", floor, True, 1.0))
    office.do(SetGoals(2, office.now.date(), goals))
    sam = next(p for p in office.ask(AskPeople()) if p.id == office.sam)
    if in_block:
        block = (dt.time(0), dt.time(23, 59))
    fields = PersonFields(sam.name, ("senior_rep",), sam.time_zone, block=block)
    office.do(EditPerson(sam.id, fields))
