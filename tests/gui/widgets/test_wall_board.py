# SPDX-License-Identifier: MIT
"""The wall of a whole room: with sixty people a name gives way, a figure never."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets import wall_board
from leaddesk.gui.widgets.painting import Ink, text_width, write
from leaddesk.gui.widgets.wall_board import NOTHING, BoardRow, BoardState, WallBoard

LONG = "Jean-Christophe de La Rochefoucauld-Montmorency"


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
@pytest.mark.parametrize("people", [1, 9, 60])
def test_no_percentage_is_cut_and_no_name_runs_into_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], people: int
) -> None:
    written: list[tuple[QRectF, str, Ink]] = []

    def note(painter: QPainter, box: QRectF, text: str, ink: Ink) -> None:
        written.append((QRectF(box), text, ink))
        write(painter, box, text, ink)

    monkeypatch.setattr(wall_board, "write", note)
    row = BoardRow(LONG, "100 %", 1.0, 0.5, "17 % ahead", Tone.GOOD, "at work")
    board = WallBoard()
    qtbot.addWidget(board)
    board.resize(*size)
    state = BoardState("", "5 %", 0.05, 0.5, "", Tone.BAD, NOTHING.figures, (row,) * people)
    board.show_state(state, ())
    board.grab()
    names = [box for box, text, _ink in written if text == LONG]
    figures = [(box, ink) for box, text, ink in written if text == "100 %"]
    assert len(names) == len(figures) == people
    for name, (figure, ink) in zip(names, figures, strict=True):
        assert text_width("100 %", ink.face) <= figure.width()
        assert name.right() < figure.left()
