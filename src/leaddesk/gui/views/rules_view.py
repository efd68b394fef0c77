# SPDX-License-Identifier: MIT
"""Rules: what team leads can change, in a form for each, with what a change would do beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ChangeRule
from leaddesk.desk.queries import AskRuleChange, AskRules, RulePreview, RuleRow, RuleVersion
from leaddesk.desk.rules import encode_rule, settled
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Role
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.rule_files import RuleFiles
from leaddesk.gui.views.rule_import_dialog import RuleImportDialog
from leaddesk.gui.views.rule_versions_dialog import RuleVersionsDialog
from leaddesk.gui.views.rules_face import RulesFace
from leaddesk.gui.views.screen_dialog import ScreenDialog
from leaddesk.gui.views.typed_rules import TypedRules
from leaddesk.words.rule_fields import forms
from leaddesk.words.rule_parts import closed, document, opened
from leaddesk.words.rule_shapes import RuleForm

TYPED_MS = 300
"""How long after the last change it is worked out what it would do."""
FILTER = "Rules (*.json);;All files (*)"


class RulesView(Screen):
    """The Rules screen, for team leads."""

    lives_on: ClassVar[Kind] = Kind.RULES | Kind.PEOPLE

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._face = RulesFace(self, bench.ops.now, lambda: bench.seat.time_zone)
        self._dialog = ScreenDialog(self, self._face.focus_list)
        self._files = RuleFiles(bench, self)
        self._typed = TypedRules()
        self._preview: RulePreview | None = None
        self._form: RuleForm = forms()[0]
        self._putting = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPED_MS)
        self._soon.timeout.connect(self._ask_preview)
        face = self._face
        face.pressed.connect(bench.frame.act)
        face.form_chosen.connect(self._choose)
        face.form.changed.connect(self._on_typed)
        face.form.preset.connect(self._use_preset)
        self._files.read.connect(self._open_import)
        self._files.told.connect(bench.frame.say)
        self._files.failed.connect(bench.frame.refuse)

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self.bench.ops.ask(AskRules(), slot="rules", answer=self._show)

    @override
    def person_left(self) -> None:
        self._dialog.reject()
        self._typed.clear()
        self._face.clear_reason()

    @override
    def situation(self) -> When:
        now = When.SEATED
        if Role.TEAM_LEAD not in self.bench.seat.roles or not self._typed.rows:
            return now
        if self._form.rows is not None and self._form.rows.may_move:
            now |= When.RULE_ROW
        if not self._typed.rows[self._form.key].is_default or self._is_typed:
            now |= When.RULE_OWN
        if self._is_typed:
            now |= When.RULE_TYPED
        if self._is_ready:
            now |= When.RULE_READY
        return now

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        form = self._face.form
        return {
            "rules.put": self._put,
            "rules.discard": self._discard,
            "rules.default": lambda: self._load(""),
            "rules.versions": self._open_versions,
            "rules.export": self._export,
            "rules.import": self._import,
            "rules.row_up": lambda: form.move_row(-1),
            "rules.row_down": lambda: form.move_row(1),
            "rules.row_add": form.add_row,
            "rules.row_remove": form.remove_row,
            "rules.row_copy": form.copy_row,
        }

    @override
    def focus_first(self) -> None:
        self._face.focus_list()

    # ------------------------------------------------------------------------- what is shown

    @property
    def form_id(self) -> str:
        """The form that is shown, empty before the rules came."""
        return self._form.id if self._typed.rows else ""

    @property
    def _is_typed(self) -> bool:
        return self._form.key in self._typed

    @property
    def _is_ready(self) -> bool:
        preview = self._preview
        looked = preview is not None and preview.values == self._values()
        return (
            self._is_typed
            and looked
            and not self._putting
            and not (preview is not None and preview.problems)
        )

    def _doc(self) -> Any:
        return self._typed.doc(self._form.key)

    def _values(self) -> tuple[tuple[str, str], ...]:
        return ((self._form.key, json.dumps(self._doc())),)

    def _show(self, rows: tuple[RuleRow, ...]) -> None:
        self._typed.learn(rows)
        # Tiers come, go and are renamed: the form shown may be called otherwise, or be gone.
        self._form = self._typed.form_called(self._form.id, self._form.key)
        self._show_form()

    def _choose(self, form_id: str) -> None:
        self._form = self._typed.form_called(form_id, self._form.key)
        self._show_form()

    def _show_form(self) -> None:
        if not self._typed.rows:
            return
        doc = self._doc()
        self._form = self._typed.form_called(self._form.id, self._form.key)
        self._face.show_form(self._form, opened(self._form, doc), self._typed.rows[self._form.key])
        self._after_change()

    def _on_typed(self) -> None:
        doc = closed(self._form, self._doc(), self._face.form.part)
        self._typed.put(self._form.key, doc)
        self._after_change()

    def _after_change(self) -> None:
        typed = self._typed
        self._face.show_list(typed.forms(), typed.rows, typed.changed_forms(), self._form)
        self._preview = None
        if self._is_typed:
            self._face.show_looking()
            self._soon.start()
        else:
            self._soon.stop()
            self._face.show_nothing_typed()
        self._refresh_buttons()

    def _refresh_buttons(self) -> None:
        self._face.show_buttons(typed=self._is_typed, ready=self._is_ready,
                                own=When.RULE_OWN in self.situation())  # fmt: skip
        self.bench.frame.refresh_actions()

    # ------------------------------------------------------------------------- what it would do

    def _ask_preview(self) -> None:
        if self._is_typed and self.bench.ops.is_open:
            asked = AskRuleChange(self._values())
            self.bench.ops.ask(asked, slot="rules.preview", answer=self._show_preview,
                               failed=self._face.show_failed)  # fmt: skip

    def _show_preview(self, preview: RulePreview) -> None:
        if not self._is_typed or preview.values != self._values():
            return
        self._preview = preview
        self._face.show_preview(preview, self._form, self._doc(), self._typed.rows[self._form.key])
        self._refresh_buttons()

    # ------------------------------------------------------------------------- in force

    def _put(self) -> None:
        if not self._is_ready:
            return
        reason = self._face.reason
        if not reason:
            self._face.ask_reason()
            return
        key, value = self._values()[0]
        command = ChangeRule(key, value, reason, self._typed.rows[key].value)
        self._putting = True
        self._refresh_buttons()
        self.bench.ops.do(command, initiator=self, done=self._on_put, failed=self._on_refused)

    def _on_put(self, done: Done) -> None:
        self._putting = False
        self._typed.drop(self._form.key)
        self._face.clear_reason()
        # Out of the text field: Ctrl+Z takes the rule back from here, not letters.
        self._face.focus_list()
        self.bench.frame.told(done)
        self.refresh_soon()

    def _on_refused(self, error: LeadDeskError) -> None:
        self._putting = False
        self._face.show_failed(error)
        self.refresh_soon()

    def _discard(self) -> None:
        self._typed.drop(self._form.key)
        self._face.clear_reason()
        self._show_form()

    def _use_preset(self, place: int) -> None:
        name, sheet = self._form.presets[place]
        self._load(encode_rule(self._form.key, sheet), name)

    def _load(self, value: str, reason: str = "") -> None:
        """Put a value into the forms of the rule, to be looked at before it is put in force."""
        key = self._form.key
        told = settled(key, value, self._typed.rows[key].value)
        self._typed.put(key, document(key, told))
        if reason:
            self._face.suggest_reason(reason)
        self._show_form()

    # ------------------------------------------------------------------------- versions, files

    def _open_versions(self) -> None:
        dialog = RuleVersionsDialog(self.bench, self._form.key, self)
        dialog.chosen.connect(self._bring_back)
        self._dialog.open(dialog)

    def _bring_back(self, version: RuleVersion) -> None:
        name = f"version {version.number}" if version.number else "what was before"
        self._load(version.value, f"Back to {name}")

    def _export(self) -> None:
        start = str(Path(self.bench.settings.read("export/folder")) / "rules.json")
        name, _filter = QFileDialog.getSaveFileName(self, "Export all rules", start, FILTER)
        if name:
            self._files.write(Path(name), tuple(self._typed.rows.values()))

    def _import(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, "Import rules", "", FILTER)
        if name:
            self._files.look(Path(name))

    def _open_import(self, name: str, file: object) -> None:
        self._dialog.open(RuleImportDialog(self.bench.ops, name, file, self._typed.rows, self))
