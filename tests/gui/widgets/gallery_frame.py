# SPDX-License-Identifier: MIT
"""The strip, the rail and what lies over the window, with something to show."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.banner import Banner, BannerAction
from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.gui.widgets.chips import Chip, KeyHint
from leaddesk.gui.widgets.command_palette import CommandPalette, PaletteRow
from leaddesk.gui.widgets.day_bars import BarState, GoalBar, GoalState, PerfectDayBar, Standing
from leaddesk.gui.widgets.drop_target import DropTarget
from leaddesk.gui.widgets.frames import Card, Rule, SectionTitle
from leaddesk.gui.widgets.inline_panel import InlinePanel
from leaddesk.gui.widgets.nav_rail import NavItem, NavRail
from leaddesk.gui.widgets.text import Text
from leaddesk.gui.widgets.toast import Toast
from leaddesk.gui.widgets.top_strip import SyncPill, SyncState, TopStrip

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


def strip() -> TopStrip:
    """The strip of a qualifier at work."""
    made = TopStrip()
    made.show_day(BAR, GOALS)
    made.show_sync(SyncState("Saved · in step with team", Tone.GOOD, "Last sent 10:42"))
    made.show_person("Dana Whitfield", "Qualifier · tier 1")
    made.resize(1364, 64)
    return made


def pills() -> QWidget:
    """How a workstation stands to its hub, one pill beside the other."""
    made = QWidget()
    row = QHBoxLayout(made)
    for words, tone in (
        ("In step", Tone.GOOD),
        ("Sending · 2", Tone.ACCENT),
        ("Offline · 3 waiting to send", Tone.WARN),
        ("Needs attention · 1", Tone.WARN),
        ("Locked out", Tone.BAD),
        ("Update needed", Tone.BAD),
    ):
        pill = SyncPill(made)
        pill.show_state(SyncState(words, tone, words))
        row.addWidget(pill)
    made.resize(900, 48)
    return made


def rail() -> NavRail:
    """The rail of a qualifier."""
    made = NavRail()
    made.show_items(SCREENS)
    made.choose("queue")
    made.resize(76, 640)
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
