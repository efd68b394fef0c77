# SPDX-License-Identifier: MIT
"""The columns of a table: moved, sized and hidden by the person, and remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QTableView

from leaddesk.gui.models.rows_model import Column
from leaddesk.gui.settings import Settings

KEEP_MS = 300


class TableColumns:
    """Looks after the header of one table; `key` is where it is remembered."""

    def __init__(
        self, table: QTableView, columns: Sequence[Column[Any]], settings: Settings, key: str
    ) -> None:
        self._table, self._columns = table, tuple(columns)
        self._settings, self._key = settings, key
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu)
        self._keep = QTimer(table)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_MS)
        self._keep.timeout.connect(self._write)

    def restore(self, hidden: Collection[str] = ()) -> None:
        """Give the columns widths, order and hiding of last time, once the model is set.

        `hidden` are the keys of the columns that are hidden until the person shows them.
        """
        header = self._table.horizontalHeader()
        for place, column in enumerate(self._columns):
            header.resizeSection(place, column.width)
            self._table.setColumnHidden(place, column.key in hidden)
        kept = self._settings.read(self._key)
        if kept:
            header.restoreState(QByteArray.fromBase64(kept.encode()))
        header.sectionMoved.connect(self._changed)
        header.sectionResized.connect(self._changed)

    def sortable(self, keys: Collection[str], asked: Callable[[str], None]) -> None:
        """Let a click on the heading of one of these columns ask for its order."""
        header = self._table.horizontalHeader()
        header.setSectionsClickable(True)

        def clicked(place: int) -> None:
            if self._columns[place].key in keys:
                asked(self._columns[place].key)

        header.sectionClicked.connect(clicked)

    def show_order(self, key: str, *, falling: bool) -> None:
        """Mark the column that the rows are sorted by, with an arrow."""
        header = self._table.horizontalHeader()
        place = next((p for p, c in enumerate(self._columns) if c.key == key), -1)
        way = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(place >= 0)
        header.setSortIndicator(place, way)

    def hide(self, place: int, *, hidden: bool) -> None:
        """Hide a column or show it again; the last one that is shown stays."""
        shown = [p for p in range(len(self._columns)) if not self._table.isColumnHidden(p)]
        if hidden and shown == [place]:
            return
        self._table.setColumnHidden(place, hidden)
        self._changed()

    def as_text(self, rows: Sequence[int]) -> str:
        """Return rows with their headings as lines of tab-parted text, in the order shown."""
        model, header = self._table.model(), self._table.horizontalHeader()
        places = [header.logicalIndex(at) for at in range(header.count())]
        shown = [place for place in places if not self._table.isColumnHidden(place)]
        lines = ["\t".join(self._columns[place].title for place in shown)]
        for row in rows:
            cells = [str(model.index(row, place).data() or "") for place in shown]
            lines.append("\t".join(" ".join(cell.split()) for cell in cells))
        return "\n".join(lines)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, as text."""
        chosen = self._table.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        QGuiApplication.clipboard().setText(self.as_text(rows))

    def _changed(self, *_facts: int) -> None:
        self._keep.start()

    def _write(self) -> None:
        state = self._table.horizontalHeader().saveState()
        self._settings.write(self._key, bytes(state.toBase64().data()).decode())

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self._table)
        for place, column in enumerate(self._columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(place))
            action.toggled.connect(partial(self._on_toggled, place))
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.horizontalHeader().mapToGlobal(at))

    def _on_toggled(self, place: int, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.hide(place, hidden=not shown)
