# SPDX-License-Identifier: MIT
"""The locked screen: nothing of the team's, a field for the PIN, and what to do without it."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.domain.screen_lock import MOST_DIGITS, LockState
from leaddesk.gui.forms.ui_lock_view import Ui_LockView
from leaddesk.gui.theme import tokens_of
from leaddesk.words import screen_lock as words

TICK_MS = 500


class Asked(enum.Enum):
    """What the field takes."""

    PIN = "pin"
    CODE = "code"


class LockView(QWidget):
    """Covers the window; `tried(Asked, text)` when somebody wants to come in, `quit_wanted`."""

    tried = Signal(object, str)
    quit_wanted = Signal()

    def __init__(self, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._until = 0.0
        self._asked = Asked.PIN
        self._takes_code = False
        self._ui = ui = Ui_LockView()
        ui.setupUi(self)
        ui.pin_edit.setMaxLength(MOST_DIGITS * 2)
        ui.pin_edit.returnPressed.connect(self._on_open)
        ui.pin_edit.textChanged.connect(lambda: self._say(""))
        ui.open_button.clicked.connect(self._on_open)
        ui.forgotten_button.clicked.connect(self._on_forgotten)
        ui.quit_button.clicked.connect(self.quit_wanted)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show_wait)
        self.setFocusProxy(ui.pin_edit)

    def show_state(self, state: LockState) -> None:
        """Ask for the PIN, or say how long none is taken."""
        self._takes_code = state.takes_code
        self._ask_for(Asked.PIN)
        self._wait(state.wait)

    def show_checking(self) -> None:
        """Take nothing while a try is looked at, or before it is known whether there is a PIN."""
        self._enable(on=False)
        self._say("")

    def show_wrong(self, state: LockState) -> None:
        """Say that it was not right, and how long to wait."""
        self._ui.pin_edit.clear()
        self._enable(on=True)
        self._wait(state.wait)
        if not state.wait:
            self._say(words.wrong(code=self._asked is Asked.CODE))

    def show_problem(self, told: str) -> None:
        """Say what went wrong with asking at all."""
        self._enable(on=True)
        self._say(told)

    # ------------------------------------------------------------------------- inside

    def _ask_for(self, asked: Asked) -> None:
        ui = self._ui
        self._asked = asked
        ui.pin_edit.clear()
        code = asked is Asked.CODE
        ui.hint_label.setText(words.ASK_CODE if code else words.ASK_PIN)
        ui.pin_label.setText("Recovery code" if code else "PIN")
        ui.pin_edit.setAccessibleName(ui.pin_label.text())
        mode = ui.pin_edit.EchoMode
        ui.pin_edit.setEchoMode(mode.Normal if code else mode.Password)
        ui.forgotten_button.setText("Use the PIN" if code else "Forgotten the PIN?")
        ui.forgotten_label.hide()
        self._enable(on=True)
        self._say("")

    def _on_open(self) -> None:
        text = self._ui.pin_edit.text().strip()
        if text and self._ui.open_button.isEnabled():
            self.show_checking()
            self.tried.emit(self._asked, text)

    def _on_forgotten(self) -> None:
        if not self._takes_code:
            self._ui.forgotten_label.setText(words.FORGOTTEN)
            self._ui.forgotten_label.show()
            return
        self._ask_for(Asked.PIN if self._asked is Asked.CODE else Asked.CODE)
        self._show_wait()

    def _wait(self, seconds: int) -> None:
        self._until = self._clock() + seconds if seconds else 0.0
        self._show_wait()

    def _show_wait(self) -> None:
        left = math.ceil(self._until - self._clock()) if self._until else 0
        if left > 0:
            self._enable(on=False)
            self._say(words.waits(left))
            self._tick.start()
        elif self._until:
            self._until = 0.0
            self._tick.stop()
            self._enable(on=True)
            self._say("")

    def _enable(self, *, on: bool) -> None:
        self._ui.pin_edit.setEnabled(on)
        self._ui.open_button.setEnabled(on)
        if on and self.isVisible():
            self._ui.pin_edit.setFocus()

    def _say(self, told: str) -> None:
        self._ui.problem.setText(told)
        self._ui.problem.setVisible(bool(told))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ui.pin_edit.setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the window: nothing behind shines through."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens_of(self).paper))
        painter.end()
