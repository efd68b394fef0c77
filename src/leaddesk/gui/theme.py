# SPDX-License-Identifier: MIT
"""The colours, type and spacing of the window, light and dark.

Widgets that paint themselves ask `tokens_of(self)` in `paintEvent`: the answer follows the palette
they were given, so a change of scheme needs nothing but the repaint that Qt schedules anyway.
"""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from leaddesk.gui.style_sheet import style_sheet
from leaddesk.gui.tokens import DARK, DARK_BELOW, LIGHT, Tokens, Tone

__all__ = [
    "DARK", "FAMILY", "FONT_FILES", "LIGHT", "RADIUS", "RADIUS_SMALL", "SPACE", "Scheme", "Theme",
    "Tokens", "Tone", "Weight", "capitals", "font", "load_fonts", "motion_allowed", "palette_for",
    "tokens_in", "tokens_of",
]  # fmt: skip

FAMILY: Final = "Inter"
FONT_FILES: Final = tuple(
    f":/fonts/Inter-{weight}.ttf" for weight in ("Regular", "Medium", "SemiBold", "Bold")
)
REDUCED_MOTION: Final = "leaddeskReducedMotion"
"""Name of the application property that is true when nothing may move by itself."""

SPACE: Final = 4
"""One step of spacing, in device-independent pixels; every gap is a multiple of it."""
RADIUS: Final = 10
RADIUS_SMALL: Final = 8


class Scheme(Enum):
    """What a person chose: follow the desktop, or always light, or always dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Weight(Enum):
    """The four weights of the bundled family."""

    REGULAR = QFont.Weight.Normal
    MEDIUM = QFont.Weight.Medium
    SEMIBOLD = QFont.Weight.DemiBold
    BOLD = QFont.Weight.Bold


def tokens_of(widget: QWidget) -> Tokens:
    """The scheme that this widget's palette belongs to."""
    return tokens_in(widget.palette())


def tokens_in(palette: QPalette) -> Tokens:
    """The scheme that a palette belongs to, told by the lightness of its window colour."""
    dark = palette.color(QPalette.ColorRole.WindowText).lightness() >= DARK_BELOW
    return DARK if dark else LIGHT


@lru_cache(maxsize=64)
def font(px: int = 13, weight: Weight = Weight.REGULAR, *, tabular: bool = False) -> QFont:
    """The bundled face at a size in device-independent pixels; shared, so never change it."""
    face = QFont(FAMILY)
    face.setPixelSize(px)
    face.setWeight(weight.value)
    if tabular:
        face.setFeature(QFont.Tag.fromString("tnum"), 1)
    return face


@lru_cache(maxsize=1)
def capitals() -> QFont:
    """The face of small headings; shared like every other, so never change it."""
    face = QFont(font(11, Weight.SEMIBOLD, tabular=True))
    face.setCapitalization(QFont.Capitalization.AllUppercase)
    face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
    return face


def motion_allowed() -> bool:
    """Whether things may move by themselves: the desktop animates and nobody asked for rest."""
    app = QApplication.instance()
    if not isinstance(app, QApplication) or app.property(REDUCED_MOTION):
        return False
    style = app.style()
    return style.styleHint(style.StyleHint.SH_Widget_Animation_Duration) > 0


def palette_for(tokens: Tokens) -> QPalette:
    """The same colours as roles, for everything that Fusion draws itself."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.paper,
        role.WindowText: tokens.ink,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.ink,
        role.Button: tokens.surface,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.bad,
        role.ToolTipBase: tokens.ink,
        role.ToolTipText: tokens.surface,
        role.PlaceholderText: tokens.faint,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_fill,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.edge,
        role.Shadow: tokens.line,
    }
    palette = QPalette()
    for group, colour in colours.items():
        palette.setColor(group, QColor(colour))
    for text in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, text, QColor(tokens.faint))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.line))
    return palette


@cache
def load_fonts() -> int:
    """Register the bundled faces, once for the life of the program, and say how many were found.

    The compiled resources must have been imported before.
    """
    return sum(QFontDatabase.addApplicationFont(path) >= 0 for path in FONT_FILES)


class Theme(QObject):
    """Dresses one application, and dresses it again when the desktop or the person changes mind."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._worn: Tokens | None = None
        app.setStyle("Fusion")
        load_fonts()
        app.setFont(font())
        app.styleHints().colorSchemeChanged.connect(self._on_desktop_changed)
        self.choose(scheme)

    @property
    def scheme(self) -> Scheme:
        """What the person chose."""
        return self._scheme

    @property
    def tokens(self) -> Tokens:
        """The colours worn now."""
        return self._worn or self._wanted()

    def choose(self, scheme: Scheme) -> None:
        """Wear that scheme from now on.

        Some platforms ignore `setColorScheme` without a word, so the palette is ours in any case;
        the call still tells the platform which frame and which file dialogs belong to the window.
        """
        self._scheme = scheme
        hints = self._app.styleHints()
        if scheme is Scheme.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = scheme is Scheme.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._wear(self._wanted())

    def rest(self, still: bool) -> None:  # noqa: FBT001 - one switch, one meaning
        """Forbid (True) or allow (False) everything that moves by itself."""
        self._app.setProperty(REDUCED_MOTION, still)

    def _wanted(self) -> Tokens:
        if self._scheme is not Scheme.SYSTEM:
            return DARK if self._scheme is Scheme.DARK else LIGHT
        desktop = self._app.styleHints().colorScheme()
        return DARK if desktop is Qt.ColorScheme.Dark else LIGHT

    def _wear(self, tokens: Tokens) -> None:
        if tokens is self._worn:
            return
        self._worn = tokens
        self._app.setPalette(palette_for(tokens))
        self._app.setStyleSheet(style_sheet(tokens.name, _colours(tokens)))
        self.changed.emit()

    def _on_desktop_changed(self) -> None:
        self._wear(self._wanted())


def _colours(tokens: Tokens) -> dict[str, str]:
    return {name: str(getattr(tokens, name)) for name in Tokens.__slots__}
