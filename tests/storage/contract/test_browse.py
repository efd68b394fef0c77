# SPDX-License-Identifier: MIT
"""Every filter in every order lists what the rules say, page by page, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk.commands import KeepFilter, TakeBack
from leaddesk.desk.queries import (
    AskKeptFilters,
    AskLeadChoices,
    AskLeadCount,
    AskLeads,
    FoundLead,
)
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter, LeadSort, PageMark, SortKey
from leaddesk.storage import browse
from leaddesk.storage.engine import Database
from leaddesk.storage.opening import open_store
from tests.factories import NOON, Office, open_copy
from tests.storage.conftest import BOTH
from tests.storage.servers import Server

PLACES = (("MN", "US", "+1612555"), ("NY", "US", "+1212555"), ("", "DE", "+4930901820"))
COMPANIES = ("Acme, Inc.", "acme", "Zeta GmbH", "Ödland AG", "")
KEYS: dict[SortKey, Callable[[FoundLead], object]] = {
    SortKey.ARRIVED: lambda row: row.arrived_at,
    SortKey.TIER: lambda row: row.tier,
    SortKey.SOURCE: lambda row: row.source,
    SortKey.CAMPAIGN: lambda row: row.campaign,
    SortKey.OWNER: lambda row: row.owner,
    SortKey.ATTEMPTS: lambda row: row.attempts,
    SortKey.OUTCOME: lambda row: row.last_outcome,
    SortKey.LAST_CALL: lambda row: row.last_call_at or dt.datetime.min.replace(tzinfo=dt.UTC),
    SortKey.DUE: lambda row: row.due_at or dt.datetime.min.replace(tzinfo=dt.UTC),
}


@pytest.fixture(params=BOTH, scope="module")
def busy(request: pytest.FixtureRequest) -> Office:
    """An office with three dozen leads that differ in all that a filter asks."""
    name = "sqlite_busy" if request.param == "sqlite" else "postgres_busy"
    made: Office = request.getfixturevalue(name)
    return made


def fill(office: Office) -> Office:
    """Add leads on several days, work on some of them."""
    for number in range(36):
        region, country, start = PLACES[number % 3]
        lead = office.lead(
            f"Name{number % 5}",
            tier=1 + number % 2,
            company=COMPANIES[number % 5],
            phones=((f"{start}{1000 + number}", "direct"),) if number % 7 else (),
            region=region,
            country=country,
            source=f"Source {number % 3}",
            source_kind="inbound" if number % 4 == 0 else "list",
            campaign=("", "Spring", "Fall")[number % 3],
        )
        if number % 7 and number % 5 == 1 and number % 2 == 0:
            office.take(lead_id=lead)
            outcome = ("no_answer", "not_interested", "voicemail", "do_not_call")[number % 4]
            office.log(lead, outcome, reason="no_need" if outcome == "not_interested" else "")
        office.later(dt.timedelta(hours=5))
    return office


@pytest.fixture(scope="module")
def sqlite_busy(template: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A file."""
    store = open_copy(template, tmp_path_factory.mktemp("browse") / "team.db")
    yield fill(Office(store))
    store.close()


@pytest.fixture(scope="module")
def postgres_busy(server: Server) -> Iterator[Office]:
    """A database on the server."""
    store = open_store(server.url(server.fresh()), NOON)
    yield fill(Office(store))
    store.close()


def everything(office: Office, wanted: LeadFilter, sort: LeadSort, limit: int) -> list[FoundLead]:
    """Walk through all pages."""
    rows: list[FoundLead] = []
    after: PageMark | None = None
    while True:
        page = office.ask(AskLeads(wanted, sort, after, limit))
        rows += page.rows
        if page.next_after is None:
            return rows
        after = page.next_after


FILTERS = st.builds(
    LeadFilter,
    tier=st.none() | st.sampled_from([1, 2]),
    states=st.lists(st.sampled_from(list(LeadState)), max_size=3, unique=True).map(tuple),
    class_number=st.none() | st.integers(1, 6),
    source_id=st.none() | st.integers(1, 4),
    campaign=st.none() | st.sampled_from(["", "Spring", "Fall"]),
    owner_id=st.none() | st.sampled_from([0, 1]),
    time_zone=st.sampled_from(["", "America/Chicago", "Europe/Berlin"]),
    age_from=st.none() | st.integers(0, 6),
    age_to=st.none() | st.integers(0, 6),
    attempts_from=st.none() | st.integers(0, 2),
    attempts_to=st.none() | st.integers(0, 2),
    last_outcome=st.sampled_from(["", "no_answer", "voicemail"]),
    text=st.sampled_from(["", "", "", "name1", "zeta"]),
)


def passes(row: FoundLead, wanted: LeadFilter, office: Office) -> bool:
    """Tell whether a row that is shown is one that was asked for."""
    age = (office.now - row.arrived_at) / dt.timedelta(days=1)
    source = dict(office.sql("SELECT id, name FROM source"))
    tests = (
        wanted.tier in (None, row.tier),
        not wanted.states or row.state in wanted.states,
        wanted.class_number in (None, row.class_number),
        wanted.source_id is None or source.get(wanted.source_id) == row.source,
        wanted.campaign in (None, row.campaign),
        wanted.owner_id is None or bool(wanted.owner_id) == bool(row.owner),
        not wanted.time_zone or row.time_zone == wanted.time_zone,
        wanted.age_from is None or age >= wanted.age_from,
        wanted.age_to is None or age < wanted.age_to + 1,
        wanted.attempts_from is None or row.attempts >= wanted.attempts_from,
        wanted.attempts_to is None or row.attempts <= wanted.attempts_to,
        not wanted.last_outcome or row.last_outcome == wanted.last_outcome,
        wanted.text in f"{row.name} {row.company}".casefold(),
    )
    return all(tests)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    wanted=FILTERS,
    key=st.sampled_from(list(SortKey)),
    falling=st.booleans(),
    limit=st.sampled_from([1, 4, 50]),
    common=st.sampled_from([1, 5, 20_000]),
)
def test_a_filter_lists_exactly_what_passes_in_order(
    busy: Office, wanted: LeadFilter, key: SortKey, *, falling: bool, limit: int, common: int
) -> None:
    """Whichever index is taken: `COMMON` decides it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browse, "COMMON", common)
        rows = everything(busy, wanted, LeadSort(key, falling), limit)
        count = busy.ask(AskLeadCount(wanted))
    every = everything(busy, LeadFilter(), LeadSort(), 50)
    assert len(every) == 36
    assert {row.id for row in rows} == {row.id for row in every if passes(row, wanted, busy)}
    assert len(rows) == count
    if key in KEYS:
        found = [(KEYS[key](row), row.id) for row in rows]
        assert found == sorted(found, reverse=falling)


def test_names_stand_without_case_and_legal_endings(busy: Office) -> None:
    rows = everything(busy, LeadFilter(), LeadSort(SortKey.COMPANY, falling=False), 50)
    order = list(dict.fromkeys(row.company for row in rows))
    assert order[0] == ""
    assert set(order[1:3]) == {"Acme, Inc.", "acme"}
    assert order[3:] == ["Ödland AG", "Zeta GmbH"]
    by_name = everything(busy, LeadFilter(), LeadSort(SortKey.NAME, falling=False), 50)
    assert [row.name for row in by_name] == sorted(row.name for row in by_name)


def test_a_filter_offers_what_there_is(busy: Office) -> None:
    choices = busy.ask(AskLeadChoices())
    assert [source.name for source in choices.sources][-3:] == ["Source 0", "Source 1", "Source 2"]
    assert choices.campaigns == ("Fall", "Spring")
    assert {"America/Chicago", "America/New_York", "Europe/Berlin"} <= set(choices.time_zones)


def test_a_kept_filter_comes_back_as_it_was(office: Office) -> None:
    wanted = LeadFilter(tier=2, states=(LeadState.QUEUED,), age_to=3, campaign="")
    sort = LeadSort(SortKey.DUE, falling=False)
    office.do(KeepFilter("Mine", LeadFilter()))
    office.do(KeepFilter("Mine", wanted, sort))
    (kept,) = office.ask(AskKeptFilters(office.dana))
    assert (kept.name, kept.filter, kept.sort, kept.for_team) == ("Mine", wanted, sort, False)
    assert office.ask(AskKeptFilters(office.sam)) == ()
    office.do(TakeBack())
    (kept,) = office.ask(AskKeptFilters(office.dana))
    assert kept.filter == LeadFilter()
