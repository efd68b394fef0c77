# SPDX-License-Identifier: MIT
"""What sources of leads cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Costs(Protocol):
    """What sources of leads cost per month, in minor units."""

    def by_source(self) -> Mapping[int, int]:
        """Return the cost of each source of which it is known."""
        ...

    def set(self, source_id: int, month_cost: int | None) -> str:
        """Write what a source costs and return its name; raises NotFound("source")."""
        ...
