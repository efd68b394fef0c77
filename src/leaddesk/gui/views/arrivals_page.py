# SPDX-License-Identifier: MIT
"""What comes by itself on one page: watched folders with their files, and the web form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from leaddesk.desk.queries import ArrivalsView, FileRow, FolderRow, InquiryRow
from leaddesk.gui.forms.ui_arrivals_page import Ui_ArrivalsPage
from leaddesk.gui.models.arrival_rows import file_columns, folder_columns, inquiry_columns
from leaddesk.gui.models.rows_model import Column, RowsModel
from leaddesk.gui.views import row_table
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import arrivals, times

RowT = TypeVar("RowT")
TABLE_HEIGHT = 130
"""Room for three rows at least, in device-independent pixels."""

UNKNOWN_TOKEN = "YOUR-TOKEN"  # noqa: S105 - stands where the token goes


class ArrivalsPage(QWidget):
    """A page of the Import screen; `pressed(action)` names what was asked for."""

    pressed = Signal(str)
    back_pressed = Signal()
    chosen = Signal()

    def __init__(self, trouble: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_ArrivalsPage()
        self._ui.setupUi(self)
        self._trouble = trouble
        self._has_token = self._asked_twice = False
        self._folders: RowsModel[FolderRow] | None = None
        self._files: RowsModel[FileRow] | None = None
        self._inquiries: RowsModel[InquiryRow] | None = None
        ui = self._ui
        ui.back_button.show_button("Lists", "Esc", icon_name="chevron-left")
        ui.folders_title.show_title("Folders on this computer")
        ui.files_title.show_title("Files")
        ui.setup_title.show_title("Setting it up")
        ui.inquiries_title.show_title("Last arrivals")
        self._buttons()
        self._copies()
        ui.folders_empty.show_state(
            "No folder is watched yet",
            icon_name="inbox",
            words="Name a folder, and each list that lands there is imported by itself.",
        )
        ui.files_empty.show_state("No file came yet", icon_name="file-down")
        ui.inquiries_empty.show_state("Nothing came through a form yet", icon_name="mail")
        for table in (ui.folders_table, ui.files_table, ui.inquiries_table):
            row_table.dress(table)
        ui.folders_table.setMinimumHeight(TABLE_HEIGHT)
        ui.files_table.setMinimumHeight(TABLE_HEIGHT)
        self.show_token("", None, "")

    # ------------------------------------------------------------------------- what is shown

    def show_folders(self, rows: tuple[FolderRow, ...]) -> None:
        """Show the folders that are watched on this computer."""
        ui = self._ui
        self._folders = self._shown(
            ui.folders_table, self._folders, rows, folder_columns(self._trouble), lambda r: r.id
        )
        ui.folders_table.setVisible(bool(rows))
        ui.folders_empty.setVisible(not rows)
        told = [self._trouble[row.path] for row in rows if self._trouble.get(row.path)]
        ui.trouble.setText("\n".join(told))
        ui.trouble.setVisible(bool(told))
        self.chosen.emit()

    def show_arrivals(
        self, view: ArrivalsView, now: Callable[[], dt.datetime], zone: str, command: str
    ) -> None:
        """Show the last files and inquiries, with times on the clock of a zone."""
        ui = self._ui
        self._files = self._shown(
            ui.files_table, self._files, view.files, file_columns(now, zone), lambda r: r.take
        )
        self._inquiries = self._shown(
            ui.inquiries_table,
            self._inquiries,
            view.inquiries,
            inquiry_columns(now, zone),
            lambda r: (r.came_at, r.lead_id, r.result),
        )
        ui.files_table.setVisible(bool(view.files))
        ui.files_empty.setVisible(not view.files)
        ui.inquiries_table.setVisible(bool(view.inquiries))
        ui.inquiries_empty.setVisible(not view.inquiries)
        made = times.stamp(view.token_at, now(), zone) if view.token_at else ""
        self.show_token(ui.token_edit.text(), made, command)
        self.chosen.emit()

    def show_token(self, token: str, made: str | None, command: str) -> None:
        """Show how to set the web form up; a token is shown only when it was just made."""
        ui = self._ui
        self._has_token, self._asked_twice = bool(made or token), False
        told = token or UNKNOWN_TOKEN
        state = f"The token in force was made {made}." if made else "No token was made yet."
        ui.token_label.setText(
            f"{state} A form sends it; whoever has it can add leads and do nothing else. On a "
            "public page everybody can read it, so let your own server send it where you can. "
            "Put a server with TLS in front before other computers post."
        )
        ui.token_edit.setText(token)
        ui.token_edit.setPlaceholderText("Make a new one to see it; only its digest is kept")
        ui.token_copy.setEnabled(bool(token))
        ui.command_edit.setText(command or arrivals.command())
        ui.curl_edit.setText(arrivals.curl_line(told))
        for edit in (ui.command_edit, ui.curl_edit):
            edit.setCursorPosition(0)
        ui.form_edit.setPlainText(arrivals.sample_form(told))

    # ------------------------------------------------------------------------- what is chosen

    @property
    def folder(self) -> FolderRow | None:
        """The watched folder that is chosen."""
        if self._ui.tabs.currentWidget() is not self._ui.folders_tab:
            return None
        return row_table.chosen(self._ui.folders_table, self._folders)

    @property
    def file(self) -> FileRow | None:
        """The chosen file when it needs a person."""
        if self._ui.tabs.currentWidget() is not self._ui.folders_tab:
            return None
        row = row_table.chosen(self._ui.files_table, self._files)
        return row if row is not None and row.state == "aside" else None

    @property
    def forms_shown(self) -> bool:
        """Whether the page says how web forms are set up."""
        return self._ui.tabs.currentWidget() is self._ui.forms_tab

    def may_replace_token(self) -> bool:
        """Tell whether a new token may be made; a token in force ends only at a second press."""
        if not self._has_token or self._asked_twice:
            self._asked_twice = False
            return True
        self._asked_twice = True
        self._ui.token_label.setText(
            "Forms that send the token in force are turned away from the moment a new one is made. "
            "Press again to make it."
        )
        return False

    def show_forms(self) -> None:
        """Turn to the web form."""
        self._ui.tabs.setCurrentWidget(self._ui.forms_tab)

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        (self._ui.token_button if self.forms_shown else self._ui.watch_button).setFocus()

    # ------------------------------------------------------------------------- inside

    def _buttons(self) -> None:
        ui = self._ui
        ui.watch_button.show_button("Watch a folder…", "Shift+W", ButtonKind.PRIMARY, "plus")
        rows = (
            (ui.change_button, "Change…", "E", "pencil", "folder.change"),
            (ui.pause_button, "Pause", "P", "clock", "folder.pause"),
            (ui.forget_button, "Remove", "Shift+Del", "x", "folder.forget"),
            (ui.look_button, "Look at it", "L", "search", "file.look"),
            (ui.again_button, "Try again", "T", "undo-2", "file.again"),
            (ui.token_button, "New token", "K", "refresh-cw", "token.make"),
        )
        for button, words, key, icon_name, action in rows:
            button.show_button(words, key, icon_name=icon_name)
            button.clicked.connect(lambda _checked=False, a=action: self.pressed.emit(a))
        ui.watch_button.clicked.connect(lambda: self.pressed.emit("folder.watch"))
        ui.back_button.clicked.connect(self.back_pressed)
        ui.tabs.currentChanged.connect(lambda _index: self.chosen.emit())
        self.chosen.connect(self._refresh_buttons)

    def _refresh_buttons(self) -> None:
        ui, folder = self._ui, self.folder
        for button in (ui.change_button, ui.pause_button, ui.forget_button):
            button.setEnabled(folder is not None)
        paused = folder is not None and folder.paused
        ui.pause_button.show_button("Resume" if paused else "Pause", "P", icon_name="clock")
        file = self.file
        for button in (ui.look_button, ui.again_button):
            button.setEnabled(file is not None)
        ui.reason_label.setText(file.reason if file is not None else "")
        ui.reason_label.setVisible(file is not None and bool(file.reason))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            # A token is shown once: whoever opens the page again does not find it there.
            self._ui.token_edit.clear()
        super().hideEvent(event)

    def _copies(self) -> None:
        ui = self._ui
        for name in ("token", "command", "curl"):
            edit, button = getattr(ui, f"{name}_edit"), getattr(ui, f"{name}_copy")
            button.show_button("Copy", icon_name="copy")
            button.clicked.connect(lambda _checked=False, e=edit: _copy(e.text()))
            button.setAccessibleName(f"Copy: {edit.accessibleName()}")
        ui.form_copy.show_button("Copy", icon_name="copy")
        ui.form_copy.setAccessibleName(f"Copy: {ui.form_edit.accessibleName()}")
        ui.form_copy.clicked.connect(lambda: _copy(ui.form_edit.toPlainText()))
        ui.form_edit.setTabChangesFocus(True)

    def _shown(
        self,
        table: QTableView,
        model: RowsModel[RowT] | None,
        rows: tuple[RowT, ...],
        columns: tuple[Column[RowT], ...],
        key: Callable[[RowT], object],
    ) -> RowsModel[RowT]:
        if model is None:
            model = row_table.fill(
                table, columns, lambda row: str(key(row)), self.chosen.emit, self
            )
        row_table.show(table, model, rows)
        return model


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
