# SPDX-License-Identifier: MIT
"""The telephone numbers of a lead as they are typed: one line each, with the kind of number."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from leaddesk.domain.phone import display, parse_phone, read_numbers
from leaddesk.gui.icons import icon
from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.text import Text, set_look, set_tip
from leaddesk.words import leads

KINDS = ("direct", "mobile", "company", "other")


class NumberRow(QWidget):
    """One number: what was typed, how it is read, its kind."""

    edited = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region = ""
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText("As it was given to you")
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Kind of number")
        for key in KINDS:
            self.kind.addItem(leads.phone_kind(key), key)
        self.remove = QToolButton(self)
        self.remove.setIcon(icon("x", "secondary"))
        self.remove.setAccessibleName("Remove this number")
        set_tip(self.remove, "Remove this number")
        self._read = Text(self, look="faint", wraps=True)
        self._read.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.edit, 0, 0)
        grid.addWidget(self.kind, 0, 1)
        grid.addWidget(self.remove, 0, 2)
        grid.addWidget(self._read, 1, 0, 1, 3)
        self.edit.textChanged.connect(self._on_edited)
        self.edit.editingFinished.connect(self._on_left)
        self.remove.clicked.connect(self.removed)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.edit.text().strip()

    def read_in(self, region: str) -> None:
        """Read numbers without a country code as ones of this country (ISO2)."""
        self._region = region

    def e164(self) -> str:
        """Return the number to dial, empty when it is none."""
        parsed = parse_phone(self.text, self._region) if self.text else None
        return parsed.e164 if parsed is not None else ""

    def wrong(self) -> bool:
        """Return whether something was typed that is no number."""
        return bool(self.text) and not self.e164()

    def say(self, words: str, *, bad: bool) -> None:
        """Say something about the number below it; no words take it back."""
        self._read.setText(words)
        self._read.setVisible(bool(words))
        set_look(self._read, "bad" if bad else "faint")
        set_look(self.edit, "wrong" if bad else "")
        self.edit.setAccessibleDescription(words)

    def check(self) -> bool:
        """Say how the number is read, or that it is none; True when it is well."""
        if self.wrong():
            self.say("This is no number that can be dialled. Check the digits.", bad=True)
            return False
        number = self.e164()
        shown = display(number) if number else ""
        self.say(f"Read as {shown}" if shown and shown != self.text else "", bad=False)
        return True

    def _on_edited(self) -> None:
        if not self.wrong():
            self.say("", bad=False)
        self.edited.emit()

    def _on_left(self) -> None:
        self.check()
        self.left.emit()


class NumberRows(QWidget):
    """The numbers of one lead; several pasted at once become several lines."""

    number_entered = Signal(str)
    """A whole number (E.164) was typed, and the keyboard went on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region = "US"
        self._rows: list[NumberRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE)

    @property
    def rows(self) -> tuple[NumberRow, ...]:
        """The lines, from the top."""
        return tuple(self._rows)

    def read_in(self, region: str) -> None:
        """Read numbers without a country code as ones of this country (ISO2)."""
        self._region = region
        for row in self._rows:
            row.read_in(region)

    def show_numbers(self, numbers: tuple[tuple[str, str], ...]) -> None:
        """Show (number, kind) pairs, at least one empty line."""
        for row in self.rows:
            self._drop(row)
        for number, kind in numbers or (("", "direct"),):
            self.add(number, kind)

    def add(self, number: str = "", kind: str = "direct") -> NumberRow:
        """Add a line and return it."""
        row = NumberRow(self)
        row.read_in(self._region)
        row.edit.setAccessibleName(f"Number {len(self._rows) + 1}")
        row.kind.setCurrentIndex(max(0, row.kind.findData(kind)))
        row.edit.setText(number)
        row.edited.connect(lambda: self._spread(row))
        row.left.connect(lambda: self._tell(row))
        row.removed.connect(lambda: self._on_removed(row))
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()
        return row

    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Return (number as typed, kind) pairs, without empty lines."""
        return tuple((row.text, str(row.kind.currentData())) for row in self._rows if row.text)

    def check(self) -> bool:
        """Check every line and go to the first that is wrong; True when all are well."""
        wrong = [row for row in self._rows if not row.check()]
        if wrong:
            wrong[0].edit.setFocus()
        return not wrong

    def _spread(self, row: NumberRow) -> None:
        """Give each number of a paste a line of its own."""
        if not any(mark in row.text for mark in ",;/|\n"):
            return
        found = read_numbers(row.text, self._region)
        if len(found) > 1:
            row.edit.setText(display(found[0].e164))
            for number in found[1:]:
                self.add(display(number.e164), "other")

    def _tell(self, row: NumberRow) -> None:
        number = row.e164()
        if number:
            self.number_entered.emit(number)

    def _on_removed(self, row: NumberRow) -> None:
        self._drop(row)
        if not self._rows:
            self.add()
        self._rows[-1].edit.setFocus()

    def _drop(self, row: NumberRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
