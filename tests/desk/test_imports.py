# SPDX-License-Identifier: MIT
"""Tests for importing lists: all of it or nothing, nothing twice, and back out again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from leaddesk.desk.commands import EditLead, ImportOptions, LeadFields, TakeBack, UndoImport
from leaddesk.desk.import_run import ImportCancelled, ImportRun
from leaddesk.desk.intake import Chunk, ImportCount, ImportResult
from leaddesk.desk.queries import AskLeads, AskLists, AskSearch
from leaddesk.domain.errors import BadInput, NotFound
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_details import details_json, employee_count
from leaddesk.domain.lead_draft import DraftPhone, LeadDraft, RejectedRow
from leaddesk.domain.lead_filter import LeadSort
from tests.factories import HOUR, MINUTE, Office

OPTIONS = ImportOptions("Fair 2026", source="Trade fair", source_kind="trade_show", campaign="May")


def draft(row: int, **fields: Any) -> LeadDraft:
    """Return a clean row with a number and an address of its own."""
    values: dict[str, Any] = {
        "row": row,
        "first_name": "Ann",
        "last_name": f"Row{row}",
        "company": f"Firm {row}",
        "title": "Owner",
        "email": f"row{row}@firm.io",
        "phones": (DraftPhone(f"+1612556{row:04}", "direct"),),
        "bad_phones": (),
        "street": "1 Main St",
        "city": "Minneapolis",
        "region": "MN",
        "postal_code": "55401",
        "country": "US",
        "website": "",
        "industry": "Dental",
        "employees": "11-50",
        "zones": ("America/Chicago",),
        "zone_origin": "region",
        "do_not_call": False,
        "note": "met at booth 4",
        "source": "",
        "campaign": "",
        "external_id": "",
    }
    values |= fields
    shown = {name: values[name] for name in ("street", "city", "region", "country", "note")}
    shown["employees"] = employee_count(values["employees"])
    return LeadDraft(**values, details=details_json(shown))


def phones(*numbers: str) -> tuple[DraftPhone, ...]:
    return tuple(DraftPhone(number, "direct") for number in numbers)


def run(office: Office, *chunks: Chunk, **more: Any) -> ImportResult:
    return office.desk.import_list(chunks, OPTIONS, office.dana, office.now, **more)


def leads(office: Office) -> list[tuple[str, LeadState]]:
    return [
        (row.name, row.state) for row in office.ask(AskLeads(sort=LeadSort(falling=False))).rows
    ]


def test_a_list_is_in_the_queue_with_all_it_brought(office: Office) -> None:
    result = run(office, [draft(1), draft(2)], [draft(3)])

    assert result.count == ImportCount(rows=3, new=3)
    assert not result.turned_down
    listed = office.ask(AskLists())[0]
    assert (listed.name, listed.source, listed.campaign, listed.status) == (
        "Fair 2026",
        "Trade fair",
        "May",
        "live",
    )
    assert (listed.leads, listed.worked, listed.by, listed.may_undo) == (
        3,
        0,
        "Dana Whitfield",
        True,
    )
    lead = office.take()
    assert lead is not None
    card = office.card(lead)
    assert (card.source, card.source_kind, card.campaign) == ("Trade fair", "trade_show", "May")
    assert (card.city, card.employees, card.title) == ("Minneapolis", 11, "Owner")
    assert [row.kind for row in card.history] == ["imported"]
    assert card.history[0].note == "met at booth 4"
    assert office.lead_now(lead).half_life == 72
    assert office.lead_now(lead).ladder == "inbound"


def test_a_dry_run_counts_the_same_and_writes_nothing(office: Office) -> None:
    office.lead(phones=(("+1 612 556 0002", ""),))
    chunk = [draft(1), draft(2), draft(1), draft(4, do_not_call=True)]
    before, lists = office.dump(), office.ask(AskLists())

    dry = run(office, chunk, dry_run=True)

    assert (office.dump(), office.ask(AskLists())) == (before, lists)
    assert dry.list_id is None
    assert run(office, chunk).count == dry.count
    assert dry.count == ImportCount(
        rows=4, new=1, duplicates_in_file=1, duplicates_known=1, do_not_call=1
    )


def test_what_came_by_the_web_form_came_from_there_and_with_no_list(office: Office) -> None:
    options = ImportOptions(name="Web form", source="Web form", source_kind="inbound")
    office.desk.import_list([[draft(1, source="")]], options, office.dana, office.now)

    arrived = office.card(office.take() or 0).history[0]

    assert (arrived.kind, dict(arrived.facts)) == ("arrived", {"source": "Web form"})


def run_mixed(office: Office) -> tuple[ImportResult, int]:
    """Import twelve rows of which most can't come in; return what came of it and a known lead."""
    known = office.lead(phones=(("+1 612 556 0500", ""),), email="known@firm.io")
    office.log(office.lead(phones=(("+1 612 556 0600", ""),), email="no@firm.io"), "do_not_call")
    first = [
        draft(1),
        draft(2, phones=phones("+16125560001")),
        draft(3, email="row1@firm.io"),
        draft(4, phones=phones("+16125560500")),
    ]
    second: Chunk = [
        draft(5, email="known@firm.io"),
        draft(6, phones=phones("+16125560600")),
        draft(7, email="no@firm.io"),
        draft(8, do_not_call=True),
        draft(9, phones=phones("+16125560001")),
        RejectedRow(10, "nobody", "", ("x",)),
        draft(11, phones=(), bad_phones=("12",)),
        draft(12, zones=()),
    ]
    return run(office, first, second), known


def test_each_row_that_is_turned_down_says_why(office: Office) -> None:
    result, _known = run_mixed(office)

    assert [(row.row, row.reason) for row in result.turned_down] == [
        (2, "duplicate_in_file"),
        (3, "duplicate_in_file"),
        (4, "duplicate_known"),
        (10, "nobody"),
        (5, "duplicate_known"),
        (6, "do_not_call"),
        (7, "do_not_call"),
        (8, "do_not_call"),
        (9, "duplicate_in_file"),
    ]
    assert result.count == ImportCount(
        rows=12,
        new=3,
        duplicates_in_file=3,
        duplicates_known=2,
        bad_numbers=1,
        do_not_call=3,
        research=2,
        rejected=1,
    )


def test_rows_that_come_in_wait_where_they_can_be_worked(office: Office) -> None:
    _result, known = run_mixed(office)

    assert leads(office)[2:] == [
        ("Ann Row1", LeadState.QUEUED),
        ("Ann Row11", LeadState.RESEARCH),
        ("Ann Row12", LeadState.RESEARCH),
    ]
    assert office.lead_now(known).state is LeadState.QUEUED


def test_rows_without_an_address_are_no_duplicates_of_each_other(office: Office) -> None:
    result = run(office, [draft(1, email=""), draft(2, email=""), draft(3, email="", phones=())])

    assert result.count.new == 3


def test_cancelling_leaves_nothing_behind(office: Office) -> None:
    before = office.dump()
    answers = iter([False, False, True])

    with pytest.raises(ImportCancelled):
        run(office, [draft(1)], [draft(2)], [draft(3)], cancelled=lambda: next(answers))

    assert office.dump() == before
    assert office.ask(AskLists()) == ()
    assert run(office, [draft(1)]).count.new == 1


def test_a_file_that_breaks_in_the_middle_leaves_nothing_behind(office: Office) -> None:
    before = office.dump()

    def broken() -> Iterator[Chunk]:
        yield [draft(1)]
        raise BadInput("file.broken_quotes", where="line 2")

    with pytest.raises(BadInput, match="broken_quotes"):
        office.desk.import_list(broken(), OPTIONS, office.dana, office.now)

    assert office.dump() == before


def test_nobody_sees_a_list_before_it_is_whole(office: Office) -> None:
    seen = []

    def chunks() -> Iterator[Chunk]:
        for row in range(3):
            yield [draft(row)]
            seen.append((leads(office), office.queue().ready, office.ask(AskSearch("row0"))))

    office.desk.import_list(chunks(), OPTIONS, office.dana, office.now)

    assert seen == [([], 0, ())] * 3
    assert len(leads(office)) == 3


def test_an_import_that_died_while_staging_is_cleared_away(office: Office) -> None:
    kept = {}

    def chunks() -> Iterator[Chunk]:
        yield [draft(1), draft(2)]
        kept["rows"] = office.sql("SELECT COUNT(*) FROM lead WHERE state = 9")
        office.now += 11 * MINUTE
        assert office.desk.carry_on(office.now) == 1
        yield [draft(3)]

    with pytest.raises(ImportCancelled):
        office.desk.import_list(chunks(), OPTIONS, office.dana, office.now)

    assert kept["rows"] == [(2,)]
    assert office.sql("SELECT COUNT(*) FROM lead") == [(0,)]
    assert office.sql("SELECT COUNT(*) FROM phone") == [(0,)]
    assert office.sql("SELECT status FROM lead_list") == [("dropped",)]
    assert office.desk.carry_on(office.now) == 0
    assert office.ask(AskLists()) == ()


def test_a_young_import_of_another_window_is_left_alone(office: Office) -> None:
    def chunks() -> Iterator[Chunk]:
        yield [draft(1)]
        assert office.desk.carry_on(office.now + 9 * MINUTE) == 0
        yield [draft(2)]

    result = office.desk.import_list(chunks(), OPTIONS, office.dana, office.now)

    assert result.count.new == 2
    assert len(leads(office)) == 2


def test_an_import_that_died_while_showing_is_shown_to_the_end(office: Office) -> None:
    result = run(office, [draft(row) for row in range(5)])
    office.write("UPDATE lead_list SET status = 'showing'")
    office.write("UPDATE lead SET state = 9, kind = 0 WHERE last_name IN ('Row3', 'Row4')")
    assert len(leads(office)) == 3

    assert office.desk.carry_on(office.now) == 1

    assert len(leads(office)) == 5
    assert office.ask(AskLists())[0].status == "live"
    assert office.queue().ready == 5
    assert result.list_id is not None


def test_taking_an_import_back_keeps_what_somebody_worked_on(office: Office) -> None:
    result = run(office, [draft(row) for row in range(1, 6)])
    while office.desk.catch_up():
        pass
    worked = office.take()
    assert worked is not None
    office.log(worked, "no_answer", then_take=False)
    assert office.ask(AskLists())[0].worked == 1
    assert result.list_id is not None

    done = office.do(UndoImport(result.list_id))

    assert done.label == "import_undone"
    assert [row[0] for row in leads(office)] == [office.lead_now(worked).name]
    assert office.ask(AskSearch("firm")) == office.ask(AskSearch("ann"))
    assert {row[1] for row in office.searchable()} == {worked}
    assert office.sql("SELECT COUNT(*) FROM phone") == [(1,)]
    assert not office.ask(AskLists())[0].may_undo
    with pytest.raises(NotFound):
        office.do(UndoImport(result.list_id))
    again = run(office, [draft(row) for row in range(1, 6)]).count
    assert (again.new, again.duplicates_known) == (4, 1)


def test_an_undo_of_an_import_that_died_is_carried_to_the_end(office: Office) -> None:
    run(office, [draft(1), draft(2)])
    office.write("UPDATE lead_list SET status = 'undoing'")

    office.desk.carry_on(office.now)

    assert leads(office) == []
    assert office.ask(AskLists())[0].status == "undone"


def test_imported_leads_become_searchable_in_small_steps(office: Office) -> None:
    run(office, [draft(row) for row in range(1200)])
    assert office.ask(AskSearch("row7")) == ()
    assert office.ask(AskSearch("612 556 0007"))[0].name == "Ann Row7"

    steps = 1
    while office.desk.catch_up():
        steps += 1

    assert steps > 2
    assert office.ask(AskSearch("row7 firm"))[0].name == "Ann Row7"


def test_an_edit_before_the_index_caught_up_is_found_under_the_new_name_only(
    office: Office,
) -> None:
    run(office, [draft(1)])
    lead = office.ask(AskLeads()).rows[0].id
    fields = LeadFields(first_name="Zoe", company="Firm", phones=(("+16125560001", ""),))
    office.do(EditLead(lead, office.card(lead).version, fields))
    while office.desk.catch_up():
        pass

    assert [row.id for row in office.ask(AskSearch("zoe"))] == [lead]
    assert office.ask(AskSearch("row1")) == ()
    office.do(TakeBack())
    assert [row.id for row in office.ask(AskSearch("row1"))] == [lead]
    assert office.ask(AskSearch("zoe")) == ()


@pytest.mark.parametrize(
    "change, key",
    [({"source_kind": "gossip"}, "unknown_kind"), ({"tier": 0}, "unknown_tier")],
)
def test_options_that_mean_nothing_are_refused(
    office: Office, change: dict[str, Any], key: str
) -> None:
    options = dataclasses.replace(OPTIONS, **change)
    with pytest.raises(BadInput, match=key):
        office.desk.import_list([[draft(1)]], options, office.dana, office.now)


def test_progress_is_reported_in_rows(office: Office) -> None:
    told: list[int] = []

    run(office, [draft(1), draft(1)], [draft(2)], report=told.append)

    assert told == [2, 3]


def test_what_a_list_says_not_to_call_is_called_from_no_list(office: Office) -> None:
    known = office.lead("Known", phones=(("+16125560777", "direct"),))

    run(office, [draft(1, phones=phones("+16125560777"), do_not_call=True), draft(2)])

    assert office.lead_now(known).state is LeadState.SUPPRESSED
    again = run(office, [draft(3, phones=phones("+16125560777"))])
    assert again.count.do_not_call == 1


def test_a_dry_run_forbids_nobody(office: Office) -> None:
    known = office.lead("Known", phones=(("+16125560777", "direct"),))

    run(office, [draft(1, phones=phones("+16125560777"), do_not_call=True)], dry_run=True)

    assert office.lead_now(known).state is LeadState.QUEUED


def test_a_list_comes_in_whole_after_an_import_of_it_was_killed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed() -> Iterator[Chunk]:
        yield [draft(1), draft(2)]
        raise KeyboardInterrupt

    with monkeypatch.context() as dead:
        dead.setattr(ImportRun, "_abandon", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            office.desk.import_list(killed(), OPTIONS, office.dana, office.now)

    assert run(office, [draft(1), draft(2)]).count == ImportCount(rows=2, new=2)
    office.desk.carry_on(office.now + HOUR)
    assert sorted(name for name, _ in leads(office)) == ["Ann Row1", "Ann Row2"]
