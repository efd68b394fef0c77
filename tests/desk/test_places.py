# SPDX-License-Identifier: MIT
"""Tests for hours of places at the desk: confirmed, changed, taken back, and kept in the queue."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from leaddesk.desk.commands import ConfirmPlace, EditPlace, SetRegistry, TakeBack
from leaddesk.desk.queries import AskPlaces, OutcomeOffer, PlaceRow
from leaddesk.domain.errors import BadInput, LeadDeskError
from tests.factories import NOON, Office

HOURS: dict[str, Any] = {
    "country": "US", "region": "Minnesota", "weekdays": (0, 1, 2, 3, 4), "opens": dt.time(13),
    "closes": dt.time(17), "skips_holidays": True, "source": "Minn. Stat. 325E",
    "checked_on": dt.date(2026, 5, 1), "max_calls": 2,
}  # fmt: skip


@pytest.fixture
def boss(office: Office) -> int:
    """A team lead."""
    return office.person("Lee Boss", "team_lead")


def row(office: Office, country: str, region: str = "") -> PlaceRow:
    places = office.ask(AskPlaces())
    return next(one for one in places if one.hours.key == (country, region))


def test_a_person_vouches_for_a_row_and_the_journal_tells(office: Office, boss: int) -> None:
    assert not row(office, "US", "FL").hours.is_confirmed
    done = office.do(ConfirmPlace("US", "FL"), boss)
    after = row(office, "US", "FL")
    assert (after.confirmed_by, after.hours.confirmed_at) == ("Lee Boss", NOON)
    assert office.sql("SELECT person_id FROM journal WHERE kind = 'place_confirmed'") == [(boss,)]
    office.do(TakeBack(done.entry_id), boss)
    assert not row(office, "US", "FL").hours.is_confirmed


def test_hours_that_were_changed_hold_at_once_and_are_taken_back(office: Office, boss: int) -> None:
    lead = office.lead()
    assert office.queue().up_next[0].lead_id == lead
    done = office.do(EditPlace(**HOURS), boss)
    assert row(office, "US", "MN").hours.max_calls == 2
    assert not [one for one in office.queue().up_next if not one.opens_at]  # noon in Minnesota
    assert office.card(lead).max_calls == 2
    assert office.take() is None
    office.do(TakeBack(done.entry_id), boss)
    assert office.take() == lead


def test_a_state_named_in_full_has_the_hours_of_its_code(office: Office, boss: int) -> None:
    office.do(EditPlace(**HOURS), boss)
    named = office.lead(region="Minnesota")
    assert office.lead_now(named).area.region == "MN"
    assert office.take() is None


@pytest.mark.parametrize(
    "change, problem",
    [
        ({"country": "Atlantis"}, "unknown_place"),
        ({"region": "Nowhere"}, "unknown_place"),
        ({"source": " "}, "needs_words"),
        ({"max_calls": -1}, "bad_max_calls"),
        ({"opens": dt.time(18)}, "bad_hours"),
        ({"weekdays": ()}, "bad_hours"),
        ({"own_hours": ((9, dt.time(9), dt.time(10)),)}, "bad_hours"),
    ],
)
def test_hours_that_can_not_be_are_refused(
    office: Office, boss: int, change: dict[str, Any], problem: str
) -> None:
    with pytest.raises(BadInput, match=problem):
        office.do(EditPlace(**(HOURS | change)), boss)
    assert len(office.ask(AskPlaces())) == len({p.hours.key for p in office.ask(AskPlaces())})


@pytest.mark.parametrize(
    "command, problem",
    [
        (ConfirmPlace("XX"), "place"),
        (SetRegistry("xx", "no", 31), "registry"),
        (SetRegistry("us", "maybe", 31), "unknown_kind"),
        (SetRegistry("us", "no", 0), "bad_days"),
    ],
)
def test_what_is_not_there_is_told(
    office: Office, boss: int, command: object, problem: str
) -> None:
    with pytest.raises(LeadDeskError, match=problem):
        office.do(command, boss)


def test_a_state_that_limits_calls_gets_no_more_within_24_hours(office: Office) -> None:
    lead = office.lead(region="FL", phones=(("+13055550101", "direct"),))
    elsewhere = office.lead(region="NY", phones=(("+12125550101", "direct"),))
    shown = None
    for minutes in (0, 15, 30):
        office.now = NOON + dt.timedelta(minutes=minutes)
        for one in (lead, elsewhere):
            office.log(one, "busy", then_take=False)
        shown = {offer.outcome.id: offer for offer in _pad(office, lead)}["busy"]
    assert shown is not None
    assert shown.next_at is not None
    due = office.lead_now(lead).due_at
    assert due is not None
    assert due >= NOON + dt.timedelta(days=1)
    other = office.lead_now(elsewhere).due_at
    assert other is not None
    assert row(office, "US", "FL").hours.max_calls == 3


def _pad(office: Office, lead: int) -> tuple[OutcomeOffer, ...]:
    office.take(lead_id=lead)
    return office.queue().offers
