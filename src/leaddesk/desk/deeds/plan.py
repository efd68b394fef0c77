# SPDX-License-Identifier: MIT
"""The plan: put in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.domain.plan import Draft


@dataclass(frozen=True, slots=True)
class KeepPlanDraft:
    """Keep a plan that somebody types at until they go on with it; None keeps nothing."""

    draft: Draft | None


@dataclass(frozen=True, slots=True)
class DiscardPlanDraft:
    """Throw one's own draft of a plan away."""


@dataclass(frozen=True, slots=True)
class PutPlanInForce:
    """Let a plan count from a day on, as it was seen: `plan` leaves nothing open.

    `typed` is what of it a person said. The goals of each tier's day follow it from there; past
    days keep theirs.
    """

    plan: Draft
    typed: Draft
    effective_from: dt.date
    why: str
