# SPDX-License-Identifier: MIT
"""Leaving a team: whole or not at all, and a copy that opens stays."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskPeople
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage import membership as member_file
from leaddesk.storage.opening import open_store
from leaddesk.sync import membership
from leaddesk.sync.membership import Place, token_name
from leaddesk.system import opening_file
from tests.factories import NOON
from tests.sync.member_stage import (
    STATION,
    TOKEN,
    Cut,
    MadeHub,
    Secrets,
    away,
    join,
    nothing,
    own_place,
    people,
    wait,
)


@pytest.fixture
def secrets() -> Secrets:
    """Return no secrets yet."""
    return Secrets()


@pytest.fixture
def place(tmp_path: Path, secrets: Secrets) -> Place:
    return own_place(tmp_path, secrets)


def test_who_left_works_alone_again_and_keeps_a_copy_that_opens(
    place: Place, secrets: Secrets
) -> None:
    made = join(place, MadeHub())
    hub = MadeHub()
    sent: list[int] = []
    membership.leave(place, hub, lambda: sent.append(1))
    assert (hub.left, sent) == (["d" * 32], [1])
    assert secrets.kept == {}
    assert membership.membership_of(place) is None
    (kept,) = membership.tidy(place)
    assert kept.parent.name == "left teams"
    assert kept.name == "My team, left on 2026-05-12.db"
    assert not made.file.exists()
    assert member_file.notes_of(kept) == {}
    assert people(kept) == []
    with sqlite3.connect(kept) as plain:
        assert plain.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger'").fetchall() == []
    plain.close()


def test_two_copies_of_one_day_do_not_meet(place: Place) -> None:
    for _ in range(2):
        join(place, MadeHub())
        membership.leave(place, MadeHub(), nothing)
        membership.tidy(place)
    kept = sorted(path.name for path in (place.folder / "left teams").iterdir())
    assert kept == ["My team, left on 2026-05-12 2.db", "My team, left on 2026-05-12.db"]


def test_work_that_waits_is_not_left_behind_unasked(place: Place, secrets: Secrets) -> None:
    made = join(place, MadeHub())
    wait(made.file, 3)
    hub = MadeHub()
    with pytest.raises(RuleBroken) as refused:
        membership.leave(place, hub, away)
    assert (refused.value.key, refused.value.fields["number"]) == ("work_waits", "3")
    assert membership.waiting(place) == (3, 0)
    assert hub.left == []
    assert membership.membership_of(place) == made
    assert secrets.get(token_name(STATION)) == TOKEN


def test_what_waits_is_sent_before_leaving(place: Place) -> None:
    made = join(place, MadeHub())
    wait(made.file, 3)

    def send() -> None:
        with sqlite3.connect(made.file) as plain:
            plain.execute("UPDATE operation SET state = 'done_there'")
        plain.close()

    hub = MadeHub()
    membership.leave(place, hub, send)
    assert hub.left == ["d" * 32]


def test_a_hub_that_is_away_keeps_a_workstation_unless_it_leaves_anyway(
    place: Place, secrets: Secrets
) -> None:
    made = join(place, MadeHub())
    for send in (nothing, away):
        with pytest.raises(HubAway):
            membership.leave(place, MadeHub(away=True), send)
        assert membership.membership_of(place) == made
    wait(made.file, 2)
    membership.leave(place, MadeHub(away=True), away, anyway=True)
    assert membership.membership_of(place) is None
    assert secrets.kept == {}


@pytest.mark.parametrize(
    "error", [RuleBroken("workstation_blocked"), HubAway("workstation_blocked")]
)
def test_a_blocked_workstation_can_leave(place: Place, error: LeadDeskError) -> None:
    join(place, MadeHub())

    def send() -> None:
        raise error

    membership.leave(place, MadeHub(blocked=True), send)
    assert membership.membership_of(place) is None


def test_leaving_cut_short_goes_on_the_next_time(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(place, MadeHub())
    hub = MadeHub()

    def cut(_file: Path) -> None:
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr(member_file, "let_go", cut)
        with pytest.raises(Cut):
            membership.leave(place, hub, nothing)
    assert membership.membership_of(place) is not None
    membership.leave(place, MadeHub(blocked=True), nothing)
    assert membership.membership_of(place) is None


def test_cut_short_after_the_file_was_let_go_the_computer_is_alone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(place, MadeHub())

    def cut(_folder: Path, _file: Path | None) -> None:
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr(opening_file, "note_team_file", cut)
        with pytest.raises(Cut):
            membership.leave(place, MadeHub(), nothing)
    assert membership.membership_of(place) is None
    assert opening_file.team_file(place.folder) is None
    assert len(membership.tidy(place)) == 1


def test_a_copy_that_somebody_has_open_waits_for_the_next_time(place: Place) -> None:
    made = join(place, MadeHub())
    window = Desk(open_store(str(made.file), NOON), NoHolidays())
    membership.leave(place, MadeHub(), nothing)
    assert membership.tidy(place) == ()
    assert window.ask(AskPeople(), NOON) == ()
    window.close()
    assert len(membership.tidy(place)) == 1
    assert membership.tidy(place) == ()


def test_who_is_in_no_team_leaves_none(place: Place) -> None:
    with pytest.raises(RuleBroken) as refused:
        membership.leave(place, MadeHub(), nothing)
    assert refused.value.key == "in_no_team"
    assert membership.waiting(place) == (0, 0)


def test_a_member_of_the_tidied_up_is_left_alone(place: Place) -> None:
    made = join(place, MadeHub())
    assert membership.tidy(place) == ()
    assert made.file.exists()


def test_moments_are_those_of_the_place(place: Place) -> None:
    late = Place(place.folder, place.secrets, lambda: NOON + dt.timedelta(days=1))
    join(late, MadeHub())
    membership.leave(late, MadeHub(), nothing)
    assert membership.tidy(late)[0].name == "My team, left on 2026-05-13.db"
