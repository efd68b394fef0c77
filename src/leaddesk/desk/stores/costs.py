# SPDX-License-Identifier: MIT
"""What sources of leads and campaigns cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Costs(Protocol):
    """What sources of leads and campaigns cost per month, in minor units."""

    def by_source(self) -> Mapping[int, int]:
        """Return the cost of each source of which it is known."""
        ...

    def set(self, source_id: int, month_cost: int | None) -> str:
        """Write what a source costs and return its name; raises NotFound("source")."""
        ...

    def by_campaign(self) -> Mapping[str, int]:
        """Return the cost of each campaign of which it is known."""
        ...

    def set_campaign(self, campaign: str, month_cost: int | None) -> None:
        """Write what a campaign costs."""
        ...
