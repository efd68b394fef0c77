# SPDX-License-Identifier: MIT
"""National lists as rules of the team: which ones there are, whether they bind, how long they hold.

What ships: calls between businesses are exempt from the US registry, so it binds nobody until a
team lead says so. The UK's lists bind whoever calls there: the TPS for persons and sole traders,
the CTPS for companies; each binds once a file of it was imported.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from leaddesk.desk.stores.registries import RegistryFile


class Binds(enum.StrEnum):
    """Whether a list binds the team."""

    NO = "no"
    ONCE_IMPORTED = "once_imported"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Registry:
    """One national list: its calling code, and how many days a file of it may be called by."""

    key: str
    name: str
    country: str
    calling_code: str
    binds: Binds
    days: int
    note: str = ""


US, UK_TPS, UK_CTPS = "us", "uk_tps", "uk_ctps"

DEFAULT_REGISTRIES = (
    Registry(
        US, "US registry", "US", "1", Binds.NO, 31,
        "Calls from business to business are exempt from it (16 CFR 310.6(b)(7)).",
    ),
    Registry(
        UK_TPS, "UK TPS", "GB", "44", Binds.ONCE_IMPORTED, 28,
        "Binds for calls to persons, sole traders and partnerships.",
    ),
    Registry(
        UK_CTPS, "UK CTPS", "GB", "44", Binds.ONCE_IMPORTED, 28, "Binds for calls to companies."
    ),
)  # fmt: skip

MARK = "registry."
"""How the `bad` of a number begins that stands on a national list; the list's key follows."""


@dataclass(frozen=True, slots=True)
class RegistryState:
    """A list with the file in force, None when none was ever imported."""

    registry: Registry
    file: RegistryFile | None

    @property
    def binds(self) -> bool:
        """Tell whether the team has to keep to it."""
        if self.registry.binds is Binds.ONCE_IMPORTED:
            return self.file is not None
        return self.registry.binds is Binds.YES

    @property
    def good_until(self) -> dt.date | None:
        """Return the last day on which may be called by the file in force."""
        if self.file is None:
            return None
        return self.file.dated + dt.timedelta(days=self.registry.days)

    def has_run_out(self, today: dt.date) -> bool:
        """Tell whether calls to its country have to wait for a newer file."""
        until = self.good_until
        return self.binds and (until is None or today > until)

    def covers(self, e164: str) -> bool:
        """Tell whether a number is one of its country."""
        return e164.startswith(f"+{self.registry.calling_code}")

    @property
    def mark(self) -> str:
        """Return what is noted at a number that stands on it."""
        return f"{MARK}{self.registry.key}"


def states_of(
    rules: tuple[Registry, ...], live: tuple[RegistryFile, ...]
) -> tuple[RegistryState, ...]:
    """Return every list with its file in force."""
    files = {file.registry: file for file in live}
    return tuple(RegistryState(registry, files.get(registry.key)) for registry in rules)
