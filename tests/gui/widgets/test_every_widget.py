# SPDX-License-Identifier: MIT
"""What holds for all of them: names for screen readers, plain text, painting in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import Scheme, Theme
from tests.gui.widgets.gallery import WIDGETS

NAMES = sorted(WIDGETS)
SOURCES = Path(__file__).parents[3] / "src" / "leaddesk" / "gui" / "widgets"
GREY = 0xFF808080


def shown(qtbot: QtBot, name: str) -> QWidget:
    widget = WIDGETS[name]()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def reachable(widget: QWidget) -> list[QWidget]:
    """The widget and everything in it that the keyboard can reach."""
    return [
        each
        for each in (widget, *widget.findChildren(QWidget))
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(widget)
    ]


def drawn(widget: QWidget) -> QImage:
    image = QImage(widget.size(), QImage.Format.Format_ARGB32)
    image.fill(GREY)
    widget.render(image)
    return image


def colours(image: QImage) -> int:
    """How many colours a picture has, at every third pixel."""
    return len(
        {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    )


@pytest.mark.parametrize("name", NAMES)
def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot, name: str) -> None:
    widget = shown(qtbot, name)
    for each in reachable(widget):
        interface = QAccessible.queryAccessibleInterface(each)
        words = interface.text(QAccessible.Text.Name)
        assert words, f"{type(each).__name__} in {name} has no name"


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_list_can_be_spoken(qtbot: QtBot, name: str) -> None:
    widget = shown(qtbot, name)
    for view in widget.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount()):
            words = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            words = words or model.index(row, 0).data(Qt.ItemDataRole.DisplayRole)
            assert words or model.columnCount() > 1


@pytest.mark.parametrize("name", NAMES)
def test_no_label_guesses_markup(qtbot: QtBot, name: str) -> None:
    widget = shown(qtbot, name)
    for label in (widget, *widget.findChildren(QLabel)):
        if label.inherits("QLabel") and label.property("text"):
            assert label.property("textFormat") == Qt.TextFormat.PlainText


def test_every_widget_draws_itself_and_follows_the_scheme(qtbot: QtBot, theme: Theme) -> None:
    """All of them in one go: dressing the program anew takes longer than drawing a widget."""
    widgets = {name: shown(qtbot, name) for name in NAMES}
    light = {name: drawn(widget) for name, widget in widgets.items()}
    theme.choose(Scheme.DARK)
    dark = {name: drawn(widget) for name, widget in widgets.items()}
    empty = {name for name in NAMES if min(colours(light[name]), colours(dark[name])) <= 1}
    assert not empty
    assert not {name for name in NAMES if light[name] == dark[name]}


def test_no_widget_makes_a_label_that_guesses_markup() -> None:
    for source in SOURCES.glob("*.py"):
        made = re.findall(r"(?<![\w.])QLabel\(", source.read_text("utf-8"))
        classes = re.findall(r"^class \w+\(QLabel\)", source.read_text("utf-8"), re.MULTILINE)
        assert len(made) == 0, f"{source.name} makes a bare QLabel ({classes})"


def test_the_gallery_shows_every_widget_class() -> None:
    pages = Path(__file__).parent.glob("gallery*.py")
    gallery = "".join(page.read_text("utf-8") for page in pages)
    for source in SOURCES.glob("*.py"):
        for made in re.findall(
            r"^class ([A-Z]\w+)\(Q(?!Styled|Abstract)\w+\)", source.read_text("utf-8"), re.MULTILINE
        ):
            used = made in gallery or made in {"Floating", "SyncPill", "NavButton", "FigureTile"}
            assert used, f"{made} of {source.name} is not in the gallery"
