# SPDX-License-Identifier: MIT
"""Says what each column of a list holds, by its name and samples from the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from leaddesk.domain.lead_layout import FIELDS
from leaddesk.words import imports

SAMPLES = 3
ROW_HEIGHT = 44
LONGEST_SAMPLE = 40
_SEVERAL = frozenset({"phone", "mobile", "company_phone", "other_phone", "note", "street"})
"""Fields that may take more than one column."""

_IN_FILE, _SAMPLE, _INTO = range(3)


class ColumnMapper(QTableWidget):
    """One line per column: its name, what it looks like, and the field that it feeds."""

    mapping_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setHorizontalHeaderLabels(["Column in the file", "Looks like", "Holds"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("look", "bare")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(_IN_FILE, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_SAMPLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_INTO, QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setColumnWidth(_IN_FILE, 200)
        self.setColumnWidth(_INTO, 220)
        self._boxes: list[QComboBox] = []

    def show_columns(
        self,
        names: Sequence[str],
        rows: Sequence[Sequence[str]],
        fields: Sequence[tuple[str, int]],
    ) -> None:
        """Show the columns of a file with the (field, column) pairs that are known so far."""
        self._boxes = []
        self.setRowCount(0)
        self.setRowCount(len(names))
        for column, name in enumerate(names):
            shown = name.strip() or f"Column {column + 1}"
            self.setItem(column, _IN_FILE, _item(shown))
            self.setItem(column, _SAMPLE, _item(" · ".join(samples(rows, column))))
            field = next((field for field, at in fields if at == column), "")
            self.setCellWidget(column, _INTO, self._box(column, shown, field))

    def fields(self) -> tuple[tuple[str, int], ...]:
        """Return the (field, column) pairs that are chosen, in the order of the columns."""
        return tuple(
            (str(box.currentData()), column)
            for column, box in enumerate(self._boxes)
            if box.currentData()
        )

    def focus_first(self) -> None:
        """Put the keyboard on the first column."""
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, column: int, name: str, field: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(f"What {name} holds")
        box.addItem("leave out", "")
        for key in FIELDS:
            box.addItem(imports.field(key), key)
        box.setCurrentIndex(max(0, box.findData(field)))
        box.setMaxVisibleItems(16)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.currentIndexChanged.connect(partial(self._on_chosen, column))
        self._boxes.append(box)
        return box

    def _on_chosen(self, column: int, _place: int) -> None:
        """A field that takes one column leaves the column that had it."""
        field = self._boxes[column].currentData()
        if field and field not in _SEVERAL:
            for other, box in enumerate(self._boxes):
                if other != column and box.currentData() == field:
                    blocker = QSignalBlocker(box)
                    box.setCurrentIndex(0)
                    blocker.unblock()
        self.mapping_changed.emit()


def samples(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    """Return a few different values of a column, shortened."""
    found: list[str] = []
    for row in rows:
        text = " ".join(row[column].split()) if column < len(row) else ""
        if text and text not in found:
            found.append(text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…")
        if len(found) == SAMPLES:
            break
    return found


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setToolTip("")
    return item
