# SPDX-License-Identifier: MIT
"""A report as a page of HTML that a text document of the window can show and print."""

from __future__ import annotations

import html

from leaddesk.words import numbers
from leaddesk.words.report import Page, Table

_INK, _FAINT, _LINE = "#18202c", "#4a5567", "#e3e7ed"


def whole(page: Page) -> str:
    """Return the page with its looks; everything people wrote is escaped."""
    told = "".join(f"<p style='margin:0 0 4px 0'>{_plain(line)}</p>" for line in page.sentences)
    return page_of(page.title, page.subtitle, told + "".join(map(_table, page.tables)))


def page_of(title: str, under: str, told: str) -> str:
    """Return a page with a title, a line under it, and what is told in HTML."""
    return (
        f"<html><body style='color:{_INK}'>"
        f"<h1 style='font-size:17pt;margin:0'>{_plain(title)}</h1>"
        f"<p style='color:{_FAINT};margin:2px 0 12px 0'>{_plain(under)}</p>{told}</body></html>"
    )


def _table(table: Table) -> str:
    if not table.rows:
        return ""
    head = "".join(
        f"<td align='{'left' if not place else 'right'}' style='color:{_FAINT};"
        f"border-bottom:1px solid {_LINE};padding:3px 8px 3px 0'>{_plain(words)}</td>"
        for place, words in enumerate(table.head)
    )
    rows = "".join(
        "<tr>" + "".join(_cell(cell, place) for place, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return (
        "<p style='font-size:5pt;margin:0'>&nbsp;</p>"
        f"<h2 style='font-size:11pt;margin:8px 0 4px 0'>{_plain(table.title)}</h2>"
        f"<table width='100%' cellspacing='0' cellpadding='0'><thead><tr>{head}</tr></thead>"
        f"{rows}</table>"
    )


def _cell(cell: str | float, place: int) -> str:
    words = cell if isinstance(cell, str) else numbers.number(cell)
    side = "left" if not place else "right"
    told = _plain(words).replace(" " if not place else " %", "&nbsp;" if not place else "&nbsp;%")
    return f"<td align='{side}' style='padding:3px 8px 3px 0'>{told}</td>"


def _plain(words: str) -> str:
    return html.escape(words, quote=False)
