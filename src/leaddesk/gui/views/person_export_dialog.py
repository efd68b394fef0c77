# SPDX-License-Identifier: MIT
"""Everything about a person as one file: where to; the note of it goes into their history."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import NotePersonExport
from leaddesk.desk.queries import PersonData
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_person_export_dialog import Ui_PersonExportDialog
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import errors, numbers, person_page, personal_data

FOLDER = "export/folder"
TAKEN = "export.exists"


class PersonExportDialog(FormDialog):
    """Writes the file off the GUI thread, then notes that it was passed on."""

    def __init__(self, bench: Bench, data: PersonData, parent: QWidget | None = None) -> None:
        super().__init__(bench.ops, parent)
        self._bench, self._data = bench, data
        self._path = Path()
        self._replace = False
        self._ui = Ui_PersonExportDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.what_label.setText(
            f"{data.name}: {numbers.count(len(data.leads), 'lead')} with all that is kept, as a "
            "ZIP file. In it person.html to read in a browser, and person.json for programs."
        )
        kept = bench.settings.read(FOLDER)
        folder = Path(kept) if kept else Path.home()
        ui.path_edit.setText(str(folder / personal_data.file_name(data.name, data.at)))
        ui.path_edit.textEdited.connect(self._on_path)
        ui.browse_button.clicked.connect(self._browse)
        ui.save_button.clicked.connect(self._on_save)
        ui.path_edit.setFocus()

    def _on_path(self) -> None:
        self._replace = False
        self._ui.save_button.setText("Save the file")
        self.say("")

    def _browse(self) -> None:
        edit = self._ui.path_edit
        told = "ZIP (*.zip);;All files (*)"
        name, _filter = QFileDialog.getSaveFileName(self, "Save to", edit.text(), told)
        if name:
            edit.setText(name)
            self._on_path()
            # The system's dialog has asked already.
            self._replace = True

    def _on_save(self) -> None:
        told = self._ui.path_edit.text().strip()
        if not told:
            self.say("Say where the file should go.")
            self._ui.path_edit.setFocus()
            return
        if self._writing:
            return
        self._path = Path(told).expanduser()
        self._set_writing(True)
        bench = self._bench
        write = partial(
            person_page.write, bench.machine, self._path, self._data, bench.seat.time_zone,
            replace=self._replace,
        )  # fmt: skip
        bench.ops.run_apart(write, done=self._note, failed=self._not_written)

    def _note(self, _written: None) -> None:
        """Note it; the file is there already and stays when that is refused."""
        self._set_writing(False)
        self._bench.settings.write(FOLDER, str(self._path.parent))
        self._replace = True
        self.submit(NotePersonExport(self._data.lead_ids))

    def _not_written(self, error: LeadDeskError) -> None:
        self._set_writing(False)
        self.say(errors.say(error))
        if error.key == TAKEN:
            self._replace = True
            self._ui.save_button.setText("Replace it")
        self._ui.save_button.setFocus()

    @override
    def after(self, done: Done) -> None:
        """Say where the file is."""
        self._bench.frame.say(f"Everything about {self._data.name} is in {self._path}")
        super().after(done)
