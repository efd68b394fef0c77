# SPDX-License-Identifier: MIT
"""Pictures of the window for the README and the user guide, taken from the demo team."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt

from leaddesk.desk.door import Connect
from leaddesk.desk.ports import Machine
from leaddesk.gui.tour import Say, look_into_sample, say_aloud
from leaddesk.gui.tour_hands import Hands, made
from leaddesk.gui.tour_seats import closed, opened
from leaddesk.gui.tour_team import team_pictures
from leaddesk.gui.views.absence_grid import AbsenceGrid
from leaddesk.gui.views.erase_dialog import EraseDialog
from leaddesk.gui.views.first_start_view import FirstStartView
from leaddesk.gui.views.handoff_figures_page import HandoffFiguresPage
from leaddesk.gui.views.handoff_panels import HandoffDetail
from leaddesk.gui.views.leaving_dialog import LeavingDialog
from leaddesk.gui.views.personal_data_dialogs import SourceDialog
from leaddesk.gui.views.plan_way import PlanWay
from leaddesk.gui.views.reports_view import ReportsView
from leaddesk.gui.views.rule_versions_dialog import RuleVersionsDialog
from leaddesk.gui.views.rules_view import RulesView
from leaddesk.gui.widgets.chart_table import ChartTable


def take_pictures(
    connect: Connect,
    connect_empty: Connect,
    machine: Machine,
    folder: Path | None,
    say: Say = say_aloud,
) -> int:
    """Save a picture of each screen, light and dark.

    `connect` opens the demo made for `tour_seats.MOMENT`, `connect_empty` an empty database.
    Raises TourStuck when a screen does not come.
    """
    place = (folder or Path("leaddesk-tour")).absolute()
    made(place)
    taken = [*_first_start(connect_empty, machine, place)]
    taken += _qualifier(connect, machine, place)
    taken += team_pictures(connect, connect_empty, machine, place)
    taken += _rep(connect, machine, place)
    taken += _team_lead(connect, machine, place)
    say(f"{len(taken)} pictures are in {place}")
    return 0


def _first_start(connect: Connect, machine: Machine, place: Path) -> list[Path]:
    hands = opened(connect, machine, place, "")
    hands.until("the first start", lambda: hands.is_shown(FirstStartView))
    hands.picture("first-start")
    return closed(hands)


def _qualifier(connect: Connect, machine: Machine, place: Path) -> list[Path]:
    """Show a qualifier's screens."""
    hands = opened(connect, machine, place, "Dana Whitfield")
    hands.until("the queue", lambda: hands.window.screen_id == "queue")
    hands.come_back()
    hands.lead_in_hand()
    hands.picture("queue")
    hands.press(Qt.Key.Key_5)
    hands.until("the question when to call back", lambda: hands.queue.desk.is_open)
    hands.picture("call-back")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_K, control=True)
    hands.type("priya ram")
    hands.picture("palette")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_F1)
    hands.until("the page of keys", lambda: hands.dialog() is not None)
    hands.picture("keys")
    hands.press(Qt.Key.Key_Escape)
    hands.until("the page of keys to close", lambda: hands.dialog() is None)
    hands.come_back()
    hands.show_screen(2, "handoffs")
    hands.until("a handoff", lambda: hands.is_shown(HandoffDetail))
    hands.picture("handoffs-sent")
    hands.show_screen(3, "my_day")
    hands.picture("my-day")
    hands.show_screen(4, "leads")
    hands.picture("leads")
    with tempfile.TemporaryDirectory(prefix="leaddesk-") as scratch:
        look_into_sample(hands, Path(scratch))
        hands.picture("import")
    return closed(hands)


def _rep(connect: Connect, machine: Machine, place: Path) -> list[Path]:
    """Show a senior rep's screens."""
    hands = opened(connect, machine, place, "Sam Ortiz")
    hands.until("the queue", lambda: hands.window.screen_id == "queue")
    hands.come_back()
    hands.lead_in_hand()
    hands.picture("queue-of-the-rep")
    hands.show_screen(2, "handoffs")
    hands.until("a handoff", lambda: hands.is_shown(HandoffDetail))
    hands.picture("handoffs")
    hands.show_screen(3, "my_day")
    hands.picture("my-day-of-the-rep")
    return closed(hands)


def _rules(hands: Hands) -> None:
    """Show what a change of a rule would do, and the versions after it."""
    key = Qt.Key
    hands.window.go("rules")
    view = hands.found(RulesView)
    hands.until("the rules", lambda: bool(view.form_id))
    view.focus_first()
    hands.press(key.Key_Home)
    while view.form_id != "score":
        hands.press(key.Key_Down)
    hands.press(key.Key_Return, key.Key_Tab, key.Key_Tab)
    hands.type("96")
    hands.until("what the change would do", lambda: hands.can("rules.put"))
    hands.picture("rules")
    hands.press(key.Key_Return, control=True)
    hands.type("Old lists stood above new ones")
    hands.press(key.Key_Return)
    hands.until("the rule in force", lambda: not hands.can("rules.discard"))
    hands.window.toast.dismiss()
    hands.window.act("rules.versions")
    hands.until("the versions", lambda: hands.types_in(RuleVersionsDialog))
    hands.press(key.Key_Down)
    hands.picture("rule-versions")
    hands.press(key.Key_Escape)
    hands.until("the versions to close", lambda: hands.dialog() is None)
    hands.come_back()


def _funnel(hands: Hands) -> None:
    """Show the funnel of ninety days."""
    hands.window.go("funnel")
    chart = hands.found(ChartTable)
    hands.until("the funnel", lambda: chart.model().rowCount() > 0)
    hands.picture("funnel")


def _talks(hands: Hands) -> None:
    """Show what a team lead tells everybody, and talks over with people."""
    hands.window.go("notices")
    hands.until("the notices", lambda: hands.can("notice.edit"))
    hands.picture("notices")
    hands.window.go("coaching")
    hands.until("the team meeting", lambda: hands.can("coaching.copy"))
    hands.picture("team-meeting")
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    hands.until("the page of a person", lambda: hands.can("coaching.note"))
    hands.picture("coaching")


def _personal_data(hands: Hands) -> None:
    """Show where data comes from, and how long it is kept."""
    hands.window.go("personal_data")
    hands.until("the sources", lambda: hands.can("privacy.edit_source"))
    hands.press(*[Qt.Key.Key_Down] * 3, Qt.Key.Key_E)
    hands.until("the form of a source", lambda: hands.types_in(SourceDialog))
    hands.press(Qt.Key.Key_Tab)
    hands.type("Visitors of our stand, 3 to 5 March")
    hands.press(Qt.Key.Key_Return)
    hands.until("the form to close", lambda: hands.dialog() is None)
    hands.come_back()
    hands.window.toast.dismiss()
    hands.picture("personal-data")
    hands.press(Qt.Key.Key_2, Qt.Key.Key_Up, Qt.Key.Key_Return)
    hands.until("what the months would do", lambda: hands.can("privacy.save_rule"))
    hands.picture("retention")


def _team_lead(connect: Connect, machine: Machine, place: Path) -> list[Path]:
    """Show a team lead's team, handoffs and plan, and what they do with personal data."""
    hands = opened(connect, machine, place, "Ruth Calloway")
    hands.until("a screen", lambda: hands.window.current is not None)
    hands.come_back()
    hands.window.go("team")
    hands.until("the team", lambda: hands.can("team.open"))
    hands.picture("team")
    _team_handoffs(hands)
    _plan(hands)
    _talks(hands)
    _reports(hands)
    _personal_data(hands)
    _rules(hands)
    hands.window.go("leads")
    hands.until("the leads", lambda: hands.can("leads.erase"))
    hands.window.act("leads.erase")
    hands.until("the question before erasing", lambda: hands.types_in(EraseDialog))
    hands.type("By e-mail on 12 May")
    hands.picture("erase")
    hands.press(Qt.Key.Key_Escape)
    hands.until("the question to close", lambda: hands.dialog() is None)
    _people(hands)
    return closed(hands)


def _plan(hands: Hands) -> None:
    """Show what a revenue goal comes to."""
    _funnel(hands)
    hands.window.go("plan")
    hands.until("the plan", lambda: hands.can("plan.versions") and hands.is_shown(PlanWay))
    hands.type("2500000")
    hands.until("what the goal comes to", lambda: hands.can("plan.put_in_force"))
    hands.picture("plan")


def _reports(hands: Hands) -> None:
    """Show the report of a week."""
    hands.window.go("reports")
    view = hands.found(ReportsView)
    hands.until("a report", lambda: bool(view.told))
    hands.press(Qt.Key.Key_Down)
    hands.until("the report of the week", lambda: "week" in view.told)
    hands.picture("reports")


def _people(hands: Hands) -> None:
    """Show the people of the team, and what becomes of somebody's work who leaves."""
    hands.come_back()
    hands.window.go("people")
    hands.until("the people", lambda: hands.can("people.edit"))
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    hands.picture("people")
    hands.press(Qt.Key.Key_C)
    hands.until("the days of the team", lambda: hands.found(AbsenceGrid).currentIndex().isValid())
    hands.press(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    hands.picture("absences")
    hands.press(Qt.Key.Key_C)
    hands.press(Qt.Key.Key_Delete)
    hands.until("who gets what", lambda: hands.types_in(LeavingDialog))
    hands.until("the shares", lambda: hands.found(LeavingDialog).is_ready)
    hands.picture("leaving")
    hands.press(Qt.Key.Key_Escape)


def _team_handoffs(hands: Hands) -> None:
    """Show everybody's handoffs, a decision, a score that was given, and the figures."""
    hands.window.go("handoffs")
    hands.until("a handoff", lambda: hands.can("handoff.override"))
    hands.press(Qt.Key.Key_D)
    hands.picture("handoffs-team-lead")
    hands.press(Qt.Key.Key_Escape, Qt.Key.Key_3)
    hands.until("a handoff to score", lambda: hands.can("handoff.score"))
    hands.press(Qt.Key.Key_S, *[Qt.Key.Key_4] * 3)
    hands.picture("handoffs-score")
    hands.press(Qt.Key.Key_5, Qt.Key.Key_3)
    hands.type("The need in their words: keep that. Ask who signs.")
    hands.press(Qt.Key.Key_Return)
    hands.until("the score", lambda: hands.can("handoffs.figures"))
    hands.come_back()
    hands.window.toast.dismiss()
    hands.press(Qt.Key.Key_4)
    hands.until("the figures", lambda: _counted(hands))
    hands.picture("handoffs-figures")


def _counted(hands: Hands) -> bool:
    """Tell whether the figures of handoffs have come."""
    page = hands.window.findChild(HandoffFiguresPage)
    return page is not None and page.isVisible() and page.is_filled
