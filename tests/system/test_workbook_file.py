# SPDX-License-Identifier: MIT
"""Workbooks and papers come whole or not at all; no cell is a formula."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from leaddesk.desk.exports import PaperShape, WorkbookShape
from leaddesk.domain.errors import BadInput
from leaddesk.system.export_files import open_export


def test_sheets_hold_words_and_numbers_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    file = open_export(path, WorkbookShape())
    rows = [("", "calls"), ("=1+1", 12), ("Sam", 2.5)]
    file.write([("People", rows), ("people", rows), ("a/b:c*[d]" * 9, [("x",)])])
    file.finish()
    file.keep()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["People", "people 2"]
    assert len(book.sheetnames[2]) <= 31
    cell = book["People"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert [row[1] for row in book["People"].iter_rows(values_only=True)] == ["calls", 12, 2.5]


def test_a_dropped_workbook_leaves_nothing(tmp_path: Path) -> None:
    file = open_export(tmp_path / "week.xlsx", WorkbookShape())
    file.write([("People", [("a",)])])
    file.drop()
    assert list(tmp_path.iterdir()) == []


def test_paper_is_written_as_it_comes_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "week.pdf"
    file = open_export(path, PaperShape())
    file.write([b"%PDF", b"-1.4"])
    file.finish()
    file.keep()
    assert path.read_bytes() == b"%PDF-1.4"
    with pytest.raises(BadInput, match=r"export\.exists"):
        open_export(path, PaperShape())
