# SPDX-License-Identifier: MIT
"""The team's wall from the command line: everybody's day, the figures, what needs a team lead."""

from __future__ import annotations

from leaddesk.cli.answers import Answer, Plain, table, utc
from leaddesk.cli.doors import Sitting
from leaddesk.cli.shown_day import progress_data, team_day_data
from leaddesk.desk.queries import AskTeamWall, NeedRow, TeamWall, WallRow
from leaddesk.words import pace, team_wall

HEAD = ("person", "done", "expected", "calls", "pace", "now", "last logged")


def show_wall(sitting: Sitting) -> Answer:
    """Show the team as it stands now."""
    _, zone = sitting.doors.place()
    now = sitting.now
    wall = sitting.desk.ask(AskTeamWall(), now)
    needs = [(row, team_wall.need(row, now, zone)) for row in wall.needs]
    data: Plain = {
        "at": utc(now),
        **team_day_data(wall.team),
        "people": [
            {
                "person": row.person.name,
                "person_id": row.person.id,
                "tier": row.tier,
                "presence": row.presence.value,
                "quiet_minutes": row.quiet,
                "last_logged": utc(row.last_logged),
                **progress_data(row.day),
            }
            for row in wall.rows
        ],
        "figures": _figures(wall),
        "needs": [_need(row, words) for row, words in needs],
    }
    if not wall.rows:
        return Answer(f"{team_wall.NOBODY}.", data)
    lines = [
        f"Team's day {wall.team.percent} %  {pace.team_line(wall.team)}",
        *(f"  {label}: {value}" for label, value, _ in team_wall.figures(wall.figures)),
        "",
        table(HEAD, [_row(row, sitting) for row in wall.rows]),
        "",
        "Needs you:" if needs else team_wall.NOTHING_NEEDED,
        *(f"  {title}. {words}" for _, (title, words) in needs),
    ]
    return Answer("\n".join(lines), data)


def _row(row: WallRow, sitting: Sitting) -> tuple[str, ...]:
    return (
        row.person.name,
        f"{row.day.percent} %",
        f"{round(row.day.expected_score)} %",
        team_wall.goal(row, "calls"),
        team_wall.pace(row.day),
        team_wall.presence(row, sitting.now),
        team_wall.logged(row, sitting.now),
    )


def _figures(wall: TeamWall) -> Plain:
    found = wall.figures
    return {
        "ready": found.ready,
        "speed_seconds": found.speed.median.total_seconds() if found.speed else None,
        "handoffs_accepted": found.accepted,
        "handoffs_returned": found.returned,
        "handoffs_waiting": found.waiting,
        "feedback_due": found.feedback_due,
        "feedback_given_in_time": found.feedback_given,
    }


def _need(row: NeedRow, words: tuple[str, str]) -> Plain:
    return {
        "kind": row.kind.value,
        "title": words[0],
        "words": words[1],
        "count": row.count,
        "since": utc(row.since),
        "person_id": row.person_id or None,
        "lead_id": row.lead_id or None,
        "tier": row.tier or None,
    }
