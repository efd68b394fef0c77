# SPDX-License-Identifier: MIT
"""One change to many leads: what, for which of them, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import BulkWish, ChangeLeads
from leaddesk.desk.queries import AskLeadChoices, LeadChoices
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.gui.forms.ui_bulk_dialog import Ui_BulkDialog
from leaddesk.gui.long_run import LongRun
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.choice_box import ChoiceBox
from leaddesk.words import bulk, errors, numbers, tiers

WIDTH = 480
_TYPED = frozenset({BulkKind.SOURCE, BulkKind.CAMPAIGN})
_WITHOUT_TO = frozenset({BulkKind.CLOSE, BulkKind.REOPEN})


class BulkDialog(QDialog):
    """Changes leads; `written` carries the Done of the change, before it closes."""

    written = Signal(object)

    def __init__(
        self,
        bench: Bench,
        chosen: Sequence[int],
        wanted: LeadFilter,
        total: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench, self._chosen, self._wanted, self._total = bench, chosen, wanted, total
        self._run: LongRun | None = None
        self._choices = LeadChoices((), (), (), ())
        self._ui = Ui_BulkDialog()
        self._ui.setupUi(self)
        ui = self._ui
        ui.chosen_radio.setText(f"{numbers.count(len(chosen), 'chosen lead')}")
        passing = "All leads" if wanted.is_open else "All that pass the filter"
        ui.filter_radio.setText(f"{passing}: {numbers.number(total)}")
        ui.chosen_radio.setChecked(len(chosen) > 1 or total <= 1)
        ui.filter_radio.setChecked(len(chosen) <= 1 < total)
        ui.progress.hide()
        self._what = ChoiceBox(ui.what_combo, words="Choose…")
        self._what.offer((bulk.wish(kind), kind) for kind in BulkKind)
        self._to = ChoiceBox(ui.to_combo, words="")
        ui.what_combo.currentIndexChanged.connect(self._show_to)
        ui.save_button.clicked.connect(self._on_save)
        ui.cancel_button.clicked.connect(self.reject)
        self.resize(WIDTH, self.sizeHint().height())
        self._show_to()
        bench.ops.ask(AskLeadChoices(), slot=self, answer=self._know)

    # ------------------------------------------------------------------------- the form

    @property
    def kind(self) -> BulkKind | None:
        """What is to be done, None as long as nothing was chosen."""
        value = self._what.value
        return value if isinstance(value, BulkKind) else None

    def command(self) -> ChangeLeads | None:
        """Return the change that the form describes, None while something is missing."""
        ui, kind = self._ui, self.kind
        if kind is None:
            self._say("Choose what to do first.")
            return None
        text = ui.to_combo.currentText().strip() if kind in _TYPED else ""
        value = self._to.value
        number = value if isinstance(value, int) else None
        if kind is BulkKind.SOURCE and not text:
            self._say("Name the source these leads come from.")
            return None
        if kind in (BulkKind.TIER, BulkKind.OWNER) and number is None:
            self._say("Choose where to.")
            return None
        wish = BulkWish(
            kind,
            tier=number or 0 if kind is BulkKind.TIER else 0,
            person_id=number or 0 if kind is BulkKind.OWNER else 0,
            text=text,
            reason=ui.reason_edit.text(),
        )
        if ui.filter_radio.isChecked():
            return ChangeLeads(wish, filter=self._wanted)
        return ChangeLeads(wish, lead_ids=tuple(self._chosen))

    def _know(self, choices: LeadChoices) -> None:
        self._choices = choices
        self._show_to()

    def _show_to(self) -> None:
        """Offer what the change takes."""
        ui, kind = self._ui, self.kind
        ui.to_part.setVisible(kind is not None and kind not in _WITHOUT_TO)
        ui.reason_part.setVisible(kind is BulkKind.CLOSE)
        ui.to_combo.setEditable(kind in _TYPED)
        if kind is BulkKind.TIER:
            self._to.offer(tiers.choices())
        elif kind is BulkKind.OWNER:
            people = [(p.name, p.id) for p in self._bench.seat.people if p.active]
            self._to.offer([("Anyone of the tier", 0), *people])
        elif kind is BulkKind.SOURCE:
            self._to.offer((source.name, source.name) for source in self._choices.sources)
        elif kind is BulkKind.CAMPAIGN:
            self._to.offer((name, name) for name in self._choices.campaigns)
        self._say("")

    # ------------------------------------------------------------------------- at work

    def _on_save(self) -> None:
        command = self.command()
        if command is None or self._run is not None:
            return
        meant = len(command.lead_ids) if command.filter is None else self._total
        ui = self._ui
        ui.progress.setRange(0, max(1, meant))
        ui.progress.setValue(0)
        ui.progress.show()
        ui.save_button.setEnabled(False)
        ops = self._bench.ops
        person, at = ops.person_id, ops.now()

        def change(run: LongRun) -> Done:
            return ops.desk().change_leads(
                command, person, at, report=run.report, cancelled=run.is_cancelled
            )

        self._run = ops.run_long(
            change, changes=Kind.LEADS | Kind.QUEUE, progress=ui.progress.setValue,
            done=self._on_done, failed=self._on_failed,
        )  # fmt: skip

    def _on_done(self, done: Done) -> None:
        self._run = None
        self.written.emit(done)
        self.accept()

    def _on_failed(self, error: LeadDeskError) -> None:
        self._run = None
        self._ui.progress.hide()
        self._ui.save_button.setEnabled(True)
        self._say(errors.say(error))

    def _say(self, words: str) -> None:
        self._ui.problem.setText(words)
        self._ui.problem.setVisible(bool(words))

    @override
    def reject(self) -> None:
        """Stop a change that is at work, which takes it back; else close."""
        if self._run is not None:
            self._run.cancel()
        else:
            super().reject()
