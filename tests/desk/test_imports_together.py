# SPDX-License-Identifier: MIT
"""Several imports at once, and inquiries between them: nobody comes in twice."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from typing_extensions import override

from leaddesk.desk.again import RETRIES, again
from leaddesk.desk.commands import (
    AddNote,
    ErasePerson,
    ImportOptions,
    TakeBack,
    TakeInquiry,
    UndoImport,
)
from leaddesk.desk.desk import Desk
from leaddesk.desk.intake import Chunk, ImportCount, ImportResult
from leaddesk.desk.judge import Judge
from leaddesk.desk.queries import AskImported, AskLeads, AskLists
from leaddesk.desk.unit import Unit
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken, StoreUnavailable
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.checking import check_database
from leaddesk.storage.store import SqlStore
from tests.desk.test_imports import draft, phones
from tests.factories import Office

OPTIONS = ImportOptions("Fair 2026", source="Trade fair", source_kind="trade_show")


def run(office: Office, chunks: Any, options: ImportOptions = OPTIONS, **more: Any) -> ImportResult:
    return office.desk.import_list(chunks, options, office.dana, office.now, **more)


def names(office: Office) -> list[str]:
    return sorted(row.name for row in office.ask(AskLeads()).rows)


def meanwhile(office: Office, first: Chunk, between: Callable[[], object]) -> Iterator[Chunk]:
    """Yield a chunk, then let something else happen before the list ends."""
    yield first
    between()


def test_what_another_list_brought_meanwhile_is_left_out(office: Office) -> None:
    mine = [draft(1), draft(2), draft(3)]
    theirs = [draft(7, phones=phones("+16125560002"), email="", last_name="Other")]
    kept: list[Any] = []

    result = run(
        office, meanwhile(office, mine, lambda: run(office, [theirs])), turned_down=kept.append
    )

    assert names(office) == ["Ann Other", "Ann Row1", "Ann Row3"]
    assert result.count == ImportCount(rows=3, new=2, duplicates_known=1)
    assert [(row.row, row.reason) for row in result.turned_down] == [(2, "duplicate_known")]
    assert [[row.row for row in rows] for rows in kept] == [[], [2]]


def words(office: Office) -> list[tuple[str, int]]:
    """The words that the leads here are found by, each once per lead."""
    return sorted(
        {
            (word.lower(), row.id)
            for row in office.ask(AskLeads()).rows
            for told in (row.name, row.company, *row.email.partition(".")[0].split("@"))
            for word in told.split()
        }
    )


def test_leads_of_lists_that_were_read_side_by_side_are_found_once(office: Office) -> None:
    def between() -> None:
        theirs = [draft(n, phones=phones(f"+1612557{n:04d}"), email="") for n in (11, 12)]
        run(office, itertools.chain(meanwhile(office, theirs[:1], by_hand), [theirs[1:]]))

    def by_hand() -> None:
        office.lead("Byhand", first_name="Zed", company="")

    run(office, itertools.chain(meanwhile(office, [draft(1)], between), [[draft(2)]]))
    office.do(AddNote(3, "In between"))
    while office.store.index_some(1):
        pass
    assert [pair[:2] for pair in office.searchable()] == words(office)
    by_name = office.sql("SELECT id FROM lead WHERE last_name = 'Byhand'")[0][0]
    taken_back = office.sql("SELECT id FROM journal WHERE kind = 'added'")[0][0]
    office.do(TakeBack(taken_back))
    assert by_name not in {lead for _word, lead in office.searchable()}
    assert check_database(office.store.database).findings == ()


def test_nothing_of_a_list_that_was_given_up_is_found_by_search(office: Office) -> None:
    staged, gone_on = threading.Event(), threading.Event()

    def given_up() -> Iterator[Chunk]:
        yield [draft(1)]
        staged.set()
        gone_on.wait(10)
        raise BadInput("file.damaged", where="list.csv")

    def other() -> None:
        with pytest.raises(BadInput):
            run(office, given_up())

    def begin() -> None:
        thread.start()
        staged.wait(10)

    thread = threading.Thread(target=other)
    theirs = [draft(n, phones=phones(f"+1612557{n:04d}"), email="") for n in (11, 12)]
    run(office, itertools.chain(meanwhile(office, theirs[:1], begin), [theirs[1:]]))
    while office.desk.catch_up():
        pass
    gone_on.set()
    thread.join()
    assert [pair[:2] for pair in office.searchable()] == words(office)
    assert check_database(office.store.database).findings == ()


def test_who_was_erased_meanwhile_is_left_out(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    zoe = office.lead("Quill", first_name="Zoe", company="Quillworks")
    named = draft(2, first_name="Zoe", last_name="Quill", company="Quillworks Inc.", email="")
    erase = ErasePerson((zoe,), "By e-mail")
    chunks = meanwhile(office, [draft(1), named], lambda: office.do(erase, ruth))
    result = run(office, chunks)
    assert names(office) == ["Ann Row1"]
    assert (result.count.new, result.count.do_not_call) == (1, 1)
    assert [(row.row, row.reason) for row in result.turned_down] == [(2, "erased")]


def test_the_address_counts_as_well_as_the_number(office: Office) -> None:
    theirs = [draft(7, phones=phones("+16125569999"), email="row1@firm.io", last_name="Other")]
    run(office, meanwhile(office, [draft(1)], lambda: run(office, [theirs])))
    assert names(office) == ["Ann Other"]


def test_somebody_who_wrote_meanwhile_is_here_once(office: Office) -> None:
    pairs = (("name", "Ann Early"), ("phone", "+1 612 556 0001"))
    command = TakeInquiry(pairs)
    chunks = meanwhile(office, [draft(1)], lambda: office.desk.do(command, 0, office.now))
    assert run(office, chunks).count.new == 0
    assert names(office) == ["Ann Early"]


def test_a_row_for_research_that_was_overtaken_is_not_counted(office: Office) -> None:
    mine = [draft(1, phones=(), zones=())]
    theirs = [draft(7, phones=phones("+16125569999"), email="row1@firm.io", last_name="Other")]
    result = run(office, meanwhile(office, mine, lambda: run(office, [theirs])))
    assert (result.count.new, result.count.research) == (0, 0)


def test_a_file_comes_in_once_and_again_when_it_was_taken_back(office: Office) -> None:
    options = ImportOptions("A", digest="d" * 64)
    first = run(office, [[draft(1)]], options)
    assert office.ask(AskImported("d" * 64)) == office.now
    with pytest.raises(RuleBroken) as refused:
        run(office, [[draft(2)]], options)
    assert refused.value.key == "file_known"
    assert names(office) == ["Ann Row1"]
    assert first.list_id is not None
    office.do(UndoImport(first.list_id))
    assert office.ask(AskImported("d" * 64)) is None
    run(office, [[draft(1)]], options)
    assert names(office) == ["Ann Row1"]


class Crowded(SqlStore):
    """A store in which every second write stands in somebody's way just before its end."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(store.database, "test desk")
        self.turn = 0

    @override
    @contextlib.contextmanager
    def unit(self) -> Iterator[Unit]:
        """Begin a write."""
        self.turn += 1
        with super().unit() as unit:
            yield unit
            if self.turn % 2:
                raise StoreUnavailable("locked", again=True)


def test_a_step_that_was_in_the_way_is_done_again_with_its_counts(office: Office) -> None:
    desk = Desk(Crowded(office.store), NoHolidays())
    rows = [draft(1), draft(1, last_name="Twin"), draft(3, do_not_call=True), draft(4)]
    result = desk.import_list([rows[:2], rows[2:]], OPTIONS, office.dana, office.now)
    assert result.count == ImportCount(rows=4, new=2, duplicates_in_file=1, do_not_call=1)
    assert len(result.turned_down) == 2
    assert names(office) == ["Ann Row1", "Ann Row4"]


def test_again_gives_up_some_time() -> None:
    tries: list[int] = []

    def write() -> None:
        tries.append(1)
        raise StoreUnavailable("locked", again=True)

    with pytest.raises(StoreUnavailable):
        again(write)
    assert len(tries) == RETRIES + 1


def test_a_judge_forgets_what_did_not_happen(office: Office) -> None:
    judge = Judge()

    def broken_off() -> None:
        with judge.undone_on_error(), office.store.unit() as unit:
            assert len(judge.keep([draft(1)], unit)) == 1
            raise StoreUnavailable("locked")

    with pytest.raises(StoreUnavailable):
        broken_off()
    assert judge.count() == ImportCount()
    with office.store.unit() as unit:
        assert len(judge.keep([draft(1)], unit)) == 1


def test_a_list_is_taken_back_by_who_brought_it_or_a_team_lead(office: Office) -> None:
    result = run(office, [[draft(1)]])
    assert result.list_id is not None
    eve = office.person("Eve", "qualifier")
    undo = UndoImport(result.list_id)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(undo, eve)

    def offered(who: int) -> bool:
        return office.desk.ask(AskLists(), office.now, who)[0].may_undo

    assert [offered(who) for who in (eve, office.dana, office.boss, 0)] == [False, True, True, True]
    assert office.ask(AskLists())[0].status == "live"
    assert office.do(undo, office.boss).label == "import_undone"
    with pytest.raises(NotFound):
        office.do(UndoImport(99), eve)
