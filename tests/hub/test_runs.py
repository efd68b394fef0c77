# SPDX-License-Identifier: MIT
"""Work of many steps at the hub: parts that are all there, done once, stopped, asked after."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from leaddesk.desk import commands, exports
from leaddesk.desk.remote import done_of, tell_wanted
from leaddesk.desk.wire_runs import (
    End,
    ExportOrder,
    ListOrder,
    ListResult,
    Order,
    Part,
    list_of,
    parts_of_list,
    parts_of_registry,
    records_of,
)
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken, StoreUnavailable
from tests.factories import draft
from tests.hub.answered import AnsweringHub


def rows_of(count: int, start: int = 2) -> list[Any]:
    return [draft(row, company=f"Acme {row}") for row in range(start, start + count)]


def sent_list(*chunks: list[Any]) -> list[bytes]:
    return [part for _, part in parts_of_list(chunks)]


def test_a_list_that_was_sent_is_imported_whole(answers: AnsweringHub) -> None:
    office = answers.office
    parts = sent_list(rows_of(3), [*rows_of(2, 5), draft(9, do_not_call=True)])
    told = ListOrder(commands.ImportOptions("Fair", "Fair"))
    dry = answers.run(office.dana, "import_list", ListOrder(told.options, dry_run=True), *parts)
    assert office.sql("SELECT COUNT(*) FROM lead") == [(0,)]
    result = answers.run(office.dana, "import_list", told, *parts)
    count = msgspec.json.decode(result.result, type=ListResult)
    assert (count.count.rows, count.count.new, count.count.do_not_call) == (6, 5, 1)
    assert msgspec.json.decode(dry.result, type=ListResult).count == count.count
    assert office.sql("SELECT COUNT(*) FROM lead WHERE state <> 'staged'") == [(5,)]
    assert result.parts == 1


def test_a_list_without_one_of_its_parts_is_not_begun(answers: AnsweringHub) -> None:
    office = answers.office
    told = msgspec.Raw(msgspec.json.encode(ListOrder(commands.ImportOptions("Fair"))))
    order = Order(new_entry_id(office.now), "import_list", told)
    answers.begin(office.dana, order)
    for number in (0, 2):
        answers.part(office.dana, Part(order.id, number, sent_list(rows_of(1, number + 2))[0]))
    with pytest.raises(RuleBroken, match="part_missing"):
        answers.end(office.dana, End(order.id, 3))
    answers.begin(office.dana, order)  # its answer was lost
    answers.part(office.dana, Part(order.id, 1, sent_list(rows_of(1, 3))[0]))
    over = answers.over(office.dana, End(order.id, 3))
    assert msgspec.json.decode(over.result, type=ListResult).count.new == 3
    # It is asked after again, by the one who sent it and nobody else.
    assert answers.over(office.dana, End(order.id, 3)) == over
    with pytest.raises(NotFound, match="run"):
        answers.end(office.sam, End(order.id, 3))


def test_a_part_that_is_none_leaves_nothing_of_the_list(answers: AnsweringHub) -> None:
    office = answers.office
    told = ListOrder(commands.ImportOptions("Fair"))
    over = answers.run(office.dana, "import_list", told, sent_list(rows_of(2))[0], b"no part")
    assert over.failure is not None
    assert over.failure.key == "bad_part"
    assert office.sql("SELECT COUNT(*) FROM lead") == [(0,)]


def test_a_list_is_stopped_and_leaves_nothing(answers: AnsweringHub) -> None:
    office = answers.office
    told = msgspec.Raw(msgspec.json.encode(ListOrder(commands.ImportOptions("Fair"))))
    order = Order(new_entry_id(office.now), "import_list", told)
    answers.begin(office.dana, order)
    answers.part(office.dana, Part(order.id, 0, sent_list(rows_of(2))[0]))
    over = answers.over(office.dana, End(order.id, 1, stop=True))
    assert over.failure is not None
    assert over.failure.key == "run_stopped"
    assert office.sql("SELECT COUNT(*) FROM lead") == [(0,)]


def test_a_work_that_fails_for_the_database_tells_nobody_where_that_lies(
    answers: AnsweringHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_more: object) -> None:
        raise StoreUnavailable("disk_full", where="/srv/acme/hub.db", detail="keeper")

    monkeypatch.setattr(type(answers.office.desk), "import_list", away)
    told = ListOrder(commands.ImportOptions("Fair"))
    progress = answers.run(answers.office.dana, "import_list", told, *sent_list(rows_of(1)))
    assert progress.failure is not None
    assert (progress.failure.key, progress.failure.kind) == ("hub_database", "StoreUnavailable")
    assert "acme" not in msgspec.json.encode(progress).decode()


def test_a_person_has_few_works_at_a_time(answers: AnsweringHub) -> None:
    office = answers.office
    for number in range(3):
        answers.begin(office.boss, Order(f"{number:032x}", "rescrub"))
    with pytest.raises(RuleBroken, match="too_many_runs"):
        answers.begin(office.boss, Order(f"{9:032x}", "rescrub"))
    assert answers.over(office.boss, End(f"{0:032x}")).failure is None
    answers.begin(office.boss, Order(f"{9:032x}", "rescrub"))


@pytest.mark.parametrize("bad", ["", "../../etc", "0" * 31, "G" * 32])
def test_the_id_of_a_work_is_never_a_path(answers: AnsweringHub, bad: str) -> None:
    with pytest.raises(BadInput, match="bad_wish"):
        answers.begin(answers.office.boss, Order(bad, "rescrub"))


def test_an_export_comes_in_parts_and_is_noted(answers: AnsweringHub) -> None:
    office = answers.office
    ids = {office.lead() for _ in range(3)}
    name, told = tell_wanted(exports.LeadsWanted())
    order = Order(
        new_entry_id(office.now),
        "export",
        msgspec.Raw(msgspec.json.encode(ExportOrder(name, msgspec.Raw(told)))),
    )
    answers.begin(office.boss, order)
    over = answers.over(office.boss, End(order.id))
    records = [
        record
        for number in range(over.parts)
        for record in records_of(name, answers.part(office.boss, Part(order.id, number)))
    ]
    assert {record.kept.lead.id for record in records} == ids
    assert office.sql("SELECT person_id FROM journal WHERE kind = 'export'") == [(office.boss,)]
    with pytest.raises(NotFound, match="run"):
        answers.part(office.boss, Part(order.id, over.parts))


def test_the_other_works_are_done_by_the_desk(answers: AnsweringHub) -> None:
    office = answers.office
    lead = office.lead()
    wish = commands.ChangeLeads(commands.BulkWish(BulkKind.CAMPAIGN, text="Spring"), (lead,))
    assert answers.run(office.boss, "change_leads", wish).failure is None
    assert office.lead_now(lead).campaign == "Spring"
    fields = commands.PersonFields("Sam Ortiz", ("senior_rep",), "UTC")
    edit = commands.EditPerson(office.sam, fields)
    assert answers.run(office.boss, "change_person", edit).failure is None
    assert answers.run(office.boss, "rescrub").failure is None
    off = answers.run(office.boss, "retain").failure
    assert off is not None
    assert off.key == "retention_off"
    again = office.desk.erasures()
    assert bytes(answers.run(office.boss, "erase_again", again).result) == b"0"
    chunks = [part for _, part in parts_of_registry([])]
    options = commands.RegistryOptions("us_dnc", dt.date(2026, 5, 1))
    failed = answers.run(office.boss, "import_registry", options, *chunks).failure
    assert failed is not None
    with pytest.raises(BadInput, match="unknown_wish"):
        answers.begin(office.boss, Order("0" * 32, "drop_everything"))
    with pytest.raises(BadInput, match="bad_wish"):
        answers.begin(office.boss, Order("0" * 32, "change_leads", msgspec.Raw(b"[]")))


def test_the_way_keeps_the_rows(answers: AnsweringHub) -> None:
    del answers
    rows = rows_of(3)
    assert [row for part in sent_list(rows) for chunk in list_of(part) for row in chunk] == rows


def test_a_change_that_is_begun_again_after_a_start_of_the_hub_is_done_once(
    answers: AnsweringHub, tmp_path: Path
) -> None:
    office = answers.office
    lead = office.lead()
    wish = commands.ChangeLeads(commands.BulkWish(BulkKind.CAMPAIGN, text="Spring"), (lead,))
    order = Order(new_entry_id(office.now), "change_leads", msgspec.Raw(msgspec.json.encode(wish)))
    answers.begin(office.boss, order)
    first = done_of(bytes(answers.over(office.boss, End(order.id)).result))
    started = AnsweringHub(office, tmp_path / "again")
    with pytest.raises(NotFound, match="run"):
        started.end(office.boss, End(order.id))
    started.begin(office.boss, order)
    again = done_of(bytes(started.over(office.boss, End(order.id)).result))
    assert (again.entry_id, again.undoable) == (first.entry_id, True)
    assert office.sql("SELECT COUNT(*) FROM journal WHERE kind = 'bulk'") == [(1,)]
    started.runs.close()


def test_parts_of_a_hub_that_was_killed_are_cleared_away(
    answers: AnsweringHub, tmp_path: Path
) -> None:
    office = answers.office
    order, left = Order(new_entry_id(office.now), "rescrub"), tmp_path / "runs" / "1-killed"
    answers.begin(office.boss, order)
    answers.part(office.boss, Part(order.id, 0, b"x"))
    left.mkdir()
    for folder in (tmp_path / "runs").iterdir():
        for one in (folder, *folder.iterdir()):
            os.utime(one, (1, 1))
    answers.runs.sweep()
    assert [one.name for one in (tmp_path / "runs").iterdir()] == [f"{office.boss}-{order.id}"]


def test_a_work_that_finds_no_room_may_be_begun_again(
    answers: AnsweringHub, tmp_path: Path
) -> None:
    office = answers.office
    (tmp_path / "runs").write_text("in the way")
    for number in range(4):
        with pytest.raises(StoreUnavailable, match="parts_unwritable"):
            answers.begin(office.boss, Order(f"{number:032x}", "rescrub"))
    (tmp_path / "runs").unlink()
    answers.begin(office.boss, Order(f"{0:032x}", "rescrub"))


def test_a_hub_that_ends_begins_no_work(answers: AnsweringHub) -> None:
    office = answers.office
    order = Order(new_entry_id(office.now), "rescrub")
    answers.begin(office.boss, order)
    run = answers.runs._run(office.boss, order.id)
    answers.runs.close()
    # Whoever found it before the close goes on now.
    answers.runs._all[office.boss, order.id] = run
    with pytest.raises(RuleBroken, match="hub_busy"):
        answers.end(office.boss, End(order.id))
    assert run.result is None
