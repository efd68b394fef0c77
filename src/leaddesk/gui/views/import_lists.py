# SPDX-License-Identifier: MIT
"""The lists that were imported, and the way to import another or to take one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.queries import ListRow, WaitingListRow
from leaddesk.gui.forms.ui_import_lists import Ui_ImportLists
from leaddesk.gui.models.list_rows import ListLine, list_columns
from leaddesk.gui.models.rows_model import RowsModel
from leaddesk.gui.views import row_table
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.gui.widgets.text import set_look


class ImportLists(QWidget):
    """The first page of the Import screen."""

    choose_pressed = Signal()
    undo_pressed = Signal()
    again_pressed = Signal()
    arrivals_pressed = Signal()
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_ImportLists()
        self._ui.setupUi(self)
        self._model: RowsModel[ListLine] | None = None
        ui = self._ui
        ui.choose_button.show_button("Choose a file…", "Ctrl+O", ButtonKind.PRIMARY, "upload")
        ui.arrivals_button.show_button("Comes by itself", "C", icon_name="inbox")
        ui.arrivals_button.clicked.connect(self.arrivals_pressed)
        ui.undo_button.show_button("Undo import", "U", icon_name="undo-2")
        ui.undo_button.setEnabled(False)
        ui.again_button.show_button("Send again", "R", icon_name="refresh-cw")
        ui.again_button.hide()
        ui.list_label.hide()
        ui.lists_title.show_title("Lists")
        ui.lists_empty.show_state(
            "No list was imported yet",
            icon_name="file-down",
            words="Each import shows here with its counts and can be taken back as a whole.",
        )
        row_table.dress(ui.lists_table)
        ui.choose_button.clicked.connect(self.choose_pressed)
        ui.undo_button.clicked.connect(self.undo_pressed)
        ui.again_button.clicked.connect(self.again_pressed)

    def show_lists(
        self,
        rows: tuple[ListLine, ...],
        now: Callable[[], dt.datetime],
        zone: str,
        here: Callable[[], str],
    ) -> None:
        """Show the lists, newest first, with times on the clock of a zone.

        `here` names whose lists wait on this computer.
        """
        table = self._ui.lists_table
        if self._model is None:
            columns = list_columns(now, zone, here)
            self._model = row_table.fill(table, columns, lambda row: row.id, self._on_chosen, self)
        row_table.show(table, self._model, rows)
        table.setVisible(bool(rows))
        self._ui.lists_empty.setVisible(not rows)
        self._on_chosen()

    @property
    def undoable(self) -> int | None:
        """The chosen list of the team when it may be taken back."""
        row = self._row()
        return row.id if isinstance(row, ListRow) and row.may_undo else None

    @property
    def waiting(self) -> WaitingListRow | None:
        """The chosen list when it waits on this computer."""
        row = self._row()
        return row if isinstance(row, WaitingListRow) else None

    def explain(self, words: str) -> None:
        """Say why the chosen list is not imported yet; no words take it back."""
        waiting = self.waiting
        refused = waiting is not None and waiting.why is not None
        set_look(self._ui.list_label, "warn" if refused else "secondary")
        self._ui.list_label.setText(words)
        self._ui.list_label.setVisible(bool(words))

    def say(self, words: str) -> None:
        """Say what is wrong with the file that was chosen; no words take it back."""
        self._ui.choose_problem.setText(words)
        self._ui.choose_problem.setVisible(bool(words))

    def focus_first(self) -> None:
        """Put the keyboard on the button that chooses a file."""
        self._ui.choose_button.setFocus()

    def _row(self) -> ListLine | None:
        return row_table.chosen(self._ui.lists_table, self._model)

    def _on_chosen(self) -> None:
        ui, waiting = self._ui, self.waiting
        words = "Undo import" if waiting is None else "Remove list"
        ui.undo_button.show_button(words, "U", icon_name="undo-2" if waiting is None else "x")
        ui.undo_button.setEnabled(waiting is not None or self.undoable is not None)
        ui.again_button.setVisible(waiting is not None and waiting.why is not None)
        self.chosen.emit()
