# SPDX-License-Identifier: MIT
"""Draws the curtain over every window of the program, and opens it again as it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from leaddesk.gui.views.crash_dialog import CrashDialog
from leaddesk.gui.views.lock_view import LockView
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.words import screen_lock as words

SWEEP_MS = 1000
"""How often windows are looked for that came while it was drawn."""


class LockCover(QObject):
    """The lock view over the window; other windows are hidden, with what was typed in them."""

    def __init__(self, window: MainWindow, view: LockView) -> None:
        super().__init__(window)
        self._window, self._view = window, view
        self._hidden: list[tuple[QWidget, Qt.WindowModality]] = []
        self._focus: QWidget | None = None
        self.is_drawn = False
        self._sweep = QTimer(self)
        self._sweep.setInterval(SWEEP_MS)
        self._sweep.timeout.connect(self._hide_others)
        view.hide()

    def draw(self) -> None:
        """Show nothing but the lock view."""
        if self.is_drawn:
            return
        self.is_drawn = True
        self._focus = QApplication.focusWidget()
        self._window.installEventFilter(self)
        self._window.ground.hide()
        self._window.actions_here.hush(on=True)
        self._window.cover(title=words.TITLE)
        self._view.setGeometry(self._window.rect())
        self._view.show()
        self._view.raise_()
        self._hide_others()
        self._sweep.start()
        if self._hidden:
            self._window.activateWindow()
        self._view.setFocus()

    def open(self) -> None:
        """Show everything as it was, the keyboard where it was."""
        if not self.is_drawn:
            return
        self.is_drawn = False
        self._sweep.stop()
        self._window.removeEventFilter(self)
        self._view.hide()
        self._window.ground.show()
        self._window.actions_here.hush(on=False)
        self._window.cover(title="")
        for other, modality in self._hidden:
            other.setWindowModality(modality)
            other.show()
        self._hidden.clear()
        focus, self._focus = self._focus, None
        if focus is not None and focus.isVisible():
            focus.activateWindow()
            focus.setFocus()
        elif self._window.current is not None:
            self._window.current.focus_first()

    def _hide_others(self) -> None:
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            if not popup.close():
                break
        for other in QApplication.topLevelWidgets():
            shown = other.isVisible() and other.isWindow()
            # A crash report holds no data, and has to be seen.
            if shown and other is not self._window and not isinstance(other, CrashDialog):
                self._hidden.append((other, other.windowModality()))
                other.destroyed.connect(self._forget_gone)
                other.hide()

    def _forget_gone(self, gone: QObject) -> None:
        self._hidden = [(other, kind) for other, kind in self._hidden if other is not gone]
        if self._focus is gone:
            self._focus = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._view.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)
