# SPDX-License-Identifier: MIT
"""What becomes of calls: by person, source and campaign, hour and try; and of one person.

Figures are those of whole days until yesterday, as the plan's are: they stand still all day. A
stage counts entries that are older than 90 % of those that went on took; so for the later stages
the days of the span lie further back.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddesk.desk.asking import Asking
from leaddesk.desk.funnel_measure import (
    ALL_SOURCES,
    CAMPAIGN,
    GIVEN,
    GIVER,
    RECEIVED,
    RECEIVER,
    SOURCE,
    STATUSES,
    Handed,
    handed,
)
from leaddesk.desk.funnel_worth import campaign_values, source_values
from leaddesk.desk.plan_measure import at_most
from leaddesk.desk.queries import (
    AskFunnel,
    FunnelRow,
    FunnelView,
    HourCell,
    SourceStays,
    StayRow,
    TryRow,
)
from leaddesk.desk.records import HandoffSums, Tally
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.dial import HOURS, median_wait
from leaddesk.domain.funnel import LAGS, STAGES, days_of
from leaddesk.domain.local_day import local_date
from leaddesk.domain.perfect_day import Metric

_DAY = dt.timedelta(days=1)
_TALKED = (Metric.CALLS.value, Metric.CONNECTS.value, Metric.CONVERSATIONS.value)
_WAITING = "waiting"
_Sums = dict[str, dict[str, int]]
_Later = tuple[str, HandoffSums, Sequence[str]]
"""Sums of handoffs, of what key, and the stages that they tell of."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look: the days it holds, what calls came to, and what became of handoffs."""

    asking: Asking
    today: dt.date
    days: int
    handed: Handed
    tallies: Sequence[Tally]
    talked: Sequence[Tally]
    sources: Mapping[int, str]

    @property
    def first(self) -> dt.date:
        """The first day."""
        return self.today - self.days * _DAY

    @property
    def last(self) -> dt.date:
        """The last day: yesterday."""
        return self.today - _DAY

    def of_sources(self, rows: _Sums) -> tuple[FunnelRow, ...]:
        """Return sums by source as rows."""
        return tuple(
            FunnelRow(int(key), self.sources.get(int(key), ""), _steps(row))
            for key, row in sorted(rows.items())
        )


def funnel(query: AskFunnel, asking: Asking) -> FunnelView:
    """Return the funnel of a span, of everybody or of one person."""
    today = local_date(asking.rules.team.time_zone, asking.now)
    days, reads, person = days_of(query.span, today), asking.unit.reads, query.person_id
    known = handed(asking, today, query.span)
    first, last = (today - days * _DAY).isoformat(), (today - _DAY).isoformat()
    look = Look(
        asking, today, days, known,
        reads.tallies(first, last, person),
        reads.tallies(known.talks[0].isoformat(), known.talks[1].isoformat(), person),
        {source.id: source.name for source in reads.sources()},
    )  # fmt: skip
    return _of_person(query, look) if person else _of_team(query, look)


def _of_team(query: AskFunnel, look: Look) -> FunnelView:
    sums = look.handed.sums
    by_source = _rows(look, "source", _later(sums[SOURCE], LAGS))
    by_campaign = _rows(look, "campaign", _later(sums[CAMPAIGN], LAGS))
    people = _people(look)
    return FunnelView(
        span=query.span,
        first=look.first,
        last=look.last,
        reached=_reached(look.tallies, [(sums[SOURCE], LAGS)]),
        team=FunnelRow(0, "", _steps(_total(by_source.values()))),
        by={
            "person": people,
            "source": look.of_sources(by_source),
            "campaign": tuple(
                FunnelRow(place, key, _steps(row))
                for place, (key, row) in enumerate(sorted(by_campaign.items()))
            ),
        },
        hours=_hours(look.tallies),
        tries=_tries(look.tallies),
        stays=_stays(look, ALL_SOURCES),
        stays_by=_stays_by(look),
        sources=source_values(look.asking, look.first, look.last, look.sources),
        campaigns=campaign_values(look.asking, look.first, look.last, by_campaign),
        currency=look.asking.rules.team.currency,
        people=tuple((row.id, row.name) for row in people),
    )


def _of_person(query: AskFunnel, look: Look) -> FunnelView:
    """Return the funnel of one person: as giver until the handoff, as receiver from there on."""
    sums, who = look.handed.sums, query.person_id
    named = [(look.asking.book.name(person), person) for person in _known(look)]
    given = _of(who, sums[GIVEN])
    received = _of(who, sums[RECEIVED])
    rows = _rows(look, "source", _later(given, LAGS[:1]) + _later(received, LAGS[1:]))
    return FunnelView(
        span=query.span,
        first=look.first,
        last=look.last,
        reached=_reached(look.tallies, [(given, LAGS[:1]), (received, LAGS[1:])]),
        team=FunnelRow(who, look.asking.book.name(who), _steps(_total(rows.values()))),
        by={"source": look.of_sources(rows)},
        hours=_hours(look.tallies),
        tries=(),
        stays=(),
        stays_by=(),
        sources=(),
        campaigns=(),
        currency=look.asking.rules.team.currency,
        person_id=who,
        people=tuple((person, name) for name, person in sorted(named)),
    )


def _known(look: Look) -> set[int]:
    """Return who did anything in the days that are looked at."""
    reads, sums = look.asking.unit.reads, look.handed.sums
    done = reads.people_sums(look.first.isoformat(), look.last.isoformat())
    talked = reads.people_sums(*(day.isoformat() for day in look.handed.talks))
    found = {person for person, _ in done}
    found |= {person for person, metric in talked if metric == Metric.CONVERSATIONS}
    return found | {int(one.key) for group in (GIVER, RECEIVER) for one in sums[group]}


def _of(person: int, sums: Iterable[HandoffSums]) -> list[HandoffSums]:
    """Return the sums by source of one person."""
    mine = f"{person}:"
    return [
        HandoffSums(str(one.key).removeprefix(mine), one.stages)
        for one in sums
        if str(one.key).startswith(mine)
    ]


def _later(sums: Iterable[HandoffSums], stages: Sequence[str]) -> list[_Later]:
    return [(str(one.key), one, stages) for one in sums]


def _rows(look: Look, facet: str, later: Iterable[_Later]) -> _Sums:
    """Return the sums of each source or campaign, by its key."""
    rows: _Sums = defaultdict(lambda: defaultdict(int))
    for one in look.tallies:
        if one.facet == facet:
            rows[one.key] |= {"calls": one.calls, "connects": one.connects,
                              "conversations": one.conversations}  # fmt: skip
    for one in look.talked:
        if one.facet == facet:
            rows[one.key]["talked"] = one.conversations
    for key, sums, stages in later:
        _put(rows[key], sums, stages)
    return dict(rows)


def _put(row: dict[str, int], sums: HandoffSums, stages: Iterable[str]) -> None:
    for stage in stages:
        entered, went_on, _ = sums.stages[stage]
        row[f"{stage}_entered"], row[f"{stage}_on"] = entered, went_on


def _people(look: Look) -> tuple[FunnelRow, ...]:
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
    for sums in look.handed.sums[GIVER]:
        _put(rows[int(sums.key)], sums, LAGS[:1])
    for sums in look.handed.sums[RECEIVER]:
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


def _reached(
    tallies: Iterable[Tally], handed: Iterable[tuple[Iterable[HandoffSums], Sequence[str]]]
) -> tuple[int, ...]:
    """Return how often each stage was reached within the span."""
    reached = dict.fromkeys(STAGES, 0)
    for one in tallies:
        if one.facet == "source":
            for metric in _TALKED:
                reached[metric] += getattr(one, metric)
    for group, stages in handed:
        for sums in group:
            for stage in stages:
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


def _waited(look: Look, source: int) -> StayRow:
    """Return how long inbound leads waited for their first call."""
    waits = []
    for one in look.tallies:
        if one.facet == "wait":
            key, step = one.key.split(":")
            if source in {ALL_SOURCES, int(key)}:
                waits.append((int(step), one.calls))
    return StayRow(_WAITING, median_wait(waits), sum(n for _, n in waits))


def _stays(look: Look, source: int) -> tuple[StayRow, ...]:
    """Return how long leads of a source stayed in each status."""
    none = tuple(StayRow(status, None, 0) for status, _, _ in STATUSES)
    return (_waited(look, source), *look.handed.stays.get(source, none))


def _stays_by(look: Look) -> tuple[SourceStays, ...]:
    """Return how long leads stayed in each status, by source, those with any by name."""
    keys = {int(one.key.split(":")[0]) for one in look.tallies if one.facet == "wait"}
    keys |= {source for source in look.handed.stays if source != ALL_SOURCES}
    named = sorted((look.sources.get(key, ""), key) for key in keys)
    found = (SourceStays(key, name, _stays(look, key)) for name, key in named)
    return tuple(one for one in found if any(row.n for row in one.stays))
