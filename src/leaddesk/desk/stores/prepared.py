# SPDX-License-Identifier: MIT
"""Figures that were worked out ahead of the first look of a day."""

from __future__ import annotations

from typing import Protocol

from leaddesk.desk.records import Prepared


class PreparedFigures(Protocol):
    """Figures that were worked out ahead, the newest of each name."""

    def get(self, name: str) -> Prepared | None:
        """Return what was kept last under a name."""
        ...

    def keep(self, name: str, figure: Prepared) -> None:
        """Keep a figure in place of the one before."""
        ...
