# SPDX-License-Identifier: MIT
"""The form of a rule: its fields, and a list of rows, the chosen one with fields of its own."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.gui.widgets.rule_field import RuleFieldBox
from leaddesk.gui.widgets.text import Text
from leaddesk.words import rule_rows
from leaddesk.words.rule_parts import Part, row_title
from leaddesk.words.rule_shapes import FieldKind, RuleField, RuleForm

Place = tuple[int, str]
"""Row of the list (-1: none) and name of a field."""
_LIST_HEIGHT = 320
_LINE_HEIGHT = 28
_LIST_WIDTH = 216
_WIDE = frozenset(
    {
        FieldKind.TEXT,
        FieldKind.WORDS,
        FieldKind.REASONS,
        FieldKind.DAYS,
        FieldKind.FLAG,
        FieldKind.CHOICE,
    }
)


class RuleFormBox(QWidget):
    """Shows a `Part` in the fields of a `RuleForm`; `changed` comes when a person changes it.

    `preset` carries the number of a value that is to be put into the form.
    """

    changed = Signal()
    pressed = Signal(str)
    preset = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form: RuleForm | None = None
        self._part = Part()
        self._problems: Mapping[Place, str] = {}
        self._fields: list[RuleFieldBox] = []
        self._row_fields: list[RuleFieldBox] = []
        self._list: QListWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(12)

    # ------------------------------------------------------------------------- what is shown

    @property
    def part(self) -> Part:
        """What is typed."""
        return copy.deepcopy(self._part)

    @property
    def row(self) -> int:
        """The chosen row, -1 for none."""
        return self._list.currentRow() if self._list is not None else -1

    def show_form(self, form: RuleForm, part: Part) -> None:
        """Show a form; one that is shown already keeps its chosen row and the keyboard."""
        row = max(self.row, 0)
        if form != self._form:
            self._form = form
            self._build(form)
            row = 0
        self._part = copy.deepcopy(part)
        for box in self._fields:
            box.put(self._part.fields[box.spec.name])
        self._list_rows(row)
        self.show_problems({})

    def show_problems(self, problems: Mapping[Place, str]) -> None:
        """Say beside each field what is wrong with it."""
        self._problems = problems
        for box in self._fields:
            box.say(problems.get((-1, box.spec.name), ""))
        self._say_row()

    def focus_first(self) -> None:
        """Put the keyboard into the first field, or the list."""
        if self._fields:
            self._fields[0].focus()
        elif self._list is not None:
            self._list.setFocus()

    # ------------------------------------------------------------------------- rows

    def move_row(self, by: int) -> None:
        """Move the chosen row up or down."""
        row, rows = self.row, self._part.rows
        if 0 <= row < len(rows) and 0 <= row + by < len(rows):
            rows.insert(row + by, rows.pop(row))
            self._put_rows(rows, row + by)

    def add_row(self) -> None:
        """Add a row behind the chosen one."""
        if self._form is not None and self._form.rows is not None and self._form.rows.may_add:
            self._insert(rule_rows.new_row(self._form))

    def copy_row(self) -> None:
        """Add a row like the chosen one behind it."""
        form, rows = self._form, self._part.rows
        may = form is not None and form.rows is not None and form.rows.may_copy
        if form is not None and may and 0 <= self.row < len(rows):
            self._insert(rule_rows.copied(form, rows[self.row]))

    def _insert(self, new: dict[str, Any]) -> None:
        at = self.row + 1
        self._put_rows([*self._part.rows[:at], new, *self._part.rows[at:]], at)
        if self._row_fields:
            self._row_fields[0].focus()

    def remove_row(self) -> None:
        """Take the chosen row away."""
        if self._form is None or self._form.rows is None or not self._form.rows.may_add:
            return
        row = self.row
        if 0 <= row < len(self._part.rows):
            rows = rule_rows.removed(self._form, self._part.rows, row)
            self._put_rows(rows, min(row, len(rows) - 1))

    def _put_rows(self, rows: list[dict[str, Any]], row: int) -> None:
        """Show other rows; the one chosen stays so wherever it goes in their order."""
        chosen = rows[row] if 0 <= row < len(rows) else None
        form = self._form
        self._part.rows = rule_rows.ordered(form, rows) if form is not None else rows
        found = (at for at, one in enumerate(self._part.rows) if one is chosen)
        self._list_rows(next(found, -1))
        self.changed.emit()

    # ------------------------------------------------------------------------- inside

    def _build(self, form: RuleForm) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._list, self._row_fields = None, []
        if form.presets:
            self._column.addWidget(_presets(form, self, self.preset.emit))
        page = QWidget(self)
        self._fields = self._grid(page, form.fields)
        for box in self._fields:
            box.changed.connect(self._on_field)
        page.setVisible(bool(form.fields))
        self._column.addWidget(page)
        if form.rows is not None:
            self._column.addWidget(self._rows_page(form))

    def _grid(self, page: QWidget, specs: Sequence[RuleField]) -> list[RuleFieldBox]:
        """Lay fields out in two columns; what needs room has a line of its own."""
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        boxes = []
        line = side = 0
        for spec in specs:
            box = RuleFieldBox(spec, page)
            wide = spec.kind in _WIDE
            if wide and side:
                line, side = line + 1, 0
            grid.addWidget(box, line, side, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            line, side = (line + 1, 0) if wide or side else (line, 1)
            boxes.append(box)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return boxes

    def _rows_page(self, form: RuleForm) -> QWidget:
        rows = form.rows
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if rows is None:
            return page
        if form.fields:
            column.addWidget(Text(page, text=rows.title, look="strong"))
        both = QHBoxLayout()
        both.setSpacing(20)
        found = self._list = QListWidget(page)
        found.setAccessibleName(rows.title)
        found.setFixedSize(_LIST_WIDTH, _LIST_HEIGHT)
        found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        found.currentRowChanged.connect(self._on_row)
        both.addWidget(found, alignment=Qt.AlignmentFlag.AlignTop)
        details = QWidget(page)
        self._row_fields = self._grid(details, rows.fields)
        for box in self._row_fields:
            box.changed.connect(self._on_row_field)
        both.addWidget(details, 1, Qt.AlignmentFlag.AlignTop)
        # Above the fields, which may be many: they are seen wherever the page is.
        if rows.may_move:
            column.addLayout(_row_buttons(form, page, self.pressed.emit))
        column.addLayout(both)
        return page

    def _list_rows(self, row: int) -> None:
        if self._list is None or self._form is None:
            return
        with QSignalBlocker(self._list):
            self._list.clear()
            for at, values in enumerate(self._part.rows):
                item = QListWidgetItem(row_title(self._form, values, at), self._list)
                item.setSizeHint(QSize(0, _LINE_HEIGHT))
            self._list.setCurrentRow(row)
        self._on_row(row)

    def _on_row(self, row: int) -> None:
        there = 0 <= row < len(self._part.rows)
        for box in self._row_fields:
            box.setVisible(there)
            if there:
                box.put(self._part.rows[row].get(box.spec.name, ""))
        self._say_row()

    def _say_row(self) -> None:
        row = self.row
        for box in self._row_fields:
            box.say(self._problems.get((row, box.spec.name), ""))
        if self._list is None or self._form is None:
            return
        wrong = {at for at, _ in self._problems}
        for at, values in enumerate(self._part.rows):
            item = self._list.item(at)
            mark = "  ⚠" if at in wrong else ""
            item.setText(row_title(self._form, values, at) + mark)

    def _on_field(self) -> None:
        self._part.fields = {box.spec.name: box.value for box in self._fields}
        self.changed.emit()

    def _on_row_field(self) -> None:
        row, form = self.row, self._form
        if form is None or not 0 <= row < len(self._part.rows):
            return
        typed: dict[str, Any] = {box.spec.name: box.value for box in self._row_fields}
        made = self._part.rows[row] = rule_rows.fitted(form, self._part.rows[row] | typed)
        if self._part.rows != rule_rows.ordered(form, self._part.rows):
            self._put_rows(self._part.rows, row)
            return
        for box in self._row_fields:
            if box.value != made[box.spec.name]:
                box.put(made[box.spec.name])
        self._say_row()
        self.changed.emit()


def _row_buttons(form: RuleForm, page: QWidget, press: Callable[[str], None]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    told = [("Up", "rules.row_up", "arrow-up"), ("Down", "rules.row_down", "arrow-down")]
    if form.rows is not None and form.rows.may_add:
        told += [("Add", "rules.row_add", "plus"), ("Remove", "rules.row_remove", "x")]
    if form.rows is not None and form.rows.may_copy:
        told.insert(3, ("Copy", "rules.row_copy", "copy"))
    for words, action, icon in told:
        button = CapButton(page, text=words, kind=ButtonKind.PLAIN, icon_name=icon)
        button.setAccessibleName(f"{words}: the chosen {form.rows.one if form.rows else ''}")
        button.clicked.connect(lambda _checked=False, a=action: press(a))
        line.addWidget(button)
    line.addStretch(1)
    return line


def _presets(form: RuleForm, parent: QWidget, choose: Callable[[int], None]) -> QWidget:
    """Return a button for each value that can be put into the form."""
    page = QWidget(parent)
    line = QHBoxLayout(page)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for place, (words, _) in enumerate(form.presets):
        button = CapButton(page, text=words, kind=ButtonKind.PLAIN, icon_name="list")
        button.setAccessibleName(f"{words}: put it into the form, not in force yet")
        button.clicked.connect(lambda _checked=False, at=place: choose(at))
        line.addWidget(button)
    line.addStretch(1)
    return page
