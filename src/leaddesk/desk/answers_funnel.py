# SPDX-License-Identifier: MIT
"""What becomes of calls: for the team, by person, source and campaign, hour and try.

Figures are those of whole days until yesterday, as the plan's are: they stand still all day. A
stage counts entries that are older than 90 % of those that went on took; so for the later stages
the days of the span lie further back.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leaddesk.desk.asking import Asking
from leaddesk.desk.funnel_measure import Handed, handed
from leaddesk.desk.plan_measure import at_most
from leaddesk.desk.queries import (
    AskFunnel,
    FunnelRow,
    FunnelView,
    HourCell,
    SourceValue,
    StayRow,
    TryRow,
)
from leaddesk.desk.records import HandoffSums, Tally
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.dial import HOURS, median_wait
from leaddesk.domain.funnel import LAGS, STAGES, days_of
from leaddesk.domain.local_day import day_span, local_date
from leaddesk.domain.perfect_day import Metric

MONTH_DAYS = 365.25 / 12
_DAY = dt.timedelta(days=1)
_TALKED = (Metric.CALLS.value, Metric.CONNECTS.value, Metric.CONVERSATIONS.value)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look: the days it holds, and what became of handoffs."""

    asking: Asking
    today: dt.date
    days: int
    handed: Handed

    @property
    def first(self) -> dt.date:
        """The first day."""
        return self.today - self.days * _DAY

    @property
    def last(self) -> dt.date:
        """The last day: yesterday."""
        return self.today - _DAY


def funnel(query: AskFunnel, asking: Asking) -> FunnelView:
    """Return the funnel of a span."""
    today = local_date(asking.rules.team.time_zone, asking.now)
    days, reads = days_of(query.span, today), asking.unit.reads
    look = _Look(asking, today, days, handed(asking, today, days))
    tallies = reads.tallies(look.first.isoformat(), look.last.isoformat())
    talked = reads.tallies(*(day.isoformat() for day in look.handed.talks))
    sources = {source.id: source.name for source in reads.sources()}
    sums = look.handed.sums
    by_source = _rows(tallies, talked, sums["source_id"], "source")
    by_campaign = _rows(tallies, talked, sums["campaign"], "campaign")
    return FunnelView(
        span=query.span,
        first=look.first,
        last=look.last,
        reached=_reached(tallies, sums["source_id"]),
        team=FunnelRow(0, "", _steps(_total(by_source.values()))),
        by={
            "person": _people(look),
            "source": tuple(
                FunnelRow(int(key), sources.get(int(key), ""), _steps(row))
                for key, row in sorted(by_source.items())
            ),
            "campaign": tuple(
                FunnelRow(place, key, _steps(row))
                for place, (key, row) in enumerate(sorted(by_campaign.items()))
            ),
        },
        hours=_hours(tallies),
        tries=_tries(tallies),
        stays=(_waited(tallies), *look.handed.stays),
        sources=_values(look, sources),
        currency=asking.rules.team.currency,
    )


def _rows(
    tallies: Iterable[Tally], talked: Iterable[Tally], handed: Iterable[HandoffSums], facet: str
) -> dict[str, dict[str, int]]:
    """Return the sums of each source or campaign, by its key."""
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in tallies:
        if one.facet == facet:
            rows[one.key] |= {"calls": one.calls, "connects": one.connects,
                              "conversations": one.conversations}  # fmt: skip
    for one in talked:
        if one.facet == facet:
            rows[one.key]["talked"] = one.conversations
    for sums in handed:
        _put(rows[str(sums.key)], sums, LAGS)
    return dict(rows)


def _put(row: dict[str, int], sums: HandoffSums, stages: Iterable[str]) -> None:
    for stage in stages:
        entered, went_on, _ = sums.stages[stage]
        row[f"{stage}_entered"], row[f"{stage}_on"] = entered, went_on


def _people(look: _Look) -> tuple[FunnelRow, ...]:
    """Return the rows of people: as givers until the handoff, as receivers from there on."""
    reads = look.asking.unit.reads
    rows: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    done = reads.people_sums(look.first.isoformat(), look.last.isoformat())
    talked = reads.people_sums(*(day.isoformat() for day in look.handed.talks))
    for (person, metric), n in done.items():
        rows[person][metric] = n
    for (person, metric), n in talked.items():
        if metric == Metric.CONVERSATIONS:
            rows[person]["talked"] = n
    for sums in look.handed.sums["giver_id"]:
        _put(rows[int(sums.key)], sums, LAGS[:1])
    for sums in look.handed.sums["receiver_id"]:
        _put(rows[int(sums.key)], sums, LAGS[1:])
    named = [(look.asking.book.name(person), person) for person in rows]
    return tuple(FunnelRow(who, name, _steps(rows[who])) for name, who in sorted(named))


def _steps(sums: Mapping[str, int]) -> tuple[Conversion, ...]:
    """Return the share from each stage to the next."""

    def n(key: str) -> int:
        return sums.get(key, 0)

    return (
        at_most(n("calls"), n("connects")),
        at_most(n("connects"), n("conversations")),
        at_most(n("talked"), n("handoffs_on")),
        *(at_most(n(f"{stage}_entered"), n(f"{stage}_on")) for stage in LAGS[1:]),
    )


def _total(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for row in rows:
        for key, n in row.items():
            total[key] += n
    return total


def _reached(tallies: Iterable[Tally], handed: Iterable[HandoffSums]) -> tuple[int, ...]:
    """Return how often each stage was reached within the span."""
    reached = dict.fromkeys(STAGES, 0)
    for one in tallies:
        if one.facet == "source":
            for metric in _TALKED:
                reached[metric] += getattr(one, metric)
    for sums in handed:
        for stage in LAGS:
            reached[stage] += sums.stages[stage][2]
    return tuple(reached.values())


def _hours(tallies: Iterable[Tally]) -> tuple[HourCell, ...]:
    cells = [one for one in tallies if one.facet == "hour" and int(one.key) >= 0]
    return tuple(
        HourCell(*divmod(int(one.key), HOURS), at_most(one.calls, one.connects))
        for one in sorted(cells, key=lambda one: int(one.key))
        if one.calls
    )


def _tries(tallies: Iterable[Tally]) -> tuple[TryRow, ...]:
    """Return the tries in order, calls at an agreed time last."""
    known = [one for one in tallies if one.facet == "attempt" and int(one.key) >= 0 and one.calls]
    rows = [TryRow(int(one.key), at_most(one.calls, one.connects)) for one in known]
    return tuple(sorted(rows, key=lambda row: (row.attempt == 0, row.attempt)))


def _waited(tallies: Iterable[Tally]) -> StayRow:
    """Return how long inbound leads waited for their first call."""
    waits = [(int(one.key), one.calls) for one in tallies if one.facet == "wait"]
    return StayRow("waiting", median_wait(waits), sum(n for _, n in waits))


def _values(look: _Look, sources: Mapping[int, str]) -> tuple[SourceValue, ...]:
    """Return what each source brought and costs: those with a sale or a cost."""
    zone = look.asking.rules.team.time_zone
    begins, ends = day_span(zone, look.first)[0], day_span(zone, look.last)[1]
    sold = look.asking.unit.reads.sold(begins, ends)
    costs = look.asking.unit.costs.by_source()
    rows = []
    for key in sorted(sold.keys() | sources.keys()):
        won, revenue = sold.get(key, (0, 0))
        cost = costs.get(key)
        spent = round((cost or 0) * look.days / MONTH_DAYS)
        rows.append(SourceValue(key, sources.get(key, ""), won, revenue, cost, spent))
    return tuple(rows)
