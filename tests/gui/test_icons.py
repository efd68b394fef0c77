# SPDX-License-Identifier: MIT
"""Icons follow the scheme, know when they are missing, and outlive their copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

import leaddesk.gui.forms.rc_leaddesk  # noqa: F401
from leaddesk.gui.icons import NoSuchIconError, app_icon, icon, paint_icon
from leaddesk.gui.theme import DARK, LIGHT, Scheme, Theme

ROOT = Path(__file__).parents[2]
ICONS = sorted(path.stem for path in (ROOT / "resources" / "icons").glob("*.svg"))


@pytest.fixture
def theme(worn: Theme) -> Iterator[Theme]:
    worn.choose(Scheme.LIGHT)
    yield worn
    worn.rest(still=False)
    worn.choose(Scheme.LIGHT)


def strongest(image: QImage) -> str:
    """The colour of the most opaque pixel, as #RRGGBB."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max((image.pixelColor(*at) for at in points), key=lambda c: c.alpha()).name().upper()


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_of_the_set_draws_something(theme: Theme, name: str) -> None:
    picture = icon(name).pixmap(QSize(24, 24)).toImage()
    assert any(
        picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)
    )  # fmt: skip


@pytest.mark.parametrize("name", [name for name in ICONS if name != "leaddesk"])
def test_icons_have_no_colour_of_their_own(name: str) -> None:
    drawing = (ROOT / "resources" / "icons" / f"{name}.svg").read_text("utf-8")
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing)) <= {"none", "currentColor"}


def test_the_resource_list_names_every_icon() -> None:
    listed = (ROOT / "resources" / "leaddesk.qrc").read_text("utf-8")
    assert sorted(re.findall(r"icons/([\w-]+)\.svg", listed)) == ICONS


def test_an_icon_follows_the_scheme(theme: Theme) -> None:
    made = icon("check")
    assert strongest(made.pixmap(QSize(48, 48)).toImage()) == LIGHT.ink
    theme.choose(Scheme.DARK)
    assert strongest(made.pixmap(QSize(48, 48)).toImage()) == DARK.ink


def test_an_icon_can_have_the_colour_of_what_it_stands_on(theme: Theme) -> None:
    assert strongest(icon("check", "on_fill").pixmap(QSize(48, 48)).toImage()) == LIGHT.on_fill


def test_a_disabled_icon_is_faint(theme: Theme) -> None:
    picture = icon("check").pixmap(QSize(48, 48), QIcon.Mode.Disabled)
    assert strongest(picture.toImage()) == LIGHT.faint


def test_a_missing_icon_is_told_by_name(theme: Theme) -> None:
    with pytest.raises(NoSuchIconError, match="no-such-thing") as told:
        icon("no-such-thing")
    assert told.value.name == "no-such-thing"


def test_a_copied_icon_lives_on_when_the_first_is_gone(theme: Theme) -> None:
    for _ in range(50):
        first = icon("phone")
        copy = QIcon(first)
        del first
        copy.addPixmap(QPixmap(8, 8))
        assert not copy.pixmap(QSize(16, 16)).isNull()


def test_an_icon_is_sharp_on_a_dense_screen(theme: Theme) -> None:
    made = icon("phone").pixmap(QSize(16, 16), 2.0)
    assert made.size() == QSize(32, 32)
    assert made.devicePixelRatio() == 2.0


def test_painting_fills_the_box_that_was_given(theme: Theme) -> None:
    canvas = QImage(40, 20, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    painter = QPainter(canvas)
    paint_icon(painter, "x", QRectF(20, 0, 20, 20), "#FF0000")
    painter.end()
    left = [canvas.pixelColor(x, y).alpha() for x in range(20) for y in range(20)]
    assert not any(left)
    assert canvas.pixelColor(30, 10).red() == 255


def test_the_program_has_an_icon_of_its_own(theme: Theme) -> None:
    assert strongest(app_icon().pixmap(QSize(64, 64)).toImage()) != LIGHT.ink
