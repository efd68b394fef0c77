# SPDX-License-Identifier: MIT
"""Watch a folder, or change what is true of the leads that land in one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from leaddesk.desk.commands import ChangeFolder, FolderFields, WatchFolder
from leaddesk.desk.queries import FolderRow
from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.lead import SourceKind
from leaddesk.gui.forms.ui_folder_dialog import Ui_FolderDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.gui.views.places import fill_countries, system_region
from leaddesk.words import leads, tiers

SIZE = (680, 420)


class FolderDialog(FormDialog):
    """The form of one watched folder; without a row it watches another one."""

    def __init__(
        self,
        ops: Ops,
        parent: QWidget | None = None,
        *,
        computer: str,
        region: str = "",
        row: FolderRow | None = None,
    ) -> None:
        super().__init__(ops, parent)
        self._computer, self._row = computer, row
        self._ui = Ui_FolderDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        for kind in SourceKind:
            ui.kind_combo.addItem(leads.source_kind(kind.value), kind.value)
        for choice in tiers.choices():
            ui.tier_combo.addItem(*choice)
        ui.source_edit.setMaxLength(LIMITS["source"])
        ui.campaign_edit.setMaxLength(LIMITS["campaign"])
        ui.path_edit.setPlaceholderText("The folder that the lists land in")
        fill_countries(ui.region_combo, (row.region if row else "") or region or system_region())
        self._fill(row)
        ui.browse_button.clicked.connect(self._on_browse)
        ui.save_button.clicked.connect(self._on_save)
        self.resize(*SIZE)
        ui.path_edit.setFocus()

    def fields(self) -> FolderFields:
        """Return what the form holds."""
        ui = self._ui
        path = ui.path_edit.text().strip()
        return FolderFields(
            computer=self._computer,
            path=str(Path(path).expanduser().absolute()) if path else "",
            source=ui.source_edit.text().strip(),
            source_kind=str(ui.kind_combo.currentData()),
            campaign=ui.campaign_edit.text().strip(),
            tier=int(ui.tier_combo.currentData()),
            region=str(ui.region_combo.currentData() or ""),
        )

    def _fill(self, row: FolderRow | None) -> None:
        ui = self._ui
        kind = row.source_kind if row else SourceKind.LIST.value
        ui.kind_combo.setCurrentIndex(max(0, ui.kind_combo.findData(kind)))
        ui.tier_combo.setCurrentIndex(max(0, ui.tier_combo.findData(row.tier if row else 1)))
        if row is None:
            return
        ui.title.setText("Change this watched folder")
        self.setWindowTitle("Change this watched folder")
        ui.save_button.setText("Save")
        ui.path_edit.setText(row.path)
        ui.source_edit.setText(row.source)
        ui.campaign_edit.setText(row.campaign)

    def _on_browse(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self, "The folder that the lists land in", self._ui.path_edit.text()
        )
        if found:
            self._ui.path_edit.setText(found)

    def _on_save(self) -> None:
        fields = self.fields()
        if fields.path and not Path(fields.path).is_dir():
            self.say(f"There is no folder {fields.path}. Make it first, or choose another one.")
            self._ui.path_edit.setFocus()
            return
        self.submit(ChangeFolder(self._row.id, fields) if self._row else WatchFolder(fields))
