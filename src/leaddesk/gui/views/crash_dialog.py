# SPDX-License-Identifier: MIT
"""What a person sees when LeadDesk did something wrong: what is safe, and what to send on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.text import Text

_WORDS = (
    "LeadDesk made a mistake on what you just did. Everything that was shown as logged is safe on "
    "disk. You can go on working; if it comes back, start LeadDesk again."
)


class CrashDialog(QDialog):
    """Shows the report, which holds no data of people, to copy it."""

    def __init__(
        self, report: str, written: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.setMinimumSize(620, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 5 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(Text(self, text="Something went wrong", look="title"))
        column.addWidget(Text(self, text=_WORDS, wraps=True))
        self._report = QPlainTextEdit(report, self)
        self._report.setReadOnly(True)
        self._report.setAccessibleName("Report without data of people")
        column.addWidget(self._report, 1)
        if written is not None:
            column.addWidget(
                Text(self, text=f"Also written to {written}", look="faint", wraps=True)
            )
        buttons = QHBoxLayout()
        copy = QPushButton("Copy the report", self)
        go_on = QPushButton("Go on", self)
        go_on.setProperty("look", "primary")
        go_on.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(go_on)
        column.addLayout(buttons)
        copy.clicked.connect(self._on_copy)
        go_on.clicked.connect(self.accept)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
