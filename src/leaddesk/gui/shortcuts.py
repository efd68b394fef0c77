# SPDX-License-Identifier: MIT
"""The table of actions brought to life: keys, menus, and what is possible just now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from leaddesk.desk.roles import may
from leaddesk.domain.person import Role
from leaddesk.gui.actions import EVERYWHERE, Action
from leaddesk.gui.icons import icon
from leaddesk.gui.situation import When

Handlers = Mapping[str, Callable[[], None]]
_WHEN_HUSHED = frozenset({"window.quit"})
_PRESSES = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Actions(QObject):
    """The actions of one window; those of the frame always, those of the screen that is shown."""

    ran = Signal(str)

    def __init__(self, window: QWidget, table: Iterable[Action]) -> None:
        super().__init__(window)
        self._window = window
        self._table = tuple(table)
        self._made = {action.id: self._make(action) for action in self._table}
        self._frame: Handlers = {}
        self._of_screen: Handlers = {}
        self._screen = EVERYWHERE
        self._situation = When.ALWAYS
        self._roles: frozenset[Role] = frozenset()
        self._is_hushed = False

    @property
    def table(self) -> tuple[Action, ...]:
        """The table, with the person's own keys."""
        return self._table

    @property
    def screen(self) -> str:
        """The screen whose actions are on."""
        return self._screen

    def of_frame(self, handlers: Handlers) -> None:
        """Say what the frame's actions do."""
        self._frame = handlers
        self._apply()

    def of_screen(
        self,
        screen: str,
        handlers: Handlers,
        situation: When,
        roles: frozenset[Role] = frozenset(),
    ) -> None:
        """Say which screen is shown, what its actions do, what is the case there, and for whom."""
        self._screen, self._of_screen, self._situation = screen, handlers, situation
        self._roles = roles
        self._apply()

    def hush(self, *, on: bool) -> None:
        """Let nothing be done but quit, or everything again: the screen is locked."""
        self._is_hushed = on
        self._apply()

    def qaction(self, name: str) -> QAction:
        """Return the action of that id, for a menu; raises KeyError."""
        return self._made[name]

    def possible(self) -> list[Action]:
        """Return what can be done just now, in the order of the table."""
        return [action for action in self._table if self._made[action.id].isEnabled()]

    def run(self, name: str) -> bool:
        """Do it; False when it is not possible now."""
        if not self._made[name].isEnabled():
            return False
        handler = self._frame.get(name) or self._of_screen.get(name)
        if handler is None:
            return False
        handler()
        self.ran.emit(name)
        return True

    def fill_menu(self, menu: QMenu) -> None:
        """Put every action with a group into a menu, groups parted by lines."""
        menu.clear()
        group = ""
        for action in self._table:
            if not action.menu or action.screen not in {EVERYWHERE, self._screen}:
                continue
            if group and action.menu != group:
                menu.addSeparator()
            group = action.menu
            made = self._made[action.id]
            if action.icon and made.icon().isNull():
                made.setIcon(icon(action.icon))
            menu.addAction(made)

    def _make(self, action: Action) -> QAction:
        made = QAction(action.words.replace("&", "&&"), self._window)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence.fromString(key) for key in action.keys])
        made.setAutoRepeat(False)
        made.setEnabled(False)
        made.setIconVisibleInMenu(True)
        made.triggered.connect(lambda: self.run(action.id))
        self._window.addAction(made)
        return made

    def _allowed(self, action: Action) -> bool:
        return action.needs is None or may(self._roles, action.needs)

    def _apply(self) -> None:
        for action in self._table:
            here = action.screen in {EVERYWHERE, self._screen}
            handled = action.id in self._frame or action.id in self._of_screen
            on = here and handled and action.when in self._situation and self._allowed(action)
            on = on and (not self._is_hushed or action.id in _WHEN_HUSHED)
            made = self._made[action.id]
            if made.isEnabled() != on:
                made.setEnabled(on)


def belongs_to_focus(event: QEvent, focus: QWidget | None) -> bool:
    """Return whether a key is the focused control's own before it is anybody's shortcut.

    Space and Enter press the button that has the keyboard; text fields claim theirs themselves.
    """
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    if not isinstance(focus, QAbstractButton) or not focus.isEnabled():
        return False
    return Qt.Key(event.key()) in _PRESSES and not event.modifiers()
