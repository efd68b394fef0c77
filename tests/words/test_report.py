# SPDX-License-Identifier: MIT
"""A report as a page, and that as HTML that shows what people wrote as they wrote it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.queries import MetricSum, ReportDay, ReportLine, ReportView
from leaddesk.words import report
from leaddesk.words.report_html import whole
from leaddesk.words.report_sheets import sheets

MONDAY = dt.date(2026, 5, 11)
CALLS = (MetricSum("new_lead_calls", 41, 80), MetricSum("calls", 120, 160), MetricSum("won", 0, 0))
DANA = ReportLine(1, "Dana <b>", 1, 2, 1, 87.5, CALLS, 5, 4, 1, 0, 0)
SAM = ReportLine(2, "Sam Ortiz", 2, 2, 0, 50.0, (), 0, 0, 0, 2, 1_234_500)
TOTAL = ReportLine(0, "", 0, 4, 1, 68.75, CALLS, 5, 4, 1, 2, 1_234_500)
DAY = ReportDay(MONDAY, 2, 1, 70.0, CALLS)
WEEK = ReportView(
    MONDAY, MONDAY + dt.timedelta(days=6), "Blue team", "", "USD", (DANA, SAM), TOTAL, (DAY, DAY)
)


@pytest.mark.parametrize(
    "begins, ends, words",
    [
        ((2026, 5, 14), (2026, 5, 14), "Thursday, 14 May 2026"),
        ((2026, 5, 11), (2026, 5, 17), "week of 11 May 2026"),
        ((2026, 5, 1), (2026, 5, 31), "May 2026"),
        ((2026, 5, 12), (2026, 5, 18), "12 May – 18 May 2026"),
    ],
)
def test_spans(begins: tuple[int, int, int], ends: tuple[int, int, int], words: str) -> None:
    assert report.span(dt.date(*begins), dt.date(*ends)) == words


def test_a_week_of_the_team() -> None:
    page = report.page(WEEK)
    assert page.title == "Blue team: week of 11 May 2026"
    assert page.subtitle == "2 days, 2 people"
    assert page.sentences == (
        "1 of 4 working days was perfect; the bar stood at 69 % on average.",
        "5 handoffs given, 4 accepted, 1 came back.",
        "2 sales for $12,345.",
    )
    tables = {table.title: table for table in page.tables}
    assert tables["Goals"].rows == (("Calls", 120, 160, "75 %"), ("New leads", 41, 80, "51 %"))
    assert tables["People"].rows[0] == ("Dana <b>", "Qualifiers", 2, 1, "88 %", 120, 41)
    assert tables["Handoffs and sales"].rows[1] == ("Sam Ortiz", 0, 0, 0, 2, 12_345.0)
    assert tables["Days"].rows[0] == ("Monday, 11 May", 2, 1, "70 %", 120, 41)


def test_a_day_of_one_person_has_no_tables_of_others() -> None:
    alone = replace(WEEK, person="Dana", lines=(DANA,), total=DANA, days=(DAY,), ends=MONDAY)
    assert [table.title for table in report.page(alone).tables] == ["Goals", "Handoffs and sales"]


def test_a_span_without_work_says_so() -> None:
    empty = replace(WEEK, total=replace(TOTAL, days=0))
    assert report.page(empty).sentences == ("No day of this span asked for goals.",)


def test_what_people_wrote_is_no_markup() -> None:
    told = whole(report.page(WEEK))
    assert "Dana&nbsp;&lt;b&gt;" in told
    assert "Dana <b>" not in told
    assert "12,345" in told


def test_a_workbook_has_a_sheet_for_each_table_with_rows() -> None:
    told = sheets(report.page(replace(WEEK, days=(DAY,))))
    assert [title for title, _ in told] == ["Report", "Goals", "People", "Handoffs and sales"]
    assert told[0][1][0] == ("Blue team: week of 11 May 2026",)
    assert told[1][1][:2] == [("", "done", "asked for", "share"), ("Calls", 120, 160, "75 %")]
