# SPDX-License-Identifier: MIT
"""Every widget with something to show; run as a program it renders them all into a folder.

    python -m tests.gui.widgets.gallery FOLDER

Light and dark at once and twice the pixels: eyes are the only test of a picture.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from leaddesk.gui.theme import Scheme, Theme, Tone
from leaddesk.gui.widgets.chips import Chip
from leaddesk.gui.widgets.frames import Card, SectionTitle
from leaddesk.gui.widgets.text import Text
from tests.gui.widgets.gallery_charts import (
    board,
    calendar,
    chart_table,
    figures,
    funnel,
    histogram,
    pace,
    sparkline,
)
from tests.gui.widgets.gallery_frame import (
    banner,
    big_bar,
    chips,
    drop,
    goal_bar,
    palette,
    panel,
    pills,
    rail,
    strip,
    toast,
)
from tests.gui.widgets.gallery_lead import (
    agenda,
    empty,
    fields,
    follow,
    history,
    pad,
    phone,
    phone_barred,
    phone_calling,
    phone_closed,
    rule_field,
    rule_form,
    sheet,
    stars,
    up_next,
)


def queue_screen() -> QWidget:
    """The queue put together, to be held against its picture."""
    made = QWidget()
    made.resize(1440, 900)
    outer = QHBoxLayout(made)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(rail())
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(strip())
    page = QVBoxLayout()
    page.setContentsMargins(12, 12, 12, 12)
    page.setSpacing(12)
    middle = QHBoxLayout()
    middle.setSpacing(12)
    middle.addWidget(_framed(up_next(), "Up next", "25 in hand · 1,208 ready"))
    middle.addWidget(_lead(), 1)
    side = Card()
    side.setFixedWidth(316)
    side.body.addWidget(sheet())
    middle.addWidget(side)
    page.addLayout(middle, 1)
    page.addWidget(pad())
    right.addLayout(page, 1)
    outer.addLayout(right, 1)
    return made


def _framed(inner: QWidget, title: str, trailing: str) -> Card:
    made = Card()
    made.setFixedWidth(300)
    made.body.setContentsMargins(1, 10, 1, 8)
    head = SectionTitle(made, title=title, trailing=trailing)
    head.setContentsMargins(14, 0, 14, 2)
    made.body.addWidget(head)
    made.body.addWidget(inner, 1)
    return made


def _lead() -> Card:
    made = Card()
    made.body.setContentsMargins(24, 20, 24, 12)
    made.body.setSpacing(16)
    head = QHBoxLayout()
    names = QVBoxLayout()
    names.setSpacing(4)
    names.addWidget(Text(made, text="Priya Raman", look="title"))
    names.addWidget(Text(made, text="Operations Director · Northfield Optics", look="subtitle"))
    head.addLayout(names)
    head.addStretch(1)
    head.addWidget(Chip(made, text="Speed to lead 3:12", tone=Tone.HOT))
    head.addWidget(Chip(made, text="Score 91"))
    made.body.addLayout(head)
    made.body.addWidget(phone())
    made.body.addWidget(fields())
    note = QPlainTextEdit(made)
    note.setAccessibleName("Note for this call")
    note.setPlaceholderText("Note for this call… (Ctrl+N)")
    note.setFixedHeight(58)
    made.body.addWidget(note)
    made.body.addWidget(SectionTitle(made, title="History"))
    made.body.addWidget(history(), 1)
    return made


WIDGETS: Final[dict[str, Callable[[], QWidget]]] = {
    made.__name__: made
    for made in (
        strip, pills, rail, pad, up_next, phone, phone_calling, phone_closed, phone_barred, fields,
        history, sheet,
        stars, follow, rule_field, rule_form, pace, calendar,
        sparkline, funnel, histogram, figures, board, chart_table, empty, banner,
        agenda, chips, toast, panel, palette, drop, big_bar, goal_bar, queue_screen,
    )
}  # fmt: skip


def render_all(folder: Path) -> None:
    """Write one picture per widget and scheme into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    importlib.import_module("leaddesk.gui.forms.rc_leaddesk")
    theme = Theme(app)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.choose(scheme)
        for name, make in WIDGETS.items():
            ground = QFrame()
            ground.setProperty("look", "card")
            widget = make()
            ground.resize(widget.width() + 32, widget.height() + 32)
            widget.setParent(ground)
            widget.move(16, 16)
            ground.show()
            widget.show()
            QTest.qWait(1)
            ground.grab().save(str(folder / f"{name}-{scheme.value}.png"))
            ground.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    render_all(Path(sys.argv[1]))
