# SPDX-License-Identifier: MIT
"""What a source of leads or a campaign costs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetSourceCost:
    """Say what a source costs per month, in minor units; None for not known."""

    source_id: int
    month_cost: int | None


@dataclass(frozen=True, slots=True)
class SetCampaignCost:
    """Say what a campaign costs per month, in minor units; None for not known."""

    campaign: str
    month_cost: int | None
