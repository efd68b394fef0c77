# SPDX-License-Identifier: MIT
"""A window of the smallest size in a process of its own: Qt takes its scale once, at the start.

Prints one JSON object: the ratio of the screen, what each screen's picture measures in device
pixels, and which parts are smaller than they need to be.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

import leaddesk.gui.forms.rc_leaddesk  # noqa: F401 - registers fonts and icons
from leaddesk.gui.app import Program, WindowOptions, make_app
from leaddesk.gui.theme import Scheme, Theme
from leaddesk.gui.threads import Threads
from tests.gui import fake_answers_handoffs as made
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import AtOnce, FakeMachine
from tests.gui.sitting import Sitting

SMALLEST = (1024, 700)
SECONDS = 3.0


def settle(app: QApplication, window: QWidget) -> list[str]:
    """Let the layouts come to rest; return what stays squeezed."""
    until = time.monotonic() + SECONDS
    while True:
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        found = squeezed(window)
        if not found or time.monotonic() > until:
            return found


def squeezed(window: QWidget) -> list[str]:
    """Return the parts that are lower than what stands in them, or cut off a choice.

    The line inside a box to choose from has the box's edge, not its own.
    """
    kinds = (QLabel, QAbstractButton, QLineEdit)
    return [
        f"{type(part).__name__} {part.accessibleName() or part.objectName()}"
        for part in window.findChildren(QWidget)
        if isinstance(part, kinds)
        and part.isVisible()
        and not isinstance(part.parentWidget(), QComboBox)
        and part.height() < part.minimumSizeHint().height()
    ] + [
        f"QComboBox {box.accessibleName() or box.objectName()}: {box.currentText()}"
        for box in window.findChildren(QComboBox)
        if box.isVisible() and box.fontMetrics().horizontalAdvance(box.currentText()) > _room(box)
    ]


def _room(box: QComboBox) -> int:
    """Return how wide the words in a box can be."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()


def main() -> None:
    """Show every screen of somebody who sees them all."""
    app = make_app()
    theme = Theme(app, Scheme.LIGHT)
    theme.rest(still=True)
    machine, writer, readers = FakeMachine(), AtOnce(), AtOnce()
    threads = Threads(writer, readers, AtOnce(), queued=False)
    program = Program(machine, WindowOptions(), threads, theme)
    program.furnish()
    desk = FakeDesk(handoffs=made.RECEIVER)
    sitting = Sitting(program, desk, machine, writer, readers)
    window = program.window
    window.resize(*SMALLEST)
    window.show()
    sitting.start("Lee Novak")
    told: dict[str, object] = {"ratio": window.devicePixelRatioF()}
    for entry in window.entries:
        window.go(entry.id)
        narrow = settle(app, window)
        picture = window.grab()
        told[entry.id] = {
            "asked": [window.width(), window.height()],
            "device": [picture.width(), picture.height()],
            "squeezed": narrow,
        }
    program.close()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
