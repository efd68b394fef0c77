# SPDX-License-Identifier: MIT
"""The team's wall as its widgets want it: columns, orders, bars, what needs a team lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from leaddesk.desk.queries import NeedRow, TeamWall, WallFigures, WallRow
from leaddesk.domain.pace import DayProgress, PaceKind, Standing
from leaddesk.domain.perfect_day import GoalKind
from leaddesk.domain.team_wall import NeedKind, Presence
from leaddesk.gui.models.rows_model import Column, Index, RowsModel
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.day_bars import BarState
from leaddesk.gui.widgets.day_bars import Standing as Bar
from leaddesk.gui.widgets.figures import Figure
from leaddesk.gui.widgets.rows import UpNextRow
from leaddesk.gui.widgets.wall_board import BoardRow, BoardState
from leaddesk.gui.widgets.wall_delegate import CELL_ROLE, WallCell
from leaddesk.words import goals, team_wall, times

PERSON, BAR, PERCENT, PACE, NOW = "person", "bar", "percent", "pace", "now"
_GOAL = "goal "
_TONES = {Standing.GOOD: Tone.GOOD, Standing.WARN: Tone.WARN, Standing.BAD: Tone.BAD}
_BARS = {
    Bar.ON_PACE: Tone.GOOD,
    Bar.REACHED: Tone.GOOD,
    Bar.BEHIND: Tone.WARN,
    Bar.FAR_BEHIND: Tone.BAD,
    Bar.QUIET: Tone.NEUTRAL,
}
_QUIET = {PaceKind.NOT_STARTED, PaceKind.DAY_OFF}
_PRESENCES = list(Presence)
_WIDTHS = {"calls": 70, "conversations": 70}
_NARROW = {"conversations": "Talks", "presentations": "Present."}
_CHIPS = {
    NeedKind.EMPTY_QUEUE: Tone.BAD,
    NeedKind.LATE_HANDOFFS: Tone.BAD,
    NeedKind.MISSED_CALLBACKS: Tone.BAD,
}


def metrics(wall: TeamWall) -> tuple[str, ...]:
    """Return what somebody of the team has a goal in, in the order of the first who has."""
    found: dict[str, None] = {}
    for row in wall.rows:
        for goal in row.day.goals:
            if goal.kind is GoalKind.AT_LEAST and goal.target > 0:
                found[goal.metric] = None
    return tuple(found)


def columns(shown: Sequence[str], now: Callable[[], dt.datetime]) -> tuple[Column[WallRow], ...]:
    """Return the columns of the table for goals in these metrics."""
    return (
        Column(PERSON, "Person", lambda row: f"{row.person.name}, {team_wall.role(row)}",
               width=150),
        Column(BAR, "Perfect Day", lambda row: team_wall.bar(row.day), width=100),
        Column(PERCENT, "Done", lambda row: f"{row.day.percent} %", right=True, width=72),
        *(_goal_column(metric) for metric in shown),
        Column(PACE, "Pace", lambda row: team_wall.pace(row.day), width=100),
        Column(
            NOW, "Last logged",
            lambda row: f"{team_wall.presence(row, now())}, {team_wall.logged(row, now())}",
            width=110,
        ),
    )  # fmt: skip


def _goal_column(metric: str) -> Column[WallRow]:
    return Column(
        f"{_GOAL}{metric}",
        _NARROW.get(metric, goals.title(metric)),
        lambda row: team_wall.goal(row, metric),
        tip=lambda row: f"{goals.title(metric)}: {team_wall.goal(row, metric)}",
        right=True,
        width=_WIDTHS.get(metric, 84),
    )


def ordered(rows: Sequence[WallRow], key: str, *, falling: bool) -> tuple[WallRow, ...]:
    """Return the rows by a column; equal ones stay by name."""
    by_name = sorted(rows, key=lambda row: row.person.name.casefold())
    if key == PERSON:
        return tuple(reversed(by_name)) if falling else tuple(by_name)
    return tuple(sorted(by_name, key=lambda row: _rank(row, key), reverse=falling))


def _rank(row: WallRow, key: str) -> tuple[float, float]:
    day = row.day
    if key in {BAR, PERCENT}:
        return day.score, 0
    if key == PACE:
        return (-1 if day.pace.kind is PaceKind.DAY_OFF else 0), day.pace.ahead_percent
    if key == NOW:
        logged = row.last_logged.timestamp() if row.last_logged else 0.0
        return -_PRESENCES.index(row.presence), logged
    done = next((g for g in day.goals if f"{_GOAL}{g.metric}" == key and g.target > 0), None)
    return (-1.0, 0.0) if done is None else (done.done / done.target, done.done)


def tone(day: DayProgress) -> Tone:
    """Return the colour that repeats the words of a pace."""
    if day.perfect:
        return Tone.GOOD
    return Tone.NEUTRAL if day.pace.kind in _QUIET else _TONES[day.pace.standing]


def expected(day: DayProgress) -> float | None:
    """Return where the mark of what was expected by now stands (0 to 1); None outside the day."""
    return None if day.pace.kind in _QUIET else day.expected_score / 100


def presence_tone(row: WallRow) -> Tone:
    """Return the colour of what somebody does now."""
    return Tone.ACCENT if row.presence is Presence.ON_CALL else Tone.NEUTRAL


def cell(row: WallRow, key: str, now: dt.datetime) -> WallCell:
    """Return a row's cell in a column."""
    day = row.day
    if key == PERSON:
        return WallCell(row.person.name, team_wall.role(row), strong=True)
    if key == BAR:
        return WallCell(tone=tone(day), part=day.score / 100, expected=expected(day))
    if key == PERCENT:
        return WallCell(f"{day.percent} %", strong=True, right=True)
    if key == PACE:
        return WallCell(team_wall.short_pace(day), tone=tone(day), strong=day.perfect)
    if key == NOW:
        logged = times.sentence_start(team_wall.logged(row, now))
        return WallCell(team_wall.presence(row, now), logged, presence_tone(row))
    return WallCell(team_wall.goal(row, key.removeprefix(_GOAL)), right=True)


class WallModel(RowsModel[WallRow]):
    """Everybody's day as rows; `now` tells the time when a cell is painted."""

    def __init__(
        self, shown: Sequence[str], now: Callable[[], dt.datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(columns(shown, now), lambda row: row.person.id, parent)
        self._now = now

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == CELL_ROLE and index.isValid():
            return cell(self.row_at(index.row()), self.columns[index.column()].key, self._now())
        return super().data(index, role)


def figures(found: WallFigures) -> tuple[Figure, ...]:
    """Return the tiles above the table."""
    return tuple(Figure(label, value, tip) for label, value, tip in team_wall.figures(found))


def needs(rows: Sequence[NeedRow], now: dt.datetime, zone: str) -> tuple[UpNextRow, ...]:
    """Return what needs a team lead, as rows of a list."""
    found = []
    for row in rows:
        title, words = team_wall.need(row, now, zone)
        chip = "now" if row.kind in _CHIPS else ""
        found.append(UpNextRow(row.key, title, words, chip, _CHIPS.get(row.kind, Tone.NEUTRAL)))
    return tuple(found)


def board(wall: TeamWall, bar: BarState, now: dt.datetime) -> BoardState:
    """Return the full-screen wall; what a room sees tells of people and no lead."""
    return BoardState(
        title=bar.title,
        percent=bar.shown_score.replace("%", " %"),
        part=bar.score / 100,
        expected=None if bar.expected is None else bar.expected / 100,
        words=bar.words,
        tone=_BARS[bar.standing],
        figures=figures(wall.figures),
        rows=tuple(
            BoardRow(
                name=row.person.name,
                percent=f"{row.day.percent} %",
                part=row.day.score / 100,
                expected=expected(row.day),
                words=team_wall.pace(row.day),
                tone=tone(row.day),
                doing=team_wall.presence(row, now),
            )
            for row in wall.rows
        ),
    )
