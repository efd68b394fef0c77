# SPDX-License-Identifier: MIT
"""What each call is counted by, on both databases, and uncounted by when it is taken back."""

from __future__ import annotations

from leaddesk.desk.commands import TakeBack
from leaddesk.storage.checking import check_database
from tests.factories import DAY, MINUTE, Office


def kept(office: Office, facet: str, person: int = 0) -> dict[str, tuple[int, int, int]]:
    rows = office.sql(
        "SELECT key, SUM(calls), SUM(connects), SUM(conversations) FROM tally WHERE facet = :facet "
        "AND person_id = :person AND calls + connects + conversations > 0 GROUP BY key",
        facet=facet, person=person,
    )  # fmt: skip
    return {row[0]: tuple(row[1:]) for row in rows}


def test_a_call_counts_by_source_hour_and_try(office: Office) -> None:
    lead = office.lead(source="Fair", campaign="Spring")
    office.log(lead, "no_answer", then_take=False)
    office.later(DAY)
    office.log(lead, "not_now", when=office.now + 9 * DAY, reason="no_budget", then_take=False)
    source = str(office.lead_now(lead).source_id)
    assert kept(office, "source") == {source: (2, 1, 1)}
    assert kept(office, "campaign") == {"Spring": (2, 1, 1)}
    assert kept(office, "attempt") == {"1": (1, 0, 0), "2": (1, 1, 1)}
    # Noon in Greenwich on a Tuesday is seven in the morning in Chicago, as it is on Wednesday.
    hour = office.now.hour - 5
    assert kept(office, "hour") == {str(24 + hour): (1, 0, 0), str(48 + hour): (1, 1, 1)}
    counted = office.sql("SELECT n FROM counter WHERE metric = 'connects'")
    assert counted == [(1,)]


def test_hour_and_source_count_for_each_person_too(office: Office) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    first, second = office.lead(source="Fair"), office.lead(source="Fair")
    office.log(first, "no_answer", then_take=False)
    done = office.log(second, "not_interested", ben, reason="no_need", then_take=False)
    source, hour = str(office.lead_now(first).source_id), str(24 + office.now.hour - 5)
    for facet, key in (("source", source), ("hour", hour)):
        assert kept(office, facet) == {key: (2, 1, 0)}
        assert kept(office, facet, office.dana) == {key: (1, 0, 0)}
        assert kept(office, facet, ben) == {key: (1, 1, 0)}
    for facet in ("attempt", "campaign", "wait"):
        assert kept(office, facet, ben) == {}
    office.do(TakeBack(done.entry_id), ben)
    assert kept(office, "hour", ben) == {}


def test_a_second_dial_within_hours_counts_for_nothing(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "no_answer", then_take=False)
    before = kept(office, "attempt")
    office.later(10 * MINUTE)
    office.log(lead, "not_interested", reason="no_need", then_take=False)
    assert kept(office, "attempt") == before


def test_a_call_at_an_agreed_time_is_no_try(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=office.now + DAY, then_take=False)
    office.later(DAY)
    office.log(lead, "no_answer", then_take=False)
    assert kept(office, "attempt") == {"1": (1, 1, 0), "0": (1, 0, 0)}


def test_what_is_taken_back_is_uncounted_where_it_was_counted(office: Office) -> None:
    lead = office.lead(source="Fair", campaign="Spring")
    done = office.log(lead, "no_answer", then_take=False)
    office.write("UPDATE lead SET source_id = 0, campaign = 'Autumn', attempts = 1")
    office.do(TakeBack(done.entry_id))
    for facet in ("attempt", "campaign", "hour", "source", "wait"):
        assert kept(office, facet) == {}


def test_how_long_an_inbound_lead_waited_is_counted_with_its_first_call(office: Office) -> None:
    lead = office.lead(source="Web", source_kind="inbound")
    office.later(7 * MINUTE)
    office.log(lead, "no_answer", then_take=False)
    step = f"{office.lead_now(lead).source_id}:8"
    assert kept(office, "wait") == {step: (1, 0, 0)}
    office.later(DAY)
    office.log(lead, "no_answer", then_take=False)
    assert kept(office, "wait") == {step: (1, 0, 0)}


def test_a_handoff_keeps_where_its_lead_was_from(office: Office) -> None:
    lead = office.lead(source="Fair", campaign="Spring")
    office.hand_off(lead)
    office.write("UPDATE lead SET source_id = 0, campaign = 'Autumn'")
    ((source, campaign),) = office.sql("SELECT source_id, campaign FROM handoff")
    assert source > 0
    assert campaign == "Spring"
    assert kept(office, "campaign") == {"Spring": (1, 1, 1)}


def test_a_recount_agrees_with_what_was_kept(office: Office) -> None:
    for outcome in ("no_answer", "voicemail", "not_interested"):
        office.log(
            office.lead(source="Web", source_kind="inbound"),
            outcome,
            reason="no_need",
            then_take=False,
        )
        office.later(DAY)
    assert check_database(office.store.database).tallies == ()
