# SPDX-License-Identifier: MIT
"""PINs of one computer: kept as hashes, guessed slowly, also over restarts of the program."""

from __future__ import annotations

import pytest

from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.screen_lock import LockState
from leaddesk.system.pin_keeper import NOTE, PinKeeper

PIN, OTHER = "481516", "234299"
DANA, RUTH = 1, 2


class Notes:
    """Notes that are only remembered, in the order that they were written."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.written: list[str] = []

    def read(self, name: str) -> str:
        return self.kept.get(name, "")

    def write(self, name: str, value: str) -> None:
        self.written.append(value)
        self.kept[name] = value


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keeper(notes: Notes, clock: Clock) -> PinKeeper:
    made = PinKeeper(notes, "desk-7", clock)
    made.set_pin(DANA, "", PIN, 10)
    return made


def test_the_right_pin_opens_and_a_wrong_one_does_not(keeper: PinKeeper) -> None:
    assert not keeper.try_pin(DANA, OTHER).opened
    assert keeper.try_pin(DANA, PIN).opened
    assert keeper.state(DANA) == LockState(is_set=True, minutes=10)
    assert keeper.state(RUTH) == LockState()


def test_the_note_does_not_show_the_pin(keeper: PinKeeper, notes: Notes) -> None:
    assert PIN not in notes.kept[NOTE]


def test_after_five_wrong_pins_even_the_right_one_has_to_wait(
    keeper: PinKeeper, clock: Clock
) -> None:
    waits = [keeper.try_pin(DANA, OTHER).wait for _ in range(5)]
    assert waits == [0, 0, 0, 0, 30]
    assert keeper.try_pin(DANA, PIN) == LockState(is_set=True, minutes=10, wait=30)
    clock.at += 29
    assert keeper.try_pin(DANA, PIN).wait == 1
    clock.at += 1
    assert keeper.try_pin(DANA, OTHER).wait == 60
    clock.at += 60
    assert keeper.try_pin(DANA, PIN).opened
    assert keeper.state(DANA).wait == 0


def test_a_restart_gives_no_further_try(keeper: PinKeeper, notes: Notes) -> None:
    for _ in range(5):
        keeper.try_pin(DANA, OTHER)
    later = Clock()
    later.at = 3.0
    again = PinKeeper(notes, "desk-7", later)
    assert again.state(DANA).wait == 30
    assert not again.try_pin(DANA, PIN).opened
    later.at += 30
    assert again.try_pin(DANA, PIN).opened


def test_a_try_is_counted_before_it_is_looked_at(
    keeper: PinKeeper, notes: Notes, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ending the program in the middle of the look costs the try all the same."""

    def ended(_pin: str, _kept: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("leaddesk.system.secret_hash.fits", ended)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            keeper.try_pin(DANA, OTHER)
    assert PinKeeper(notes, "desk-7", clock).state(DANA).wait == 30


def test_a_pin_is_changed_and_removed_only_by_who_knows_it(keeper: PinKeeper) -> None:
    with pytest.raises(RuleBroken) as refused:
        keeper.set_pin(DANA, OTHER, OTHER, 5)
    assert refused.value.key == "pin.wrong"
    with pytest.raises(RuleBroken):
        keeper.remove(DANA, "")
    assert keeper.set_pin(DANA, PIN, OTHER, 5).minutes == 5
    assert not keeper.try_pin(DANA, PIN).opened
    keeper.remove(DANA, OTHER)
    assert not keeper.state(DANA).is_set


def test_the_minutes_alone_can_be_changed(keeper: PinKeeper) -> None:
    assert keeper.set_pin(DANA, PIN, "", 0).minutes == 0
    assert keeper.try_pin(DANA, PIN).opened


def test_a_pin_that_is_too_easy_changes_nothing(keeper: PinKeeper) -> None:
    with pytest.raises(BadInput):
        keeper.set_pin(DANA, PIN, "1234", 5)
    with pytest.raises(BadInput):
        keeper.set_pin(RUTH, "", "", 5)
    assert keeper.state(DANA).minutes == 10
    assert not keeper.state(RUTH).is_set


def test_each_person_and_each_computer_has_a_pin_of_its_own(
    keeper: PinKeeper, notes: Notes, clock: Clock
) -> None:
    keeper.set_pin(RUTH, "", OTHER, 0)
    other = PinKeeper(notes, "desk-8", clock)
    assert not other.state(DANA).is_set
    other.set_pin(DANA, "", OTHER, 3)
    assert keeper.remove_all() == 2
    assert not keeper.state(DANA).is_set
    assert other.state(DANA).is_set


def test_the_recovery_code_ends_the_pin_and_a_wrong_one_counts_as_a_try(
    keeper: PinKeeper, notes: Notes, clock: Clock
) -> None:
    assert not keeper.state(DANA).takes_code
    assert not keeper.try_code(DANA, "ABCD").opened
    knows = PinKeeper(notes, "desk-7", clock, lambda code: code == "ABCD")
    assert knows.state(DANA).takes_code
    assert not knows.try_code(DANA, "XXXX").opened
    assert knows.try_code(DANA, "ABCD").opened
    assert not knows.state(DANA).is_set


@pytest.mark.parametrize("note", ["{", "[]", '{"desk-7/1": 3}', '{"desk-7/1": {"x": 1}}'])
def test_a_note_that_nobody_can_read_locks_nobody_out(
    note: str, notes: Notes, clock: Clock
) -> None:
    notes.kept[NOTE] = note
    keeper = PinKeeper(notes, "desk-7", clock)
    assert not keeper.state(DANA).is_set
    assert keeper.set_pin(DANA, "", PIN, 10).is_set
