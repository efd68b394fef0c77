# SPDX-License-Identifier: MIT
"""Files that need a person are known by their content, and end up where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.desk.queries import FileRow
from leaddesk.domain.errors import BadInput
from leaddesk.system import aside_files, watched_files
from leaddesk.system.watched_files import ASIDE
from tests.factories import NOON


def set_aside(folder: Path, name: str = "odd.csv") -> FileRow:
    """Put a file aside, under another name than it came with."""
    (folder / ASIDE).mkdir(exist_ok=True)
    path = folder / ASIDE / "renamed.csv"
    path.write_text("Wer,Wo\n")
    path.with_name("renamed.csv.txt").write_text("Why.\n")
    digest = watched_files.digest(path)
    return FileRow("t", str(folder), name, digest, NOON, NOON, "aside", "Why.", 0)


def test_a_file_is_found_under_any_name(tmp_path: Path) -> None:
    row = set_aside(tmp_path)
    assert aside_files.find(row) == tmp_path / ASIDE / "renamed.csv"


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    row = set_aside(tmp_path)
    (tmp_path / ASIDE / "renamed.csv").unlink()
    with pytest.raises(BadInput) as refused:
        aside_files.find(row)
    assert refused.value.key == "file.missing"


def test_trying_again_puts_it_where_lists_land(tmp_path: Path) -> None:
    assert aside_files.try_again(set_aside(tmp_path)) == tmp_path / "odd.csv"
    assert list((tmp_path / ASIDE).iterdir()) == []


def test_what_a_person_imported_is_done(tmp_path: Path) -> None:
    assert aside_files.finish(set_aside(tmp_path)) == tmp_path / "done" / "odd.csv"
