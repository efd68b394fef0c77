# SPDX-License-Identifier: MIT
"""Curves, bars, calendars and figures of a day or a team."""

from __future__ import annotations

from datetime import date, timedelta

from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.bar_charts import Bar, BarList, Histogram
from leaddesk.gui.widgets.chart_table import ChartTable, Mark
from leaddesk.gui.widgets.charts import PaceCurve, PaceState, Sparkline
from leaddesk.gui.widgets.day_calendar import DayCalendar, DayCell, DayMark
from leaddesk.gui.widgets.figures import Figure, FigureRow
from leaddesk.gui.widgets.wall_board import BoardRow, BoardState, WallBoard


def pace() -> PaceCurve:
    """A day shortly after noon."""
    made = PaceCurve()
    done = tuple((minute, float(minute // 6)) for minute in range(0, 250, 12))
    made.show_state(
        PaceState(
            80,
            420,
            250,
            done,
            ((0, 0), (180, 34), (240, 34), (420, 80)),
            "09:00",
            "17:00",
            "41 of 80 calls, 36 expected by now",
            behind=False,
        )
    )
    made.resize(480, 200)
    return made


def calendar() -> DayCalendar:
    """Eight weeks."""
    made = DayCalendar()
    marks = [DayMark.PERFECT, DayMark.PART, DayMark.MISSED, DayMark.PERFECT, DayMark.AWAY]
    first = date(2026, 9, 28)
    cells = []
    for gone in range(53):
        day = first + timedelta(days=gone)
        mark = DayMark.OFF if day.weekday() > 4 else marks[(gone * 3) % 5]
        mark = DayMark.TODAY if gone == 52 - 2 else mark
        cells.append(DayCell(day, mark, "62 of 80 calls", 0.6))
    made.show_days(cells[:51])
    made.resize(made.sizeHint())
    return made


def sparkline() -> Sparkline:
    """A rising line."""
    made = Sparkline()
    made.show_values((3, 4, 2, 6, 5, 8, 9), "9 handoffs this week, rising", Tone.GOOD)
    return made


def funnel() -> BarList:
    """The funnel of a team."""
    made = BarList()
    made.show_bars(
        (
            Bar("Calls", 18420, "18,420"),
            Bar("Conversations", 9000, "17% ▲"),
            Bar("Handoffs", 5000, "21% ▲"),
            Bar("Presentations", 2600, "46% ▼", Tone.WARN),
            Bar("Customers", 600, "24% ▲"),
        )
    )
    made.resize(330, made.sizeHint().height())
    return made


def histogram() -> Histogram:
    """A distribution with a goal in it."""
    made = Histogram()
    columns = [1, 2, 4, 7, 11, 17, 25, 34, 44, 52, 58, 60, 58, 52, 45, 36, 28, 20, 13, 8, 4, 2, 1]
    made.show_columns(columns, 10, ("$310k", "goal $420k · 63% likely", "$540k"), "63% likely")
    made.resize(560, 150)
    return made


def figures() -> FigureRow:
    """The head of the wall."""
    made = FigureRow()
    made.show_figures(
        (
            Figure("Ready in queue", "1,208"),
            Figure("Speed to lead, median today", "4 m 10 s"),
            Figure("Handoffs accepted · returned · waiting", "21 · 4 · 6"),
            Figure("Feedback given on handoffs", "92%", tone=Tone.GOOD),
        )
    )
    made.resize(1000, 76)
    return made


def board() -> WallBoard:
    """A wall of twelve people, in two columns."""
    made = WallBoard()
    tones = (Tone.GOOD, Tone.WARN, Tone.BAD)
    rows = tuple(
        BoardRow(f"Person {n}", f"{n * 8} %", n * 0.08, 0.5, "5 % ahead", tones[n % 3], "at work")
        for n in range(12)
    )
    shown = (Figure("Ready in queue", "1,208"), Figure("Feedback given in time", "92 %"))
    state = BoardState("Team’s day", "59 %", 0.59, 0.57, "On pace", Tone.GOOD, shown, rows)
    made.show_state(state, tuple(row.name for row in rows))
    made.resize(1280, 720)
    return made


def chart_table() -> ChartTable:
    """Two stages of a funnel, with bars."""
    made = ChartTable()
    rows = tuple(
        (Mark(name), Mark(count, "24–26 % of 3,762", f"{name}: {count}", bar))
        for name, count, bar in (("Calls", "3,762", 1.0), ("Connects", "944", 0.25))
    )
    made.show_marks("Funnel", ("Stage", "Reached"), rows)
    made.resize(480, 160)
    return made
