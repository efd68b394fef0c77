# SPDX-License-Identifier: MIT
"""Things in parts on the disk: whole once they have their head, their owner's only, or gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system.part_files import PartFiles, begun_in, clear_in, clear_left


def test_parts_come_back_in_their_order(tmp_path: Path) -> None:
    files = PartFiles(tmp_path / "one")
    files.begin(b"head")
    for number in (2, 0, 1):
        files.add(number, f"part {number}".encode())
    assert [files.has(number) for number in range(4)] == [True, True, True, False]
    assert list(files.parts(3)) == [b"part 0", b"part 1", b"part 2"]
    assert files.size() == len("headpart 0part 1part 2")


def test_a_head_stays_unless_it_is_written_anew(tmp_path: Path) -> None:
    files = PartFiles(tmp_path / "one")
    files.begin(b"first")
    files.begin(b"second")
    assert files.head() == b"first"
    files.begin(b"third", anew=True)
    assert files.head() == b"third"


def test_only_what_has_its_head_is_there(tmp_path: Path) -> None:
    whole, half = PartFiles(tmp_path / "whole"), PartFiles(tmp_path / "half")
    whole.begin(b"head")
    half.make()
    half.add(0, b"x")
    assert [one.folder.name for one in begun_in(tmp_path)] == ["whole"]
    clear_in(tmp_path)
    assert not half.folder.exists()
    whole.drop()
    whole.drop()
    assert begun_in(tmp_path) == []
    assert begun_in(tmp_path / "nowhere") == []
    clear_in(tmp_path / "nowhere")


def test_what_is_hidden_is_not_there_and_comes_back_until_it_is_cleared_away(
    tmp_path: Path,
) -> None:
    files = PartFiles(tmp_path / "one")
    assert not files.hide()
    files.begin(b"head")
    files.add(0, b"part")
    assert files.hide()
    assert begun_in(tmp_path) == []
    assert not files.hide()
    assert files.show()
    assert (files.head(), list(files.parts(1))) == (b"head", [b"part"])
    assert not files.show()
    assert files.hide()
    clear_in(tmp_path)
    assert not files.show()
    assert not files.folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="other systems know no such rights")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    files = PartFiles(tmp_path / "one")
    files.begin(b"head")
    files.add(0, b"x")
    assert files.folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in files.folder.iterdir())


def test_a_disk_that_takes_no_more_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("in the way")
    files = PartFiles(tmp_path / "one")
    for work in (files.make, lambda: files.add(0, b"x"), lambda: files.part(0), files.head):
        with pytest.raises(StoreUnavailable, match="parts_unwritable"):
            work()
    assert files.size() == 0


def test_what_nobody_has_written_to_for_long_is_cleared_away(tmp_path: Path) -> None:
    for name in ("old", "kept", "fresh", "half fresh"):
        PartFiles(tmp_path / name / "in").begin(b"head")
        PartFiles(tmp_path / name / "out").begin(b"head")
    now = (tmp_path / "fresh").stat().st_mtime
    for folder in (tmp_path / "old", tmp_path / "kept", tmp_path / "half fresh"):
        for one in (folder, folder / "in", folder / "out"):
            os.utime(one, (now - 5000, now - 5000))
    PartFiles(tmp_path / "half fresh" / "out").add(0, b"x")
    clear_left(tmp_path, 4000, {"kept"})
    assert sorted(one.name for one in tmp_path.iterdir()) == ["fresh", "half fresh", "kept"]
    clear_left(tmp_path / "nowhere", 0)
