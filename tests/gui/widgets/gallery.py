# SPDX-License-Identifier: MIT
"""Every widget with something to show; run as a program it renders them all into a folder.

    python tests/gui/widgets/gallery.py FOLDER

Light and dark at once and twice the pixels: eyes are the only test of a picture.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from leaddesk.gui.theme import Scheme, Theme, Tone
from leaddesk.gui.widgets.banner import Banner, BannerAction
from leaddesk.gui.widgets.bar_charts import Bar, BarList, Histogram
from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.gui.widgets.charts import PaceCurve, PaceState, Sparkline
from leaddesk.gui.widgets.chips import Chip, KeyHint
from leaddesk.gui.widgets.command_palette import CommandPalette, PaletteRow
from leaddesk.gui.widgets.day_bars import BarState, GoalBar, GoalState, PerfectDayBar, Standing
from leaddesk.gui.widgets.day_calendar import DayCalendar, DayCell, DayMark
from leaddesk.gui.widgets.drop_target import DropTarget
from leaddesk.gui.widgets.empty_state import EmptyAction, EmptyState, ReasonCount
from leaddesk.gui.widgets.field_grid import Field, FieldGrid
from leaddesk.gui.widgets.figures import Figure, FigureRow
from leaddesk.gui.widgets.frames import Card, Rule, SectionTitle
from leaddesk.gui.widgets.history import HistoryEntry, HistoryList
from leaddesk.gui.widgets.inline_panel import InlinePanel
from leaddesk.gui.widgets.nav_rail import NavItem, NavRail
from leaddesk.gui.widgets.outcome_pad import OutcomeButton, OutcomeKind, OutcomePad
from leaddesk.gui.widgets.phone_card import PhoneCard, PhoneNumber
from leaddesk.gui.widgets.qualification import QualificationSheet, Question
from leaddesk.gui.widgets.rows import RowList, SectionRow, UpNextRow
from leaddesk.gui.widgets.star_rating import StarRating
from leaddesk.gui.widgets.text import Text
from leaddesk.gui.widgets.toast import Toast
from leaddesk.gui.widgets.top_strip import SyncState, TopStrip

BAR: Final = BarState("Perfect Day", 62, 57, "5% ahead of pace · 3 h 10 m left", Standing.ON_PACE)
GOALS: Final = (
    GoalState("calls", "Calls", 52, 80, 46, Standing.ON_PACE, "6 ahead of pace"),
    GoalState("talks", "Conversations", 9, 15, 8.7, Standing.ON_PACE, "on pace"),
    GoalState("new", "New leads", 14, 40, 23, Standing.BEHIND, "9 behind pace"),
    GoalState("handoffs", "Handoffs", 5, 5, 2.9, Standing.REACHED, "reached"),
)
SCREENS: Final = (
    NavItem("queue", "Queue", "inbox", "Ctrl+1"),
    NavItem("handoffs", "Handoffs", "arrow-right-left", "Ctrl+2", 2),
    NavItem("day", "My day", "sun", "Ctrl+3"),
    NavItem("leads", "Leads", "users", "Ctrl+4"),
    NavItem("playbook", "Playbook", "book-open", "Ctrl+5"),
    NavItem("customers", "Customers", "building-2", "Ctrl+6", 120),
)
OUTCOMES: Final = (
    OutcomeButton("1", "no_answer", "No answer", "again this afternoon"),
    OutcomeButton(
        "2",
        "voicemail",
        "Voicemail",
        "again tomorrow",
        enabled=False,
        reason_disabled="2 left already",
    ),
    OutcomeButton("3", "busy", "Busy", "again in 15 min"),
    OutcomeButton("4", "gatekeeper", "Gatekeeper", "again tomorrow"),
    OutcomeButton("5", "call_back", "Call back…", "pick a time"),
    OutcomeButton("6", "not_now", "Not now…", "future need"),
    OutcomeButton("7", "not_interested", "Not interested…", "why? closes"),
    OutcomeButton("8", "wrong_number", "Wrong number", "next number"),
    OutcomeButton("9", "qualified", "Qualified", "hand off to tier 2", OutcomeKind.PRIMARY),
    OutcomeButton("0", "dnc", "Do not call", "never again", OutcomeKind.DANGER),
)
MORE: Final = (
    OutcomeButton("", "fax", "Fax", "number marked"),
    OutcomeButton("", "hung_up", "Hung up", "again tomorrow"),
)
UP_NEXT: Final = (
    UpNextRow("1", "Priya Raman", "Northfield Optics · web form", "3 min", Tone.HOT, "10:42 local"),
    UpNextRow("2", "Tom Okafor", "Halden Freight", "Callback 13:30", Tone.WARN, "13:28 local"),
    UpNextRow(
        "3",
        "Marta Lindqvist",
        "Brightwater Dental · missing budget and authority",
        "Returned",
        Tone.ACCENT,
        "14:28",
    ),
    UpNextRow(
        "4", "James <b>Petrov</b>", "Calder & Sons · trade show", "New · 82", trailing="08:28"
    ),
    UpNextRow("5", "Aiko Tanabe", "Ridge Analytics · webinar", "New · 77", trailing="10:28"),
    UpNextRow("6", "Luis Ferreira", "Porto Verde Foods", "Try 3 of 6", trailing="14:28"),
    SectionRow("Waiting · 1", "opens 09:00"),
    UpNextRow(
        "7",
        "Grace Liu",
        "Pacific Lab Supply · waits for local hours",
        "Opens 09:00",
        trailing="06:28",
        dimmed=True,
    ),
)
NUMBERS: Final = (
    PhoneNumber(
        "a", "+1 (612) 555-0148", "Mobile", "Minneapolis, US", "10:42 local, open until 21:00"
    ),
    PhoneNumber("b", "+1 (612) 555-0100", "Office", "Minneapolis, US", "closes soon", Tone.WARN),
)
HISTORY: Final = (
    HistoryEntry(
        "Today 10:39", "Came in from web form: “Need optics QA for two lines, starting January.”"
    ),
    HistoryEntry("12 May", "Trade show scan · Booth 14 · brochure B", "Sam Ortiz"),
    HistoryEntry(
        "3 Feb 2025",
        "Lost as customer of a competitor: “contract until end of year” — future need set for "
        "today, ask for the new head of operations, she wanted a second offer for the lenses",
    ),
)
QUESTIONS: Final = (
    Question("fit", "Fits the target market", "Manufacturing, 50–500 staff", True, "210 staff"),
    Question("need", "Need is named", "In the prospect’s words", True, "“QA for two lines”"),
    Question("budget", "Budget", "Ask: what has been set aside this year?"),
    Question("authority", "Authority", "Who signs besides you?", True),
    Question("timing", "Timing", "When must it run?"),
)


def strip() -> TopStrip:
    """The strip of a qualifier at work."""
    made = TopStrip()
    made.show_day(BAR, GOALS)
    made.show_sync(SyncState("Saved · in step with team", Tone.GOOD, "Last sent 10:42"))
    made.show_person("Dana Whitfield", "Qualifier · tier 1")
    made.resize(1364, 64)
    return made


def rail() -> NavRail:
    """The rail of a qualifier."""
    made = NavRail()
    made.show_items(SCREENS)
    made.choose("queue")
    made.resize(76, 640)
    return made


def pad() -> OutcomePad:
    """The pad of tier 1."""
    made = OutcomePad()
    made.show_outcomes(OUTCOMES, MORE)
    made.resize(1340, 108)
    return made


def up_next() -> RowList:
    """The list at the left of the queue."""
    made = RowList()
    made.setAccessibleName("Up next")
    made.show_rows(UP_NEXT)
    made.select_key("1")
    made.resize(300, 500)
    return made


def phone() -> PhoneCard:
    """A lead with two numbers."""
    made = PhoneCard()
    made.show_numbers(NUMBERS)
    made.resize(650, 72)
    return made


def phone_calling() -> PhoneCard:
    """A call that has been running for a while."""
    made = phone()
    made.start_call(192)
    return made


def phone_closed() -> PhoneCard:
    """A number that may not be called now."""
    made = PhoneCard()
    made.show_numbers(
        (PhoneNumber("a", "+44 20 7946 0958", "Office", may_call=False, reason="opens 09:00"),)
    )
    made.resize(650, 72)
    return made


def fields() -> FieldGrid:
    """Four facts."""
    made = FieldGrid()
    made.show_fields(
        (
            Field("Source", "Web form · pricing page"),
            Field("Territory", "Midwest"),
            Field("Attempts", "0 of 6"),
            Field("Owner", ""),
        )
    )
    made.resize(650, 44)
    return made


def history() -> HistoryList:
    """Three events, one of them long."""
    made = HistoryList()
    made.show_entries(HISTORY)
    made.resize(650, 180)
    return made


def sheet() -> QualificationSheet:
    """A sheet half filled."""
    made = QualificationSheet()
    made.show_questions(QUESTIONS, 4)
    made.resize(290, 480)
    return made


def stars() -> StarRating:
    """Four of five."""
    made = StarRating()
    made.set_rating(4)
    return made


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


def empty() -> EmptyState:
    """A queue with nothing ready."""
    made = EmptyState()
    made.show_state(
        "Nobody to call right now",
        (
            ReasonCount("212", "wait for local hours, the next opens 09:00"),
            ReasonCount("40", "are held by colleagues"),
            ReasonCount("6", "have no number"),
        ),
        (EmptyAction("add", "Add a lead", "Ctrl+L"), EmptyAction("import", "Import a list")),
    )
    made.resize(520, 320)
    return made


def banner() -> Banner:
    """A warning with two ways on."""
    made = Banner()
    made.show_banner(
        "The last save is waiting: the disk is full. Your work is kept.",
        Tone.WARN,
        (BannerAction("retry", "Try again"), BannerAction("show", "Show the folder")),
    )
    made.resize(760, 44)
    return made


def chips() -> QWidget:
    """All tones, a key cap, the kinds of button, a heading and a rule."""
    made = Card()
    row = QHBoxLayout()
    for tone in Tone:
        row.addWidget(Chip(made, text=tone.value.title(), tone=tone))
    row.addWidget(KeyHint(made, keys="Ctrl+K"))
    row.addStretch(1)
    made.body.addWidget(SectionTitle(made, title="Up next", trailing="25 in hand"))
    made.body.addWidget(Rule(made))
    made.body.addWidget(Text(made, text="Priya Raman", look="title"))
    made.body.addWidget(Text(made, text="Operations Director · Northfield Optics", look="subtitle"))
    made.body.addLayout(row)
    buttons = QHBoxLayout()
    for kind in ButtonKind:
        words = kind.value.title()
        buttons.addWidget(CapButton(made, text=words, keys="Enter", kind=kind, icon_name="phone"))
    off = CapButton(made, text="Off", keys="R", kind=ButtonKind.PRIMARY)
    off.setEnabled(False)
    buttons.addWidget(off)
    buttons.addStretch(1)
    made.body.addLayout(buttons)
    made.resize(760, 200)
    return made


def toast() -> QWidget:
    """A toast over its parent."""
    made = QWidget()
    made.resize(640, 100)
    Toast(made).show_message("No answer logged for Priya Raman")
    return made


def panel() -> QWidget:
    """The panel of a callback over the pad."""
    made = QWidget()
    made.resize(1000, 160)
    under = QWidget(made)
    under.setGeometry(10, 40, 980, 108)
    over = InlinePanel(made)
    over.setObjectName("panel")
    over.set_anchor(under)
    choice = QComboBox()
    choice.setAccessibleName("When")
    choice.addItems(["Tomorrow 09:30, their time", "In two hours"])
    over.open_with("Call back", choice, "Set the callback", "Enter takes the suggested time")
    return made


def palette() -> QWidget:
    """The palette over a window."""
    made = QWidget()
    made.resize(760, 480)
    over = CommandPalette(made)
    over.open_palette()
    over.set_results(
        over.token,
        (
            PaletteRow("call", "Call", "the lead at hand", "Actions", "phone", "Space"),
            PaletteRow("note", "Write a note", "", "Actions", "message-square", "Ctrl+N"),
            PaletteRow("l1", "Priya Raman", "Northfield Optics · Minneapolis", "Leads", "user"),
            PaletteRow("l2", "Priyanka <i>Rao</i>", "Delta Print", "Leads", "user"),
        ),
    )
    return made


def drop() -> QWidget:
    """The overlay while files are dragged."""
    made = QWidget()
    made.resize(480, 200)
    over = DropTarget(made)
    over.place()
    over.show()
    return made


def big_bar() -> PerfectDayBar:
    """The big bar alone, far behind."""
    made = PerfectDayBar()
    made.show_state(BarState("Team, today", 38, 57, "19% behind pace", Standing.FAR_BEHIND))
    made.resize(made.sizeHint())
    return made


def goal_bar() -> GoalBar:
    """A goal bar alone."""
    made = GoalBar()
    made.show_goal(GOALS[2])
    made.resize(made.sizeHint())
    return made


def queue_screen() -> QWidget:
    """The queue put together, to be held against its picture."""
    made = QWidget()
    made.resize(1440, 900)
    outer = QHBoxLayout(made)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(rail())
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(strip())
    page = QVBoxLayout()
    page.setContentsMargins(12, 12, 12, 12)
    page.setSpacing(12)
    middle = QHBoxLayout()
    middle.setSpacing(12)
    middle.addWidget(_framed(up_next(), "Up next", "25 in hand · 1,208 ready"))
    middle.addWidget(_lead(), 1)
    side = Card()
    side.setFixedWidth(316)
    side.body.addWidget(sheet())
    middle.addWidget(side)
    page.addLayout(middle, 1)
    page.addWidget(pad())
    right.addLayout(page, 1)
    outer.addLayout(right, 1)
    return made


def _framed(inner: QWidget, title: str, trailing: str) -> Card:
    made = Card()
    made.setFixedWidth(300)
    made.body.setContentsMargins(1, 10, 1, 8)
    head = SectionTitle(made, title=title, trailing=trailing)
    head.setContentsMargins(14, 0, 14, 2)
    made.body.addWidget(head)
    made.body.addWidget(inner, 1)
    return made


def _lead() -> Card:
    made = Card()
    made.body.setContentsMargins(24, 20, 24, 12)
    made.body.setSpacing(16)
    head = QHBoxLayout()
    names = QVBoxLayout()
    names.setSpacing(4)
    names.addWidget(Text(made, text="Priya Raman", look="title"))
    names.addWidget(Text(made, text="Operations Director · Northfield Optics", look="subtitle"))
    head.addLayout(names)
    head.addStretch(1)
    head.addWidget(Chip(made, text="Speed to lead 3:12", tone=Tone.HOT))
    head.addWidget(Chip(made, text="Score 91"))
    made.body.addLayout(head)
    made.body.addWidget(phone())
    made.body.addWidget(fields())
    note = QPlainTextEdit(made)
    note.setAccessibleName("Note for this call")
    note.setPlaceholderText("Note for this call… (Ctrl+N)")
    note.setFixedHeight(58)
    made.body.addWidget(note)
    made.body.addWidget(SectionTitle(made, title="History"))
    made.body.addWidget(history(), 1)
    return made


WIDGETS: Final[dict[str, Callable[[], QWidget]]] = {
    made.__name__: made
    for made in (
        strip, rail, pad, up_next, phone, phone_calling, phone_closed, fields, history, sheet,
        stars, pace, calendar, sparkline, funnel, histogram, figures, empty, banner, chips, toast,
        panel, palette, drop, big_bar, goal_bar, queue_screen,
    )
}  # fmt: skip


def render_all(folder: Path) -> None:
    """Write one picture per widget and scheme into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    importlib.import_module("leaddesk.gui.forms.rc_leaddesk")
    theme = Theme(app)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.choose(scheme)
        for name, make in WIDGETS.items():
            ground = QFrame()
            ground.setProperty("look", "card")
            widget = make()
            ground.resize(widget.width() + 32, widget.height() + 32)
            widget.setParent(ground)
            widget.move(16, 16)
            ground.show()
            widget.show()
            QTest.qWait(1)
            ground.grab().save(str(folder / f"{name}-{scheme.value}.png"))
            ground.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    render_all(Path(sys.argv[1]))
