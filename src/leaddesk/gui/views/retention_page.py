# SPDX-License-Identifier: MIT
"""How long data is kept: the rule in force, other months looked at first, and a run by hand."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSpinBox

from leaddesk.desk.queries import Overdue
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.retention import RetentionRule
from leaddesk.gui.forms.ui_personal_data_view import Ui_PersonalDataView
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.gui.widgets.text import set_look
from leaddesk.words import errors, personal_data

OFF = RetentionRule()
_INTRO = (
    "Leads to which nothing happened for so long are closed and made anonymous. Customers, and "
    "leads a colleague is deciding on, are never touched by this."
)
_SAME = "To change the rule, set other months and look what they would make anonymous."
_LOOK_FIRST = "Look first what these months would make anonymous; then they can be saved."
_READY = "Save these months to make them the rule. It works from then on, the first time soon."
_STOPS = "Save these months, and nothing is made anonymous by itself any more."
_MONTHS_WIDTH = 150


class RetentionPage(QObject):
    """The middle page; `looked` asks for a dry run, `changed` comes when the months did."""

    looked = Signal()
    changed = Signal()

    def __init__(self, ui: Ui_PersonalDataView, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._in_force = OFF
        self._found: Overdue | None = None
        ui.retention_intro.setText(_INTRO)
        ui.look_button.show_button("Look", "L", ButtonKind.PLAIN, "search")
        ui.save_button.show_button("Save rule", "Ctrl+S", ButtonKind.PRIMARY, "check")
        ui.retain_button.show_button("Make anonymous now…", "R", ButtonKind.PLAIN, "clock")
        for spin in (ui.worked_spin, ui.over_spin):
            spin.setMinimumWidth(_MONTHS_WIDTH)
            spin.valueChanged.connect(self._on_typed)
            line = spin.lineEdit()
            if line is not None:
                line.setTextMargins(8, 0, 0, 0)
                line.returnPressed.connect(self.looked)
        ui.cancel_button.show_button("Stop")
        ui.cancel_button.hide()
        ui.found_empty.show_state(
            "Nothing looked at yet",
            icon_name="search",
            words="Look, and here stands which leads these months would make anonymous now.",
        )
        self._show_found("")
        self._on_typed()

    # ------------------------------------------------------------------------- what is typed

    @property
    def typed(self) -> RetentionRule:
        """The months that are typed."""
        return RetentionRule(self._ui.worked_spin.value(), self._ui.over_spin.value())

    @property
    def in_force(self) -> RetentionRule:
        """The rule in force."""
        return self._in_force

    @property
    def may_save(self) -> bool:
        """Whether the months are other ones, and what they make anonymous was looked at."""
        typed = self.typed
        return typed != self._in_force and (not typed.on or self.found is not None)

    @property
    def found(self) -> Overdue | None:
        """What the typed months would make anonymous, None before a look."""
        found = self._found
        return found if found is not None and found.rule == self.typed else None

    def focus_first(self) -> None:
        """Put the keyboard into the first months."""
        self._ui.worked_spin.setFocus()

    # ------------------------------------------------------------------------- what is shown

    def show_rule(self, rule: RetentionRule, last_run: str, today: dt.date) -> None:
        """Show the rule in force; months that were typed and not saved stay."""
        untouched = self.typed == self._in_force
        self._in_force = rule
        self._ui.rule_label.setText(personal_data.rule(rule))
        nights = personal_data.nights(rule, last_run, today)
        self._ui.nights_label.setText(nights)
        self._ui.nights_label.setVisible(bool(nights))
        self._ui.retain_button.setVisible(rule.on)
        if untouched:
            self._put(self._ui.worked_spin, rule.worked_months)
            self._put(self._ui.over_spin, rule.over_months)
        self._on_typed()

    def show_looking(self) -> None:
        """Say that a dry run is under way."""
        self._show_found("Looking at every lead…")

    def show_found(self, found: Overdue) -> None:
        """Show what months would make anonymous, unless others are typed by now."""
        if found.rule == self.typed:
            self._found = found
            self._show_found("\n".join(personal_data.overdue(found)))
        self._say_step()

    def show_progress(self, words: str, share: float) -> None:
        """Show how far the run is."""
        ui = self._ui
        ui.progress_bar.setValue(round(share * 1000))
        set_look(ui.progress_label, "secondary")
        ui.progress_label.setText(words)
        for part in (ui.progress_bar, ui.progress_label, ui.cancel_button):
            part.setVisible(True)

    def end_progress(self, error: LeadDeskError | None = None) -> None:
        """Show nothing under way any more, and why it ended early if it did."""
        ui = self._ui
        stopped = ui.cancel_button.hasFocus()
        ui.progress_bar.hide()
        ui.cancel_button.hide()
        set_look(ui.progress_label, "bad")
        ui.progress_label.setText(errors.say(error) if error is not None else "")
        ui.progress_label.setVisible(error is not None)
        self._found = None
        self._show_found("")
        self._say_step()
        if stopped:
            self.focus_first()

    def forget(self) -> None:
        """Drop months that were typed and not saved."""
        self._put(self._ui.worked_spin, self._in_force.worked_months)
        self._put(self._ui.over_spin, self._in_force.over_months)
        self._on_typed()

    # ------------------------------------------------------------------------- inside

    def _put(self, spin: QSpinBox, months: int) -> None:
        spin.blockSignals(True)
        spin.setValue(months)
        spin.blockSignals(False)

    def _on_typed(self) -> None:
        if self.found is None:
            self._show_found("")
        for spin in (self._ui.worked_spin, self._ui.over_spin):
            spin.setSuffix(" month" if spin.value() == 1 else " months")
        self._say_step()

    def _say_step(self) -> None:
        typed = self.typed
        if typed == self._in_force:
            words = _SAME
        elif not typed.on:
            words = _STOPS
        else:
            words = _READY if self.may_save else _LOOK_FIRST
        self._ui.step_label.setText(words)
        self._ui.save_button.setEnabled(self.may_save)
        self.changed.emit()

    def _show_found(self, words: str) -> None:
        self._ui.found_text.setPlainText(words)
        self._ui.found_text.setVisible(bool(words))
        self._ui.found_card.setVisible(not words)
