# SPDX-License-Identifier: MIT
"""The frames and headings that everything else stands in."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.gui.theme import SPACE, capitals
from leaddesk.gui.widgets.text import Text


class Card(QFrame):
    """A framed ground with a column to put things into."""

    def __init__(self, parent: QWidget | None = None, *, look: str = "card") -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self._column: QVBoxLayout | None = None

    @property
    def body(self) -> QVBoxLayout:
        """The column inside, made when it is first asked for, so that a form can bring its own."""
        if self._column is None:
            self._column = QVBoxLayout(self)
            self._column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
            self._column.setSpacing(2 * SPACE)
        return self._column


class Rule(QFrame):
    """A hair line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rule")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class SectionTitle(QWidget):
    """A heading in capitals, with an optional quiet remark at the right."""

    def __init__(
        self, parent: QWidget | None = None, *, title: str = "", trailing: str = ""
    ) -> None:
        super().__init__(parent)
        self._title = Text(self, look="section", elides=True)
        self._title.setFont(capitals())
        self._trailing = Text(self, look="faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._title, 1)
        row.addWidget(self._trailing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_title(title, trailing)

    def show_title(self, title: str, trailing: str = "") -> None:
        """Change the heading and the remark."""
        self._title.setText(title)
        self._trailing.setText(trailing)
        self._trailing.setVisible(bool(trailing))
