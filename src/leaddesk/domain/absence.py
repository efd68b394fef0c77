# SPDX-License-Identifier: MIT
"""Days that are not like the others: away, training, job switch (domain reference 7 and 10)."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from leaddesk.domain.errors import BadInput
from leaddesk.domain.perfect_day import DayDefinition, GoalKind

_WHOLE = 100


class AbsenceKind(enum.StrEnum):
    """Why a day is not whole; away is a holiday as well as an illness, and nobody asks which."""

    AWAY = "away"
    TRAINING = "training"
    JOB_SWITCH = "job_switch"


USUAL_SHARE: Mapping[AbsenceKind, float] = {
    AbsenceKind.AWAY: 0.0,
    AbsenceKind.TRAINING: 0.5,
    AbsenceKind.JOB_SWITCH: 0.0,
}
"""What usually remains of a day for its goals."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a day of somebody is not whole, and the share (0 to 1) of it that remains for goals.

    Raises BadInput("bad_absence"); nothing remains of a day away.
    """

    kind: AbsenceKind = AbsenceKind.AWAY
    share: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what can't remain of a day."""
        most = 0 if self.kind is AbsenceKind.AWAY else 1
        if not 0 <= self.share <= most:
            raise BadInput("bad_absence", where=self.kind.value, detail=f"{self.share:g}")

    @property
    def percent(self) -> int:
        """The share in whole percent, as it is kept."""
        return round(self.share * _WHOLE)


def share_of(absence: Absence | None) -> float:
    """Return what remains of a day for its goals (0 to 1); all of it without an absence."""
    return 1.0 if absence is None else absence.share


def target_for(target: int, share: float) -> int:
    """Return a day's target when a share of the day remains, rounded up."""
    # In whole percent, so that 0.1 of 30 is 3 and not a hair more.
    return -(-target * round(share * _WHOLE) // _WHOLE)


def prorated(definition: DayDefinition, share: float) -> DayDefinition:
    """Return the goals of a day of which a share remains; of nothing, they ask for nothing.

    What may be left over at the end of the day stays: less of it would ask for more.
    """
    if share <= 0:
        return replace(definition, weekdays=frozenset())
    goals = tuple(
        replace(goal, target=target_for(goal.target, share))
        if goal.kind is GoalKind.AT_LEAST
        else goal
        for goal in definition.goals
    )
    return replace(definition, goals=goals)
