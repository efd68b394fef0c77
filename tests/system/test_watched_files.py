# SPDX-License-Identifier: MIT
"""Which files of a folder are whole, and moving them without ever losing one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from leaddesk.system import watched_files
from leaddesk.system.watched_files import Landing


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def landing(tmp_path: Path, clock: Clock) -> Landing:
    return Landing(tmp_path, clock, lambda: 2_000_000_000.0)


def fresh(path: Path, text: str = "a,b\n") -> Path:
    """Write a file now, as far as the landing knows."""
    path.write_text(text)
    os.utime(path, (2_000_000_000, 2_000_000_000))
    return path


@pytest.mark.parametrize(
    "name",
    ["x.csv.part", "x.crdownload", ".x.csv", "~$x.xlsx", "x.csv~", "Thumbs.db", "x.tmp", "x.swp"],
)
def test_names_of_unfinished_files_are_left_alone(
    landing: Landing, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("a,b\n")
    os.utime(path, (1, 1))
    assert landing.whole() == []


def test_folders_and_links_are_left_alone(landing: Landing, tmp_path: Path) -> None:
    (tmp_path / "done").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere.csv")
    assert landing.whole() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_a_file_is_whole_when_it_rests_and_nobody_writes(
    landing: Landing, tmp_path: Path, clock: Clock
) -> None:
    path = fresh(tmp_path / "x.csv")
    assert landing.whole() == []
    clock.at += 0.4
    assert landing.whole() == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_a_file_that_is_open_for_writing_is_not_whole(
    landing: Landing, tmp_path: Path, clock: Clock
) -> None:
    path = fresh(tmp_path / "x.csv")
    with path.open("a") as writer:
        for _ in range(9):
            clock.at += 60
            assert landing.whole() == []
        writer.write("c,d\n")
    landing.whole()
    clock.at += 0.4
    assert landing.whole() == [path]


def test_where_nobody_can_tell_it_must_rest_longer(
    landing: Landing, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched_files, "is_written_to", lambda _path: None)
    path = fresh(tmp_path / "x.csv")
    landing.whole()
    clock.at += 1
    assert landing.whole() == []
    path.write_text("a,b\nc,d\n")
    clock.at += 2.5
    assert landing.whole() == []
    clock.at += 3.1
    assert landing.whole() == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_a_file_renamed_into_place_is_taken_at_once(landing: Landing, tmp_path: Path) -> None:
    part = fresh(tmp_path / "x.csv.part")
    assert landing.whole() == []
    path = part.rename(tmp_path / "x.csv")
    assert landing.whole() == [path]


def test_an_empty_file_gets_time(landing: Landing, tmp_path: Path, clock: Clock) -> None:
    path = fresh(tmp_path / "x.csv", "")
    landing.whole()
    clock.at += 5
    assert landing.whole() == []
    assert landing.waiting == 1
    clock.at += 6
    assert landing.whole() == [path]


def test_a_file_is_taken_once(landing: Landing, tmp_path: Path) -> None:
    path = fresh(tmp_path / "x.csv")
    taken = landing.take(path)
    assert taken is not None
    assert taken.path.read_text() == "a,b\n"
    assert landing.take(path) is None
    assert [take for take, _ in landing.taken()] == [taken.take]


def test_moving_never_replaces_a_file(tmp_path: Path) -> None:
    for text in ("one", "two", "three"):
        path = tmp_path / "x.csv"
        path.write_text(text)
        watched_files.move(path, tmp_path / "done", "x.csv")
    found = {path.name: path.read_text() for path in (tmp_path / "done").iterdir()}
    assert found == {"x.csv": "one", "x-2.csv": "two", "x-3.csv": "three"}


def test_a_move_that_was_broken_off_is_carried_on(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("one")
    (tmp_path / "done").mkdir()
    os.link(path, tmp_path / "done" / "x.csv")
    assert watched_files.move(path, tmp_path / "done", "x.csv") == tmp_path / "done" / "x.csv"
    assert not path.exists()
    assert [found.name for found in (tmp_path / "done").iterdir()] == ["x.csv"]


def test_a_file_system_without_second_names_moves_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    for text in ("one", "two"):
        path = tmp_path / "x.csv"
        path.write_text(text)
        watched_files.move(path, tmp_path / "done", "x.csv")
    assert sorted(found.name for found in (tmp_path / "done").iterdir()) == ["x-2.csv", "x.csv"]


@pytest.mark.parametrize(
    "code,key", [(28, "watch.full"), (13, "watch.unwritable"), (30, "watch.unwritable")]
)
def test_trouble_with_a_folder_has_a_name(tmp_path: Path, code: int, key: str) -> None:
    assert watched_files.in_words(OSError(code, "x"), tmp_path).key == key
    assert watched_files.in_words(OSError(2, "x"), tmp_path / "gone").key == "watch.gone"
