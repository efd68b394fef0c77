# SPDX-License-Identifier: MIT
"""The leads of one tier as the made-up people find them: new ones, ones to try again, their own."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import defaultdict, deque

from leaddesk.domain.lead import ANYONE, Lead, LeadState, QueueKind

COUNT_AGAIN = dt.timedelta(hours=4, minutes=5)
"""A retry earlier than this would not count as a call of the day, so nobody bothers."""

Waiting = list[tuple[dt.datetime, int, Lead]]
"""Due moment, id, and the lead as it stood then: a heap."""


class Tray:
    """Hands out leads that may be called at a moment; a lead taken out comes back with `put`."""

    def __init__(self) -> None:
        self._new: dict[int, deque[Lead]] = defaultdict(deque)
        self._came_in: dict[int, deque[Lead]] = defaultdict(deque)
        self._again: Waiting = []
        self._own: dict[int, Waiting] = defaultdict(list)

    def put(self, lead: Lead) -> None:
        """Put a lead where it stands now; one that is closed or handed on is gone."""
        if lead.state is not LeadState.QUEUED:
            return
        if lead.kind is QueueKind.NEW:
            (self._came_in if lead.inbound else self._new)[lead.area_id].append(lead)
            return
        due = lead.due_at or lead.arrived_at
        if lead.owner_id != ANYONE:
            heapq.heappush(self._own[lead.owner_id], (due, lead.id, lead))
        elif lead.kind is QueueKind.RETRY:
            counted = lead.counted_at or lead.arrived_at
            heapq.heappush(self._again, (max(due, counted + COUNT_AGAIN), lead.id, lead))

    def own(self, person_id: int, at: dt.datetime, open_ids: frozenset[int]) -> Lead | None:
        """Take somebody's due callback or return."""
        return _first_open(self._own[person_id], at, open_ids)

    def again(self, at: dt.datetime, open_ids: frozenset[int]) -> Lead | None:
        """Take the retry that has been due longest."""
        return _first_open(self._again, at, open_ids)

    def new(self, open_ids: frozenset[int]) -> Lead | None:
        """Take a lead nobody has called: one that wrote first, from the place with most of them."""
        for new in (self._came_in, self._new):
            places = [area for area in new if area in open_ids and new[area]]
            if places:
                return new[max(places, key=lambda area: len(new[area]))].popleft()
        return None


def _first_open(waiting: Waiting, at: dt.datetime, open_ids: frozenset[int]) -> Lead | None:
    """Take the first lead that is due where the office is open."""
    closed = []
    found = None
    while waiting and waiting[0][0] <= at:
        entry = heapq.heappop(waiting)
        if entry[2].area_id in open_ids:
            found = entry[2]
            break
        closed.append(entry)
    for entry in closed:
        heapq.heappush(waiting, entry)
    return found
