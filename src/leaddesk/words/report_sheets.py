# SPDX-License-Identifier: MIT
"""A report as the sheets of a workbook."""

from __future__ import annotations

from leaddesk.words.report import Page

Sheet = tuple[str, list[tuple[str | int | float, ...]]]


def sheets(page: Page) -> list[Sheet]:
    """Return a sheet with the sentences, and one for each table, its head first."""
    words: list[tuple[str | int | float, ...]] = [(page.title,), (page.subtitle,)]
    words += [(sentence,) for sentence in page.sentences]
    found: list[Sheet] = [("Report", words)]
    found += [(table.title, [table.head, *table.rows]) for table in page.tables if table.rows]
    return found
