# SPDX-License-Identifier: MIT
"""Two leads side by side, field by field: which value is kept, and all numbers of both."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from leaddesk.desk.queries import PairCard, PairField, PairSide
from leaddesk.domain.duplicate import SURE
from leaddesk.gui.forms.ui_pair_panel import Ui_PairPanel
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.gui.widgets.frames import Rule
from leaddesk.gui.widgets.side_choice import NOTHING, SideChoice
from leaddesk.gui.widgets.text import Text
from leaddesk.words import duplicates, leads, numbers, outcomes, times

_LEFT, _RIGHT = 0, 1
_HINT = "Tab goes through the fields that differ, ← and → choose a side. Numbers and history of "
_HINT += "both are always kept."


class PairPanel(QWidget):
    """Shows a pair and holds what is chosen of it; `pressed` carries the id of an action."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_PairPanel()
        self._ui.setupUi(self)
        self._card: PairCard | None = None
        self._groups: dict[str, QButtonGroup] = {}
        ui = self._ui
        ui.merge_button.show_button("Merge into the left one", "Enter", ButtonKind.PRIMARY, "check")
        ui.apart_button.show_button("Not the same", "N", icon_name="x")
        ui.swap_button.show_button("Swap sides", "S", icon_name="arrow-right-left")
        ui.hint_label.setText(_HINT)
        for button, action in (
            (ui.merge_button, "duplicates.merge"),
            (ui.apart_button, "duplicates.apart"),
            (ui.swap_button, "duplicates.swap"),
        ):
            button.clicked.connect(lambda _on=False, name=action: self.pressed.emit(name))

    @property
    def card(self) -> PairCard | None:
        """The pair that is shown."""
        return self._card

    @property
    def taken(self) -> tuple[str, ...]:
        """The fields whose right value was chosen."""
        return tuple(key for key, group in self._groups.items() if group.checkedId() == _RIGHT)

    def forget(self) -> None:
        """Show no pair."""
        self._card = None

    def show_card(self, card: PairCard, now: dt.datetime, zone: str) -> None:
        """Show a pair; what was chosen stays chosen while the two leads are as they were."""
        before = self._card
        if before is not None and _same(before, card):
            return
        self._card = card
        ui, row = self._ui, card.row
        ui.score_label.setText(duplicates.score(row.score))
        tone = Tone.GOOD if row.score >= SURE else Tone.WARN
        ui.score_chip.show_chip(duplicates.percent(row.score), tone)
        ui.why_label.setText(duplicates.why(row.why, row.site))
        self._clear()
        self._show_heads(card, now, zone)
        for field in card.fields:
            self._show_field(field)
        self._show_numbers(card)
        self._order_keyboard()
        grid = ui.fields_grid
        grid.setRowStretch(grid.rowCount(), 1)
        grid.activate()
        ui.fields_area.verticalScrollBar().setValue(0)

    def _order_keyboard(self) -> None:
        """Let Tab go through the fields first, then the buttons."""
        ui = self._ui
        choices = [choice for group in self._groups.values() for choice in group.buttons()]
        chain = [*choices, ui.merge_button, ui.apart_button, ui.swap_button]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _clear(self) -> None:
        grid = self._ui.fields_grid
        grid.setRowStretch(grid.rowCount() - 1, 0)
        while grid.count():
            item = grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for group in self._groups.values():
            group.deleteLater()
        self._groups = {}

    def _show_heads(self, card: PairCard, now: dt.datetime, zone: str) -> None:
        grid, room = self._ui.fields_grid, self._ui.fields_room
        for column, (side, what) in enumerate(
            ((card.left, "This one stays"), (card.right, "This one goes into it")), start=1
        ):
            grid.addWidget(Text(room, text=what, look="section"), 0, column)
            name = side.name or side.company
            grid.addWidget(Text(room, text=name, look="strong", elides=True), 1, column)
            told = Text(room, text=standing(side, now, zone), look="faint", wraps=True)
            grid.addWidget(told, 2, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Rule(room), 3, 0, 1, 3)

    def _show_field(self, field: PairField) -> None:
        grid, room = self._ui.fields_grid, self._ui.fields_room
        row = grid.rowCount()
        words = duplicates.field(field.key)
        grid.addWidget(Text(room, text=words, look="strong" if field.differs else "secondary"),
                       row, 0)  # fmt: skip
        if not field.differs:
            grid.addWidget(Text(room, text=field.left, look="secondary", elides=True),
                           row, 1, 1, 2)  # fmt: skip
            return
        group = QButtonGroup(self)
        for side, value in ((_LEFT, field.left), (_RIGHT, field.right)):
            which = "right" if side == _RIGHT else "left"
            choice = SideChoice(value, f"{words}, {which}: {value or 'nothing'}", room)
            choice.entered.connect(lambda: self.pressed.emit("duplicates.merge"))
            group.addButton(choice, side)
            grid.addWidget(choice, row, 1 + side)
            choice.show()
        chosen, other = (_RIGHT, _LEFT) if field.take else (_LEFT, _RIGHT)
        group.button(chosen).setChecked(True)
        # Tab comes to the one that is chosen, as Qt does itself once one of them had the keyboard.
        group.button(other).setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._groups[field.key] = group

    def _show_numbers(self, card: PairCard) -> None:
        grid, room = self._ui.fields_grid, self._ui.fields_room
        row = grid.rowCount()
        grid.addWidget(Rule(room), row, 0, 1, 3)
        grid.addWidget(
            Text(room, text="Numbers", look="secondary"), row + 1, 0, Qt.AlignmentFlag.AlignTop
        )
        for column, side in ((1, card.left), (2, card.right)):
            told = "\n".join(_number(*phone) for phone in side.phones) or NOTHING
            text = Text(room, text=told, look="secondary", wraps=True)
            text.setAccessibleName(f"Numbers of {side.name}: {told}")
            grid.addWidget(text, row + 1, column, Qt.AlignmentFlag.AlignTop)


def standing(side: PairSide, now: dt.datetime, zone: str) -> str:
    """Return where a lead stands and what was done with it, in a line."""
    told = [leads.state(side.state)]
    if side.due_at is not None:
        told.append(f"comes next {times.short_moment(side.due_at, now, zone)}")
    if side.owner:
        told.append(f"waits for {side.owner}")
    if side.last_call_at is not None:
        last = times.stamp(side.last_call_at, now, zone)
        called = outcomes.name(side.last_outcome) if side.last_outcome else "called"
        told.append(f"{called[:1].lower()}{called[1:]} {last}")
        told.append(numbers.count(side.attempts, "try", "tries"))
    else:
        told.append(f"never called, here since {times.stamp(side.arrived_at, now, zone)}")
    words = f"Lead {side.id}: {', '.join(told)}"
    return f"{words}."


def _number(shown: str, bad: str) -> str:
    return f"{shown} ({leads.bad_number(bad)})" if bad else shown


def _same(before: PairCard, card: PairCard) -> bool:
    """Tell whether two cards show the same leads as they were."""
    return [(s.id, s.version) for s in (before.left, before.right)] == [
        (s.id, s.version) for s in (card.left, card.right)
    ]
