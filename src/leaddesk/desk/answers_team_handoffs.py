# SPDX-License-Identifier: MIT
"""The team's handoffs for its lead: a page of them, and how they fare in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leaddesk.desk.answers_handoffs import handoff_rows
from leaddesk.desk.asking import Asking
from leaddesk.desk.handoff_reads import Pair
from leaddesk.desk.questions.team_handoffs import (
    AskHandoffFigures,
    AskTeamHandoffs,
    HandoffFigures,
    HandoffFilter,
    HandoffLine,
    HandoffsPage,
    ReasonCount,
)
from leaddesk.desk.roles import check_team_lead
from leaddesk.domain.handoff_figures import HandoffCounts, together

MOST = 500
"""How many handoffs one page has at most."""


def answer_team_handoffs(query: AskTeamHandoffs, asking: Asking) -> HandoffsPage:
    """Return a page of everybody's handoffs; raises RuleBroken("team_lead_only")."""
    check_team_lead(asking.person(query.person_id))
    reads, now, lots = asking.unit.reads, asking.now, asking.rules.quality.lots
    limit = max(1, min(query.limit, MOST))
    found = reads.team_handoffs(query.wanted, query.after, limit, now, lots)
    return HandoffsPage(
        rows=handoff_rows([handoff for handoff, _ in found], asking),
        next_after=found[-1][1] if len(found) == limit else None,
        total=reads.team_handoff_count(query.wanted, now, lots),
        late=reads.team_handoff_count(HandoffFilter("late"), now, lots),
        to_score=reads.team_handoff_count(HandoffFilter("to_score"), now, lots),
        sources=tuple((source.id, source.name) for source in reads.sources()),
    )


def answer_handoff_figures(query: AskHandoffFigures, asking: Asking) -> HandoffFigures:
    """Return how everybody's handoffs fare; raises RuleBroken("team_lead_only")."""
    check_team_lead(asking.person(query.person_id))
    reads, since = asking.unit.reads, query.since
    pairs = reads.handoff_counts(since, asking.now)

    def lines(by: str, grouped: Mapping[Pair, HandoffCounts]) -> tuple[HandoffLine, ...]:
        medians = reads.accept_medians(by, since)
        rows = [_line(pair, counts, medians, asking) for pair, counts in grouped.items()]
        return tuple(sorted(rows, key=lambda row: (-row.counts.decided, row.giver, row.receiver)))

    team = {(0, 0): together(pairs.values())}
    return HandoffFigures(
        team=lines("team", team)[0],
        givers=lines("giver", _summed(pairs.items(), 0)),
        receivers=lines("receiver", _summed(pairs.items(), 1)),
        pairs=lines("pair", pairs),
        reasons=tuple(ReasonCount(*row) for row in reads.came_back_for(since)),
    )


def _summed(pairs: Iterable[tuple[Pair, HandoffCounts]], place: int) -> dict[Pair, HandoffCounts]:
    """Return counts of pairs by their giver (place 0) or receiver (1) alone."""
    found: dict[Pair, HandoffCounts] = {}
    for pair, counts in pairs:
        key = (pair[0], 0) if place == 0 else (0, pair[1])
        found[key] = found.get(key, HandoffCounts()) + counts
    return found


def _line(
    pair: Pair,
    counts: HandoffCounts,
    medians: Mapping[Pair, tuple[float, int]],
    asking: Asking,
) -> HandoffLine:
    giver, receiver = pair
    minutes, timed = medians.get(pair, (None, 0))
    name = asking.book.name
    return HandoffLine(
        giver, name(giver) if giver else "", receiver, name(receiver) if receiver else "",
        counts, minutes, timed,
    )  # fmt: skip
