# SPDX-License-Identifier: MIT
"""Figures of handoffs as tiles, bars and columns of a table."""

from __future__ import annotations

from collections.abc import Callable

from leaddesk.desk.queries import HandoffLine, ReasonCount
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.handoff_figures import Standing, standing
from leaddesk.gui.models.rows_model import Column
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.bar_charts import Bar
from leaddesk.gui.widgets.figures import Figure
from leaddesk.words import numbers, team_handoffs

_TONES = {Standing.GOOD: Tone.GOOD, Standing.FAIR: Tone.WARN, Standing.POOR: Tone.BAD}
MOST_REASONS = 8
"""How many reasons have a bar of their own."""


def figures(team: HandoffLine) -> tuple[Figure, ...]:
    """Return the numbers of the whole team as tiles."""
    counts = team.counts
    seen = standing(counts.acceptance, team.yardsticks)
    how = team_handoffs.standing(seen)
    timed = numbers.count(team.timed, "handoff")
    scored = numbers.count(counts.scored, "sheet")
    mean = f"{counts.mean_score:.1f} of 5" if counts.mean_score else team_handoffs.NONE_YET
    return (
        _share("Accepted", counts.acceptance, how, _TONES[seen] if seen is not None else None),
        Figure(
            f"Time to accept, {numbers.number(team.timed)}", team_handoffs.took(team.minutes),
            f"Median in business time of {timed} that were accepted",
        ),
        _share("Appointments held", counts.held_rate),
        _share("Thanked in time", counts.gratitude),
        Figure(
            f"Score, {scored}" if counts.scored else "Score of sheets", mean,
            f"Mean of {scored} that were scored",
        ),
    )  # fmt: skip


def columns() -> tuple[Column[HandoffLine], ...]:
    """Return the columns of the table of people."""
    return (
        Column("who", "Who", team_handoffs.who, width=200),
        _column("accepted", "Accepted", lambda row: row.counts.acceptance, _acceptance_tip),
        Column(
            "took", "Time to accept",
            lambda row: f"{team_handoffs.took(row.minutes)} ({row.timed})"
            if row.timed else team_handoffs.NONE_YET,
            width=130,
        ),
        _column("held", "Appointments held", lambda row: row.counts.held_rate),
        _column("thanked", "Thanked in time", lambda row: row.counts.gratitude),
        Column("score", "Score", team_handoffs.score, width=120),
    )  # fmt: skip


def reason_bars(reasons: tuple[ReasonCount, ...]) -> tuple[Bar, ...]:
    """Return the reasons as bars, the most frequent first."""
    lines = team_handoffs.reason_lines(reasons)[:MOST_REASONS]
    return tuple(Bar(words, count, end, Tone.WARN) for words, count, end in lines)


def _share(label: str, measured: Conversion, how: str = "", tone: Tone | None = None) -> Figure:
    few = measured.is_uncertain and measured.entered > 0
    told = f"{label} of {numbers.number(measured.entered)}" if measured.entered else label
    remark = "few" if few else how
    return Figure(
        f"{told}: {remark}" if remark else told,
        team_handoffs.share(measured),
        f"{label}: {team_handoffs.measured(measured)}" + (f", {how}" if how else ""),
        Tone.NEUTRAL if few else tone,
    )


def _column(
    key: str,
    title: str,
    of: Callable[[HandoffLine], Conversion],
    tip: Callable[[HandoffLine], str] | None = None,
) -> Column[HandoffLine]:
    return Column(
        key, title, lambda row: team_handoffs.measured(of(row)), tip=tip, width=236,
        faint=lambda row: of(row).is_uncertain,
    )  # fmt: skip


def _acceptance_tip(row: HandoffLine) -> str:
    seen = standing(row.counts.acceptance, row.yardsticks)
    told = team_handoffs.measured(row.counts.acceptance)
    return f"{told}: {team_handoffs.standing(seen)}" if seen is not None else told
