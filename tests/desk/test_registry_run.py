# SPDX-License-Identifier: MIT
"""Tests for national lists: whole or not at all, whom they hold back, and when they run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from leaddesk.desk.commands import ImportOptions, RegistryOptions, SetRegistry
from leaddesk.desk.queries import AskNoCall, AskRegistries, AskWhyEmpty, RegistryRow
from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken
from leaddesk.domain.lead import LeadState, QueueKind
from tests.desk.test_holding import chunk_of
from tests.factories import DAY, NOON, Office, draft

TODAY = NOON.date()
HELD = LeadState.SUPPRESSED
UK = "+442079460001"


@pytest.fixture
def boss(office: Office) -> int:
    """A team lead."""
    return office.person("Lee Boss", "team_lead")


def bring(
    office: Office, boss: int, numbers: list[str], key: str = "us", age: int = 0, **more: bool
) -> None:
    """Import a list and compare every lead with it."""
    options = RegistryOptions(key, office.now.date() - age * DAY, **more)
    office.desk.import_registry([chunk_of(numbers)], options, boss, office.now)
    office.desk.rescrub(boss, office.now)


def row(office: Office, key: str = "us") -> RegistryRow:
    return next(one for one in office.ask(AskRegistries()) if one.key == key)


def bind(office: Office, boss: int, key: str = "us", binds: str = "yes") -> None:
    office.do(SetRegistry(key, binds, 31), boss)


def test_the_us_registry_holds_nobody_back_before_a_team_lead_says_so(
    office: Office, boss: int
) -> None:
    lead = office.lead()
    bring(office, boss, [office.lead_now(lead).phone])
    assert office.lead_now(lead).state is LeadState.QUEUED
    assert not row(office).binds

    bind(office, boss)
    while office.desk.tend(office.now):
        pass
    assert (office.lead_now(lead).state, office.lead_now(lead).why) == (HELD, "registry")
    assert [n.bad for n in office.numbers(lead)] == ["registry.us"]
    bind(office, boss, binds="no")
    while office.desk.tend(office.now):
        pass
    assert (office.lead_now(lead).state, office.lead_now(lead).kind) == (
        LeadState.QUEUED,
        QueueKind.NEW,
    )


def test_a_list_of_the_uk_binds_once_it_is_imported(office: Office, boss: int) -> None:
    lead = office.lead(phones=((UK, "direct"),), region="", country="GB")
    free = office.lead(phones=(("+442079460002", "direct"),), region="", country="GB")
    assert not row(office, "uk_ctps").binds
    bring(office, boss, [UK], "uk_ctps")
    assert row(office, "uk_ctps").binds
    assert (office.lead_now(lead).state, office.lead_now(free).state) == (HELD, LeadState.QUEUED)


def test_another_number_is_used_and_the_first_comes_back_with_a_newer_file(
    office: Office, boss: int
) -> None:
    bind(office, boss)
    lead = office.lead(phones=(("+16125557001", "direct"), ("+16125557002", "mobile")))
    bring(office, boss, ["+16125557001"])
    assert office.lead_now(lead).phone == "+16125557002"
    office.later(DAY)
    bring(office, boss, ["+16125557002"])
    assert office.lead_now(lead).phone == "+16125557001"
    assert [n.bad for n in office.numbers(lead)] == ["", "registry.us"]


def test_who_comes_later_is_compared_as_well(office: Office, boss: int) -> None:
    bind(office, boss)
    bring(office, boss, ["+16125557001", "+16125560005"])
    by_hand = office.lead(phones=(("+16125557001", "direct"),))
    office.desk.import_list([[draft(5), draft(6)]], ImportOptions("L"), office.dana, office.now)
    states = office.states()
    assert states[by_hand] is HELD
    assert list(states.values()).count(HELD) == 2


def test_a_file_counts_as_a_whole_or_not_at_all(office: Office, boss: int) -> None:
    bind(office, boss)
    bring(office, boss, ["+16125557001"], age=5)
    before = row(office)

    def breaks() -> Iterator[RegistryChunk]:
        yield chunk_of(["+16125557002"])
        raise BadInput("registry_bad_row", where="2", detail="?")

    stops = iter([False, True, True])
    for chunks, cancelled, problem in (
        (breaks(), lambda: False, "registry_bad_row"),
        (iter([chunk_of(["+16125557002"])]), lambda: next(stops, True), "import_cancelled"),
        (iter([chunk_of([])]), lambda: False, "registry_empty"),
    ):
        with pytest.raises(LeadDeskError, match=problem):
            office.desk.import_registry(
                _twice(chunks), RegistryOptions("us", TODAY), boss, office.now, cancelled=cancelled
            )
    assert row(office) == before
    while office.desk.tend(office.now):
        pass
    assert office.sql("SELECT COUNT(*) FROM registry_file") == [(1,)]
    assert office.sql("SELECT COUNT(DISTINCT file_id) FROM registry_block") == [(1,)]


def _twice(chunks: Iterator[RegistryChunk]) -> Iterator[RegistryChunk]:
    for chunk in chunks:
        yield chunk
        yield chunk


def test_what_a_crash_left_half_read_is_cleared_away(office: Office, boss: int) -> None:
    with office.store.unit() as unit:
        file_id = unit.registries.open_file("us", TODAY, boss, office.now)
        unit.registries.merge(file_id, {1612555: [1]}, {}, office.now)
    assert row(office).dated is None
    office.desk.tend(office.now)
    assert office.sql("SELECT COUNT(*) FROM registry_block") == [(1,)]
    office.later(dt.timedelta(minutes=11))
    while office.desk.tend(office.now):
        pass
    assert office.sql("SELECT COUNT(*) FROM registry_block") == [(0,)]
    assert office.sql("SELECT COUNT(*) FROM registry_file") == [(0,)]


def test_changes_add_and_take_out(office: Office, boss: int) -> None:
    with pytest.raises(RuleBroken, match="no_full_list"):
        bring(office, boss, ["+16125557001"], delta=True)
    bind(office, boss)
    stays, goes, comes = (office.lead() for _ in range(3))
    number = {lead: office.lead_now(lead).phone for lead in (stays, goes, comes)}
    bring(office, boss, [number[stays], number[goes]], age=3)
    assert (office.lead_now(stays).state, office.lead_now(goes).state) == (HELD, HELD)
    options = RegistryOptions("us", TODAY, delta=True)
    chunk = chunk_of([number[comes]], [number[goes]])
    result = office.desk.import_registry([chunk], options, boss, office.now)
    office.desk.rescrub(boss, office.now)
    assert result.numbers == 2
    assert [office.lead_now(n).state for n in (stays, goes, comes)] == [
        HELD,
        LeadState.QUEUED,
        HELD,
    ]


def test_where_a_list_has_run_out_nobody_is_offered(office: Office, boss: int) -> None:
    bind(office, boss)
    lead = office.lead()
    reasons = office.ask(AskWhyEmpty(office.dana, 1))
    assert (reasons.unscrubbed, reasons.run_out, reasons.waiting_hours) == (1, ("US registry",), 0)
    assert office.take() is None

    bring(office, boss, ["+16125550000"], age=31)
    assert row(office).good_until == TODAY
    assert office.queue().up_next[0].lead_id == lead
    office.later(DAY)
    assert row(office).has_run_out
    assert office.take() is None
    assert not office.queue().up_next
    fact = office.card(lead).scrub[1]
    assert (fact.registry, fact.has_run_out, fact.on_it) == ("US registry", True, ())
    bring(office, boss, ["+16125550000"])
    assert office.take() == lead


def test_a_card_tells_how_it_stands_to_each_list(office: Office, boss: int) -> None:
    lead = office.lead()
    assert [fact.registry for fact in office.card(lead).scrub] == [""]
    bind(office, boss)
    bring(office, boss, [office.lead_now(lead).phone])
    own, us = office.card(lead).scrub
    assert (own.on_it, us.dated, us.on_it) == ((), TODAY, (office.lead_now(lead).phone,))


@pytest.mark.parametrize(
    "key, day, problem",
    [("us", 1, "registry_in_future"), ("us", -9, "registry_older"), ("xx", 0, "registry")],
)
def test_a_file_that_can_not_be_used_is_refused(
    office: Office, boss: int, key: str, day: int, problem: str
) -> None:
    bring(office, boss, ["+16125557001"], age=5)
    with pytest.raises(LeadDeskError, match=problem):
        office.desk.import_registry([], RegistryOptions(key, TODAY + day * DAY), boss, office.now)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.desk.import_registry([], RegistryOptions("us", TODAY), office.dana, office.now)
    assert office.ask(AskNoCall()).total == 0
