# SPDX-License-Identifier: MIT
"""A database that is moved is whole where it goes, opens from there, and nothing is half-done."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from leaddesk.bootstrap import backups, desks, local_file, relocating
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.queries import AskPeople
from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import membership
from leaddesk.system import second_folder
from tests.bootstrap.long_lists import NOW


@pytest.fixture
def own(tmp_path: Path, own_folder: None) -> Path:
    """This computer's own database, with one person in it."""
    with contextlib.closing(desks.open_desk(None)) as desk:
        desk.do(AddPerson(PersonFields("Ruth", ("team_lead",), "America/Chicago")), 0, NOW)
    return tmp_path / "data" / "leaddesk.db"


def people(database: str | None) -> list[str]:
    with contextlib.closing(desks.open_desk(database)) as desk:
        return [person.name for person in desk.ask(AskPeople(), NOW)]


def test_it_opens_from_there_by_itself_and_the_old_one_is_put_aside(
    own: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_second(None, stick)
    moved = relocating.move(None, tmp_path / "new place")
    assert moved.path == tmp_path / "new place" / "leaddesk.db"
    assert desks.database_name(None) == str(moved.path)
    assert people(None) == ["Ruth"]
    assert not own.exists()
    assert people(str(moved.moved_aside)) == ["Ruth"]
    kept = backups.back_up(None, None)
    assert kept.path.parent == tmp_path / "new place" / "backups"
    assert second_folder.chosen(kept.path.parent) == stick
    back = relocating.move(None, own.parent)
    assert back.path == own
    assert desks.database_name(None) == str(own)
    assert people(None) == ["Ruth"]


def test_a_database_that_somebody_has_open_stays(own: Path, tmp_path: Path) -> None:
    with contextlib.closing(desks.open_desk(None)), pytest.raises(StoreUnavailable) as refused:
        relocating.move(None, tmp_path / "new place")
    assert refused.value.key == "locked"
    assert not (tmp_path / "new place" / "leaddesk.db").exists()
    assert desks.database_name(None) == str(own)
    assert people(None) == ["Ruth"]


def test_a_write_during_the_copy_stops_the_move(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_along = relocating._take_along

    def write(file: Path, target: Path) -> None:
        with contextlib.closing(desks.open_desk(str(file))) as desk:
            desk.do(AddPerson(PersonFields("Eve", ("qualifier",), "UTC")), 0, NOW)
        take_along(file, target)

    monkeypatch.setattr(relocating, "_take_along", write)
    with pytest.raises(StoreUnavailable) as refused:
        relocating.move(None, tmp_path / "new place")
    assert refused.value.key == "locked"
    assert people(None) == ["Eve", "Ruth"]
    assert list((tmp_path / "new place").glob("*")) == []


def test_a_bad_place_or_one_that_is_taken_changes_nothing(own: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        relocating.move(None, tmp_path / "Dropbox")
    assert refused.value.key == "place.synced_folder"
    with pytest.raises(BadInput) as same:
        relocating.move(None, own.parent)
    assert same.value.key == "move.same"
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "leaddesk.db").write_bytes(b"mine")
    with pytest.raises(StoreUnavailable) as taken:
        relocating.move(None, tmp_path / "taken")
    assert taken.value.key == "backup.exists"
    assert (tmp_path / "taken" / "leaddesk.db").read_bytes() == b"mine"
    assert people(None) == ["Ruth"]


def test_a_disk_that_is_away_is_told_and_no_new_database_made(own: Path, tmp_path: Path) -> None:
    moved = relocating.move(None, tmp_path / "new place").path
    moved.rename(moved.with_name("elsewhere.db"))
    with pytest.raises(StoreUnavailable) as refused:
        desks.open_desk(None)
    assert refused.value.key == "moved_away"
    assert not own.exists()
    assert not moved.exists()


def test_the_file_of_a_team_stays(own_folder: None, tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    membership.make_member(file, {"device": "d"}, NOW)
    with pytest.raises(BadInput) as refused:
        relocating.move(str(file), tmp_path / "new place")
    assert refused.value.key == "move.team"


def test_one_that_is_named_moves_and_nothing_is_noted(database: Path, tmp_path: Path) -> None:
    moved = relocating.move(str(database), tmp_path / "new place").path
    assert people(str(moved)) == ["Ruth"]
    assert desks.database_name(None) == str(tmp_path / "data" / "leaddesk.db")
    with pytest.raises(BadInput) as refused:
        local_file.OwnFile(str(moved)).move(tmp_path)
    assert refused.value.key == "move.named"
