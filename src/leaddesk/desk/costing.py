# SPDX-License-Identifier: MIT
"""Saying what a source of leads costs."""

from __future__ import annotations

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import SetSourceCost
from leaddesk.desk.work import Work
from leaddesk.domain.errors import BadInput

MOST = 10**13


def set_source_cost(command: SetSourceCost, work: Work) -> Done:
    """Say what a source costs per month.

    Raises BadInput("bad_amount") for one that can't be, NotFound("source").
    """
    cost = command.month_cost
    if cost is not None and not 0 <= cost <= MOST:
        raise BadInput("bad_amount", where="month_cost", detail=str(cost)[:30])
    name = work.unit.costs.set(command.source_id, cost)
    work.write("source_cost", data={"source": name, "cost": cost or 0}, undoable=True)
    return work.done(Kind.RULES, "source_cost_set", undoable=True, source=name)
