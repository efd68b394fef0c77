# SPDX-License-Identifier: MIT
"""The funnel from the command line, and what sources cost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from leaddesk.cli import readers
from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import SetCampaignCost, SetSourceCost
from leaddesk.desk.queries import AskFunnel, FunnelRow, FunnelView, StayRow
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.funnel import STAGES, Span
from leaddesk.words import done as done_words
from leaddesk.words import funnel as words
from leaddesk.words.funnel import Sheet


def show_funnel(sitting: Sitting) -> Answer:
    """Show the funnel of a span; with --cost, say what a source costs."""
    span = Span(sitting.args.days)
    view = sitting.desk.ask(AskFunnel(span), sitting.now)
    if sitting.args.cost or sitting.args.campaign_cost:
        return _set_cost(sitting, view)
    if sitting.args.of:
        view = sitting.desk.ask(AskFunnel(span, _who(sitting.args.of, view)), sitting.now)
        if sitting.args.look not in {"", *words.LOOKS_OF_PERSON}:
            known = ", ".join(words.LOOKS_OF_PERSON)
            raise WrongUse(f"Of one person there are these looks: {known}.")
    told = words.stages(view)
    parts = [told.title, _shown(told) if told.rows else told.empty]
    if sitting.args.look:
        look = words.sheet(sitting.args.look, view)
        parts += ["", look.title, _shown(look) if look.rows else look.empty]
        parts += [look.note] if look.rows else []
    return Answer("\n".join(parts), _data(view))


def _shown(told: Sheet) -> str:
    return table(told.heads, [line.split("\t") for line in told.as_text().split("\n")[1:]])


def _who(typed: str, view: FunnelView) -> int:
    """Return whom somebody means, of those who did anything in the span."""
    found = [person for person, name in view.people if name.casefold() == typed.strip().casefold()]
    if not found:
        known = ", ".join(name for _, name in view.people)
        raise WrongUse(
            f"Nobody called “{typed.strip()[:40]}” is in these days. There are: {known}."
        )
    return found[0]


def _set_cost(sitting: Sitting, view: FunnelView) -> Answer:
    if not sitting.args.person:
        raise WrongUse("Say who sets the cost: --as PERSON.")
    what = "source" if sitting.args.cost else "campaign"
    name, _, typed = (sitting.args.cost or sitting.args.campaign_cost).rpartition("=")
    known: dict[str, Callable[[int | None], object]] = {
        one.name: partial(SetCampaignCost, one.name) for one in view.campaigns
    }
    if what == "source":
        known = {one.name: partial(SetSourceCost, one.source_id) for one in view.sources}
    named = [one for one in known if one and one.casefold() == name.strip().casefold()]
    if not named:
        told = ", ".join(one for one in known if one)
        raise WrongUse(f"No {what} is called “{name.strip()[:40]}”. There are: {told}.")
    cost = readers.amount(typed) if typed.strip() else None
    done = sitting.desk.do(known[named[0]](cost), sitting.person().id, sitting.now)
    told = done_words.label(done)
    return Answer(told, done_data(done, told))


def _data(view: FunnelView) -> Plain:
    return {
        "first": view.first.isoformat(),
        "last": view.last.isoformat(),
        "reached": dict(zip(STAGES, view.reached, strict=True)),
        "team": _row(view.team),
        "by": {key: [_row(row) for row in rows] for key, rows in view.by.items()},
        "hours": [
            {"weekday": cell.weekday, "hour": cell.hour, **_counts(cell.reached)}
            for cell in view.hours
        ],
        "tries": [{"try": row.attempt, **_counts(row.reached)} for row in view.tries],
        "stays": [_stay(row) for row in view.stays],
        "stays_by_source": [
            {"name": one.name, "stays": [_stay(row) for row in one.stays]} for one in view.stays_by
        ],
        "sources": [
            {"name": one.name, "won": one.won, "revenue": one.revenue,
             "month_cost": one.month_cost, "cost": one.cost}
            for one in view.sources
        ],
        "campaigns": [
            {"name": one.name, "won": one.won, "revenue": one.revenue,
             "month_cost": one.month_cost, "cost": one.cost}
            for one in view.campaigns
        ],
    }  # fmt: skip


def _stay(row: StayRow) -> Plain:
    seconds = round(row.median.total_seconds()) if row.median is not None else None
    return {"status": row.status, "leads": row.n, "seconds": seconds}


def _row(row: FunnelRow) -> Plain:
    steps = dict(zip(STAGES[1:], map(_counts, row.steps), strict=True))
    return {"name": row.name, "steps": steps}


def _counts(counted: Conversion) -> dict[str, int]:
    return {"entered": counted.entered, "went_on": counted.went_on}
