# SPDX-License-Identifier: MIT
"""The number to call: large, with the prospect's clock beside it and one key to dial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from leaddesk.gui.icons import icon
from leaddesk.gui.theme import SPACE, Tone, Weight, font
from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.gui.widgets.text import Text, set_look, set_tip

TICK_MS: Final = 250
MINUTE: Final = 60
HOUR: Final = 3600
OPEN_ROOM: Final = 190
"""Room that the prospect's clock keeps before the place does."""
NARROW: Final = 440
"""Below this width the controls stand under the number instead of beside it."""
BRING_ROOM: Final = 76
"""Where it is narrow a long name gives way, down to here, before Hang up does."""
NO_NUMBER: Final = "No number"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number of a lead and whether it may be dialled now, with the reason when not."""

    number_id: str
    text: str
    kind: str = ""
    place: str = ""
    open_words: str = ""
    tone: Tone = Tone.GOOD
    may_call: bool = True
    reason: str = ""


def clock_words(seconds: int) -> str:
    """A duration as mm:ss, from an hour on as h:mm:ss."""
    minutes, rest = divmod(max(0, seconds), MINUTE)
    if seconds < HOUR:
        return f"{minutes:02d}:{rest:02d}"
    hours, minutes = divmod(minutes, MINUTE)
    return f"{hours}:{minutes:02d}:{rest:02d}"


class PhoneCard(QFrame):
    """Number, place, local time and Call; while a call runs, its clock and Hang up."""

    call_requested = Signal(str)
    colleague_requested = Signal()
    hang_up_requested = Signal()
    number_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._numbers: tuple[PhoneNumber, ...] = ()
        self._chosen = 0
        self._busy = False
        self._from = 0
        self._since = QElapsedTimer()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._on_tick)
        self._number = Text(self)
        self._number.setFont(font(20, Weight.SEMIBOLD, tabular=True))
        self._place = Text(self, look="faint", elides=True)
        self._open = Text(self, look="good", elides=True)
        self._copy = QToolButton(self)
        self._clock = Text(self)
        self._chooser = QToolButton(self)
        self._choices = QMenu(self._chooser)
        self._call = CapButton(self, kind=ButtonKind.GOOD)
        self._bring = CapButton(self)
        self._colleague = self._barred = ""
        self._age = Text(self, look="warn", elides=True)
        self._age.hide()
        self._lay_out()
        self._name_controls()
        self.show_numbers(())

    @property
    def chosen(self) -> str:
        """Id of the number that Call would dial, empty when the lead has none."""
        return self._numbers[self._chosen].number_id if self._numbers else ""

    @property
    def on_call(self) -> bool:
        """True between start_call and stop_call."""
        return self._ticker.isActive()

    @property
    def elapsed_seconds(self) -> int:
        """Whole seconds of the running call; 0 when none runs."""
        return self._from + int(self._since.elapsed() // 1000) if self.on_call else 0

    def show_numbers(self, numbers: Sequence[PhoneNumber], chosen: str = "") -> None:
        """Show a lead's numbers, the chosen one or the first in large."""
        self._numbers = tuple(numbers)
        ids = [number.number_id for number in numbers]
        self._chosen = ids.index(chosen) if chosen in ids else 0
        self._choices.clear()
        for place, number in enumerate(numbers):
            words = f"{number.kind or 'Number'}   {number.text}   {number.place}".rstrip()
            action = self._choices.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, at=place: self._on_number_picked(at))
        self._refresh()

    def bar(self, why: str) -> None:
        """Take no call, and say why; no words take calls again. A call that runs goes on."""
        self._barred = why
        self._refresh()

    def show_age(self, words: str) -> None:
        """Say how old what is known is, beside Call: 'last synced 3 h ago'; empty for nothing."""
        self._age.setText(words)
        self._age.setVisible(bool(words))
        self._call.setAccessibleDescription(words)
        self.updateGeometry()

    def show_colleague(self, words: str) -> None:
        """Offer to bring a colleague into a call while one runs; nobody when empty."""
        self._colleague = words
        if words:
            self._bring.show_button(words, "B")
        self._bring.setVisible(bool(words) and self.on_call)

    def start_call(self, elapsed_seconds: int = 0) -> None:
        """Let the clock of a call run, from that many seconds on."""
        self._from = elapsed_seconds
        self._since.start()
        self._ticker.start()
        self._refresh()

    def stop_call(self) -> None:
        """Stop the clock and offer Call again."""
        self._ticker.stop()
        self._refresh()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, like setEnabled
        """Take no press while a write is in flight."""
        self._busy = busy
        self._refresh()

    def press_call(self) -> bool:
        """Do what the button would do; False when it can't be pressed now."""
        if not self._call.isEnabled():
            return False
        self._on_call_clicked()
        return True

    def _lay_out(self) -> None:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(4 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        row.setSpacing(3 * SPACE)
        words = QVBoxLayout()
        words.setSpacing(SPACE // 2)
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._number)
        top.addWidget(self._copy)
        top.addStretch(1)
        words.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(SPACE)
        below.addWidget(self._place)
        below.addWidget(self._open)
        below.addStretch(1)
        words.addLayout(below)
        words.addWidget(self._age)
        row.addLayout(words, 1)
        deeds = QHBoxLayout()
        deeds.setSpacing(2 * SPACE)
        for control in (self._chooser, self._clock, self._bring, self._call):
            deeds.addWidget(control)
        row.addLayout(deeds)
        # The layout would hold the card as wide as the controls need beside the number.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row, self._deeds = row, deeds
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _name_controls(self) -> None:
        self._open.setFont(font(12, Weight.SEMIBOLD, tabular=True))
        self._clock.setFont(font(20, Weight.SEMIBOLD, tabular=True))
        self._copy.setIcon(icon("copy", "faint"))
        self._copy.setIconSize(QSize(14, 14))
        self._copy.setAccessibleName("Copy the number")
        self._copy.setMinimumSize(22, 22)
        set_tip(self._copy, "Copy the number")
        self._chooser.setMenu(self._choices)
        self._chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._chooser.setIcon(icon("chevron-down", "faint"))
        self._chooser.setIconSize(QSize(14, 14))
        self._chooser.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._chooser.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        set_tip(self._chooser, "Choose the number to call")
        self._copy.clicked.connect(self._on_copy_clicked)
        self._call.clicked.connect(self._on_call_clicked)
        self._bring.setMinimumWidth(BRING_ROOM)
        self._bring.clicked.connect(self.colleague_requested)

    def _refresh(self) -> None:
        number = self._numbers[self._chosen] if self._numbers else PhoneNumber("", NO_NUMBER)
        may = bool(self._numbers) and number.may_call and not self._barred
        self._number.setText(number.text)
        self._number.setAccessibleName(f"Number {number.text}")
        place = " · ".join(part for part in (number.kind, number.place) if part)
        words = number.open_words if may else number.reason or self._barred
        self._place.setText(f"{place} ·" if place and words else place)
        self._open.setText(words)
        self._open.setMinimumWidth(min(self._open.sizeHint().width(), OPEN_ROOM))
        set_look(self._open, _LOOKS.get(number.tone if may else Tone.BAD, "good"))
        self._copy.setVisible(bool(self._numbers))
        self._chooser.setVisible(len(self._numbers) > 1 and not self.on_call)
        self._chooser.setText((number.kind or "Number").replace("&", "&&"))
        self._chooser.setAccessibleName(f"Number to call, {number.kind} {number.text}")
        self._clock.setVisible(self.on_call)
        self._bring.setVisible(bool(self._colleague) and self.on_call)
        if self.on_call:
            self._call.show_button("Hang up", "Space", ButtonKind.DANGER, "phone-off")
            self._on_tick()
        else:
            self._call.show_button("Call", "Space", ButtonKind.GOOD, "phone")
        self._call.setEnabled((may or self.on_call) and not self._busy)

    def _on_tick(self) -> None:
        words = clock_words(self.elapsed_seconds)
        if words != self._clock.text():
            self._clock.setText(words)
            self._clock.setAccessibleName(f"Call time {words}")

    def _on_number_picked(self, place: int) -> None:
        self._chosen = place
        self._refresh()
        self.number_chosen.emit(self.chosen)

    def _on_call_clicked(self) -> None:
        if self.on_call:
            self.hang_up_requested.emit()
        else:
            self.call_requested.emit(self.chosen)

    def _on_copy_clicked(self) -> None:
        if self._numbers:
            QGuiApplication.clipboard().setText(self._numbers[self._chosen].text)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(260, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._row.setAlignment(
            self._deeds, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
        )
        # A layout without a constraint tells nobody that it needs another height now.
        self.updateGeometry()


_LOOKS: Final = {Tone.GOOD: "good", Tone.WARN: "warn", Tone.BAD: "bad", Tone.NEUTRAL: "faint"}
