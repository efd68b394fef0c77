# SPDX-License-Identifier: MIT
"""What lies over another widget and follows its size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override


class Floating(QFrame):
    """A frame that lies over its parent; a subclass says where in `place`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over: QWidget | None = parent
        self._followed: list[QWidget] = []
        if parent is not None:
            self.follow(parent)
        self.hide()

    @property
    def over(self) -> QWidget | None:
        """The widget underneath."""
        return self._over

    def follow(self, widget: QWidget) -> None:
        """Take a new place whenever that widget moves or changes its size."""
        self._followed.append(widget)
        widget.installEventFilter(self)

    def place(self) -> None:
        """Take the right geometry for the parent's present size: all of it."""
        if self._over is not None:
            self.setGeometry(self._over.rect())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in {QEvent.Type.Resize, QEvent.Type.Move}
        if moved and watched in self._followed and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)
