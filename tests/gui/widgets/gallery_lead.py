# SPDX-License-Identifier: MIT
"""What the queue shows of a lead: pad, rows, numbers, facts, history and sheet."""

from __future__ import annotations

from typing import Final

from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.agenda_page import AgendaPage, AgendaPart
from leaddesk.gui.widgets.empty_state import EmptyAction, EmptyState, ReasonCount
from leaddesk.gui.widgets.field_grid import Field, FieldGrid
from leaddesk.gui.widgets.follow_edit import FollowEdit
from leaddesk.gui.widgets.history import HistoryEntry, HistoryList
from leaddesk.gui.widgets.outcome_pad import OutcomeButton, OutcomeKind, OutcomePad
from leaddesk.gui.widgets.phone_card import PhoneCard, PhoneNumber
from leaddesk.gui.widgets.qualification import QualificationSheet, Question
from leaddesk.gui.widgets.rows import RowList, SectionRow, UpNextRow
from leaddesk.gui.widgets.rule_field import RuleFieldBox
from leaddesk.gui.widgets.rule_form_box import RuleFormBox
from leaddesk.gui.widgets.side_choice import SideChoice
from leaddesk.gui.widgets.star_rating import StarRating
from leaddesk.words.rule_fields import form_of
from leaddesk.words.rule_parts import document, opened

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


def phone_barred() -> PhoneCard:
    """A number of a lead that somebody else may have by now."""
    made = phone()
    made.bar("Not before the hub answers")
    made.show_age("last synced 3 h ago")
    made.resize(650, 92)
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


def follow() -> FollowEdit:
    """A field that follows what was measured."""
    made = FollowEdit(name="Average sale")
    made.show_value("$9,240", "")
    return made


def rule_form() -> RuleFormBox:
    """The form of a rule with fields and a list."""
    form = form_of("sheet")
    made = RuleFormBox()
    made.show_form(form, opened(form, document(form.key, "")))
    made.resize(640, 480)
    return made


def rule_field() -> RuleFieldBox:
    """One field of a rule."""
    made = RuleFieldBox(form_of("score").fields[0])
    made.resize(260, 60)
    return made


def side() -> SideChoice:
    choice = SideChoice("Northfield Optics & Sons", "Company, stays: Northfield Optics & Sons")
    choice.setChecked(True)
    return choice


def agenda() -> AgendaPage:
    """An agenda of two parts, one with a remark."""
    made = AgendaPage()
    made.setAccessibleName("Agenda")
    made.show_parts(
        [
            AgendaPart("What moved most", ("Calls 71 a day, 64 before: up",), "last 10 days"),
            AgendaPart("Open actions", ("Sam Ortiz: call Harlan, until 21 May <late>",)),
        ]
    )
    made.resize(420, 220)
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
