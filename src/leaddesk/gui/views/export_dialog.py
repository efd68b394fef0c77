# SPDX-License-Identifier: MIT
"""Export: what, in which format, where to; then how far it is, and where it went."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.door import Desk
from leaddesk.desk.exports import LeadsWanted
from leaddesk.desk.queries import AskExportSize
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_export_dialog import Ui_ExportDialog
from leaddesk.gui.long_run import LongRun
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.export_form import ExportForm
from leaddesk.words import errors, exports

WIDTH = 560
TAKEN = "export.exists"


class ExportDialog(QDialog):
    """The dialog of all exports; `shown` and `chosen` are the leads of the screen behind it.

    `what` is one of `exports.KINDS`, as far as this person may have it; with `lead_id` it is the
    calendar entry of that lead only.
    """

    def __init__(
        self,
        bench: Bench,
        what: str = "leads",
        *,
        shown: LeadsWanted | None = None,
        chosen: Sequence[int] = (),
        lead_id: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._run: LongRun | None = None
        self._written: Path | None = None
        self._replace = self._own_name = self._busy = False
        self._ui = Ui_ExportDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.form = ExportForm(bench, ui, shown or LeadsWanted(), tuple(chosen), lead_id)
        ui.what_combo.setCurrentIndex(max(0, ui.what_combo.findData(what)))
        self._wire()
        self._show_what()
        ui.path_edit.setFocus()

    # ------------------------------------------------------------------------- the file

    def _wire(self) -> None:
        ui = self._ui
        ui.what_combo.currentIndexChanged.connect(self._show_what)
        ui.format_combo.currentIndexChanged.connect(self._on_format)
        for radio in (ui.shown_radio, ui.chosen_radio, ui.all_radio):
            radio.toggled.connect(self._count)
        ui.path_edit.textEdited.connect(self._on_path)
        ui.browse_button.clicked.connect(self._browse)
        ui.save_button.clicked.connect(self._on_save)
        ui.cancel_button.clicked.connect(self.reject)
        ui.folder_button.clicked.connect(self._open_folder)

    def _show_what(self) -> None:
        self.form.show_fields()
        self._own_name = False
        self._on_format()
        # The room of the fields that went away goes with them.
        self.adjustSize()
        self.resize(WIDTH, self.sizeHint().height())

    def _on_format(self) -> None:
        self._name_file()
        self._count()

    def _name_file(self) -> None:
        """Offer a sensible name, in the folder of the last export; a typed one stays."""
        ui = self._ui
        if self._own_name:
            typed = Path(ui.path_edit.text())
            if typed.suffix:
                ui.path_edit.setText(str(typed.with_suffix(f".{self.form.file_format}")))
        else:
            kept = self._bench.settings.read("export/folder")
            folder = Path(kept) if kept else Path.home()
            name = exports.file_name(self.form.kind, self.form.file_format, self._bench.ops.now())
            ui.path_edit.setText(str(folder / name))
        self._on_path("", own=self._own_name)

    def _on_path(self, _text: str, *, own: bool = True) -> None:
        self._own_name, self._replace = own, False
        self._ui.save_button.setText("Export")
        self._say("")

    def _browse(self) -> None:
        ui = self._ui
        told = f"{self.form.file_format.upper()} (*.{self.form.file_format});;All files (*)"
        name, _filter = QFileDialog.getSaveFileName(self, "Export to", ui.path_edit.text(), told)
        if name:
            ui.path_edit.setText(name)
            self._on_path(name)
            # The dialog of the system has asked whether a file that is there may go.
            self._replace = Path(name).exists()

    # ------------------------------------------------------------------------- at work

    def _count(self) -> None:
        """Ask how much it will be, to say what to know before."""
        self._ui.note.hide()
        if self.form.kind not in ("leads", "all") or not self._bench.ops.is_open:
            return
        kind = self.form.kind
        self._bench.ops.ask(
            AskExportSize(self.form.wanted()), slot=self, failed=lambda _error: None,
            answer=lambda rows: self._counted(kind, rows),
        )  # fmt: skip

    def _counted(self, kind: str, rows: int) -> None:
        ui = self._ui
        if kind != self.form.kind:
            return
        note = exports.limits(self.form.kind, self.form.file_format, rows)
        ui.note.setText(f"{exports.count(self.form.kind, rows)}. {note}".strip())
        ui.note.setVisible(self._run is None and self._written is None)
        ui.progress.setRange(0, max(1, rows))

    def _on_save(self) -> None:
        if self._run is not None:
            return
        text = self._ui.path_edit.text().strip()
        if not text:
            self._say("Say where the file should go.")
            return
        wanted, path = self.form.wanted(), Path(text).expanduser().absolute()
        bench, replace, form = self._bench, self._replace, self.form.file_format
        ops, machine, zone = bench.ops, bench.machine, bench.seat.time_zone
        person, now = ops.person_id, ops.now()

        def export(desk: Desk, run: LongRun) -> Done:
            outlet = exports.outlet(wanted, machine, path, form, zone, replace=replace)
            done = desk.export(
                wanted, outlet, person, now, report=run.report, cancelled=run.is_cancelled
            )
            return Done(Kind.NONE, "exported", facts=(("count", str(done.rows)),))

        self._set_busy(True)
        run = ops.run_long(
            partial(export, ops.desk()), changes=Kind.NONE, progress=self._ui.progress.setValue,
            done=lambda done: self._on_done(done, path), failed=self._on_failed,
        )  # fmt: skip
        # Where work runs at once it is done by now.
        self._run = run if self._busy else None

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, one meaning
        ui, self._busy = self._ui, busy
        self._say("")
        ui.progress.setVisible(busy)
        ui.progress.setValue(0)
        if self.form.kind not in ("leads", "all"):
            ui.progress.setRange(0, 0)
        ui.note.hide()
        self.form.set_enabled(not busy)
        if busy:
            ui.cancel_button.setFocus()

    def _on_done(self, done: Done, path: Path) -> None:
        self._run, self._written = None, path
        ui, bench = self._ui, self._bench
        bench.settings.write("export/folder", str(path.parent))
        bench.settings.write("export/format", self.form.file_format)
        bench.settings.write("export/columns", ",".join(self.form.columns.keys))
        rows = int(dict(done.facts)["count"])
        words = exports.done(self.form.kind, rows, path)
        self._set_busy(False)
        self.form.put_away()
        ui.save_button.hide()
        ui.result.setText(words)
        ui.result.show()
        ui.folder_button.show()
        ui.cancel_button.setText("Close")
        ui.cancel_button.setFocus()
        self.adjustSize()
        bench.frame.say(words)

    def _on_failed(self, error: LeadDeskError) -> None:
        self._run = None
        self._set_busy(False)
        self._say(errors.say(error))
        if error.key == TAKEN:
            self._replace = True
            self._ui.save_button.setText("Replace it")
        self._ui.save_button.setFocus()

    def _say(self, words: str) -> None:
        self._ui.problem.setText(words)
        self._ui.problem.setVisible(bool(words))

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    @override
    def reject(self) -> None:
        """Stop an export that is under way; leave when there is none."""
        if self._run is not None:
            self._run.cancel()
            self._say("Stopping…")
        else:
            super().reject()
