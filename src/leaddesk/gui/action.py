# SPDX-License-Identifier: MIT
"""One thing a person can do, as a row of the table of actions."""

from __future__ import annotations

from dataclasses import dataclass

from leaddesk.desk.roles import Errand
from leaddesk.gui.situation import When

EVERYWHERE = ""
"""The `screen` of an action that belongs to the frame."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do: `id` is noun.verb, `words` what menus say, `when` what it needs.

    `keys` are in Qt's portable spelling, the first one is shown; `screen` is where it exists;
    `menu` groups it in the menu of the window, an empty one keeps it out of menus; `needs` is what
    it does or asks, which the roles of who sits here have to allow.
    """

    id: str
    words: str
    keys: tuple[str, ...] = ()
    when: When = When.SEATED
    screen: str = EVERYWHERE
    menu: str = ""
    icon: str = ""
    palette: bool = True
    needs: type | Errand | None = None

    @property
    def shown_key(self) -> str:
        """The key to show beside the words, empty without one."""
        return self.keys[0] if self.keys else ""
