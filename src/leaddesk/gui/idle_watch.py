# SPDX-License-Identifier: MIT
"""How long nobody touched any window of the program, sleep of the computer included."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget
from typing_extensions import override

LOOK_MS = 2000
"""How often it is looked whether the time is over; timers stand still while a computer sleeps."""
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Calls `over` once the minutes are over; what is typed later than that goes nowhere.

    It looks at the windows of the system, which get every key once, and at the main window for the
    keys that are shortcuts, which never reach those: a look at each event of each widget would make
    all painting slower.
    """

    def __init__(
        self, clock: Callable[[], float], over: Callable[[], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._window = window
        self._clock, self._over = clock, over
        self._last = clock()
        self._after = 0
        self._watched: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)

    def watch(self, minutes: int) -> None:
        """Begin anew with so many minutes; 0 watches nothing."""
        self._last = self._clock()
        self._after = minutes * 60
        for window in self._watched:
            window.removeEventFilter(self)
        self._window.removeEventFilter(self)
        self._watched = []
        if not minutes:
            self._timer.stop()
            return
        self._timer.start()
        self._window.installEventFilter(self)
        for window in QGuiApplication.topLevelWindows():
            self._on_window(window)

    def look(self) -> None:
        """Say so when the time is over."""
        if self._is_over():
            self._over()

    def _is_over(self) -> bool:
        return bool(self._after) and self._clock() - self._last >= self._after

    def _on_window(self, window: QWindow | None) -> None:
        if self._after and window is not None and window not in self._watched:
            window.installEventFilter(self)
            self._watched.append(window)
            window.destroyed.connect(self._on_window_gone)

    def _on_window_gone(self, gone: QObject) -> None:
        self._watched = [window for window in self._watched if window is not gone]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            if self._is_over():
                # No shortcut then: it comes as a key, which is stopped below.
                event.accept()
                return True
            self._last = self._clock()
        elif kind in _INPUT:
            if self._is_over():
                # The computer slept, or was left alone: this key is not meant for what is shown.
                self._over()
                return True
            self._last = self._clock()
        return super().eventFilter(watched, event)
