# SPDX-License-Identifier: MIT
"""Plan: from the revenue goal to each person's day, worked out again with each key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QDate, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import DiscardPlanDraft, KeepPlanDraft, PutPlanInForce
from leaddesk.desk.queries import AskPlan
from leaddesk.desk.queries import PlanView as PlanAnswer
from leaddesk.domain.errors import BadInput
from leaddesk.domain.plan import Draft
from leaddesk.gui.forms.ui_plan_view import Ui_PlanView
from leaddesk.gui.models import plan_rows
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.theme import Tone
from leaddesk.gui.views.plan_days import PlanDays
from leaddesk.gui.views.plan_dialogs import PlanForceDialog, PlanVersionsDialog
from leaddesk.gui.views.plan_way import PlanWay
from leaddesk.gui.views.screen_dialog import ScreenDialog
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import errors, plan

SIDE_BY_SIDE = 1100
"""Width from which the days stand beside the way, in device-independent pixels."""
KEEP_AFTER_MS = 800
"""How long after the last key a draft is kept."""
_OTHER = "Another period…"
_LINE = (
    "Change any number: the rest follows. Empty a field, and it follows what was measured in the "
    "last 90 days, shown with its 80 % range."
)
_DAYS = (
    "New targets count from the day you choose; past days keep theirs. Calls to new leads are "
    "never traded for other work."
)


class PlanView(Screen):
    """The Plan screen, for team leads."""

    lives_on: ClassVar[Kind] = Kind.RULES | Kind.PEOPLE | Kind.HANDOFFS

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_PlanView()
        self._ui.setupUi(self)
        self._draft: Draft | None = None
        self._view: PlanAnswer | None = None
        self._kept: Draft | None = None
        self._other_period = False
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._keeping.timeout.connect(self.keep_typed)
        self._way, self._days = PlanWay(self), PlanDays(self)
        self._dialog = ScreenDialog(self, self._way.focus_first)
        ui = self._ui
        ui.way_column.addWidget(self._way)
        ui.days_column.addWidget(self._days)
        ui.line_label.setText(_LINE)
        ui.days_label.setText(_DAYS)
        ui.chance_title.show_title("Chance of reaching the goal at these numbers")
        ui.force_button.show_button("Put in force…", "Ctrl+Return", ButtonKind.PRIMARY, "check")
        ui.versions_button.show_button("Versions…", "Ctrl+H", icon_name="history")
        ui.forget_button.show_button("Discard draft", "Ctrl+D", icon_name="trash-2")
        for words, _period in plan_rows.PERIODS:
            ui.period_combo.addItem(words)
        ui.period_combo.addItem(_OTHER)
        ui.period_combo.activated.connect(self._on_period)
        for edit in (ui.begins_edit, ui.ends_edit):
            edit.editingFinished.connect(self._on_dates)
        self._way.typed.connect(self._on_typed)
        self._days.typed.connect(self._on_target)
        ui.force_button.clicked.connect(lambda: bench.frame.act("plan.put_in_force"))
        ui.versions_button.clicked.connect(lambda: bench.frame.act("plan.versions"))
        ui.forget_button.clicked.connect(lambda: bench.frame.act("plan.discard"))
        ui.state_chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        ui.scroll_area.hide()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        if not self._is_drafted():  # one that was brought back stands in the database
            self._draft = None
        self._ask()

    @override
    def keep_typed(self) -> None:
        self._keeping.stop()
        draft = self._draft if self._is_drafted() else None
        if draft != self._kept and self.bench.ops.is_open:
            self._kept = draft
            self.bench.ops.do(KeepPlanDraft(draft), initiator=self)

    @override
    def person_left(self) -> None:
        self._dialog.reject()
        self._draft = self._view = self._kept = None
        self._ui.scroll_area.hide()
        self._ui.waiting_label.show()

    @override
    def situation(self) -> When:
        if not self.bench.seat.may(PutPlanInForce) or self._view is None:
            return When.SEATED
        found = When.SEATED
        if self._view.draft.goal:
            found |= When.PLAN_SHOWN
        if self._is_drafted():
            found |= When.PLAN_DRAFTED
        return found

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "plan.put_in_force": self._put_in_force,
            "plan.versions": self._show_versions,
            "plan.discard": self._discard,
        }

    @override
    def focus_first(self) -> None:
        self._way.focus_first()

    # ------------------------------------------------------------------------- asking, showing

    def _ask(self) -> None:
        query = AskPlan(self._draft, own=self._draft is None)
        self.bench.ops.ask(query, slot="plan", answer=self._show)

    def _is_drafted(self) -> bool:
        """Tell whether something was typed that is not in force."""
        return (
            self._view is not None and self._draft is not None and self._draft != _begun(self._view)
        )

    def _show(self, view: PlanAnswer) -> None:
        kept = view.versions[0].typed if view.versions else view.draft
        moved, self._other_period = self._other_period, False
        if moved and kept != view.draft:
            self._draft = kept
            self._ask()
            return
        first = self._view is None
        self._view, self._draft = view, view.draft
        if view.is_kept:
            self._kept = view.draft
        ui, currency = self._ui, self.bench.seat.currency
        ui.title.setText(plan.period(view.draft.begins, view.draft.ends))
        ui.begins_edit.setDate(_qdate(view.draft.begins))
        ui.ends_edit.setDate(_qdate(view.draft.ends))
        self._choose_period(view)
        self._way.show_rows(plan_rows.way(view, currency))
        self._days.show_days(view.days)
        differs = view.differs and bool(view.draft.goal)
        ui.state_chip.show_chip(
            _drafted(view) if differs else "In force", Tone.WARN if differs else Tone.GOOD
        )
        ui.state_chip.setVisible(bool(view.draft.goal))
        ui.force_button.setEnabled(bool(view.draft.goal))
        ui.forget_button.setVisible(self._is_drafted())
        self._show_chance(view)
        gain = plan.gain(view.gains)
        ui.gain_label.setText(gain)
        ui.gain_label.setVisible(bool(gain))
        ui.waiting_label.hide()
        ui.scroll_area.show()
        self.bench.frame.refresh_actions()
        if first and self.has_keyboard():
            self._way.focus_first()

    def _show_chance(self, view: PlanAnswer) -> None:
        ui, currency = self._ui, self.bench.seat.currency
        shown = bool(view.draft.goal)
        ui.chance_title.setVisible(shown)
        ui.chance.setVisible(shown)
        ui.chance_label.setVisible(not shown)
        if not shown:
            ui.chance_label.setText(
                "Type a revenue goal, and here stands how likely it is to be reached."
            )
            return
        ends = (plan.short_money(view.chance.low, currency),
                plan.short_money(view.chance.high, currency))  # fmt: skip
        ui.chance.show_columns(
            view.chance.columns, view.chance.marked_from,
            (ends[0], plan.chance(view, currency), ends[1]), plan.outlook(view, currency),
        )  # fmt: skip

    # ------------------------------------------------------------------------- typing

    def _on_typed(self, key: str, text: str) -> None:
        if self._draft is not None:
            draft, wrong = plan_rows.with_typed(self._draft, key, text)
            self._way.show_wrong(key, wrong)
            self._take(draft)

    def _on_target(self, tier: int, metric: str, text: str) -> None:
        if self._draft is not None:
            draft, wrong = plan_rows.with_target(self._draft, tier, metric, text)
            self._days.show_wrong(tier, metric, wrong)
            self._take(draft)

    def _take(self, draft: Draft) -> None:
        if draft != self._draft:
            self._draft = draft
            self._keeping.start()
            self._ask()

    # ------------------------------------------------------------------------- the period

    def _choose_period(self, view: PlanAnswer) -> None:
        """Choose the entry that names the period; dates are typed where none does."""
        box, shown = self._ui.period_combo, (view.draft.begins, view.draft.ends)
        found = [n for n, (_, of) in enumerate(plan_rows.PERIODS) if of(view.today) == shown]
        other = len(plan_rows.PERIODS)
        if box.currentIndex() != other or not found:
            box.setCurrentIndex(found[0] if found else other)
        self._show_dates(dated=box.currentIndex() == other)

    def _show_dates(self, *, dated: bool) -> None:
        for part in (self._ui.begins_edit, self._ui.until_label, self._ui.ends_edit):
            part.setVisible(dated)

    def _on_period(self, place: int) -> None:
        other = place == len(plan_rows.PERIODS)
        self._show_dates(dated=other)
        if other:
            self._ui.begins_edit.setFocus()
        elif self._view is not None:
            self._on_span(*plan_rows.PERIODS[place][1](self._view.today))

    def _on_dates(self) -> None:
        begins, ends = (_date(edit.date()) for edit in (self._ui.begins_edit, self._ui.ends_edit))
        self._on_span(begins, ends)

    def _on_span(self, begins: dt.date, ends: dt.date) -> None:
        """Plan for another period: what is in force there, or the same goal where nothing is."""
        if self._draft is None or (begins, ends) == (self._draft.begins, self._draft.ends):
            return
        try:
            draft = plan_rows.on_period(self._draft, begins, ends)
            self._other_period = True
            self._take(draft)
        except BadInput as error:
            self.bench.frame.say(errors.say(error))

    # ------------------------------------------------------------------------- actions

    def _put_in_force(self) -> None:
        if self._view is not None and self._view.draft == self._draft:
            self.keep_typed()
            self._dialog.open(PlanForceDialog(self.bench.ops, self._view, self))

    def _show_versions(self) -> None:
        if self._view is None:
            return
        seat = self.bench.seat
        dialog = PlanVersionsDialog(
            self._view, self.bench.ops.now(), seat.time_zone, seat.currency, self
        )
        dialog.chosen.connect(self._start_from)
        self._dialog.open(dialog)

    def _discard(self) -> None:
        """Throw away what was typed since, and begin with the plan in force."""
        self.keep_typed()
        self.bench.ops.do(DiscardPlanDraft(), initiator=self, done=self._on_discarded)

    def _on_discarded(self, done: Done) -> None:
        self._draft = self._view = self._kept = None
        self._ask()
        self.bench.frame.told(done)

    def _start_from(self, draft: Draft) -> None:
        self._view = None
        self._draft = draft
        self._keeping.start()
        self._ask()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._ui.middle_layout.setDirection(direction)


def _drafted(view: PlanAnswer) -> str:
    return "Draft · differs from the plan in force" if view.versions else "Draft · not in force"


def _begun(view: PlanAnswer) -> Draft:
    """Return what one types from: the plan in force, or none with a goal."""
    return view.versions[0].typed if view.versions else replace(view.draft, goal=0)


def _qdate(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(day: QDate) -> dt.date:
    return dt.date(day.year(), day.month(), day.day())
