# SPDX-License-Identifier: MIT
"""The left side of the Handoffs screen: the sections with their rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leaddesk.gui.forms.ui_handoff_list import Ui_HandoffList
from leaddesk.gui.models.handoff_rows import Lens, Shown, next_key

Build = Callable[[Lens], tuple[Shown, ...]]
"""Makes the rows as they are seen at a moment."""


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """What an empty list says, and below it what will come there."""

    title: str
    words: str


class HandoffList(QWidget):
    """Shows the rows; `chosen(key)` when the person moved or the row under them went away.

    `opened(key)` comes for Enter or a double click, `reached_end` when the last row is in sight.
    """

    chosen = Signal(str)
    opened = Signal(str)
    reached_end = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_HandoffList()
        self._ui.setupUi(self)
        self._build: Build | None = None
        self._rows: tuple[Shown, ...] = ()
        self._key = ""
        ui = self._ui
        ui.foot_label.hide()
        self.setFocusProxy(ui.rows)
        ui.rows.row_chosen.connect(self._on_moved)
        ui.rows.row_activated.connect(self.opened)
        bar = ui.rows.verticalScrollBar()
        bar.valueChanged.connect(lambda at: self.reached_end.emit() if at >= bar.maximum() else 0)

    @property
    def key(self) -> str:
        """Key of the chosen row, empty when there is none."""
        return self._key

    def start_over(self) -> None:
        """Show nothing yet."""
        self._build, self._rows, self._key = None, (), ""
        self._ui.rows.show_rows(())
        self._ui.list_empty.hide()
        self._ui.foot_label.hide()

    def show_built(self, build: Build, lens: Lens, empty: EmptyWords, foot: str = "") -> None:
        """Show an answer of the desk; the person stays on their row, or goes to the next one."""
        self._build = build
        before, self._rows = self._rows, build(lens)
        self._key = next_key(before, self._rows, self._key)
        ui = self._ui
        ui.rows.show_rows(self._rows)
        ui.rows.select_key(self._key)
        ui.rows.setVisible(bool(self._rows))
        ui.list_empty.setVisible(not self._rows)
        ui.list_empty.show_state(empty.title, icon_name="handshake", words=empty.words)
        ui.foot_label.setText(foot)
        ui.foot_label.setVisible(bool(foot))
        self.chosen.emit(self._key)

    def tick(self, lens: Lens) -> None:
        """Move the clocks of the rows to another moment."""
        if self._build is None:
            return
        shown = self._build(lens)
        if shown != self._rows:
            self._rows = shown
            self._ui.rows.show_rows(shown)

    def put_above(self, widget: QWidget) -> None:
        """Put a widget over the rows."""
        self._ui.list_column.insertWidget(0, widget)

    def choose(self, key: str) -> None:
        """Move to a row."""
        if self._ui.rows.select_key(key):
            self._on_moved(key)

    def _on_moved(self, key: str) -> None:
        self._key = key
        self.chosen.emit(key)
