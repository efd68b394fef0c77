# SPDX-License-Identifier: MIT
"""The binding keeps what it borrows, and the pair that does not is refused in words."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.binding import binding_trouble, refuse_broken_binding

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


@pytest.mark.parametrize("binding", [(6, 12), (6, 13)])
def test_the_pair_that_crashes_is_refused_with_what_to_install(binding: tuple[int, int]) -> None:
    words = binding_trouble(binding, (3, 11)) or ""
    assert f"PySide6 6.{binding[1]} on Python 3.11" in words
    assert "PySide6_Essentials>=6.11.3,<6.12" in words


@pytest.mark.parametrize(
    "binding,python", [((6, 11), (3, 11)), ((6, 12), (3, 12)), ((6, 12), (3, 13))]
)
def test_a_sound_pair_is_left_alone(binding: tuple[int, int], python: tuple[int, int]) -> None:
    assert binding_trouble(binding, python) is None


def test_the_installed_pair_is_sound() -> None:
    refuse_broken_binding()
