# SPDX-License-Identifier: MIT
"""What is told on paper: a page of HTML as a text document, and that as a PDF."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument, QTextOption

from leaddesk.gui.theme import font
from leaddesk.words.report import Page
from leaddesk.words.report_html import whole

MARGIN_MM = 15.0
WIDE = 9
"""Tables of so many columns lie on their side."""


def document_of(page: Page) -> QTextDocument:
    """Return a report as a document to show."""
    return _document(whole(page))


def pdf_of(page: Page) -> bytes:
    """Return a report as a PDF on A4; a table of many columns lies on its side."""
    columns = max((len(table.head) for table in page.tables), default=0)
    return paper_of(page.title, whole(page), lying=columns >= WIDE)


def _document(told: str) -> QTextDocument:
    document = QTextDocument()
    face = font(9)
    face.setPointSizeF(9)
    document.setDefaultFont(face)
    wrapped = document.defaultTextOption()
    wrapped.setWrapMode(QTextOption.WrapMode.WordWrap)
    document.setDefaultTextOption(wrapped)
    document.setHtml(told)
    return document


def paper_of(title: str, told: str, *, lying: bool = False) -> bytes:
    """Return a page of HTML as a PDF on A4."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("LeadDesk")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    _document(told).print_(writer)
    buffer.close()
    return bytes(buffer.data().data())
