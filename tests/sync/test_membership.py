# SPDX-License-Identifier: MIT
"""Joining a team: whole or not at all, and nothing of one's own is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from leaddesk.domain.errors import BadInput, HubAway, RuleBroken, StoreUnavailable
from leaddesk.storage import membership as member_file
from leaddesk.storage import overlay
from leaddesk.storage.engine import Database
from leaddesk.sync import membership
from leaddesk.sync.membership import Place, token_name
from leaddesk.system import opening_file, paths
from tests.factories import NOON
from tests.sync.member_stage import (
    HUB,
    STATION,
    TOKEN,
    Cut,
    MadeHub,
    Secrets,
    join,
    own_place,
    people,
)


@pytest.fixture
def secrets() -> Secrets:
    """Return no secrets yet."""
    return Secrets()


@pytest.fixture
def place(tmp_path: Path, secrets: Secrets) -> Place:
    return own_place(tmp_path, secrets)


# ------------------------------------------------------------------------- joining


def test_who_joined_has_a_file_of_the_team_that_opens_by_itself(
    place: Place, secrets: Secrets
) -> None:
    made = join(place, MadeHub())
    assert made.file == place.folder / "teams" / ("b" * 32) / f"{STATION}.db"
    assert (made.team, made.person, made.person_id) == ("Acme: the team", "Dana Whitfield", 7)
    assert opening_file.team_file(place.folder) == made.file
    assert membership.membership_of(place) == made
    assert secrets.kept == {token_name(STATION): TOKEN}


def test_the_file_notes_the_team_and_never_the_token(place: Place) -> None:
    made = join(place, MadeHub())
    notes = member_file.notes_of(made.file)
    expected = {
        "device": "d" * 32, "workstation": STATION, "person": "7", "hub_url": HUB.url,
        "hub_pin": HUB.pin, "hub_id": "b" * 32, "team": "Acme: the team",
    }  # fmt: skip
    assert notes.items() >= expected.items()
    everything = b"".join(p.read_bytes() for p in place.folder.rglob("*") if p.is_file())
    assert TOKEN.encode() not in everything


def test_the_file_keeps_what_rows_were_before_an_operation(place: Place) -> None:
    made = join(place, MadeHub())
    with sqlite3.connect(made.file) as plain:
        told = plain.execute("SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    plain.close()
    assert told[0] == 3 * len(overlay.CAPTURED)


def test_ones_own_file_is_not_touched(place: Place) -> None:
    before = (place.folder / "leaddesk.db").read_bytes()
    join(place, MadeHub())
    assert (place.folder / "leaddesk.db").read_bytes() == before


def test_a_system_without_a_store_for_secrets_is_told(place: Place, secrets: Secrets) -> None:
    secrets.in_store = False
    assert join(place, MadeHub()).token_in_file
    found = membership.membership_of(place)
    assert found is not None
    assert found.token_in_file


def test_a_computer_is_in_one_team(place: Place) -> None:
    join(place, MadeHub())
    with pytest.raises(RuleBroken) as refused:
        join(place, MadeHub())
    assert refused.value.key == "in_a_team"


def test_a_mistyped_code_is_told_before_anybody_is_called(place: Place) -> None:
    hub = MadeHub()
    with pytest.raises(BadInput):
        join(place, hub, "ABCD")
    assert not hub.used


def test_a_code_is_not_spent_where_nothing_can_be_written(place: Place) -> None:
    (place.folder / "teams").write_text("in the way")
    hub = MadeHub()
    with pytest.raises(StoreUnavailable) as refused:
        join(place, hub)
    assert refused.value.key == "no_folder"
    assert not hub.used


def test_a_hub_that_is_away_leaves_all_as_it_was(place: Place, secrets: Secrets) -> None:
    with pytest.raises(HubAway):
        join(place, MadeHub(away=True))
    assert_alone(place, secrets)


def test_an_answer_that_got_lost_leaves_all_as_it_was_and_the_next_try_says_why(
    place: Place, secrets: Secrets
) -> None:
    hub = MadeHub(deaf_after=True)
    with pytest.raises(HubAway):
        join(place, hub)
    assert_alone(place, secrets)
    with pytest.raises(RuleBroken) as refused:
        join(place, hub)
    assert refused.value.key == "code_used"


def assert_alone(place: Place, secrets: Secrets) -> None:
    """Check that this computer works alone as before."""
    assert membership.membership_of(place) is None
    assert opening_file.team_file(place.folder) is None
    assert opening_file.files_of_teams(place.folder) == ()
    assert "t" * 43 not in secrets.kept.values()
    assert people(place.folder / "leaddesk.db") == ["Dana alone"]


STEPS = (
    (membership, "_notes"),
    (paths, "made"),
    (member_file, "open_store"),
    (overlay, "install"),
    (Database, "empty_log"),
    (Path, "replace"),
    (opening_file, "note_team_file"),
)


@pytest.mark.parametrize("owner, name", STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_cut_short_at_any_step_a_computer_is_alone_or_in_the_team(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    name: str,
    after: bool,  # noqa: FBT001
) -> None:
    hub = MadeHub()
    real: Callable[..., object] = getattr(owner, name)

    def cut(*given: object, **named: object) -> object:
        if hub.used and after:
            real(*given, **named)
        if hub.used:
            raise Cut
        return real(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, cut)
        with pytest.raises(Cut):
            join(place, hub)
    found = membership.membership_of(place)
    if found is None:
        assert opening_file.team_file(place.folder) is None
        assert people(place.folder / "leaddesk.db") == ["Dana alone"]
        assert join(place, MadeHub()).workstation == STATION
    else:
        assert opening_file.team_file(place.folder) == found.file
        assert place.secrets.get(token_name(found.workstation)) == TOKEN
        assert people(found.file) == []


def test_both_ends_come_up_when_joining_is_cut_short(place: Place) -> None:
    """The steps above are of both kinds."""
    file = place.folder / "teams" / "x" / "y.db"
    file.parent.mkdir(parents=True)
    member_file.make_member(file, {"device": "d", "workstation": "y"}, NOON)
    assert opening_file.team_file(place.folder) is None
    found = membership.membership_of(place)
    assert found is not None
    assert found.file == file
    assert opening_file.team_file(place.folder) == file


def test_a_file_of_the_team_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "there.db"
    file.write_bytes(b"mine")
    with pytest.raises(StoreUnavailable):
        member_file.make_member(file, {}, NOON)
    assert file.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [file]


def test_joining_is_taken_back_whole(place: Place, secrets: Secrets) -> None:
    made = join(place, MadeHub())
    for ending in ("-wal", ".ballast", ".runner"):
        made.file.with_name(made.file.name + ending).write_bytes(b"")
    other = made.file.with_name("other.db")
    other.write_bytes(b"")
    membership.undo(place, made)
    assert list(made.file.parent.iterdir()) == [other]
    other.unlink()
    assert_alone(place, secrets)
    assert secrets.kept == {}
    membership.undo(place, join(place, MadeHub()))
    assert not made.file.parent.exists()


def test_a_file_that_can_not_be_made_leaves_no_token(
    place: Place, secrets: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object) -> None:
        raise StoreUnavailable("disk_full")

    monkeypatch.setattr(member_file, "make_member", full)
    with pytest.raises(StoreUnavailable):
        join(place, MadeHub())
    assert secrets.kept == {}
