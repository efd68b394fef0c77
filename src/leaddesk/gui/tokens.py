# SPDX-License-Identifier: MIT
"""The colours of the window, light and dark, by what they are for; no part of Qt is needed here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

DARK_BELOW: Final = 128
"""A window colour with an HSL lightness below this is a dark one."""


class Tone(Enum):
    """The meaning a colour carries; words or a shape always say the same."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    HOT = "hot"


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
