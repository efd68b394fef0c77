# SPDX-License-Identifier: MIT
"""The funnel from the command line, and what sources cost."""

from __future__ import annotations

from leaddesk.cli import readers
from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import SetSourceCost
from leaddesk.desk.queries import AskFunnel, FunnelRow, FunnelView
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.funnel import STAGES, Span
from leaddesk.words import done as done_words
from leaddesk.words import funnel as words
from leaddesk.words.funnel import Sheet


def show_funnel(sitting: Sitting) -> Answer:
    """Show the funnel of a span; with --cost, say what a source costs."""
    view = sitting.desk.ask(AskFunnel(Span(sitting.args.days)), sitting.now)
    if sitting.args.cost:
        return _set_cost(sitting, view)
    told = words.stages(view)
    parts = [told.title, _shown(told) if told.rows else told.empty]
    if sitting.args.look:
        look = words.sheet(sitting.args.look, view)
        parts += ["", look.title, _shown(look) if look.rows else look.empty]
        parts += [look.note] if look.rows else []
    return Answer("\n".join(parts), _data(view))


def _shown(told: Sheet) -> str:
    return table(told.heads, [line.split("\t") for line in told.as_text().split("\n")[1:]])


def _set_cost(sitting: Sitting, view: FunnelView) -> Answer:
    if not sitting.args.person:
        raise WrongUse("Say who sets the cost: --as PERSON.")
    name, _, typed = sitting.args.cost.partition("=")
    found = [one for one in view.sources if one.name.casefold() == name.strip().casefold()]
    if not found:
        known = ", ".join(one.name for one in view.sources)
        raise WrongUse(f"No source is called “{name.strip()[:40]}”. There are: {known}.")
    cost = readers.amount(typed) if typed.strip() else None
    command = SetSourceCost(found[0].source_id, cost)
    done = sitting.desk.do(command, sitting.person().id, sitting.now)
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
        "stays": [
            {"status": row.status, "leads": row.n,
             "seconds": round(row.median.total_seconds()) if row.median is not None else None}
            for row in view.stays
        ],
        "sources": [
            {"name": one.name, "won": one.won, "revenue": one.revenue,
             "month_cost": one.month_cost, "cost": one.cost}
            for one in view.sources
        ],
    }  # fmt: skip


def _row(row: FunnelRow) -> Plain:
    steps = dict(zip(STAGES[1:], map(_counts, row.steps), strict=True))
    return {"name": row.name, "steps": steps}


def _counts(counted: Conversion) -> dict[str, int]:
    return {"entered": counted.entered, "went_on": counted.went_on}
