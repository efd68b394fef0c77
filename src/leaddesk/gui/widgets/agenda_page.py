# SPDX-License-Identifier: MIT
"""An agenda to read: headings with their lines below each other, in a page that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.frames import SectionTitle
from leaddesk.gui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """A heading with a quiet remark, and its lines."""

    title: str
    lines: tuple[str, ...]
    trailing: str = ""


class AgendaPage(QScrollArea):
    """Shows the parts of an agenda; arrow keys scroll it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget(self)
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 3 * SPACE, 0)
        self._column.setSpacing(SPACE)
        self._column.addStretch(1)
        self._made: list[QWidget] = []
        self._parts: tuple[AgendaPart, ...] = ()
        self.setWidget(self._inner)

    @property
    def parts(self) -> tuple[AgendaPart, ...]:
        """What is shown."""
        return self._parts

    def show_parts(self, parts: Sequence[AgendaPart]) -> None:
        """Show these parts instead of the ones before; what is the same stays where it is."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        for widget in self._made:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made = [widget for part in parts for widget in self._widgets(part)]
        for place, widget in enumerate(self._made):
            self._column.insertWidget(place, widget)
            widget.show()

    def _widgets(self, part: AgendaPart) -> list[QWidget]:
        title = SectionTitle(self._inner, title=part.title, trailing=part.trailing)
        lines = []
        for line in part.lines:
            text = Text(self._inner, text=line, wraps=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.append(text)
        lines[-1].setContentsMargins(0, 0, 0, 3 * SPACE)
        return [title, *lines]
