# SPDX-License-Identifier: MIT
"""What a window stands in: the computer, its own settings, its colours, optional doors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from leaddesk.desk.ports import Machine
from leaddesk.gui.actions import TABLE, Action
from leaddesk.gui.settings import Settings
from leaddesk.gui.theme import Theme


@dataclass(frozen=True)
class Surroundings:
    """What the window gets from bootstrap; `services` are optional doors such as "open_demo".

    `person` is the name or id of who sits down at once.
    """

    machine: Machine
    settings: Settings
    theme: Theme
    table: tuple[Action, ...] = TABLE
    services: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    person: str = ""
