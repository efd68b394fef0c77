# SPDX-License-Identifier: MIT
"""Work of many steps from a workstation: lists that wait, exports written here, all at the hub."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest

from leaddesk.desk import commands, exports, queries
from leaddesk.desk.intake import Chunk
from leaddesk.desk.link import FromHere
from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.desk.remote import Failure
from leaddesk.desk.wire_runs import End, Order, Progress
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import BadInput, HubAway, RuleBroken
from leaddesk.domain.lead_draft import RejectedRow
from leaddesk.sync.waiting_lists import WaitingLists
from leaddesk.words import errors as words
from tests.factories import Office, draft
from tests.sync.desk_of_team import Workstation

HOUR = dt.timedelta(hours=1)


def rows_of(*numbers: int) -> list[Any]:
    return [draft(number, company=f"Acme {number}") for number in numbers]


def leads_in(office: Office) -> int:
    return int(office.sql("SELECT COUNT(*) FROM lead WHERE state <> 'staged'")[0][0])


# ------------------------------------------------------------------------- lists


OPTIONS = commands.ImportOptions("Fair", "Fair")


def test_a_list_is_read_here_and_imported_at_the_hub(workstation: Workstation) -> None:
    now, who = workstation.own.now, workstation.who
    seen: list[int] = []
    rejected = RejectedRow(9, "empty", "", ())
    refused: list[Sequence[RejectedRow]] = []
    dry = workstation.desk.import_list([rows_of(2, 3)], OPTIONS, who, now, dry_run=True)
    result = workstation.desk.import_list(
        [rows_of(2, 3), [*rows_of(4), rejected]], OPTIONS, who, now,
        report=seen.append, turned_down=refused.append,
    )  # fmt: skip
    assert (dry.count.new, dry.list_id, result.count.new) == (2, None, 3)
    assert (leads_in(workstation.hub.office), leads_in(workstation.own)) == (3, 0)
    assert [row.row for row in result.turned_down] == [9]
    assert [row.row for rows in refused for row in rows] == [9]
    assert seen == sorted(seen)
    assert workstation.desk.waiting_lists() == ()


@pytest.mark.parametrize("known", [True, False])
def test_without_the_hub_a_list_waits_and_is_imported_once_when_it_is_back(
    workstation: Workstation, *, known: bool
) -> None:
    now, who = workstation.own.now, workstation.who
    workstation.away(known=known)
    with pytest.raises(RuleBroken, match="list_waits") as caught:
        workstation.desk.import_list([rows_of(2, 3), rows_of(4)], OPTIONS, who, now)
    assert "Fair" in words.say(caught.value)
    desk = workstation.opened()  # the machine was started again
    (waiting,) = desk.waiting_lists()
    assert (waiting.options, waiting.person_id, waiting.at, waiting.rows) == (OPTIONS, who, now, 3)
    with pytest.raises(HubAway):
        desk.send_waiting_lists()
    workstation.back()
    workstation.door.lost = 2
    assert desk.send_waiting_lists() == 1
    assert desk.send_waiting_lists() == 0
    assert leads_in(workstation.hub.office) == 3
    assert desk.changed_elsewhere()


def test_a_list_whose_last_answer_was_lost_for_good_is_not_imported_twice(
    workstation: Workstation,
) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk
    workstation.away()
    with pytest.raises(RuleBroken, match="list_waits"):
        desk.import_list([rows_of(2, 3)], OPTIONS, who, now)
    workstation.back()
    workstation.hub.runs.begin(who, _order_of(workstation))
    workstation.hub.runs._all.clear()  # it forgot all, as after a start
    assert desk.send_waiting_lists() == 1
    workstation.away()
    with pytest.raises(RuleBroken, match="list_waits"):
        desk.import_list([rows_of(2, 3)], OPTIONS, who, now)
    workstation.back()
    assert desk.send_waiting_lists() == 1
    assert leads_in(workstation.hub.office) == 2


def _order_of(workstation: Workstation) -> Order:
    return Order(workstation.desk.waiting_lists()[0].id, "import_list")


def test_a_list_that_the_hub_refuses_stays_with_its_reason_until_it_is_dropped(
    workstation: Workstation,
) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk
    workstation.away()
    bad = commands.ImportOptions("Fair", tier=77)
    for options in (bad, OPTIONS):
        with pytest.raises(RuleBroken, match="list_waits"):
            desk.import_list([rows_of(2)], options, who, now)
    workstation.back()
    assert desk.send_waiting_lists() == 1
    (refused,) = desk.waiting_lists()
    assert refused.why
    assert desk.send_waiting_lists() == 0
    desk.do(commands.LetGo(list_id=refused.id), who, now)
    assert desk.waiting_lists() == ()


def test_without_the_hub_only_the_file_itself_is_checked(workstation: Workstation) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk
    workstation.away()
    twice = [*rows_of(2, 3), draft(4, phones=rows_of(2)[0].phones)]
    dry = desk.import_list([twice], OPTIONS, who, now, dry_run=True)
    assert (dry.count.rows, dry.count.duplicates_in_file) == (3, 1)
    assert desk.age_of(commands.ImportOptions) == FromHere(workstation.step.at)
    assert desk.waiting_lists() == ()


def test_a_file_that_is_bad_or_stopped_leaves_nothing(workstation: Workstation) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk

    def bad() -> Iterator[Chunk]:
        yield rows_of(2)
        raise BadInput("file.empty")

    workstation.away()
    with pytest.raises(BadInput):
        desk.import_list(bad(), OPTIONS, who, now)
    with pytest.raises(RuleBroken, match="import_cancelled"):
        desk.import_list([rows_of(2)], OPTIONS, who, now, cancelled=lambda: True)
    assert desk.waiting_lists() == ()
    folder = workstation.folder / "waiting-lists"
    assert not list(folder.iterdir())


def test_what_a_crash_left_half_read_is_cleared_away(workstation: Workstation) -> None:
    lists = WaitingLists(workstation.folder)
    lists.hold("ab", [(1, b"x")], lambda _rows: None, lambda: False)
    assert lists.waiting() == ()
    lists.clear()
    assert not list((workstation.folder / "waiting-lists").iterdir())


# ------------------------------------------------------------------------- other long work


class Kept:
    """An outlet in memory."""

    def __init__(self) -> None:
        self.records: list[Any] = []
        self.state = ""

    def write(self, records: Sequence[Any]) -> None:
        self.records.extend(records)

    def finish(self) -> None:
        self.state = "finished"

    def keep(self) -> None:
        self.state = "kept"

    def drop(self) -> None:
        self.state = "dropped"


def test_an_export_is_written_here_and_noted_at_the_hub(workstation: Workstation) -> None:
    hub, now, outlet = workstation.hub.office, workstation.own.now, Kept()
    leads = {hub.lead() for _ in range(3)}
    done = workstation.desk.export(exports.LeadsWanted(), outlet, workstation.who, now)
    assert (done.rows, outlet.state) == (3, "kept")
    assert {record.kept.lead.id for record in outlet.records} == leads
    assert hub.sql("SELECT COUNT(*) FROM journal WHERE kind = 'export'") == [(1,)]
    assert workstation.own.sql("SELECT COUNT(*) FROM journal WHERE kind = 'export'") == [(0,)]
    everything = Kept()
    workstation.desk.export(exports.EverythingWanted(), everything, workstation.who, now)
    told = {page.table: page for page in everything.records}
    assert told["lead"].columns


def test_who_may_export_is_checked_at_the_hub(workstation: Workstation) -> None:
    workstation.door.who = workstation.own.dana
    outlet = Kept()
    with pytest.raises(RuleBroken, match="export_not_allowed"):
        workstation.desk.export(exports.LeadsWanted(), outlet, workstation.who, workstation.own.now)
    assert (outlet.state, outlet.records) == ("dropped", [])


def test_many_leads_and_people_are_changed_at_the_hub(workstation: Workstation) -> None:
    hub, desk, who = workstation.hub.office, workstation.desk, workstation.who
    now, lead = workstation.own.now, workstation.hub.office.lead()
    wish = commands.ChangeLeads(commands.BulkWish(BulkKind.CAMPAIGN, text="Spring"), (lead,))
    desk.do(wish, who, now)
    assert hub.lead_now(lead).campaign == "Spring"
    desk.do(commands.TakeBack(), who, now)
    assert hub.lead_now(lead).campaign == ""
    fields = commands.PersonFields("Sam Otis", ("senior_rep",), "UTC")
    assert desk.change_person(commands.EditPerson(hub.sam, fields), who, now).undoable
    assert hub.names()[hub.sam] == "Sam Otis"
    assert desk.rescrub(who, now).leads == 1
    assert desk.erase_again(desk.erasures(), who, now) == 0
    with pytest.raises(RuleBroken, match="retention_off"):
        desk.retain(who, now)


def test_a_national_list_is_put_in_force_at_the_hub(workstation: Workstation) -> None:
    hub, now = workstation.hub.office, workstation.own.now
    view = hub.ask(queries.AskRegistries(), who=hub.boss)
    options = commands.RegistryOptions(view[0].key, dt.date(2026, 5, 1))
    chunks = [RegistryChunk(2, {16125: [1, 7]}, {})]
    result = workstation.desk.import_registry(chunks, options, workstation.who, now)
    assert (result.rows, result.numbers) == (2, 2)
    workstation.away()
    with pytest.raises(RuleBroken, match="needs_hub"):
        workstation.desk.import_registry(chunks, options, workstation.who, now)


def test_a_list_waits_on_while_the_hub_is_busy(workstation: Workstation) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk
    workstation.away()
    with pytest.raises(RuleBroken, match="list_waits"):
        desk.import_list([rows_of(2)], OPTIONS, who, now)
    workstation.back()
    for number in range(3):
        workstation.hub.begin(who, Order(f"{number:032x}", "rescrub"))
    with pytest.raises(RuleBroken, match="too_many_runs"):
        desk.send_waiting_lists()
    assert [one.why for one in desk.waiting_lists()] == [""]
    for number in range(3):
        workstation.hub.over(who, End(f"{number:032x}"))
    assert desk.send_waiting_lists() == 1


def test_a_list_that_an_ending_hub_let_go_of_waits_for_the_next_start(
    workstation: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody here stopped it, and the hub left nothing of it."""
    now, who, desk = workstation.own.now, workstation.who, workstation.desk
    ends = Progress(0, over=True, failure=Failure.of(RuleBroken("import_cancelled")))
    with monkeypatch.context() as ending:
        ending.setattr(workstation.door, "list_end", lambda _told: msgspec.json.encode(ends))
        with pytest.raises(RuleBroken, match="list_waits"):
            desk.import_list([rows_of(2)], OPTIONS, who, now)
    assert desk.send_waiting_lists() == 1
    assert leads_in(workstation.hub.office) == 1
