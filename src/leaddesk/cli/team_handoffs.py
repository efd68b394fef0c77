# SPDX-License-Identifier: MIT
"""Handoffs of the whole team from the command line: list, figures, and a team lead's decisions."""

from __future__ import annotations

import datetime as dt

from leaddesk.cli import readers, shown_handoffs
from leaddesk.cli.answers import Answer, Plain
from leaddesk.cli.doors import Sitting
from leaddesk.cli.handoffs import answered
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import (
    OverrideHandoff,
    PullBackHandoff,
    ReassignHandoff,
    ScoreHandoff,
)
from leaddesk.desk.queries import (
    AskHandoffFigures,
    AskTeamHandoffs,
    HandoffFilter,
    HandoffLine,
    HandoffMark,
    HandoffRow,
)
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.errors import NotFound
from leaddesk.words import handoffs, numbers, team_handoffs


def show_all(sitting: Sitting) -> Answer:
    """Show a page of everybody's handoffs, those past their clock first."""
    args, person = sitting.args, sitting.person()
    query = AskTeamHandoffs(person.id, _wanted(sitting), _mark(args.after), args.limit)
    page = sitting.desk.ask(query, sitting.now, person.id)
    zone = person.time_zone
    after = page.next_after
    data: Plain = {
        "handoffs": [shown_handoffs.handoff_data(row, sitting.now, zone) for row in page.rows],
        "total": page.total,
        "late": page.late,
        "to_score": page.to_score,
        "next_after": ",".join(map(str, after)) if after else None,
    }
    lines = [_line(row, sitting.now, zone) for row in page.rows]
    foot = f"{numbers.count(page.total, 'handoff')}, {numbers.number(page.late)} past their time"
    more = f"\nMore: --after {data['next_after']}" if after else ""
    return Answer("\n".join([*lines, foot]) + more, data)


def reassign(sitting: Sitting) -> Answer:
    """Give a handoff to another receiver."""
    args = sitting.args
    to = sitting.person(args.to).id
    return answered(sitting, ReassignHandoff(args.handoff, to, args.words))


def pull_back(sitting: Sitting) -> Answer:
    """Take a handoff back to its giver."""
    return answered(sitting, PullBackHandoff(sitting.args.handoff, sitting.args.words))


def decide(sitting: Sitting) -> Answer:
    """Put a decision in the place of the receiver's."""
    args = sitting.args
    return answered(sitting, OverrideHandoff(args.handoff, args.decision, args.words, args.reason))


def score(sitting: Sitting) -> Answer:
    """Score the sheet of a handoff."""
    args = sitting.args
    marks = []
    for typed in args.mark:
        key, mark = readers.pair(typed, "--mark")
        if not mark.isdecimal():
            message = f"--mark: “{mark}” is no mark; type KEY=1 to KEY=5"
            raise WrongUse(message)
        marks.append((key, int(mark)))
    return answered(sitting, ScoreHandoff(args.handoff, tuple(marks), args.line))


def figures(sitting: Sitting) -> Answer:
    """Show how handoffs fare: together, by giver, by receiver, by pair, and why they came back."""
    args, person = sitting.args, sitting.person()
    since = sitting.now - dt.timedelta(days=args.days) if args.days else None
    told = sitting.desk.ask(AskHandoffFigures(person.id, since), sitting.now, person.id)
    groups = (("givers", told.givers), ("receivers", told.receivers), ("pairs", told.pairs))
    data: Plain = {
        "team": _data(told.team),
        **{name: [_data(line) for line in lines] for name, lines in groups},
        "reasons": [
            {"state": one.state, "reason": one.reason, "count": one.count} for one in told.reasons
        ],
    }
    parts = [_words("Team", (told.team,))]
    parts += [_words(name.capitalize(), lines) for name, lines in groups]
    reasons = team_handoffs.reason_lines(told.reasons)
    if reasons:
        parts.append("\n".join(["Why not", *(f"  {name}: {end}" for name, _n, end in reasons)]))
    return Answer("\n\n".join(part for part in parts if part), data)


def _wanted(sitting: Sitting) -> HandoffFilter:
    args, now = sitting.args, sitting.now
    return HandoffFilter(
        state=args.state,
        giver_id=sitting.person(args.giver).id if args.giver else 0,
        receiver_id=sitting.person(args.receiver).id if args.receiver else 0,
        source_id=_source(sitting, args.source) if args.source else 0,
        offered_from=now - dt.timedelta(days=args.within) if args.within else None,
        offered_before=now - dt.timedelta(days=args.older) if args.older else None,
    )


def _source(sitting: Sitting, typed: str) -> int:
    """Return the source of a name; raises NotFound("source")."""
    who = sitting.person().id
    page = sitting.desk.ask(AskTeamHandoffs(who, limit=1), sitting.now, who)
    wanted = typed.strip().casefold()
    for key, name in page.sources:
        if name.casefold() == wanted:
            return key
    raise NotFound("source", what=typed)


def _mark(typed: str) -> HandoffMark | None:
    """Return where the page before ended, as it was told."""
    if not typed:
        return None
    parts = [int(part) for part in typed.split(",") if part.isdecimal()]
    if len(parts) != len(typed.split(",")) or len(parts) != len(("part", "moment", "id")):
        message = f"--after: “{typed}” is not where a page ended"
        raise WrongUse(message)
    return parts[0], parts[1], parts[2]


def _line(row: HandoffRow, now: dt.datetime, zone: str) -> str:
    company = f", {row.company}" if row.company and row.company != row.name else ""
    scored = f" · scored {handoffs.score(row.score)}" if row.score else ""
    said = handoffs.fate(row, now, zone)
    return f"  {row.id}  {row.name}{company}, from {row.giver}: {said}{scored}"


def _words(title: str, lines: tuple[HandoffLine, ...]) -> str:
    told = [
        f"  {team_handoffs.who(line)}: accepted {team_handoffs.measured(line.counts.acceptance)}, "
        f"in {team_handoffs.took(line.minutes)}, "
        f"held {team_handoffs.measured(line.counts.held_rate)}, "
        f"thanked in time {team_handoffs.measured(line.counts.gratitude)}, "
        f"score {team_handoffs.score(line)}"
        for line in lines
    ]
    return "\n".join([title, *told]) if told else ""


def _data(line: HandoffLine) -> Plain:
    counts = line.counts
    return {
        "giver": line.giver,
        "receiver": line.receiver,
        "acceptance": _share(counts.acceptance),
        "accept_minutes": line.minutes,
        "timed": line.timed,
        "held": _share(counts.held_rate),
        "gratitude": _share(counts.gratitude),
        "score": counts.mean_score,
        "scored": counts.scored,
    }


def _share(measured: Conversion) -> Plain:
    low, high = measured.interval()
    share = measured.went_on / measured.entered if measured.entered else None
    return {
        "n": measured.entered,
        "count": measured.went_on,
        "share": share,
        "low": low,
        "high": high,
        "few": measured.is_uncertain,
    }
