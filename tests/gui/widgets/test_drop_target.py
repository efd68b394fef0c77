# SPDX-License-Identifier: MIT
"""Files dragged over a widget are taken; everything else is left alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.drop_target import DropTarget

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def made(qtbot: QtBot) -> DropTarget:
    under = QWidget()
    under.resize(400, 200)
    qtbot.addWidget(under)
    target = DropTarget(under)
    under.show()
    return target


def dragged(*addresses: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(address) for address in addresses])
    return data


def drag(target: DropTarget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEY)
    assert target.over is not None
    QApplication.sendEvent(target.over, event)
    return event.isAccepted()


def test_a_file_is_shown_where_it_may_fall_and_taken(made: DropTarget, qtbot: QtBot) -> None:
    data = dragged("file:///home/dana/leads.csv")
    assert drag(made, data)
    assert made.isVisible()
    with qtbot.waitSignal(made.files_dropped) as said:
        event = QDropEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEY)
        assert made.over is not None
        QApplication.sendEvent(made.over, event)
    assert said.args == [["/home/dana/leads.csv"]]
    assert made.isHidden()


def test_an_address_of_the_web_is_not_taken(made: DropTarget) -> None:
    assert not drag(made, dragged("https://example.com/leads.csv"))
    assert made.isHidden()
