# SPDX-License-Identifier: MIT
"""What a team or a person did in a span of days, by the same counters and rules as the screens."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddesk.desk.asking import Asking
from leaddesk.desk.days import Absences
from leaddesk.desk.queries import AskReport, MetricSum, ReportDay, ReportLine, ReportView
from leaddesk.desk.records import Journey, Sale
from leaddesk.domain.errors import BadInput
from leaddesk.domain.local_day import day_span, local_date
from leaddesk.domain.perfect_day import Goal, GoalKind, bar_score, is_perfect
from leaddesk.domain.person import Person

LONGEST = 366
"""The most days of a report."""
_DAY = dt.timedelta(days=1)

_Counts = Mapping[tuple[int, int, dt.date], Mapping[str, int]]
"""What was counted by person, tier and day, by metric."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One person's day in a tier that asked for goals."""

    day: dt.date
    goals: tuple[Goal, ...]
    done: Mapping[str, int]

    @property
    def perfect(self) -> bool:
        return bool(self.done) and is_perfect(self.goals, self.done)

    @property
    def bar(self) -> float:
        return bar_score(self.goals, self.done) if self.done else 0.0


def answer_report(query: AskReport, asking: Asking) -> ReportView:
    """Return what was done in a span; days to come ask for nothing yet."""
    length = (query.ends - query.begins).days + 1
    if not 1 <= length <= LONGEST:
        raise BadInput("bad_span", where="report", detail=f"{query.begins} to {query.ends}")
    people = [asking.person(query.person_id)] if query.person_id else _callers(asking)
    today = local_date(asking.rules.team.time_zone, asking.now)
    days = [query.begins + n * _DAY for n in range(length) if query.begins + n * _DAY <= today]
    counts = _counts(query, asking)
    journeys, sales = _handed(query, asking), _sold(query, asking)
    absences = _absences(query, people, asking)
    lines, cells = [], []
    for who in people:
        for tier in who.tiers:
            mine = [cell for day in days if (cell := _cell(who, tier, day, counts, absences))]
            cells += mine
            extra = _extra(who, tier, days, counts, mine)
            lines.append(_line(who, tier, mine, extra, journeys, sales))
    return ReportView(
        begins=query.begins,
        ends=query.ends,
        team=asking.rules.team.name,
        person=asking.book.name(query.person_id),
        currency=asking.rules.team.currency,
        lines=tuple(lines),
        total=_total(lines, cells),
        days=tuple(_day(day, [c for c in cells if c.day == day]) for day in days),
    )


def _callers(asking: Asking) -> list[Person]:
    """Return everybody who works a tier, also those who left: what they did stays done."""
    people = [who for who in asking.book.people.values() if who.tiers]
    return sorted(people, key=lambda who: (who.home_tier, who.name.casefold(), who.id))


def _counts(query: AskReport, asking: Asking) -> _Counts:
    found: dict[tuple[int, int, dt.date], dict[str, int]] = defaultdict(dict)
    first, last = query.begins.isoformat(), query.ends.isoformat()
    for row in asking.unit.reads.day_counts(first, last):
        found[row.person_id, row.tier, dt.date.fromisoformat(row.day)][row.metric] = row.n
    return found


def _absences(query: AskReport, people: Sequence[Person], asking: Asking) -> Absences:
    first, last = query.begins.isoformat(), query.ends.isoformat()
    people_ids = {who.id for who in people}
    return Absences(asking, asking.unit.reads.absences_of(people_ids, first, last))


def _cell(
    who: Person, tier: int, day: dt.date, counts: _Counts, absences: Absences
) -> _Cell | None:
    """Return a day that asked for goals, None for one off or away, or of somebody who left."""
    done = counts.get((who.id, tier, day), {})
    if not (who.active or done):
        return None
    definition = absences.goals_on(who, tier, day)
    return _Cell(day, definition.goals, done) if definition.asks_on(day) else None


def _extra(
    who: Person, tier: int, days: Iterable[dt.date], counts: _Counts, mine: Sequence[_Cell]
) -> dict[str, int]:
    """Return what was done on days that asked for nothing."""
    asked = {cell.day for cell in mine}
    found: dict[str, int] = defaultdict(int)
    for day in days:
        if day not in asked:
            for metric, n in counts.get((who.id, tier, day), {}).items():
                found[metric] += n
    return found


def _sums(cells: Iterable[_Cell], extra: Mapping[str, int] | None = None) -> tuple[MetricSum, ...]:
    """Return done and asked for of each metric that was either, in the order of the goals."""
    done: dict[str, int] = defaultdict(int)
    asked: dict[str, int] = {}
    for cell in cells:
        for goal in cell.goals:
            if goal.kind is GoalKind.AT_LEAST:
                asked[goal.metric] = asked.get(goal.metric, 0) + goal.target
        for metric, n in cell.done.items():
            done[metric] += n
    for metric, n in (extra or {}).items():
        done[metric] += n
    others = sorted(metric for metric, n in done.items() if metric not in asked and n)
    return tuple(
        MetricSum(name, done.get(name, 0), asked.get(name, 0)) for name in [*asked, *others]
    )


def _line(
    who: Person,
    tier: int,
    cells: Sequence[_Cell],
    extra: Mapping[str, int],
    journeys: Sequence[Journey],
    sales: Sequence[Sale],
) -> ReportLine:
    # Who works two tiers gives in the first and sells in the last of theirs.
    given = [j for j in journeys if j.giver_id == who.id] if tier == who.tiers[0] else []
    sold = [s for s in sales if s.person_id == who.id] if tier == who.tiers[-1] else []
    return ReportLine(
        person_id=who.id,
        name=who.name,
        tier=tier,
        days=len(cells),
        perfect=sum(cell.perfect for cell in cells),
        bar=_mean(cells),
        sums=_sums(cells, extra),
        given=len(given),
        accepted=sum(j.accepted_at is not None for j in given),
        came_back=sum(j.decided and j.accepted_at is None for j in given),
        sales=len(sold),
        revenue=sum(s.amount for s in sold),
    )


def _total(lines: Sequence[ReportLine], cells: Sequence[_Cell]) -> ReportLine:
    sums: dict[str, list[int]] = {}
    for line in lines:
        for one in line.sums:
            pair = sums.setdefault(one.metric, [0, 0])
            pair[0] += one.done
            pair[1] += one.target
    return ReportLine(
        person_id=0,
        name="",
        tier=0,
        days=len(cells),
        perfect=sum(line.perfect for line in lines),
        bar=_mean(cells),
        sums=tuple(MetricSum(name, done, target) for name, (done, target) in sums.items()),
        given=sum(line.given for line in lines),
        accepted=sum(line.accepted for line in lines),
        came_back=sum(line.came_back for line in lines),
        sales=sum(line.sales for line in lines),
        revenue=sum(line.revenue for line in lines),
    )


def _day(day: dt.date, cells: Sequence[_Cell]) -> ReportDay:
    return ReportDay(day, len(cells), sum(c.perfect for c in cells), _mean(cells), _sums(cells))


def _mean(cells: Sequence[_Cell]) -> float:
    return sum(cell.bar for cell in cells) / len(cells) if cells else 0.0


def _span(query: AskReport, asking: Asking) -> tuple[dt.datetime, dt.datetime]:
    zone = asking.rules.team.time_zone
    return day_span(zone, query.begins)[0], day_span(zone, query.ends)[1]


def _handed(query: AskReport, asking: Asking) -> list[Journey]:
    begins, ends = _span(query, asking)
    return [one for one in asking.unit.reads.journeys(begins) if one.offered_at < ends]


def _sold(query: AskReport, asking: Asking) -> list[Sale]:
    return list(asking.unit.sales.between(*_span(query, asking)))
