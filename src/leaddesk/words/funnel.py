# SPDX-License-Identifier: MIT
"""The funnel in words: each look at it as one sheet of cells, for the window and for a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from leaddesk.desk.queries import (
    CampaignValue,
    FunnelRow,
    FunnelView,
    HourCell,
    SourceValue,
    StayRow,
    TryRow,
)
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.dial import AGREED, MOST_TRIES
from leaddesk.domain.funnel import STAGES, Span
from leaddesk.words import numbers, shares, times

SPANS: Final = {
    Span.WEEK: "Last 7 days",
    Span.MONTH: "Last 30 days",
    Span.THREE_MONTHS: "Last 90 days",
    Span.QUARTER: "This quarter",
}
_STAGES: Final = dict(zip(STAGES, (
    "Calls", "Connects", "Conversations", "Handoffs accepted", "Presentations", "Proposals", "Won",
), strict=True))  # fmt: skip
_STEPS: Final = ("Connect", "Talk", "Handoff", "Presented", "Proposed", "Won")
"""Headings of the shares that reach each stage from the one before."""
_DAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_FACETS: Final = {"person": "Person", "source": "Source", "campaign": "Campaign"}
_STAYS: Final = {
    "waiting": "Waiting for the first call (business time)",
    "offered": "Offered, until it is accepted",
    "accepted": "Accepted, until the presentation",
    "presented": "Presented, until it is won",
}
_LOOKS: Final = {
    "person": "By person",
    "source": "By source",
    "campaign": "By campaign",
    "hours": "When people are reached",
    "tries": "Which try reaches people",
    "stays": "Time in each status",
    "stays_by": "Time in each status, by source",
    "value": "Sources and their cost",
    "campaign_value": "Campaigns and their cost",
}
LOOKS: Final = tuple(_LOOKS)
LOOKS_OF_PERSON: Final = ("source", "hours")
"""The looks that there are at one person."""
CARD: Final = "Funnel, 30 days"
NOTHING_YET: Final = "nothing yet"
EVERYBODY: Final = "Everybody"
_SHORT_STAYS: Final = {
    "waiting": "first call", "offered": "accepted", "accepted": "presented", "presented": "won",
}  # fmt: skip
"""What ends each status."""
_EMPTY: Final = "Nothing was counted in these days. Figures come with the calls that are logged."


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, a smaller one below, what it says in full, and a bar or shade of 0–1.

    `order` is what its column is sorted by. What rests on few entries is `faint`.
    """

    text: str
    small: str = ""
    said: str = ""
    part: float | None = None
    order: float | str = ""
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One look: headings, rows, and the key of what each row is about (0 for none)."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[int, ...] = ()
    note: str = ""
    shaded: bool = False

    @property
    def empty(self) -> str:
        """What stands where there are no rows."""
        return "" if self.rows else _EMPTY

    def as_text(self) -> str:
        """Return the sheet as lines with tabs between, for another program."""
        lines = [self.heads, *(tuple(_copied(cell) for cell in row) for row in self.rows)]
        return "\n".join("\t".join(line) for line in lines)


def look(key: str) -> str:
    """Return the name of a look: 'By person'."""
    return _LOOKS[key]


def sheet(key: str, view: FunnelView) -> Sheet:
    """Return one of `LOOKS`."""
    if key in view.by:
        return _shares(key, view)
    return _SHEETS[key](view)


def stages(view: FunnelView) -> Sheet:
    """Return the whole team's way from a call to a sale, a row for each stage."""
    most = max(view.reached) or 1
    rows = []
    for place, (name, n) in enumerate(zip(STAGES, view.reached, strict=True)):
        step = view.team.steps[place - 1] if place else None
        words = shares.share(step) if step else ""
        detail = shares.range_of(step) if step else ""
        said = f"{_STAGES[name]}: {numbers.number(n)}"
        if step:
            said += f"; {words} of the stage before, {detail}"
        faint = bool(step and step.is_uncertain)
        rows.append((
            Cell(_STAGES[name], said=said),
            Cell(numbers.number(n), said=said, part=n / most),
            Cell(words, detail, said, faint=faint),
        ))  # fmt: skip
    span = f"{view.first:%d %b} – {view.last:%d %b %Y}"
    shown = tuple(rows) if any(view.reached) else ()
    of = f" of {view.team.name}" if view.person_id else ""
    return Sheet(f"Funnel{of}, {span}", ("Stage", "Reached", "Of the stage before"), shown)


def card(view: FunnelView) -> Sheet:
    """Return the stages with their numbers, for a narrow place."""
    whole = stages(view)
    rows = tuple((name, reached, replace(step, small="")) for name, reached, step in whole.rows)
    return replace(whole, rows=rows)


def _shares(key: str, view: FunnelView) -> Sheet:
    heads = (_FACETS[key], "Calls", *_STEPS)
    rows = tuple(_share_row(row.name or _nameless(key), row) for row in view.by[key])
    rows += (_share_row(view.team.name or "The team", view.team),)
    note = (
        "Each share is of the stage before; below it its 80 % range, and of how many. A stage "
        "counts entries that had their time to go on; what rests on fewer than 30 is grey."
    )
    return Sheet(look(key), heads, rows if view.by[key] else (), note=note)


def _share_row(name: str, row: FunnelRow) -> tuple[Cell, ...]:
    calls = row.steps[0].entered
    head = Cell(name, order=name.casefold())
    cells = [_share_cell(name, title, step)
             for title, step in zip(_STEPS, row.steps, strict=True)]  # fmt: skip
    return (head, Cell(numbers.number(calls), order=float(calls)), *cells)


def _nameless(key: str) -> str:
    return {"campaign": "No campaign", "source": "No source"}.get(key, "Somebody")


def _share_cell(of: str, title: str, step: Conversion) -> Cell:
    words, detail = shares.share(step), shares.range_of(step)
    order = step.went_on / step.entered if step.entered else -1.0
    small = shares.short_range(step) if step.entered else ""
    return Cell(words, small, f"{of}, {title}: {words}, {detail}", order=order,
                faint=step.is_uncertain)  # fmt: skip


def _hours(view: FunnelView) -> Sheet:
    """Return hours across and weekdays down, each with its share and its calls."""
    cells = {(cell.weekday, cell.hour): cell for cell in view.hours}
    if not cells:
        return Sheet(look("hours"), (), (), shaded=True)
    hours = range(min(h for _, h in cells), max(h for _, h in cells) + 1)
    days = sorted({*range(5), *(day for day, _ in cells)})
    sure = [cell.reached for cell in view.hours if not cell.reached.is_uncertain]
    best = max((_part(counted) for counted in sure), default=0.0)
    rows = tuple(
        (Cell(_DAYS[day]), *(_hour(day, hour, cells.get((day, hour)), best) for hour in hours))
        for day in days
    )
    note = (
        "Share of calls that reached the person, by the clock where they are; below it how many "
        "calls. Fewer than 30 are grey."
    )
    return Sheet(
        look("hours"), ("", *(f"{hour}:00" for hour in hours)), rows, note=note, shaded=True
    )


def _hour(day: int, hour: int, cell: HourCell | None, best: float) -> Cell:
    when = f"{_DAYS[day]}, {hour}:00 to {hour + 1}:00"
    if cell is None:
        return Cell("", said=f"{when}: no calls")
    words, few = shares.share(cell.reached), cell.reached.is_uncertain
    return Cell(
        words, numbers.number(cell.reached.entered),
        f"{when}: {words} reached, {shares.range_of(cell.reached)} calls",
        part=None if few or not best else _part(cell.reached) / best, faint=few,
    )  # fmt: skip


def _part(counted: Conversion) -> float:
    return counted.went_on / counted.entered if counted.entered else 0.0


def _tries(view: FunnelView) -> Sheet:
    sure = [row for row in view.tries if not row.reached.is_uncertain] or view.tries
    best = max((_part(row.reached) for row in sure), default=0.0) or 1.0
    rows = tuple(_try(row, best) for row in view.tries)
    note = "A call that reaches the person ends the row of tries; the next one is the first again."
    return Sheet(look("tries"), ("Try", "Reached", "Calls", "80 % range"), rows, note=note)


def _try(row: TryRow, best: float) -> tuple[Cell, ...]:
    name = f"Try {row.attempt}" + (" and later" if row.attempt == MOST_TRIES else "")
    name = "At an agreed time" if row.attempt == AGREED else name
    words, detail = shares.share(row.reached), shares.range_of(row.reached)
    said, faint = f"{name}: {words} reached, {detail} calls", row.reached.is_uncertain
    return (
        Cell(name, said=said, order=float(row.attempt or MOST_TRIES + 1)),
        Cell(words, said=said, part=min(1.0, _part(row.reached) / best), order=_part(row.reached),
             faint=faint),
        Cell(numbers.number(row.reached.entered), said=said, order=float(row.reached.entered)),
        Cell(detail.partition(" of ")[0], said=said, faint=faint),
    )  # fmt: skip


def _stays(view: FunnelView) -> Sheet:
    rows = tuple(_stay(row) for row in view.stays) if any(row.n for row in view.stays) else ()
    note = "Half of the leads that left a status in these days stayed less, half stayed longer."
    return Sheet(look("stays"), ("Status", "Usually", "Leads"), rows, note=note)


def _stay(row: StayRow) -> tuple[Cell, ...]:
    usual = shares.NOTHING if row.median is None else times.duration(row.median)
    leads = numbers.count(row.n, "lead")
    said = f"{_STAYS[row.status]}: usually {usual}, {leads}"
    seconds = (row.median or dt.timedelta()).total_seconds()
    return (
        Cell(_STAYS[row.status], said=said),
        Cell(usual, said=said, order=seconds, faint=row.n < _FEW),
        Cell(numbers.number(row.n), said=said, order=float(row.n)),
    )


_FEW: Final = 30


def _stays_by(view: FunnelView) -> Sheet:
    """Return each status across and sources down, all sources together last."""
    named = [(one.name or _nameless("source"), one.stays) for one in view.stays_by]
    rows = tuple(_stays_row(*one) for one in [*named, ("All sources", view.stays)])
    heads = ("Source", *(f"Until {words}" for words in _SHORT_STAYS.values()))
    note = (
        "Half of the leads stayed less in the status before, half longer; below it how many. The "
        "first call is in business time. What rests on few is grey."
    )
    return Sheet(look("stays_by"), heads, rows if named else (), note=note)


def _stays_row(name: str, stays: Sequence[StayRow]) -> tuple[Cell, ...]:
    cells = []
    for row in stays:
        usual = shares.NOTHING if row.median is None else times.duration(row.median)
        seconds = row.median.total_seconds() if row.median is not None else -1.0
        leads = numbers.count(row.n, "lead")
        cells.append(
            Cell(
                usual, leads if row.n else "", f"{name}, {_STAYS[row.status]}: {usual}, {leads}",
                order=seconds, faint=row.n < _FEW,
            )
        )  # fmt: skip
    return (Cell(name, order=name.casefold()), *cells)


_COST_HEADS: Final = (
    "Won", "Revenue", "Cost per month", "Cost in these days", "Revenue by cost",
)  # fmt: skip


def _value(view: FunnelView) -> Sheet:
    rows = tuple(
        _worth(one.name or _nameless("source"), one, view.currency) for one in view.sources
    )
    note = "Choose a source and press Enter to say what it costs per month."
    keys = tuple(row.source_id for row in view.sources)
    return Sheet(look("value"), ("Source", *_COST_HEADS), rows, keys, note)


def _campaigns(view: FunnelView) -> Sheet:
    rows = tuple(
        _worth(one.name or _nameless("campaign"), one, view.currency) for one in view.campaigns
    )
    note = "Choose a campaign and press Enter to say what it costs per month."
    keys = tuple(range(len(rows)))
    return Sheet(look("campaign_value"), ("Campaign", *_COST_HEADS), rows, keys, note)


def _worth(name: str, row: SourceValue | CampaignValue, currency: str) -> tuple[Cell, ...]:
    back = row.revenue / row.cost if row.cost else 0.0
    known = row.month_cost is not None
    month = numbers.money(row.month_cost or 0, currency) if known else "not known"
    spent = numbers.money(row.cost, currency) if known else shares.NOTHING
    revenue = numbers.money(row.revenue, currency)
    returned = f"{back:.1f} ×" if row.cost else shares.NOTHING
    cost = f"costs {month} per month, {returned} of it came back" if known else "cost not known"
    said = f"{name}: {row.won} won, {revenue}; {cost}"
    return (
        Cell(name, said=said, order=name.casefold()),
        Cell(numbers.number(row.won), said=said, order=float(row.won)),
        Cell(revenue, said=said, order=float(row.revenue)),
        Cell(month, said=said, order=float(row.month_cost or 0), faint=not known),
        Cell(spent, said=said, order=float(row.cost)),
        Cell(returned, said=said, order=back),
    )


def _copied(cell: Cell) -> str:
    return f"{cell.text} ({cell.small})" if cell.small else cell.text


_SHEETS: Final[dict[str, Callable[[FunnelView], Sheet]]] = {
    "hours": _hours,
    "tries": _tries,
    "stays": _stays,
    "stays_by": _stays_by,
    "value": _value,
    "campaign_value": _campaigns,
}


def in_order(told: Sheet, column: int, *, falling: bool) -> Sheet:
    """Return a sheet with its rows in the order of a column."""

    def key(place: int) -> tuple[float, str]:
        order = told.rows[place][column].order
        return (order, "") if isinstance(order, float) else (0.0, order)

    places = sorted(range(len(told.rows)), key=key, reverse=falling)
    keys = tuple(told.keys[place] for place in places) if told.keys else ()
    return replace(told, rows=tuple(told.rows[place] for place in places), keys=keys)
