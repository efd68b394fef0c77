# SPDX-License-Identifier: MIT
"""Everything a person can reach has a name, and the keyboard reaches everything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from leaddesk.gui.screens import SCREENS
from leaddesk.gui.views.crash_dialog import CrashDialog
from leaddesk.gui.views.keys_dialog import KeysDialog
from tests.gui.made_leads import PEOPLE
from tests.gui.sitting import Sitting

INSIDE_OF_OTHERS = ("qt_spinbox_lineedit", "qt_scrollarea", "ScrollLeftButton", "ScrollRightButton")


def nameless(root: QWidget) -> list[str]:
    """Every control below a widget that a screen reader could not name."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(root):
            continue
        if widget.objectName().startswith(INSIDE_OF_OTHERS):
            continue
        if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
            continue
        if isinstance(widget, QStackedWidget | QScrollArea | QTabBar | QLabel):
            continue
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not name.strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


@pytest.mark.parametrize("screen", [entry.id for entry in SCREENS])
def test_every_control_of_every_screen_has_a_name(sitting: Sitting, screen: str) -> None:
    sitting.start("Lee Novak")
    sitting.window.go(screen)
    assert sitting.window.screen_id == screen
    assert nameless(sitting.window) == []


@pytest.mark.parametrize("key", list("567S9"))
def test_every_control_of_every_panel_has_a_name(at_work: Sitting, key: str) -> None:
    at_work.press(Qt.Key(ord(key)))
    assert at_work.queue.desk.is_open
    assert nameless(at_work.queue.desk.panel) == []


def test_the_dialogs_of_the_frame_have_names(at_work: Sitting) -> None:
    for dialog in (
        KeysDialog(at_work.window.actions_here.table, "queue", at_work.window),
        CrashDialog("report", None, at_work.window),
    ):
        assert nameless(dialog) == []
        dialog.deleteLater()


def test_tab_reaches_every_control_of_the_queue(at_work: Sitting) -> None:
    reached: set[QWidget] = set()
    for _ in range(120):
        at_work.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit) and focus in reached:
            break
        if focus is not None:
            reached.add(focus)
    kinds = QAbstractButton | QLineEdit | QPlainTextEdit
    wanted = {
        widget
        for widget in at_work.queue.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert wanted - reached == set()


def test_nothing_shown_is_read_as_markup(at_work: Sitting) -> None:
    for label in at_work.window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


def test_the_people_to_pick_from_are_said_whole(sitting: Sitting) -> None:
    sitting.program.start(lambda: sitting.desk)
    assert nameless(sitting.window) == []
    assert len(sitting.window.seat.people) == len(PEOPLE)
