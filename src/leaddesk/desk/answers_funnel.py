# SPDX-License-Identifier: MIT
"""What becomes of calls: for the team, by person, source and campaign, hour and try.

Figures are those of whole days until yesterday, as the plan's are: they stand still all day. A
stage counts entries that are older than 90 % of those that went on took; so for the later stages
the days of the span lie further back.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddesk.desk.asking import Asking
from leaddesk.desk.plan_measure import LOOK_BACK, at_most
from leaddesk.desk.queries import (
    AskFunnel,
    FunnelRow,
    FunnelView,
    HourCell,
    SourceValue,
    StayRow,
    TryRow,
)
from leaddesk.desk.records import HandoffSums, StageTimes, Tally
from leaddesk.domain.conversion import Conversion, ripe_place
from leaddesk.domain.dial import HOURS, median_wait
from leaddesk.domain.funnel import LAGS, STAGES, Window, days_of, ripe_window
from leaddesk.domain.local_day import day_span, local_date
from leaddesk.domain.perfect_day import Metric

MONTH_DAYS = 365.25 / 12
_DAY = dt.timedelta(days=1)
_TALKED = (Metric.CALLS.value, Metric.CONNECTS.value, Metric.CONVERSATIONS.value)
_Sums = dict[object, dict[str, int]]


@dataclass(frozen=True, slots=True)
class _Look:
    """One look: the days it holds, and when entries of each stage came in that count."""

    asking: Asking
    today: dt.date
    days: int
    times: Sequence[StageTimes]
    ages: Mapping[str, dt.timedelta]
    """From which age entries of a stage count."""

    @property
    def now(self) -> dt.datetime:
        """When today begins."""
        return day_span(self.asking.rules.team.time_zone, self.today)[0]

    @property
    def begins(self) -> dt.datetime:
        """When the first day begins."""
        return day_span(self.asking.rules.team.time_zone, self.first)[0]

    @property
    def first(self) -> dt.date:
        """The first day."""
        return self.today - self.days * _DAY

    def talks(self) -> tuple[dt.date, dt.date]:
        """Return the first and the last day whose conversations had time to be accepted."""
        zone, age = self.asking.rules.team.time_zone, self.ages["handoffs"]
        last = local_date(zone, self.now - age) - _DAY
        return last - (self.days - 1) * _DAY, last

    def windows(self) -> dict[str, Window]:
        """Return when entries of each later stage came in that count."""
        zone = self.asking.rules.team.time_zone
        first, last = self.talks()
        until = day_span(zone, last)[1] - dt.timedelta(milliseconds=1)
        found = {"handoffs": Window(day_span(zone, first)[0], until)}
        for stage in LAGS[1:]:
            found[stage] = ripe_window(self.ages[stage], self.now, self.days)
        return found


def funnel(query: AskFunnel, asking: Asking) -> FunnelView:
    """Return the funnel of a span."""
    today = local_date(asking.rules.team.time_zone, asking.now)
    now = day_span(asking.rules.team.time_zone, today)[0]
    times = asking.unit.reads.stage_times(now - LOOK_BACK, now)
    look = _Look(asking, today, days_of(query.span, today), times, _ages(times))
    reads, last = asking.unit.reads, today - _DAY
    tallies = reads.tallies(look.first.isoformat(), last.isoformat())
    talked = reads.tallies(*(day.isoformat() for day in look.talks()))
    handed = {group: _handed(look, group) for group in ("source_id", "campaign")}
    sources = {source.id: source.name for source in reads.sources()}
    by_source = _rows(tallies, talked, handed["source_id"], "source")
    team = _total(by_source.values())
    return FunnelView(
        span=query.span,
        first=look.first,
        last=last,
        reached=_reached(tallies, handed["source_id"]),
        team=FunnelRow(0, "", _steps(team)),
        by={
            "person": _people(look),
            "source": tuple(
                FunnelRow(int(key), sources.get(int(key), ""), _steps(sums))
                for key, sums in sorted(by_source.items())
            ),
            "campaign": tuple(
                FunnelRow(place, key, _steps(sums))
                for place, (key, sums) in enumerate(sorted(
                    _rows(tallies, talked, handed["campaign"], "campaign").items()
                ))
            ),
        },
        hours=_hours(tallies),
        tries=_tries(tallies),
        stays=_stays(look, tallies),
        sources=_values(look, sources),
        currency=asking.rules.team.currency,
    )  # fmt: skip


def _ages(times: Sequence[StageTimes]) -> dict[str, dt.timedelta]:
    """Return from which age entries of each later stage count."""
    found = {}
    for place, stage in enumerate(LAGS):
        lags = sorted(max(0, one[place + 1] - one[place]) for one in times if one[place + 1])
        ripe = lags[ripe_place(len(lags))] if lags else 0
        found[stage] = dt.timedelta(milliseconds=ripe)
    return found


def _handed(look: _Look, group: str) -> Sequence[HandoffSums]:
    return look.asking.unit.reads.handoff_sums(
        group, look.windows(), look.now - LOOK_BACK, look.begins, look.now
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
    reads, last = look.asking.unit.reads, look.today - _DAY
    rows: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    done = reads.people_sums(look.first.isoformat(), last.isoformat())
    talked = reads.people_sums(*(day.isoformat() for day in look.talks()))
    for (person, metric), n in done.items():
        rows[person][metric] = n
    for (person, metric), n in talked.items():
        if metric == Metric.CONVERSATIONS:
            rows[person]["talked"] = n
    for sums in _handed(look, "giver_id"):
        _put(rows[int(sums.key)], sums, LAGS[:1])
    for sums in _handed(look, "receiver_id"):
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


def _stays(look: _Look, tallies: Iterable[Tally]) -> tuple[StayRow, ...]:
    """Return how long leads stayed in each status that they left within the span."""
    waits = [(int(one.key), one.calls) for one in tallies if one.facet == "wait"]
    since = look.begins.timestamp() * 1000
    rows = [StayRow("waiting", median_wait(waits), sum(n for _, n in waits))]
    for status, entered, left in (("offered", 0, 1), ("accepted", 1, 2), ("presented", 2, 4)):
        lags = [one[left] - one[entered] for one in look.times if one[left] >= since]
        usual = dt.timedelta(milliseconds=statistics.median(lags)) if lags else None
        rows.append(StayRow(status, usual, len(lags)))
    return tuple(rows)


def _values(look: _Look, sources: Mapping[int, str]) -> tuple[SourceValue, ...]:
    """Return what each source brought and costs: those with a sale or a cost."""
    sold = look.asking.unit.reads.sold(look.begins, look.now)
    costs = look.asking.unit.costs.by_source()
    rows = []
    for key in sorted(sold.keys() | sources.keys()):
        won, revenue = sold.get(key, (0, 0))
        cost = costs.get(key)
        spent = round((cost or 0) * look.days / MONTH_DAYS)
        rows.append(SourceValue(key, sources.get(key, ""), won, revenue, cost, spent))
    return tuple(rows)
