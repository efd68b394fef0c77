# SPDX-License-Identifier: MIT
"""The keyboard stays where the person went: answers that come later never take it away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from leaddesk.desk.changes import Kind
from leaddesk.gui.screens import SCREENS
from tests.gui.sitting import Sitting

ELSEWHERE = {"leads": "people"}
"""Where a person goes meanwhile, by the screen they leave; the leads from every other one."""


@pytest.mark.parametrize("screen", [entry.id for entry in SCREENS])
def test_a_late_answer_leaves_the_keyboard_on_the_screen_that_is_shown(
    sitting: Sitting, screen: str
) -> None:
    sitting.start("Lee Novak", ELSEWHERE.get(screen, "leads"))
    sitting.readers.held = sitting.writer.held = True
    sitting.window.go(screen)
    assert sitting.window.screen_id == screen
    sitting.window.go(ELSEWHERE.get(screen, "leads"))
    shown = sitting.window.current
    assert shown is not None
    search = shown.findChild(QLineEdit, "search_edit")
    assert search is not None
    search.setFocus()
    sitting.writer.run()
    sitting.readers.run()
    assert QApplication.focusWidget() is search


@pytest.mark.parametrize("screen", [entry.id for entry in SCREENS])
def test_a_late_answer_leaves_the_keyboard_in_the_palette(sitting: Sitting, screen: str) -> None:
    sitting.start("Lee Novak", ELSEWHERE.get(screen, "leads"))
    sitting.readers.held = sitting.writer.held = True
    sitting.window.go(screen)
    sitting.control(Qt.Key.Key_K)
    sitting.write("mar")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    sitting.writer.run()
    sitting.readers.run()
    sitting.program.ops.announce(Kind.ALL, None)
    assert QApplication.focusWidget() is line
    assert line.text() == "mar"
