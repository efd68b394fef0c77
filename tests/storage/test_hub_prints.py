# SPDX-License-Identifier: MIT
"""The mark beside a hub's file, and the print of a server's database."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.hub_prints import FileMark, same_server


def test_a_mark_that_can_not_be_written_keeps_the_hub_from_starting(tmp_path: Path) -> None:
    mark = FileMark(tmp_path / "missing" / "leaddesk.db")
    with pytest.raises(StoreUnavailable, match="disk_error"):
        mark.begin("history", 1)


def test_a_mark_that_is_no_mark_is_of_nothing(tmp_path: Path) -> None:
    mark = FileMark(tmp_path / "leaddesk.db")
    mark.begin("one", 5)
    assert mark.is_of("one", 5)
    assert mark.is_of("one", 6)
    assert not mark.is_of("one", 4)
    assert not mark.is_of("other", 6)
    (tmp_path / "leaddesk.db.mark").write_bytes(b"\xff")
    assert not mark.is_of("one", 6)
    mark.close()


def test_a_mark_follows_its_file_and_never_falls_back(tmp_path: Path) -> None:
    mark = FileMark(tmp_path / "leaddesk.db")
    mark.begin("one", 5)
    mark.note(9)
    mark.note(7)
    assert not mark.is_of("one", 8)
    assert mark.is_of("one", 9)
    mark.close()
    mark.note(12)
    assert mark.is_of("one", 9)


def test_being_allowed_to_see_more_of_a_server_is_no_restore() -> None:
    assert same_server("16384/17001", "16384/17001/7312/1")
    assert same_server("16384/17001/7312/1", "16384/17001")
    assert not same_server("16384/17001/7312/1", "16384/17001/7312/2")
    assert not same_server("16384/17001", "16385/17001")
    assert not same_server("", "16385/17001")
