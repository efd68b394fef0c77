# SPDX-License-Identifier: MIT
"""Colours can be read, schemes change and come back, and the faces are really there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import leaddesk.gui.forms.rc_leaddesk  # noqa: F401
from leaddesk.gui.style_sheet import style_sheet
from leaddesk.gui.theme import (
    DARK,
    FAMILY,
    LIGHT,
    Scheme,
    Theme,
    Tokens,
    Tone,
    Weight,
    font,
    motion_allowed,
    palette_for,
    tokens_in,
    tokens_of,
)

READABLE = 4.5
TELLABLE = 3.0
TEXTS = ("ink", "secondary", "faint", "accent", "good", "warn", "bad", "hot")
GROUNDS = ("paper", "surface", "accent_soft", "track", "hover")
FILLS = ("accent", "good", "bad", "hot", "warn")
STYLE = Path(__file__).parents[2] / "resources" / "style"


@pytest.fixture
def theme(worn: Theme) -> Iterator[Theme]:
    worn.choose(Scheme.LIGHT)
    yield worn
    worn.rest(still=False)
    worn.choose(Scheme.LIGHT)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= READABLE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_a_chip_can_be_read(tokens: Tokens, tone: Tone) -> None:
    assert contrast(tokens.strong(tone), tokens.soft(tone)) >= READABLE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("fill", FILLS)
def test_words_on_a_filled_button_can_be_read(tokens: Tokens, fill: str) -> None:
    assert contrast(tokens.on_fill, getattr(tokens, fill)) >= READABLE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_the_focus_ring_can_be_told_from_their_grounds(tokens: Tokens) -> None:
    for ground in (tokens.paper, tokens.surface):
        assert contrast(tokens.edge, ground) >= TELLABLE
        assert contrast(tokens.accent, ground) >= TELLABLE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_palette_tells_which_scheme_it_belongs_to(tokens: Tokens) -> None:
    assert tokens_in(palette_for(tokens)) is tokens


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_drawn_arrows_have_the_colours_of_their_scheme(tokens: Tokens) -> None:
    for arrow in ("arrow-down", "arrow-up", "arrow-right"):
        assert tokens.faint in (STYLE / f"{arrow}-{tokens.name}.svg").read_text("utf-8")
    assert tokens.on_fill in (STYLE / f"check-{tokens.name}.svg").read_text("utf-8")


def test_the_style_sheet_has_no_colour_of_its_own(theme: Theme) -> None:
    colours = dict.fromkeys(Tokens.__slots__, "#ABCDEF")
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", style_sheet("light", colours))) == {"#ABCDEF"}


def test_the_style_sheet_asks_for_every_colour_it_uses() -> None:
    with pytest.raises(KeyError):
        style_sheet("light", {"paper": "#FFFFFF"})


def test_a_chosen_scheme_is_worn_where_the_platform_ignores_the_choice(
    theme: Theme, qapp: QApplication
) -> None:
    seen: list[str] = []
    theme.changed.connect(lambda: seen.append(theme.tokens.name))
    theme.choose(Scheme.DARK)
    assert theme.scheme is Scheme.DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.paper)
    theme.choose(Scheme.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.paper)
    assert seen == ["dark", "light"]


def test_choosing_what_is_worn_changes_nothing(theme: Theme) -> None:
    seen: list[str] = []
    theme.changed.connect(lambda: seen.append("changed"))
    theme.choose(Scheme.LIGHT)
    assert seen == []


def test_system_wears_what_the_desktop_says(theme: Theme, qapp: QApplication) -> None:
    theme.choose(Scheme.SYSTEM)
    dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.tokens is (DARK if dark else LIGHT)


def test_a_widget_takes_the_colours_of_its_own_palette(theme: Theme, qtbot: object) -> None:
    widget = QWidget()
    assert tokens_of(widget) is LIGHT
    widget.setPalette(palette_for(DARK))
    assert tokens_of(widget) is DARK
    widget.deleteLater()


@pytest.mark.parametrize("weight", list(Weight))
def test_every_weight_is_the_bundled_face(theme: Theme, weight: Weight) -> None:
    info = QFontInfo(font(13, weight))
    assert info.family() == FAMILY
    assert info.weight() == weight.value.value


def test_figures_can_be_tabular(theme: Theme) -> None:
    plain, tabular = font(20), font(20, tabular=True)
    assert not plain.featureTags()
    assert [tag.toString().data() for tag in tabular.featureTags()] == [b"tnum"]


def test_nothing_moves_for_somebody_who_asked_for_rest(theme: Theme) -> None:
    theme.rest(still=True)
    assert not motion_allowed()
    theme.rest(still=False)
    assert motion_allowed()
