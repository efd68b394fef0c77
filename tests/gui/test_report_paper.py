# SPDX-License-Identifier: MIT
"""A report on paper: a PDF of A4 pages with all of its words."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QApplication

from leaddesk.gui.report_paper import document_of, pdf_of
from leaddesk.words.report import Page, Table, page
from tests.words.test_report import WEEK


def test_the_document_has_every_word(qapp: QApplication) -> None:
    text = document_of(page(WEEK)).toPlainText()
    for words in ("Blue team: week of 11 May 2026", "Dana <b>", "12,345", "Monday, 11 May"):
        assert words in text


def test_a_long_report_goes_on_over_pages(qapp: QApplication) -> None:
    rows = tuple((f"Person {n}", n) for n in range(200))
    told = pdf_of(Page("Long", "", (), (Table("People", ("", "calls"), rows),)))
    assert told.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", told)) >= 3


def test_wide_tables_lie_on_their_side(qapp: QApplication) -> None:
    head = tuple(f"c{n}" for n in range(12))
    wide = pdf_of(Page("Wide", "", (), (Table("T", head, (head,)),)))
    narrow = pdf_of(Page("Narrow", "", (), (Table("T", head[:3], (head[:3],)),)))
    boxes = [re.search(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", told) for told in (wide, narrow)]
    sizes = [(int(box[1]), int(box[2])) for box in boxes if box]
    assert sizes[0][0] > sizes[0][1]
    assert sizes[1][0] < sizes[1][1]
