# SPDX-License-Identifier: MIT
"""Pokes: whom a change concerns is told at once, the team often enough, and nobody holds it up."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from starlette.types import Message

from leaddesk.desk.wire_calls import TopUp
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.hub import pokes as hub_pokes
from leaddesk.hub.doors import Changed
from leaddesk.hub.poke_stream import PokeStream
from leaddesk.hub.pokes import ALIVE, TEAM, TEAM_SECONDS, YOU, Pokes, Stream
from leaddesk.sync.http_line import HttpLine
from leaddesk.system.intake_token import digest_of
from tests.hub.stage import DEVICE, OTHER, TOKEN, Around, served


class Feed:
    """A feed that a test writes."""

    def __init__(self) -> None:
        self.changed = Changed(1)
        self.fails: Exception | None = None
        self.asked: list[int | None] = []

    def told_since(self, mark: int | None) -> Changed:
        self.asked.append(mark)
        if self.fails is not None:
            raise self.fails
        return self.changed


class Clock:
    """Seconds that a test counts."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def at_once(work: Callable[[], Changed]) -> Changed:
    return work()


def pokes_of(feed: Feed, clock: Clock) -> Pokes:
    return Pokes(feed, at_once, clock=clock)  # type: ignore[arg-type] # awaited all the same


def play(scene: Callable[[Pokes, Feed, Clock], Awaitable[None]]) -> None:
    async def run() -> None:
        feed, clock = Feed(), Clock()
        await scene(pokes_of(feed, clock), feed, clock)

    asyncio.run(run())


async def told(stream: Stream, clock: Clock) -> bytes:
    """Return what is written now; ALIVE for nothing."""
    clock.now += TEAM_SECONDS
    return await stream.next(0.0)


def test_who_comes_anew_looks_at_once() -> None:
    async def scene(pokes: Pokes, _feed: Feed, clock: Clock) -> None:
        assert await told(pokes.open("p1", 1), clock) == YOU + TEAM

    play(scene)


def test_a_change_is_told_to_whom_it_concerns_and_to_the_team() -> None:
    async def scene(pokes: Pokes, feed: Feed, clock: Clock) -> None:
        mine, other = pokes.open("p1", 1), pokes.open("p2", 2)
        await pokes.look()
        for stream in (mine, other):
            await told(stream, clock)
            assert await told(stream, clock) == ALIVE
        feed.changed = Changed(2, {1})
        await pokes.look()
        assert await told(mine, clock) == YOU + TEAM
        assert await told(other, clock) == TEAM
        feed.changed = Changed(3, everybody=True)
        await pokes.look()
        assert await told(other, clock) == YOU + TEAM
        assert feed.asked == [None, 1, 2]

    play(scene)


def test_the_team_is_told_four_times_a_second_at_most_and_a_person_at_once() -> None:
    async def scene(pokes: Pokes, feed: Feed, clock: Clock) -> None:
        stream = pokes.open("p1", 1)
        await pokes.look()
        await told(stream, clock)
        written = []
        for _ in range(100):
            clock.now += 0.01
            feed.changed = Changed(2, {2})
            await pokes.look()
            written.append(await stream.next(0.0))
        assert written.count(TEAM) in {3, 4}
        assert set(written) == {TEAM, ALIVE}
        feed.changed = Changed(3, {1})
        await pokes.look()
        assert (await stream.next(0.0)).startswith(YOU)

    play(scene)


def test_a_slow_reader_gets_one_poke_for_many_changes() -> None:
    async def scene(pokes: Pokes, feed: Feed, clock: Clock) -> None:
        stream = pokes.open("p1", 1)
        for mark in range(2, 1000):
            feed.changed = Changed(mark, {1})
            await pokes.look()
        assert await told(stream, clock) == YOU + TEAM
        assert await told(stream, clock) == ALIVE

    play(scene)


def test_who_looks_at_the_team_is_told_to_look_again_and_has_nothing_to_pull() -> None:
    async def scene(pokes: Pokes, feed: Feed, clock: Clock) -> None:
        stream = pokes.open("p1", 1)
        await pokes.look()
        await told(stream, clock)
        feed.changed = Changed(1, looks=True)
        await pokes.look()
        assert await told(stream, clock) == TEAM

    play(scene)


@pytest.mark.parametrize("why", [StoreUnavailable("database"), ZeroDivisionError("Dana")])
def test_after_a_feed_that_could_not_be_read_everybody_looks(
    why: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(pokes: Pokes, feed: Feed, clock: Clock) -> None:
        stream = pokes.open("p1", 1)
        await pokes.look()
        await told(stream, clock)
        feed.fails = why
        await pokes.look()
        await pokes.look()
        clock.now += 50
        assert pokes.age_s == pytest.approx(50.25)
        feed.fails = None
        await pokes.look()
        assert pokes.age_s == 0.0
        assert await told(stream, clock) == YOU + TEAM

    play(scene)
    assert len(caplog.records) == 1
    assert "Dana" not in caplog.text


def test_streams_have_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_pokes, "MOST_STREAMS", 3)

    async def scene(pokes: Pokes, _feed: Feed, clock: Clock) -> None:
        first, second, third = (pokes.open("p1", 1) for _ in range(3))
        assert (first.over, second.over, third.over) == (True, False, False)
        with pytest.raises(RuleBroken):
            pokes.open("p2", 2)
        pokes.close(first)
        pokes.open("p2", 2)
        assert pokes.connected == 3
        pokes.end_all()
        assert await told(third, clock) == b""
        pokes.close(third)
        with pytest.raises(RuleBroken):
            pokes.open("p2", 2)

    play(scene)


def test_a_reader_that_takes_nothing_is_dropped() -> None:
    over: list[bool] = []

    async def lines() -> object:
        while True:
            yield YOU

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    stream = PokeStream(lines(), lambda: over.append(True), 0.02)  # type: ignore[arg-type]
    asyncio.run(stream({"type": "http"}, receive, send))
    assert over == [True]


# ------------------------------------------------------------------------------------ for real


@contextlib.contextmanager
def listening(line: HttpLine) -> Iterator[Callable[[], str]]:
    """Hear the pokes of a line on a thread; return what waits for the next."""
    heard: list[str] = []
    bell = threading.Condition()

    def listen() -> None:
        with contextlib.suppress(Exception):
            for poke in line.pokes():
                with bell:
                    heard.append(poke)
                    bell.notify_all()
        with bell:
            heard.append("end")
            bell.notify_all()

    thread = threading.Thread(target=listen)
    thread.start()

    def next_poke() -> str:
        with bell:
            assert bell.wait_for(lambda: bool(heard), 20)
            return heard.pop(0)

    try:
        yield next_poke
    finally:
        line.close()
        thread.join()


def test_a_write_through_the_hub_pokes_its_person(tmp_path: Path) -> None:
    # The feed is looked at once an hour only: what comes, comes because of the write.
    with served(tmp_path, look_seconds=3600.0) as hub:
        hub.around.add_leads(2)
        line = HttpLine(hub.url, hub.fingerprint, TOKEN, lambda: DEVICE)
        with listening(line) as heard:
            assert [heard(), heard()] == ["you", "team"]
            line.top_up(DEVICE, 1)
            assert [heard(), heard()] == ["you", "team"]


def test_a_write_of_another_process_pokes_too(tmp_path: Path) -> None:
    with served(tmp_path, look_seconds=0.02) as hub:
        line = HttpLine(hub.url, hub.fingerprint, OTHER, lambda: "d2")
        with listening(line) as heard:
            assert [heard(), heard()] == ["you", "team"]
            hub.around.memory.data.feed.append((1, "p2"))
            assert heard() == "you"


def test_a_workstation_that_is_locked_out_hears_nothing_more(tmp_path: Path) -> None:
    around = Around()
    with served(tmp_path, around, alive_seconds=0.02) as hub:
        line = HttpLine(hub.url, hub.fingerprint, TOKEN, lambda: DEVICE)
        with listening(line) as heard:
            assert [heard(), heard()] == ["you", "team"]
            del around.tokens[digest_of(TOKEN)]
            assert heard() == "end"
    assert TopUp(1).target == 1
