# SPDX-License-Identifier: MIT
"""Facts below each other: a quiet label at the left, what is known at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.text import Text

LABEL_WIDTH = 100
NOTHING = "—"


class FactList(QWidget):
    """Pairs of label and value; values wrap and can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * SPACE)
        self._grid.setVerticalSpacing(2 * SPACE)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._pairs: list[tuple[Text, Text]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show (label, value) pairs; an empty value reads as a dash."""
        while len(self._pairs) < len(facts):
            label, value = Text(self, look="secondary"), Text(self, wraps=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row = len(self._pairs)
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
            self._pairs.append((label, value))
        for place, (label, value) in enumerate(self._pairs):
            shown = place < len(facts)
            label.setVisible(shown)
            value.setVisible(shown)
            if shown:
                label.setText(facts[place][0])
                value.setText(facts[place][1] or NOTHING)
                value.setAccessibleName(f"{facts[place][0]}: {facts[place][1] or 'not known'}")
