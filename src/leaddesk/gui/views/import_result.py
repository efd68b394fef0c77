# SPDX-License-Identifier: MIT
"""What an import brought: counts, the rows that were turned down, and the way back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from leaddesk.desk.intake import ImportResult
from leaddesk.gui.forms.ui_import_result_page import Ui_ImportResultPage
from leaddesk.gui.views.import_preview import figures
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import imports, numbers


class ImportResultPage(QWidget):
    """The page after an import."""

    work_pressed = Signal()
    another_pressed = Signal()
    undo_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_ImportResultPage()
        self._ui.setupUi(self)
        self._path: Path | None = None
        ui = self._ui
        ui.rejected_title.show_title("Rows that were turned down")
        ui.work_button.show_button("Start calling", "", ButtonKind.PRIMARY, "phone")
        ui.another_button.show_button("Another list", "Ctrl+O", icon_name="upload")
        ui.undo_button.show_button("Undo import", "U", icon_name="undo-2")
        ui.folder_button.show_button("Open folder", icon_name="external-link")
        ui.copy_button.show_button("Copy path", icon_name="copy")
        ui.work_button.clicked.connect(self.work_pressed)
        ui.another_button.clicked.connect(self.another_pressed)
        ui.undo_button.clicked.connect(self.undo_pressed)
        ui.folder_button.clicked.connect(self._on_folder)
        ui.copy_button.clicked.connect(self._on_copy)

    def show_result(self, name: str, result: ImportResult, *, may_call: bool) -> None:
        """Show what came of the import of a list; the file of turned-down rows follows.

        `may_call` tells that the person at the desk has a queue to start with.
        """
        ui, count = self._ui, result.count
        ui.title.setText(f"{numbers.count(count.new, 'lead')} imported from {name}")
        ui.summary_label.setText(imports.summary(count))
        ui.figures.show_figures(figures(count))
        ui.undo_button.setEnabled(True)
        ui.work_button.setVisible(may_call)
        reasons: Counter[str] = Counter()
        for reason, rows in result.reasons.items():
            reasons[imports.turned_down(reason)] += rows
        ui.rejected_card.setVisible(bool(reasons))
        ui.reasons_label.setText(
            " · ".join(f"{words}: {numbers.number(n)}" for words, n in reasons.most_common())
        )
        self._show_path(None, "They are being written to a file…")
        self.say("")

    def show_rejected_file(self, path: Path | None) -> None:
        """Say where the turned-down rows were written, None when they could not be."""
        if path is None:
            self._show_path(None, "They could not be written to a file: no folder allowed it.")
        else:
            self._show_path(path, f"All of them, with reasons, are in {path}")

    def show_undone(self, words: str) -> None:
        """Say that the import was taken back."""
        self._ui.title.setText(words)
        self._ui.undo_button.setEnabled(False)

    def say(self, words: str) -> None:
        """Say what went wrong; no words take it back."""
        self._ui.problem.setText(words)
        self._ui.problem.setVisible(bool(words))

    def focus_first(self) -> None:
        """Put the keyboard on what usually follows."""
        ui = self._ui
        first = ui.another_button if ui.work_button.isHidden() else ui.work_button
        first.setFocus()

    def _show_path(self, path: Path | None, words: str) -> None:
        self._path = path
        self._ui.path_label.setText(words)
        self._ui.folder_button.setEnabled(path is not None)
        self._ui.copy_button.setEnabled(path is not None)

    def _on_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _on_copy(self) -> None:
        if self._path is not None:
            QGuiApplication.clipboard().setText(str(self._path))
