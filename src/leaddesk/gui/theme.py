# SPDX-License-Identifier: MIT
"""The colours, type and spacing of the window, light and dark.

Widgets that paint themselves ask `tokens_of(self)` in `paintEvent`: the answer follows the palette
they were given, so a change of scheme needs nothing but the repaint that Qt schedules anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from leaddesk.gui.style_sheet import style_sheet

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

DARK_BELOW: Final = 128
"""A window colour with an HSL lightness below this is a dark one."""


class Scheme(Enum):
    """What a person chose: follow the desktop, or always light, or always dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tone(Enum):
    """The meaning a colour carries; words or a shape always say the same."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    HOT = "hot"


class Weight(Enum):
    """The four weights of the bundled family."""

    REGULAR = QFont.Weight.Normal
    MEDIUM = QFont.Weight.Medium
    SEMIBOLD = QFont.Weight.DemiBold
    BOLD = QFont.Weight.Bold


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one scheme as #RRGGBB; text colours hold 4.5:1 on the grounds they meet."""

    name: str
    paper: str
    surface: str
    line: str
    edge: str
    ink: str
    secondary: str
    faint: str
    accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    hot: str
    hot_soft: str
    track: str
    hover: str
    on_fill: str
    """Text on a ground filled with accent, good, warn, bad or hot."""

    def strong(self, tone: Tone) -> str:
        """Colour of text, icons and bars of that tone."""
        return self.secondary if tone is Tone.NEUTRAL else str(getattr(self, tone.value))

    def soft(self, tone: Tone) -> str:
        """Ground of a chip or a notice of that tone."""
        return self.track if tone is Tone.NEUTRAL else str(getattr(self, f"{tone.value}_soft"))


LIGHT: Final = Tokens(
    name="light",
    paper="#F5F6F8",
    surface="#FFFFFF",
    line="#E3E7ED",
    edge="#868F9D",
    ink="#18202C",
    secondary="#4A5567",
    faint="#616C7D",
    accent="#2F5BEA",
    accent_soft="#E8EEFF",
    good="#0F7554",
    good_soft="#DDF3EA",
    warn="#955709",
    warn_soft="#FDF0DA",
    bad="#C02C46",
    bad_soft="#FCE6EA",
    hot="#B83D0B",
    hot_soft="#FFE8DC",
    track="#EDF0F4",
    hover="#F7F8FA",
    on_fill="#FFFFFF",
)

DARK: Final = Tokens(
    name="dark",
    paper="#12161D",
    surface="#1A2029",
    line="#2A323E",
    edge="#6A7686",
    ink="#E8ECF2",
    secondary="#B3BDCB",
    faint="#98A2B1",
    accent="#7C9BFF",
    accent_soft="#24315A",
    good="#4CC79A",
    good_soft="#17382D",
    warn="#E6A94D",
    warn_soft="#3A2C14",
    bad="#F07A8D",
    bad_soft="#3F1E26",
    hot="#FF8A57",
    hot_soft="#43261A",
    track="#262E3A",
    hover="#202733",
    on_fill="#10151D",
)


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
