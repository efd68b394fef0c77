# SPDX-License-Identifier: MIT
"""Work runs off the GUI thread and comes back on it, in order, once, and never after the end."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.intake import ImportResult
from leaddesk.domain.errors import LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.domain.person import Person
from leaddesk.gui.ops import Ops
from leaddesk.gui.threads import Threads
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import AtOnce, FakeMachine
from tests.gui.made_leads import START


class Drafts:
    """Ten chunks of nothing, one of them at a time."""

    def __init__(self, chunks: int = 10) -> None:
        self.chunks = chunks
        self.closed = False

    def __iter__(self) -> Iterator[tuple[()]]:
        for _ in range(self.chunks):
            yield ()

    def share_read(self) -> float:
        return 0.5

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def machine() -> FakeMachine:
    return FakeMachine()


@pytest.fixture
def threaded(qtbot: QtBot, machine: FakeMachine) -> Iterator[Ops]:
    ops = Ops(machine.now)
    yield ops
    ops.close()


@pytest.fixture
def readers() -> AtOnce:
    return AtOnce()


@pytest.fixture
def inline(qtbot: QtBot, machine: FakeMachine, readers: AtOnce) -> Iterator[Ops]:
    ops = Ops(machine.now, Threads(AtOnce(), readers, AtOnce(), queued=False))
    yield ops
    ops.close()


def test_an_answer_comes_back_on_the_thread_of_the_window(threaded: Ops, qtbot: QtBot) -> None:
    desk = FakeDesk()
    asked_on: list[int] = []

    def people(_query: object) -> object:
        asked_on.append(threading.get_ident())
        return ()

    desk.answers[queries.AskPeople] = people
    threaded.attach(desk)
    landed: list[int] = []
    threaded.ask(
        queries.AskPeople(), slot="x", answer=lambda _rows: landed.append(threading.get_ident())
    )
    qtbot.waitUntil(lambda: bool(landed))
    assert landed == [threading.get_ident()]
    assert asked_on != landed


def test_writes_stay_in_the_order_they_were_made(threaded: Ops, qtbot: QtBot) -> None:
    desk = FakeDesk()
    threaded.attach(desk)
    done: list[str] = []
    for text in "abcdefgh":
        threaded.do(commands.AddNote(1, text), done=lambda _done, text=text: done.append(text))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 8)
    assert done == list("abcdefgh")
    notes = [c.text for c in desk.log if isinstance(c, commands.AddNote)]
    assert notes == list("abcdefgh")


def test_closing_finishes_writes_that_were_begun_and_closes_the_desk(qtbot: QtBot) -> None:
    ops = Ops(lambda: START)
    desk = FakeDesk()
    ops.attach(desk)
    told: list[object] = []
    for _ in range(20):
        ops.do(commands.AddNote(1, "x"), done=told.append)
    ops.close()
    assert len(desk.log) == 20
    assert desk.closed
    assert told == []


def test_only_the_last_question_of_a_slot_is_answered(inline: Ops, readers: AtOnce) -> None:
    inline.attach(FakeDesk())
    answers: list[str] = []
    readers.held = True
    inline.ask(queries.AskSearch("a"), slot="s", answer=lambda _rows: answers.append("first"))
    inline.ask(queries.AskSearch("b"), slot="s", answer=lambda _rows: answers.append("second"))
    inline.ask(queries.AskSearch("c"), slot="t", answer=lambda _rows: answers.append("other"))
    readers.run()
    assert answers == ["second", "other"]


def test_an_answer_read_before_a_write_is_dropped_when_the_write_brings_one(
    inline: Ops, readers: AtOnce
) -> None:
    inline.attach(FakeDesk())
    answers: list[str] = []
    readers.held = True
    inline.ask(queries.AskPeople(), slot="s", answer=lambda _rows: answers.append("old"))
    inline.do_then_ask(
        commands.AddNote(1, "x"),
        {"s": queries.AskPeople()},
        done=lambda _done, _rows: answers.append("new"),
    )
    readers.run()
    assert answers == ["new"]


def test_a_write_is_announced_once_with_who_made_it(inline: Ops) -> None:
    inline.attach(FakeDesk())
    told: list[tuple[Kind, object]] = []
    inline.changed.connect(lambda kinds, who: told.append((kinds, who)))
    inline.do(commands.AddNote(1, "x"), initiator="me")
    assert told == [(Kind.LEADS, "me")]


def test_a_durable_write_is_told_even_when_reading_after_it_fails(inline: Ops) -> None:
    desk = FakeDesk()

    def refuse(_query: object) -> object:
        raise StoreUnavailable("locked")

    desk.answers[queries.AskPeople] = refuse
    inline.attach(desk)
    told: list[int] = []
    inline.do_then_ask(
        commands.AddNote(1, "x"),
        {"s": queries.AskPeople()},
        done=lambda _done, rows: told.append(len(rows)),
    )
    assert told == [0]


def test_an_expected_error_goes_to_who_asked_or_to_everybody(inline: Ops) -> None:
    desk = FakeDesk()
    inline.attach(desk)
    refused: list[LeadDeskError] = []
    own: list[LeadDeskError] = []
    inline.refused.connect(refused.append)
    desk.failing = RuleBroken("no_skips_left")
    inline.do(commands.SkipLead(1, "other"))
    desk.failing = RuleBroken("no_skips_left")
    inline.do(commands.SkipLead(1, "other"), failed=own.append)
    assert [error.key for error in (*refused, *own)] == ["no_skips_left", "no_skips_left"]


def test_an_error_nobody_expected_is_a_crash_and_still_frees_who_waits(inline: Ops) -> None:
    desk = FakeDesk()
    inline.attach(desk)
    crashed: list[BaseException] = []
    own: list[LeadDeskError] = []
    inline.crashed.connect(crashed.append)
    desk.failing = ZeroDivisionError("secret")
    inline.do(commands.SkipLead(1, "other"), failed=own.append)
    assert isinstance(crashed[0], ZeroDivisionError)
    assert [error.key for error in own] == ["unexpected"]


def test_another_windows_write_is_noticed(inline: Ops) -> None:
    desk = FakeDesk()
    inline.attach(desk)
    told: list[tuple[Kind, object]] = []
    inline.changed.connect(lambda kinds, who: told.append((kinds, who)))
    inline.pulse.look()
    assert told == []
    desk.elsewhere = True
    inline.pulse.look()
    assert told == [(Kind.ALL, None)]


def test_a_minute_runs_the_clocks_and_says_that_time_moved(
    inline: Ops, machine: FakeMachine
) -> None:
    desk = FakeDesk()
    inline.attach(desk)
    inline.person_id = 1
    told: list[Kind] = []
    inline.changed.connect(lambda kinds, _who: told.append(kinds))
    machine.at = START + dt.timedelta(seconds=59)
    inline.pulse.tick()
    assert Kind.CLOCK in told
    assert desk.log == [commands.RunClocks(), commands.KeepLead()]
    assert 0 < inline.pulse.next_minute_ms <= 1100


def test_waking_up_after_sleep_is_a_minute_too(inline: Ops, machine: FakeMachine) -> None:
    inline.attach(FakeDesk())
    told: list[Kind] = []
    inline.changed.connect(lambda kinds, _who: told.append(kinds))
    machine.at = START + dt.timedelta(hours=8)
    inline.pulse.look()
    assert told == [Kind.CLOCK]


def test_an_import_reports_closes_its_file_and_is_announced(inline: Ops) -> None:
    inline.attach(FakeDesk())
    drafts = Drafts()
    results: list[ImportResult] = []
    told: list[Kind] = []
    inline.changed.connect(lambda kinds, _who: told.append(kinds))
    inline.import_list(
        lambda: drafts, commands.ImportOptions("list"), dry_run=False,
        progress=lambda _rows: None, done=results.append,
    )  # fmt: skip
    assert results[0].list_id == 7
    assert drafts.closed
    assert told[0] & Kind.LISTS


def test_an_import_does_not_hold_up_a_write_and_can_be_stopped(threaded: Ops, qtbot: QtBot) -> None:
    class Endless(Drafts):
        @override
        def __iter__(self) -> Iterator[tuple[()]]:
            while True:
                yield ()

    threaded.attach(FakeDesk())
    failed: list[LeadDeskError] = []
    drafts = Endless()
    run = threaded.import_list(
        lambda: drafts, commands.ImportOptions("list"), dry_run=False,
        progress=lambda _rows: None, done=lambda _result: None, failed=failed.append,
    )  # fmt: skip
    with qtbot.waitSignal(threaded.changed):
        threaded.do(commands.AddNote(1, "while it runs"))
    assert not failed
    run.cancel()
    qtbot.waitUntil(lambda: bool(failed))
    assert failed[0].key == "cancelled"
    assert drafts.closed


def test_asking_before_the_desk_is_open_is_refused_in_words(inline: Ops) -> None:
    with pytest.raises(StoreUnavailable):
        inline.ask(queries.AskPeople(), slot="s", answer=lambda _rows: None)


def test_opening_another_desk_closes_the_one_before(inline: Ops) -> None:
    first, second = FakeDesk(), FakeDesk(people=(Person(9, "Eva", frozenset(), "UTC"),))
    inline.open(lambda: first)
    inline.open(lambda: second)
    assert first.closed
    people: list[object] = []
    inline.ask(queries.AskPeople(), slot="s", answer=people.extend)
    assert people == list(second.people)
