# SPDX-License-Identifier: MIT
"""The team's handoffs for its lead: a page of them, and how they fare in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

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
from leaddesk.domain.handoff_figures import HandoffCounts, median_of, together

MOST = 500
"""How many handoffs one page has at most."""


def answer_team_handoffs(query: AskTeamHandoffs, asking: Asking) -> HandoffsPage:
    """Return a page of everybody's handoffs."""
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
        owed_late=reads.team_handoff_count(HandoffFilter("owed_late"), now, lots),
    )


def answer_handoff_figures(query: AskHandoffFigures, asking: Asking) -> HandoffFigures:
    """Return how everybody's handoffs fare."""
    reads, since = asking.unit.reads, query.since
    counts, times = reads.handoff_counts(since, asking.now), reads.accept_times(since)

    def lines(seen: Callable[[Pair], Pair]) -> tuple[HandoffLine, ...]:
        rows = _lines(counts, times, seen, asking)
        return tuple(sorted(rows, key=lambda row: (-row.counts.decided, row.giver, row.receiver)))

    whole = lines(lambda _pair: (0, 0))
    return HandoffFigures(
        team=whole[0] if whole else HandoffLine(0, "", 0, "", HandoffCounts(), None, 0),
        givers=lines(lambda pair: (pair[0], 0)),
        receivers=lines(lambda pair: (0, pair[1])),
        pairs=lines(lambda pair: pair),
        reasons=tuple(ReasonCount(*row) for row in reads.came_back_for(since)),
    )


def _lines(
    counts: Mapping[Pair, HandoffCounts],
    times: Mapping[Pair, Mapping[int, int]],
    seen: Callable[[Pair], Pair],
    asking: Asking,
) -> list[HandoffLine]:
    """Return a line for each that pairs are seen as: a giver, a receiver, or all as one."""
    summed: dict[Pair, list[HandoffCounts]] = {}
    took: dict[Pair, Counter[int]] = {}
    for pair, counted in counts.items():
        summed.setdefault(seen(pair), []).append(counted)
        took.setdefault(seen(pair), Counter()).update(times.get(pair, {}))
    name = asking.book.name
    return [
        HandoffLine(
            giver, name(giver) if giver else "", receiver, name(receiver) if receiver else "",
            together(found), median_of(took[giver, receiver]), took[giver, receiver].total(),
            asking.rules.yardsticks,
        )
        for (giver, receiver), found in summed.items()
    ]  # fmt: skip
