# SPDX-License-Identifier: MIT
"""What leaves the desk: who may have it, what is in it, and the entry it leaves in the journal."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from typing_extensions import override

from leaddesk.desk.commands import AcceptHandoff, AddNote, EditPerson, PersonFields, TakeBack
from leaddesk.desk.exporting import ExportCancelled
from leaddesk.desk.exports import (
    CalendarWanted,
    CountsWanted,
    EverythingWanted,
    JournalWanted,
    LeadsWanted,
    Wanted,
)
from leaddesk.desk.people import founder
from leaddesk.desk.queries import AskExportSize
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.person import Role
from tests.factories import DAY, HOUR, NOON, Office


class Taken:
    """An outlet that keeps the records; `full` is when the disk is."""

    def __init__(self, *, full: bool = False) -> None:
        self.records: list[Any] = []
        self.fate = ""
        self._full = full

    def write(self, records: Sequence[Any]) -> None:
        if self._full:
            raise BadInput("export.disk_full", where="leads.csv")
        self.records += records

    def finish(self) -> None:
        assert not self.fate
        self.fate = "finished"

    def keep(self) -> None:
        assert self.fate == "finished"
        self.fate = "kept"

    def drop(self) -> None:
        self.fate = "dropped"


@pytest.fixture
def ruth(office: Office) -> int:
    """A team lead."""
    return office.person("Ruth Calloway", "team_lead")


def export(office: Office, wanted: Wanted, who: int) -> list[Any]:
    taken = Taken()
    done = office.desk.export(wanted, taken, who, office.now)
    assert taken.fate == "kept"
    if not isinstance(wanted, EverythingWanted):
        assert done.rows == len(taken.records)
    return taken.records


def noted(office: Office) -> list[dict[str, Any]]:
    """What the journal says about exports, oldest first."""
    rows = office.sql("SELECT data, person_id FROM journal WHERE kind = 'export' ORDER BY seq")
    return [json.loads(data) | {"by": person} for data, person in rows]


@pytest.mark.parametrize("wanted", [LeadsWanted(), JournalWanted(), EverythingWanted()])
def test_only_a_team_lead_takes_out_what_belongs_to_the_team(
    office: Office, ruth: int, wanted: Wanted
) -> None:
    office.lead()
    for who in (office.dana, office.sam):
        taken = Taken()
        with pytest.raises(RuleBroken, match="export_not_allowed"):
            office.desk.export(wanted, taken, who, office.now)
        assert (taken.fate, taken.records) == ("dropped", [])
    assert noted(office) == []
    assert export(office, wanted, ruth)


def test_own_counts_and_calendar_are_for_everybody_others_are_not(
    office: Office, ruth: int
) -> None:
    office.log(office.lead(), "callback", when=office.now + DAY)
    for wanted in (CountsWanted(person_id=office.dana), CalendarWanted(office.dana)):
        assert export(office, wanted, office.dana)
        assert export(office, wanted, ruth)
        with pytest.raises(RuleBroken, match="export_not_allowed"):
            office.desk.export(wanted, Taken(), office.sam, office.now)
    with pytest.raises(RuleBroken, match="export_not_allowed"):
        office.desk.export(CountsWanted(), Taken(), office.dana, office.now)


def test_who_works_alone_is_the_team_lead_as_well() -> None:
    assert Role.TEAM_LEAD in founder("Me", "Europe/Berlin").roles


def test_who_left_the_team_takes_nothing_along(office: Office, ruth: int) -> None:
    fields = PersonFields("Ruth Calloway", ("team_lead",), "America/Chicago")
    office.do(EditPerson(ruth, fields, active=False))
    with pytest.raises(RuleBroken, match="person_inactive"):
        office.desk.export(LeadsWanted(), Taken(), ruth, office.now)


def test_an_export_says_in_the_journal_who_took_what_and_how_much(
    office: Office, ruth: int
) -> None:
    chosen = [office.lead(), office.lead(tier=2)]
    export(office, LeadsWanted(LeadFilter(tier=1), columns=("company",)), ruth)
    export(office, LeadsWanted(ids=tuple(chosen)), ruth)
    assert noted(office) == [
        {"what": "leads", "tier": 1, "columns": "company", "rows": 1, "by": ruth},
        {"what": "leads", "chosen": 2, "ids": chosen, "rows": 2, "by": ruth},
    ]


def test_an_export_that_was_stopped_or_failed_leaves_no_file_and_no_entry(
    office: Office, ruth: int
) -> None:
    office.lead()
    stopped, full = Taken(), Taken(full=True)
    with pytest.raises(ExportCancelled):
        office.desk.export(LeadsWanted(), stopped, ruth, office.now, cancelled=lambda: True)
    with pytest.raises(BadInput, match="disk_full"):
        office.desk.export(LeadsWanted(), full, ruth, office.now)
    assert (stopped.fate, full.fate) == ("dropped", "dropped")
    assert noted(office) == []


def test_a_file_is_seen_only_after_the_journal_knows_of_it(office: Office, ruth: int) -> None:
    told: list[int] = []

    class Looks(Taken):
        @override
        def keep(self) -> None:
            told.append(len(noted(office)))
            super().keep()

    office.lead()
    office.desk.export(LeadsWanted(), Looks(), ruth, office.now)
    assert told == [1]


def test_progress_is_told_and_the_size_is_known_before(
    office: Office, ruth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaddesk.desk.exporting.PAGE", 2)
    for _ in range(5):
        office.lead()
    told: list[int] = []
    office.desk.export(LeadsWanted(), Taken(), ruth, office.now, report=told.append)
    assert told == [2, 4, 5]
    assert office.ask(AskExportSize(LeadsWanted())) == 5
    assert office.ask(AskExportSize(LeadsWanted(ids=(1, 2)))) == 2
    assert office.ask(AskExportSize(JournalWanted())) == len(export(office, JournalWanted(), ruth))


def test_writers_get_in_between_two_pages(
    office: Office, ruth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No lead twice and none of those chosen missing, whatever is changed or added meanwhile."""
    monkeypatch.setattr("leaddesk.desk.exporting.PAGE", 2)
    leads = [office.lead() for _ in range(5)]
    writes: list[int] = []

    def write(rows: int) -> None:
        office.log(leads[-1], "no_answer")
        writes.append(office.lead())
        assert rows

    taken = Taken()
    office.desk.export(LeadsWanted(), taken, ruth, office.now, report=write)
    assert [out.kept.lead.id for out in taken.records] == leads
    assert taken.records[-1].kept.lead.attempts == 2
    assert len(writes) == 3


def test_a_lead_goes_out_with_all_that_is_known_about_it(office: Office, ruth: int) -> None:
    lead = office.lead(street="1 Main St", employees=40)
    office.do(AddNote(lead, "Likes mornings"))
    office.log(lead, "callback", when=office.now + DAY, note="Wants a price")
    (out,) = export(office, LeadsWanted(notes=True), ruth)
    assert out.kept.details["street"] == "1 Main St"
    assert (out.state, out.class_number) == (LeadState.QUEUED, 1)
    assert (out.source.name, out.owner) == ("List", "Dana Whitfield")
    assert [(by, text) for _at, by, text in out.notes] == [
        ("Dana Whitfield", "Likes mornings"),
        ("Dana Whitfield", "Wants a price"),
    ]
    (bare,) = export(office, LeadsWanted(), ruth)
    assert bare.notes == ()


def test_leads_go_out_as_the_filter_says(office: Office, ruth: int) -> None:
    first, other = office.lead("Raman", campaign="May"), office.lead("Ortiz", tier=2)
    office.log(first, "not_interested", reason="no_need")

    def ids(**fields: Any) -> list[int]:
        found = export(office, LeadsWanted(LeadFilter(**fields)), ruth)
        return [out.kept.lead.id for out in found]

    assert ids() == [first, other]
    assert ids(tier=2) == [other]
    assert ids(states=(LeadState.CLOSED,)) == [first]
    assert ids(states=(LeadState.QUEUED,)) == [other]
    assert ids(states=(LeadState.CLOSED, LeadState.QUEUED)) == [first, other]
    assert ids(campaign="May") == [first]
    assert ids(last_outcome="not_interested") == [first]
    assert ids(text="ortiz") == [other]
    assert ids(text="612 555 1001") == [first]
    assert ids(time_zone="America/Chicago") == [first, other]
    assert ids(time_zone="Europe/Berlin") == []
    assert ids(class_number=5) == []
    assert ids(owner_id=office.dana) == []
    office.later(200 * DAY)
    assert ids(states=(LeadState.QUEUED,)) == [first, other]
    assert ids(age_from=200) == [first, other]
    assert ids(age_to=199) == []


def test_the_journal_goes_out_day_by_day_person_by_person(office: Office, ruth: int) -> None:
    lead = office.lead("Raman")
    office.log(lead, "no_answer", note="Rang long")
    office.do(TakeBack())
    office.later(DAY)
    office.log(lead, "voicemail", who=office.sam)
    today = dt.date(2026, 5, 13)
    rows = export(office, JournalWanted(today, today), ruth)
    assert [(row.person, row.lead, row.kept.outcome) for row in rows] == [
        ("Sam Ortiz", "Ann Raman", "voicemail")
    ]
    calls = export(office, JournalWanted(kinds=("call",), person_id=office.dana), ruth)
    assert [(row.kept.note, row.kept.voided) for row in calls] == [("Rang long", True)]
    every = export(office, JournalWanted(), ruth)
    assert [row.kept.seq for row in every] == sorted(row.kept.seq for row in every)


def test_counts_equal_a_recount_of_the_journal(office: Office, ruth: int) -> None:
    lead = office.lead()
    for outcome in ("no_answer", "voicemail", "callback"):
        office.log(lead, outcome, when=office.now + DAY if outcome == "callback" else None)
        office.later(2 * HOUR)
    office.do(TakeBack())
    office.do(AcceptHandoff(office.hand_off(office.lead())), office.sam)
    counted: Counter[tuple[int, str, int, str]] = Counter()
    for row in export(office, JournalWanted(), ruth):
        for metric in row.kept.counted.split(",") if not row.kept.voided else ():
            if metric:
                counted[row.kept.person_id, row.kept.day, row.kept.tier, metric] += 1
    told = {
        (row.person_id, row.day.isoformat(), row.tier, row.metric): row.count
        for row in export(office, CountsWanted(), ruth)
    }
    assert told == dict(counted)
    assert told


def test_counts_page_by_page_are_the_same(
    office: Office, ruth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in (office.dana, office.sam):
        office.log(office.lead(tier=1 if who == office.dana else 2), "callback", who=who,
                   when=office.now + DAY)  # fmt: skip
    whole = export(office, CountsWanted(), ruth)
    monkeypatch.setattr("leaddesk.desk.exporting.PAGE", 1)
    assert export(office, CountsWanted(), ruth) == whole
    assert len(whole) > 2
    day = NOON.date()
    assert export(office, CountsWanted(day, day, office.sam), ruth) == [
        row for row in whole if row.person_id == office.sam
    ]
    assert export(office, CountsWanted(day + DAY), ruth) == []


def calendar(office: Office, who: int = 0, **more: Any) -> list[tuple[int, str, bool]]:
    person = who or office.dana
    rows = export(office, CalendarWanted(person, **more), person)
    return [(row.lead_id, row.kind, row.cancelled) for row in rows]


def test_a_calendar_holds_what_waits_for_one_person(office: Office) -> None:
    back, meets, anyone, sams = (office.lead() for _ in range(4))
    office.log(sams, "callback", who=office.sam, when=office.now + DAY)
    office.log(meets, "appointment_set", when=office.now + 3 * DAY)
    office.log(back, "callback", when=office.now + DAY)
    office.log(anyone, "callback", when=office.now + DAY, for_anyone=True)
    office.lead()
    assert calendar(office) == [(back, "callback", False), (meets, "appointment", False)]
    assert calendar(office, lead_id=meets) == [(meets, "appointment", False)]
    office.later(2 * DAY)
    assert calendar(office) == [(meets, "appointment", False)]
    assert calendar(office, overdue=True) == [
        (back, "callback", False),
        (meets, "appointment", False),
    ]


def test_next_steps_of_a_senior_rep_are_in_their_calendar(office: Office) -> None:
    lead = office.accepted()
    office.log(lead, "proposal_sent", who=office.sam, when=office.now + 4 * DAY)
    assert calendar(office, office.sam) == [(lead, "next_step", False)]


def test_what_does_not_stand_any_more_is_cancelled_once(office: Office) -> None:
    stays, goes = office.lead(), office.lead()
    for lead in (stays, goes):
        office.log(lead, "callback", when=office.now + 3 * DAY)
    calendar(office)
    office.log(goes, "not_interested", reason="no_need")
    assert calendar(office) == [(stays, "callback", False), (goes, "callback", True)]
    assert calendar(office) == [(stays, "callback", False)]


def test_what_has_taken_place_is_not_cancelled(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=office.now + DAY)
    calendar(office)
    office.later(2 * DAY)
    office.log(lead, "not_interested", reason="no_need")
    assert calendar(office) == []


def test_a_lead_without_an_agreed_time_is_refused_in_words(office: Office) -> None:
    lead = office.lead()
    with pytest.raises(RuleBroken, match="nothing_agreed"):
        office.desk.export(CalendarWanted(office.dana, lead), Taken(), office.dana, office.now)
