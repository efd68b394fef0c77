# SPDX-License-Identifier: MIT
"""Saying what a source of leads or a campaign costs."""

from __future__ import annotations

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import SetCampaignCost, SetSourceCost
from leaddesk.desk.work import Work
from leaddesk.domain.errors import BadInput, NotFound

MOST = 10**13
LONGEST = 80
"""Characters of the name of a campaign."""


def set_source_cost(command: SetSourceCost, work: Work) -> Done:
    """Say what a source costs per month.

    Raises BadInput("bad_amount") for one that can't be, NotFound("source").
    """
    cost = _checked(command.month_cost)
    name = work.unit.costs.set(command.source_id, cost)
    work.write("source_cost", data={"source": name, "cost": cost or 0}, undoable=True)
    return work.done(Kind.RULES, "source_cost_set", undoable=True, source=name)


def set_campaign_cost(command: SetCampaignCost, work: Work) -> Done:
    """Say what a campaign costs per month.

    Raises BadInput("bad_amount") for one that can't be, NotFound("campaign") without one.
    """
    cost, name = _checked(command.month_cost), command.campaign[:LONGEST]
    if not name:
        raise NotFound("campaign")
    work.unit.costs.set_campaign(name, cost)
    work.write("campaign_cost", data={"campaign": name, "cost": cost or 0}, undoable=True)
    return work.done(Kind.RULES, "campaign_cost_set", undoable=True, campaign=name)


def _checked(cost: int | None) -> int | None:
    if cost is not None and not 0 <= cost <= MOST:
        raise BadInput("bad_amount", where="month_cost", detail=str(cost)[:30])
    return cost
