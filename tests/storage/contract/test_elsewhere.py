# SPDX-License-Identifier: MIT
"""One window learns of what another wrote, whatever it was, and never of its own writes."""

from __future__ import annotations

import threading

import pytest

from leaddesk.desk.commands import AddNote, LogCall, ReleaseLead, TakeNext
from leaddesk.desk.queries import AskQueue
from leaddesk.desk.unit import Unit
from leaddesk.domain.errors import NotFound
from tests.factories import NOON, Office
from tests.storage.conftest import Place


def test_nothing_changed_when_nobody_wrote(place: Place) -> None:
    one = place.open()
    assert [one.changed_elsewhere() for _ in range(3)] == [False] * 3


def test_own_writes_never_count(place: Place) -> None:
    office = Office(place.open())
    for _ in range(3):
        lead_id = office.lead()
        assert not office.store.changed_elsewhere()
        office.take()
        assert not office.store.changed_elsewhere()
        office.do(AddNote(lead_id, "hello"))
        assert not office.store.changed_elsewhere()
        office.ask(AskQueue(office.dana, 1))
        assert not office.store.changed_elsewhere()


def test_each_kind_of_write_of_another_is_told_once(place: Place) -> None:
    office, other = Office(place.open()), place.open()
    lead_id = office.lead()
    other.changed_elsewhere()
    writes = (
        TakeNext(1),
        AddNote(lead_id, "hello"),
        LogCall(lead_id, "no_answer", then_take=False),
        TakeNext(1, lead_id),
        ReleaseLead(),
    )
    for write in writes:
        office.do(write)
        assert other.changed_elsewhere(), write
        assert not other.changed_elsewhere()
    assert not office.store.changed_elsewhere()


def test_work_of_another_is_told_between_own_writes(place: Place) -> None:
    mine, theirs = Office(place.open()), Office(place.open())
    lead_id = mine.lead()
    assert not mine.store.changed_elsewhere()
    theirs.do(AddNote(lead_id, "theirs"))
    mine.do(AddNote(lead_id, "mine"))
    assert mine.store.changed_elsewhere()
    assert not mine.store.changed_elsewhere()
    assert theirs.store.changed_elsewhere()


def test_a_refused_write_of_another_is_nothing(place: Place) -> None:
    one, other = place.open(), place.open()
    one.changed_elsewhere()
    with pytest.raises(NotFound), other.unit() as unit:
        _touch_and_fail(unit)
    assert not one.changed_elsewhere()


def _touch_and_fail(unit: Unit) -> None:
    unit.team.source("Fair", "list")
    unit.leads.get(999)


def test_during_an_own_write_the_answer_waits(place: Place) -> None:
    mine, theirs = Office(place.open()), Office(place.open())
    lead_id = mine.lead()
    mine.store.changed_elsewhere()
    theirs.do(AddNote(lead_id, "theirs"))
    told: list[bool] = []
    with mine.store.unit():
        asking = threading.Thread(target=lambda: told.append(mine.store.changed_elsewhere()))
        asking.start()
        asking.join()
    told.append(mine.store.changed_elsewhere())
    assert sorted(told) == [False, True]


def test_a_second_window_sees_the_first_ones_work(place: Place) -> None:
    one, two = Office(place.open()), Office(place.open())
    lead_id = one.lead("Early")
    one.take()
    assert two.queue(two.dana).card is not None
    assert two.take(two.person("Eve Stone", "qualifier")) is None
    one.log(lead_id, "no_answer", then_take=False)
    assert two.lead_now(lead_id).last_outcome == "no_answer"
    assert two.lead_now(lead_id).last_call_at == NOON
