# SPDX-License-Identifier: MIT
"""The binding keeps what it borrows, and the pair that does not is refused in words."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.binding import is_bad_pair

CALLS = 200
NOISE = 50  # references that the interpreter itself takes and gives meanwhile


class _Sender(QObject):
    said = Signal(int)


def test_calls_into_qt_keep_none_and_true_alive(qtbot: QtBot) -> None:
    sender, widget, heard = _Sender(), QWidget(), list[int]()
    qtbot.addWidget(widget)
    sender.said.connect(heard.append)
    true_before, none_before = sys.getrefcount(True), sys.getrefcount(None)
    for number in range(CALLS):
        sender.said.emit(number)
        widget.setEnabled(True)
    assert len(heard) == CALLS
    assert sys.getrefcount(True) > true_before - NOISE
    assert sys.getrefcount(None) > none_before - NOISE


@pytest.mark.parametrize(
    "python,binding,bad",
    [
        ((3, 11), "6.11.3", False),
        ((3, 11), "6.12.0", True),
        ((3, 11), "6.13.1", True),
        ((3, 11), "7.0", True),
        ((3, 12), "6.12.0", False),
        ((3, 13), "6.11.3", False),
        ((3, 14), "6.20.0", False),
    ],
)
def test_a_python_that_loses_references_is_known(
    python: tuple[int, int], binding: str, *, bad: bool
) -> None:
    assert is_bad_pair(python, binding) is bad
