# SPDX-License-Identifier: MIT
"""The same day at the desk reads the same on both databases, and each check finds all well."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddAbsence,
    AddNote,
    GiveFeedback,
    HandOff,
    ImportOptions,
    KeepMapping,
    LogCall,
    RejectHandoff,
    ReturnHandoff,
    RunClocks,
    SaveSheet,
    SetGoals,
    SkipLead,
    TakeBack,
    UndoImport,
)
from leaddesk.desk.import_run import ImportCancelled
from leaddesk.desk.intake import Chunk
from leaddesk.desk.queries import (
    AskHandoffs,
    AskLead,
    AskLeads,
    AskLists,
    AskMapping,
    AskMyDay,
    AskPeople,
    AskProgress,
    AskQueue,
    AskReminders,
    AskSearch,
    AskTeam,
    AskWhyEmpty,
    Query,
)
from leaddesk.domain.errors import BadInput, RuleBroken, StaleLead
from leaddesk.domain.lead_draft import DraftPhone, LeadDraft, RejectedRow
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.storage.checking import check_database, recount
from tests.factories import ANSWERS, DAY, HOUR, MINUTE, Office
from tests.storage.conftest import Place

LONG = 4000


def draft(row: int, *, long: bool = False, **more: object) -> LeadDraft:
    """A clean row of a list; `long` fills every field to its limit."""
    size = 1000 if long else 5
    told: dict[str, object] = {
        "row": row,
        "first_name": f"Ann{row}" + "ñ" * min(size, 70),
        "last_name": f"Lee{row}" + "ö" * min(size, 70),
        "company": f"Acme {row}" + "x" * min(size, 150),
        "title": "Head " + "x" * min(size, 110),
        "email": f"ann{row}" + "x" * min(size, 200) + "@acme.example",
        "phones": (DraftPhone(f"+1612555{row:04d}", "direct"),),
        "bad_phones": ("12",),
        "street": "x" * min(size, 200),
        "city": "x" * min(size, 100),
        "region": "MN" if not long else "x" * 80,
        "postal_code": "55401",
        "country": "US",
        "website": "https://acme.example/" + "x" * min(size, 270),
        "industry": "x" * min(size, 120),
        "employees": "40",
        "zones": ("America/Chicago",),
        "zone_origin": "region",
        "do_not_call": False,
        "note": "x" * min(size * 4, 4000),
        "source": "x" * min(size, 80),
        "campaign": "x" * min(size, 80),
        "external_id": "x" * min(size, 80),
    }
    return LeadDraft(**(told | more))  # type: ignore[arg-type]


OPTIONS = ImportOptions(name="Spring list " + "x" * 100, source="", campaign="Spring")


def walk(office: Office) -> list[str]:
    """Work through two days with everything in them; return what each screen said on the way."""
    said: list[str] = []
    dana, sam = office.dana, office.sam
    eve = office.person("Eve Stone", "qualifier", "team_lead")
    ines = office.person("Ines Cruz", "senior_rep")
    fill(office)
    look(office, said)
    call_through(office, said, dana, eve)
    look(office, said)
    change_things(office, said, eve)
    pass_on(office, said, sam, ines)
    look(office, said)
    office.later(6 * DAY)
    told(said, lambda: office.do(RunClocks(), 0))
    look(office, said)
    for who in (dana, eve, sam, ines):
        for _ in range(40):
            if not told(said, partial(office.do, TakeBack(), who)):
                break
    look(office, said)
    return said


def fill(office: Office) -> None:
    """Bring in a list with good and bad rows, and four leads to hand off."""
    rows = [draft(n) for n in range(1, 30)] + [draft(30, long=True)]
    rows += [draft(31, phones=()), draft(32, zones=()), draft(33, do_not_call=True), draft(2)]
    chunk: Chunk = [*rows, RejectedRow(40, "empty", "", ())]
    office.desk.import_list([chunk], OPTIONS, office.dana, office.now)
    while office.desk.catch_up():
        pass
    for n in range(4):
        office.lead(f"Hand{n}", email=f"h{n}@blue.example")


def call_through(office: Office, said: list[str], *people: int) -> None:
    """Let each of them log one call with every outcome that ends it."""
    outcomes = ("no_answer", "voicemail", "busy", "not_interested", "gatekeeper", "do_not_call")
    for who in people:
        for outcome in outcomes:
            lead_id = office.take(who)
            assert lead_id is not None
            call = LogCall(lead_id, outcome, note="x" * LONG, reason="no_need")
            told(said, partial(office.do, call, who))
            office.later(MINUTE)


def change_things(office: Office, said: list[str], away: int) -> None:
    """Do what is no call: skip, note, sheet, goals, absence, a mapping."""
    for change in (
        SkipLead(office.take() or 0, "x" * 900),
        LogCall(office.take() or 0, "callback", when=office.now + 3 * HOUR, then_take=True),
        AddNote(3, "x" * 9000),
        SaveSheet(3, tuple((key, "x" * 900) for key, _ in ANSWERS)),
        SetGoals(1, (office.now + DAY).date(), (("calls", 60, True, 1.0),), office.dana),
        AddAbsence(away, office.now.date()),
        KeepMapping("k" * 64, json.dumps(ColumnMapping("k", (("company", 1),)).to_json())),
    ):
        told(said, partial(office.do, change))


def pass_on(office: Office, said: list[str], sam: int, ines: int) -> None:
    """Hand four leads off; they are accepted, returned, rejected, held and told about."""
    given = []
    for n in range(4):
        lead_id = office.take() or 0
        step = f"step {n} " + "x" * 900
        to = (sam, ines)[n % 2]
        packet = HandOff(lead_id, ANSWERS, "x" * 5000, step, hot=n == 1, receiver_id=to)
        given.append(office.do(packet).made_id or 0)
        office.later(MINUTE)
    look(office, said)
    told(said, lambda: office.do(AcceptHandoff(given[0], call_now=True), sam))
    told(said, lambda: office.do(ReturnHandoff(given[2], "x" * 3000, "no_budget"), sam))
    told(said, lambda: office.do(RejectHandoff(given[1], "duplicate", "x" * 3000), ines))
    held = office.queue(sam, 2).card
    assert held is not None
    told(said, lambda: office.log(held.id, "presentation_held", sam, when=office.now + 2 * DAY))
    owed = office.ask(AskHandoffs(sam)).owed
    told(said, lambda: office.do(GiveFeedback(owed[0].id, "x" * 3000, 5), sam))


def told(said: list[str], work: Callable[[], object]) -> bool:
    """Do a piece of work and keep what it said, also when it was refused."""
    try:
        said.append(plain(work()))
    except (RuleBroken, StaleLead) as error:
        said.append(str(error))
        return False
    return True


def look(office: Office, said: list[str]) -> None:
    """Open every screen."""
    queries: list[Query[Any]] = [AskPeople(), AskTeam(), AskLists(), AskMapping("k" * 64)]
    for who, tier in ((1, 1), (2, 2), (3, 1), (4, 2)):
        queries += [AskQueue(who, tier), AskWhyEmpty(who, tier), AskProgress(who), AskMyDay(who)]
        queries += [AskReminders(who, 600), AskHandoffs(who)]
    queries += [AskLeads(limit=20), AskLeads(LeadFilter(tier=1)), AskLeads(LeadFilter(list_id=1))]
    queries += [AskSearch(text) for text in ("ann", "acme 3", "612 555 0004", "h2@blue", "lee1")]
    queries += [AskLead(n) for n in (1, 3, 8, 30, 31)]
    said.extend(plain(office.ask(query)) for query in queries)


def plain(answer: object) -> str:
    """Return an answer without what chance put into it."""
    return re.sub(r"\b[0-9a-f]{32}\b", "entry", repr(answer))


@pytest.mark.postgres
def test_the_same_days_read_the_same(sqlite_place: Place, postgres_place: Place) -> None:
    offices = [Office(place.open()) for place in (sqlite_place, postgres_place)]
    one, other = (walk(office) for office in offices)
    for first, second in zip(one, other, strict=True):
        assert first == second
    for office in offices:
        report = check_database(office.store.database)
        assert report.is_well, report


def test_a_cancelled_and_an_undone_import_leave_nothing(office: Office) -> None:
    before = counts(office)
    chunks: Iterable[list[LeadDraft]] = ([draft(n)] for n in range(1, 9))
    asked = iter([False] * 5 + [True] * 9)
    with pytest.raises(ImportCancelled):
        office.desk.import_list(
            chunks, OPTIONS, office.dana, office.now, cancelled=lambda: next(asked)
        )
    assert counts(office) == before
    made = office.desk.import_list(
        [[draft(n) for n in range(1, 9)]], OPTIONS, office.dana, office.now
    )
    office.do(UndoImport(made.list_id or 0))
    assert counts(office) == before
    while office.desk.catch_up():
        pass
    again = office.desk.import_list(
        [[draft(n) for n in range(1, 9)]], OPTIONS, office.dana, office.now
    )
    assert again.count.new == 8
    while office.desk.catch_up():
        pass
    assert len(office.ask(AskSearch("lee"))) == 8
    report = check_database(office.store.database)
    assert report.is_well, report


def counts(office: Office) -> list[object]:
    return [office.sql(f"SELECT COUNT(*) FROM {table}") for table in ("lead", "phone", "lease")]


def test_a_list_that_breaks_leaves_nothing(office: Office) -> None:
    def chunks() -> Iterable[list[LeadDraft]]:
        yield [draft(1)]
        raise BadInput("file.damaged", where="list.csv")

    with pytest.raises(BadInput):
        office.desk.import_list(chunks(), OPTIONS, office.dana, office.now)
    assert office.sql("SELECT COUNT(*) FROM lead") == [(0,)]
    assert check_database(office.store.database).is_well


BROKEN = {
    "no_place": "UPDATE lead SET kind = 0 WHERE id = 1",
    "two_places": "UPDATE lead SET state = 2 WHERE id = 1",
    "no_area": "UPDATE lead SET area_id = 99 WHERE id = 1",
    "wrong_number": "UPDATE phone SET bad = 'fax' WHERE lead_id = 1",
    "offered_nowhere": "UPDATE lead SET state = 1, kind = 0 WHERE id = 1",
    "not_offered": "UPDATE lead SET state = 3 WHERE id = 2",
    "lost_number": "UPDATE phone SET lead_id = 99, position = 7 WHERE lead_id = 2",
    "lost_lease": "UPDATE lease SET lead_id = 99",
}


@pytest.mark.parametrize("key", BROKEN)
def test_what_stands_where_it_can_not_is_found(office: Office, key: str) -> None:
    for _ in range(3):
        office.lead()
    office.take(lead_id=2)
    office.hand_off(2, then_take=False)
    office.take(lead_id=3)
    assert check_database(office.store.database).is_well
    office.write(BROKEN[key])
    report = check_database(office.store.database)
    assert key in {finding.key for finding in report.findings}, report
    assert all(finding.count == 1 and finding.detail for finding in report.findings)


def test_counters_are_counted_anew_from_the_journal(office: Office) -> None:
    office.log(office.lead(), "no_answer", then_take=False)
    office.log(office.lead(), "not_interested", reason="no_need", then_take=False)
    right = office.sql("SELECT * FROM counter ORDER BY metric")
    office.write("UPDATE counter SET n = 7 WHERE metric = 'calls'")
    office.write("DELETE FROM counter WHERE metric = 'new_lead_calls'")
    assert len(check_database(office.store.database).drifts) == 2
    assert recount(office.store.database) == 2
    assert check_database(office.store.database).is_well
    assert office.sql("SELECT * FROM counter ORDER BY metric") == right
    assert recount(office.store.database) == 0
    assert office.now.tzinfo is dt.UTC
