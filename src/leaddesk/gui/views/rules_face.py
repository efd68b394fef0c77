# SPDX-License-Identifier: MIT
"""What the Rules screen shows: the list, the form, what a change would do, and the buttons."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.queries import RulePreview, RuleRow
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_rules_view import Ui_RulesView
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.gui.widgets.rows import SectionRow, UpNextRow
from leaddesk.gui.widgets.rule_form_box import RuleFormBox
from leaddesk.gui.widgets.text import set_look
from leaddesk.words import errors, rules, times
from leaddesk.words.rule_parts import Part, differences, placed
from leaddesk.words.rule_shapes import RuleForm

_NOTHING = "Change something above, and here stands what it would do before it is put in force."
_LOOKING = "Working out what this would do…"
_WHY = "Say why, in a few words: it stands in the versions of the rule."


class RulesFace(QObject):
    """Says what was `pressed` (an action's id) and which form was chosen."""

    pressed = Signal(str)
    form_chosen = Signal(str)

    def __init__(
        self, view: QWidget, now: Callable[[], dt.datetime], zone: Callable[[], str]
    ) -> None:
        super().__init__(view)
        self._now, self._zone = now, zone
        self._ui = Ui_RulesView()
        self._ui.setupUi(view)
        ui = self._ui
        ui.versions_button.show_button("Versions…", "Ctrl+H", ButtonKind.PLAIN, "history")
        ui.export_button.show_button("Export…", "", ButtonKind.PLAIN, "download")
        ui.import_button.show_button("Import…", "", ButtonKind.PLAIN, "upload")
        ui.default_button.show_button("Default", "", ButtonKind.PLAIN, "refresh-cw")
        ui.discard_button.show_button("Discard", "", ButtonKind.PLAIN, "x")
        ui.put_button.show_button("Put in force", "Ctrl+Enter", ButtonKind.PRIMARY, "check")
        buttons = {
            "rules.versions": ui.versions_button,
            "rules.export": ui.export_button,
            "rules.import": ui.import_button,
            "rules.default": ui.default_button,
            "rules.discard": ui.discard_button,
            "rules.put": ui.put_button,
        }
        for action, button in buttons.items():
            button.clicked.connect(lambda _checked=False, a=action: self.pressed.emit(a))
        ui.rules_list.row_chosen.connect(self.form_chosen)
        ui.rules_list.row_activated.connect(lambda _key: self.form.focus_first())
        ui.reason_edit.returnPressed.connect(lambda: self.pressed.emit("rules.put"))
        ui.reason_edit.setPlaceholderText("Why, for those who read the versions later")
        self.form.pressed.connect(self.pressed)

    @property
    def form(self) -> RuleFormBox:
        """The form."""
        return self._ui.form_box

    @property
    def reason(self) -> str:
        """Why, as it is typed."""
        return self._ui.reason_edit.text().strip()

    def focus_list(self) -> None:
        """Put the keyboard into the list of rules."""
        self._ui.rules_list.setFocus()

    # ------------------------------------------------------------------------- the list

    def show_list(
        self,
        forms: Iterable[RuleForm],
        rows: Mapping[str, RuleRow],
        typed: Collection[str],
        chosen: RuleForm,
    ) -> None:
        """Show all forms by their groups; what was typed and what a team changed is marked."""
        told: list[UpNextRow | SectionRow] = []
        for group, those in itertools.groupby(forms, lambda form: form.group):
            told.append(SectionRow(group))
            told.extend(self._row(form, rows[form.key], typed) for form in those)
        self._ui.rules_list.show_rows(told)
        self._ui.rules_list.select_key(chosen.id)

    def _row(self, form: RuleForm, row: RuleRow, typed: Collection[str]) -> UpNextRow:
        if form.id in typed:
            return UpNextRow(form.id, form.title, "Not in force yet", chip="typed", tone=Tone.WARN)
        words = "The default" if row.is_default else self._since(row)
        return UpNextRow(form.id, form.title, words)

    def _since(self, row: RuleRow) -> str:
        if row.at is None:
            return "Your team's own"
        return f"{times.stamp(row.at, self._now(), self._zone())} by {row.by}"

    # ------------------------------------------------------------------------- the form

    def show_form(self, form: RuleForm, part: Part, row: RuleRow) -> None:
        """Show a form with its values."""
        ui = self._ui
        ui.form_title.setText(form.title)
        ui.form_about.setText(form.about)
        state = (
            "In force: the default that ships."
            if row.is_default
            else (
                f"In force: changed {self._since(row)}." if row.at else "In force: your team's own."
            )
        )
        ui.form_state.setText(state)
        self.form.show_form(form, part)

    def show_buttons(self, *, typed: bool, ready: bool, own: bool) -> None:
        """Say what can be done now."""
        ui = self._ui
        ui.put_button.setEnabled(ready)
        ui.discard_button.setEnabled(typed)
        ui.default_button.setEnabled(own)
        ui.reason_edit.setEnabled(typed)

    # ------------------------------------------------------------------------- what it would do

    def show_nothing_typed(self) -> None:
        """Say that nothing would change."""
        self.form.show_problems({})
        self._say(_NOTHING, "secondary")

    def show_looking(self) -> None:
        """Say that it is being worked out."""
        self._say(_LOOKING, "secondary")

    def show_failed(self, error: LeadDeskError) -> None:
        """Say why it could not be worked out, or was not put in force."""
        self._say("", "")
        self._problem(errors.say(error))

    def show_preview(self, preview: RulePreview, form: RuleForm, doc: Any, row: RuleRow) -> None:
        """Show what is wrong beside its fields, or what the change would do."""
        problems: dict[tuple[int, str], str] = {}
        elsewhere: list[str] = []
        names = {spec.name for spec in form.fields}
        names |= {spec.name for spec in form.rows.fields} if form.rows else set()
        for one in preview.problems:
            place = placed(form, doc, one.path) if one.rule == form.key else None
            if place is not None and place[1] in names:
                problems.setdefault(place, rules.problem(one))
            else:
                elsewhere.append(rules.located(one, json.dumps(doc)))
        self.form.show_problems(problems)
        if preview.problems:
            self._say("Something is wrong above; nothing can be put in force yet.", "bad")
            self._problem("\n".join(elsewhere))
            return
        lines = differences(form.key, row.value, json.dumps(doc))
        self._say(rules.listed([*lines, *rules.effects(preview)]), "")

    def _say(self, words: str, look: str) -> None:
        set_look(self._ui.preview_text, look)
        self._ui.preview_text.setText(words)
        self._ui.preview_text.setVisible(bool(words))
        self._problem("")

    def _problem(self, words: str) -> None:
        self._ui.problem_text.setText(words)
        self._ui.problem_text.setVisible(bool(words))

    # ------------------------------------------------------------------------- why

    def ask_reason(self) -> None:
        """Say that the reason is missing, and put the keyboard there."""
        self._problem(_WHY)
        set_look(self._ui.reason_edit, "wrong")
        self._ui.reason_edit.setFocus()

    def suggest_reason(self, words: str) -> None:
        """Type a reason for the person, when they typed none."""
        if not self.reason:
            self._ui.reason_edit.setText(words)

    def clear_reason(self) -> None:
        """Forget the reason."""
        self._ui.reason_edit.clear()
        set_look(self._ui.reason_edit, "")
