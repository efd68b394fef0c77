# SPDX-License-Identifier: MIT
"""What sources of leads and campaigns brought, against what they cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import CampaignValue, SourceValue
from leaddesk.domain.local_day import day_span

MONTH_DAYS = 365.25 / 12
_DAY = dt.timedelta(days=1)


def source_values(
    asking: Asking, first: dt.date, last: dt.date, names: Mapping[int, str]
) -> tuple[SourceValue, ...]:
    """Return what each source brought and costs: those that are known, and those with a sale."""
    sold = {source: [0, 0] for source in names}
    for (source, _), (won, revenue) in _sold(asking, first, last).items():
        so_far = sold.setdefault(source, [0, 0])
        so_far[0] += won
        so_far[1] += revenue
    costs = asking.unit.costs.by_source()
    return tuple(
        SourceValue(
            key, names.get(key, ""), won, revenue,
            costs.get(key), _part(costs.get(key), first, last),
        )
        for key, (won, revenue) in sorted(sold.items())
    )  # fmt: skip


def campaign_values(
    asking: Asking, first: dt.date, last: dt.date, known: Iterable[str]
) -> tuple[CampaignValue, ...]:
    """Return what each campaign brought and costs: those that are worked, sold or paid for."""
    costs = asking.unit.costs.by_campaign()
    sold = {campaign: [0, 0] for campaign in (*known, *costs)}
    for (_, campaign), (won, revenue) in _sold(asking, first, last).items():
        so_far = sold.setdefault(campaign, [0, 0])
        so_far[0] += won
        so_far[1] += revenue
    return tuple(
        CampaignValue(
            name, won, revenue, costs.get(name), _part(costs.get(name), first, last)
        )
        for name, (won, revenue) in sorted(sold.items())
    )  # fmt: skip


def _sold(
    asking: Asking, first: dt.date, last: dt.date
) -> Mapping[tuple[int, str], tuple[int, int]]:
    zone = asking.rules.team.time_zone
    return asking.unit.reads.sold(day_span(zone, first)[0], day_span(zone, last)[1])


def _part(month_cost: int | None, first: dt.date, last: dt.date) -> int:
    """Return what some days of a cost per month come to."""
    days = (last - first) // _DAY + 1
    return round((month_cost or 0) * days / MONTH_DAYS)
