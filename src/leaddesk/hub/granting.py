# SPDX-License-Identifier: MIT
"""Which leads a workstation may be granted next: its person's queue, without what is theirs anyway.

Nothing is granted that stands on a list: that is looked up once more, as before a lead is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from leaddesk.desk.book import Book
from leaddesk.desk.holding import settle
from leaddesk.desk.picking import Pick, picker_for
from leaddesk.desk.unit import Unit
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.person import Person
from leaddesk.hub.ports import Free
from leaddesk.storage.hub_rows import HubRows
from leaddesk.storage.moments import to_ms

_LOOKS = (1, 4, 16)
"""How many times as many leads are looked at when colleagues take the first ones at this moment."""


def free_leads(
    unit: Unit, rows: HubRows, book: Book, who: Person, at: dt.datetime, most: int
) -> Iterator[Free]:
    """Yield free leads for a person, those of their home tier first; their rows are held."""
    tiers = sorted(who.tiers, key=lambda tier: tier != who.home_tier)
    work = Work(unit, who, at, book, new_entry_id(at))
    for tier in tiers:
        yield from _of_tier(work, rows, tier, most)


def _of_tier(work: Work, rows: HubRows, tier: int, most: int) -> Iterator[Free]:
    seen: set[int] = set()
    for times in _LOOKS:
        # Built anew: what was granted meanwhile is no longer in the queue.
        picker = picker_for(work.unit, work.book, work.who, tier, work.now, shared=True)
        picks = picker.picks(most * times)
        if all(pick.head.lead_id in seen for pick in picks):
            return
        fresh = [pick for pick in picks if pick.head.lead_id not in seen]
        seen.update(pick.head.lead_id for pick in fresh)
        yield from _still_there(work, rows, fresh)


def _still_there(work: Work, rows: HubRows, picks: list[Pick]) -> list[Free]:
    """Return those that nobody was quicker with and that no list holds back."""
    held = rows.hold([pick.head.lead_id for pick in picks], to_ms(work.now))
    standing = [pick for pick in picks if _stands_there(pick, held)]
    if settle(work, [pick.head.lead_id for pick in standing]).any:
        # Some are held back or go on with another number now.
        held = rows.hold([pick.head.lead_id for pick in standing], to_ms(work.now))
        standing = [pick for pick in standing if _stands_there(pick, held)]
    return [Free(pick.head.lead_id, held[pick.head.lead_id][0]) for pick in standing]


def _stands_there(pick: Pick, held: dict[int, tuple[str, int, int]]) -> bool:
    now = held.get(pick.head.lead_id)
    return now is not None and now[1:] == (int(pick.step.kind), to_ms(pick.head.due_at))
