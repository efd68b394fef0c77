# SPDX-License-Identifier: MIT
"""The pad below the lead: one key per outcome, each saying what will happen next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.theme import SPACE, Tokens, Weight, font, tokens_of
from leaddesk.gui.widgets.chips import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.gui.widgets.painting import Ink, focus_ring, rounded, text_width, write
from leaddesk.gui.widgets.text import set_tip

PADDING: Final = 11
GAP: Final = 2 * SPACE
MARGIN: Final = 3 * SPACE
TALL: Final = 84
COMPACT: Final = 54
DIM_AFTER_MS: Final = 150
"""A log that takes longer than this is seen to be under way; a faster one doesn't flicker."""
MORE_KEY: Final = "…"


class OutcomeKind(Enum):
    """How an outcome stands out among the others."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class OutcomeButton:
    """One outcome: its key, its words, what happens next, and why it can't be chosen if so."""

    key: str
    outcome_id: str
    title: str
    consequence: str = ""
    kind: OutcomeKind = OutcomeKind.NORMAL
    enabled: bool = True
    reason_disabled: str = ""


class _PadButton(QPushButton):
    """Title, consequence and key cap; compact puts the cap beside the title."""

    def __init__(self, outcome: OutcomeButton, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "painted")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # A click leaves the note its keyboard.
        self.outcome = outcome
        self.compact = False
        self.show_outcome(outcome)

    def show_outcome(self, outcome: OutcomeButton) -> None:
        self.outcome = outcome
        parts = [outcome.title, self._second_line()]
        parts.append(f"key {outcome.key}" if outcome.key and outcome.key != MORE_KEY else "")
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription(outcome.reason_disabled if not outcome.enabled else "")
        set_tip(self, self._second_line())
        self.setEnabled(outcome.enabled)
        self.update()

    def natural_width(self) -> int:
        """Room that the title needs on its own line."""
        title = text_width(self.outcome.title, font(13, Weight.SEMIBOLD))
        longest = max(self._second_line().split() or [""], key=len)
        return round(max(title, text_width(longest, font(12)), 30) + 2 * PADDING + 1)

    def wide_width(self) -> int:
        """Room that title and consequence need on one line each."""
        second = text_width(self._second_line(), font(12, tabular=True)) - 2
        return max(self.natural_width(), round(second + 2 * PADDING))

    def compact_width(self) -> int:
        """Room that title and cap need beside each other."""
        title = text_width(self.outcome.title, font(13, Weight.SEMIBOLD))
        return round(title + cap_width(self.outcome.key) + 2 * PADDING + 7)

    def _second_line(self) -> str:
        told = not self.outcome.enabled and self.outcome.reason_disabled
        return self.outcome.reason_disabled if told else self.outcome.consequence

    def _inks(self, tokens: Tokens) -> tuple[str, str, str, str]:
        """Ground, edge, title and consequence colours."""
        kind = self.outcome.kind
        if not self.isEnabled():
            return tokens.paper, tokens.line, tokens.faint, tokens.faint
        if kind is OutcomeKind.PRIMARY:
            return tokens.accent, tokens.accent, tokens.on_fill, tokens.on_fill
        hovered = self.underMouse() or self.isDown()
        ground = tokens.hover if hovered else tokens.surface
        edge = tokens.edge if hovered else tokens.line
        title = tokens.bad if kind is OutcomeKind.DANGER else tokens.ink
        return ground, edge, title, tokens.faint

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = tokens_of(self), QRectF(self.rect())
        ground, edge, title, quiet = self._inks(tokens)
        rounded(painter, box, 8, ground, edge)
        filled = self.isEnabled() and self.outcome.kind is OutcomeKind.PRIMARY
        if filled and (self.underMouse() or self.isDown()):
            veil = QColor(tokens.ink)
            veil.setAlpha(40)
            painter.setBrush(veil)
            painter.drawRoundedRect(box, 8, 8)
        cap = self._cap_box()
        if self.outcome.key:
            ink = tokens.on_fill if filled else tokens.faint
            paint_cap(
                painter,
                cap,
                self.outcome.key,
                ink=ink,
                line=tokens.on_fill if filled else tokens.line,
                fill=None if filled else tokens.paper,
            )
        end = cap.left() - 5 if self.compact else box.right() - PADDING + 3
        words = QRectF(PADDING, 9, end - PADDING, 18)
        write(painter, words, self.outcome.title, Ink(font(13, Weight.SEMIBOLD), title))
        self._paint_second_line(painter, quiet)
        if self.hasFocus():
            focus_ring(painter, box, 8, tokens.ink if filled else tokens.accent)
        painter.end()

    def _cap_box(self) -> QRectF:
        width = cap_width(self.outcome.key)
        if self.compact:
            return QRectF(self.width() - width - PADDING + 2, 9, width, CAP_HEIGHT)
        return QRectF(PADDING, self.height() - CAP_HEIGHT - 8, width, CAP_HEIGHT)

    def _paint_second_line(self, painter: QPainter, colour: str) -> None:
        face = font(12, tabular=True)
        room = QRect(PADDING, 28, self.width() - 2 * PADDING + 4, 17)
        words = self._second_line()
        if self.compact or text_width(words, face) <= room.width():
            write(painter, QRectF(room), words, Ink(face, colour))
            return
        room.setHeight(30)
        painter.setFont(face)
        painter.setPen(QColor(colour))
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        room.adjust(0, -1, 0, 0)
        lines = QFontMetrics(face).boundingRect(room, int(wrap), words)
        if lines.height() > 2 * QFontMetrics(face).lineSpacing():
            write(painter, QRectF(room.adjusted(0, 1, 0, -12)), words, Ink(face, colour))
        else:
            painter.drawText(room, int(wrap), words)


class OutcomePad(QFrame):
    """The outcomes in one row, or in two when the window is narrow."""

    outcome_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAccessibleName("Outcomes")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._buttons: list[_PadButton] = []
        self._more = _PadButton(OutcomeButton(MORE_KEY, "", "More…", "all the rest"), self)
        self._more.clicked.connect(self.open_more)
        self._menu = QMenu(self)
        self._menu.setAccessibleName("More outcomes")
        self._more_outcomes: tuple[OutcomeButton, ...] = ()
        self._busy = False
        self._dimmer = QTimer(self)
        self._dimmer.setSingleShot(True)
        self._dimmer.setInterval(DIM_AFTER_MS)
        self._dimmer.timeout.connect(self._apply_enabled)
        self._more.hide()

    @property
    def busy(self) -> bool:
        """True while a log is in flight and no key is taken."""
        return self._busy

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons left to right, "More…" last when there is more."""
        more = () if self._more.isHidden() else (self._more,)
        return (*self._buttons, *more)

    def show_outcomes(
        self, outcomes: Sequence[OutcomeButton], more: Sequence[OutcomeButton] = ()
    ) -> None:
        """Show these outcomes; buttons stay where they are, so the focus stays too."""
        while len(self._buttons) > len(outcomes):
            self._buttons.pop().deleteLater()
        for place, outcome in enumerate(outcomes):
            if place < len(self._buttons):
                self._buttons[place].show_outcome(outcome)
            else:
                self._buttons.append(self._made(outcome))
        self._more_outcomes = tuple(more)
        self._more.setVisible(bool(more))
        self._fill_menu()
        if self._busy:
            self.set_busy(True)
        self.updateGeometry()
        self._arrange()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, like setEnabled
        """Take no key while a log is in flight; what takes long is seen."""
        self._busy = busy
        if busy:
            self._dimmer.start()
        else:
            self._dimmer.stop()
            self._apply_enabled()

    def press(self, key: str) -> bool:
        """Choose the outcome of that key; False when it has none or can't be chosen now."""
        if key == MORE_KEY:
            self.open_more()
            return not self._busy
        for button in self._buttons:
            if button.outcome.key == key:
                return self._choose(button.outcome)
        return False

    def open_more(self) -> None:
        """Open the list of the outcomes that have no key."""
        if not self._busy and self._more_outcomes:
            height = self._menu.sizeHint().height()
            self._menu.popup(self._more.mapToGlobal(QPoint(0, -height - SPACE)))

    def _made(self, outcome: OutcomeButton) -> _PadButton:
        button = _PadButton(outcome, self)
        button.clicked.connect(lambda: self._choose(button.outcome))
        QWidget.setTabOrder(button, self._more)
        button.show()
        return button

    def _choose(self, outcome: OutcomeButton) -> bool:
        if self._busy or not outcome.enabled:
            return False
        self.outcome_chosen.emit(outcome.outcome_id)
        return True

    def _fill_menu(self) -> None:
        self._menu.clear()
        for outcome in self._more_outcomes:
            words = outcome.title.replace("&", "&&")
            tail = outcome.consequence if outcome.enabled else outcome.reason_disabled
            action = self._menu.addAction(f"{words}   {tail.replace('&', '&&')}".rstrip())
            action.setEnabled(outcome.enabled)
            action.triggered.connect(lambda _=False, chosen=outcome: self._choose(chosen))

    def _apply_enabled(self) -> None:
        for button in self._buttons:
            button.setEnabled(button.outcome.enabled and not self._busy)
        self._more.setEnabled(not self._busy)

    def _shown(self) -> list[_PadButton]:
        return [*self._buttons] if self._more.isHidden() else [*self._buttons, self._more]

    def _rows_at(self, width: int) -> list[list[_PadButton]]:
        """One row when every title fits into that width, otherwise two of compact buttons."""
        shown = self._shown()
        room = width - 2 * MARGIN
        one_row = sum(b.natural_width() for b in shown) + GAP * (len(shown) - 1) <= room
        per_row = max(1, len(shown) if one_row else (len(shown) + 1) // 2)
        return [shown[at : at + per_row] for at in range(0, len(shown), per_row)]

    def _arrange(self) -> None:
        rows = self._rows_at(self.width())
        compact = len(rows) > 1
        height = COMPACT if compact else TALL
        for place, row in enumerate(rows):
            self._place(row, MARGIN + place * (height + GAP), height, compact=compact)
        if self.height() != self.heightForWidth(self.width()):
            self.updateGeometry()

    def _place(self, row: Sequence[_PadButton], top: int, height: int, *, compact: bool) -> None:
        """Share a row's room: each gets what its words need and an equal part of the rest."""
        room = self.width() - 2 * MARGIN - GAP * (len(row) - 1)
        needs = [b.compact_width() if compact else b.natural_width() for b in row]
        wishes = [need if compact else b.wide_width() for b, need in zip(row, needs, strict=True)]
        floor = wishes if sum(wishes) <= room else needs
        wide = [max(need, room // len(row)) for need in floor]
        over = sum(wide) - room
        spare = [width - need for width, need in zip(wide, floor, strict=True)]
        left = float(MARGIN)
        for button, width, slack in zip(row, wide, spare, strict=True):
            share = over * slack / sum(spare) if over > 0 and sum(spare) > 0 else 0.0
            button.compact = compact
            end = left + width - share
            button.setGeometry(
                QRect(QPoint(round(left), top), QPoint(round(end) - 1, top + height - 1))
            )
            left = end + GAP

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        rows = max(1, len(self._rows_at(width)))
        height = COMPACT if rows > 1 else TALL
        return 2 * MARGIN + rows * height + (rows - 1) * GAP

    @override
    def sizeHint(self) -> QSize:
        return QSize(1200, self.heightForWidth(max(self.width(), 600)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(600, TALL + 2 * MARGIN)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
