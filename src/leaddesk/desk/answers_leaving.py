# SPDX-License-Identifier: MIT
"""What becomes of somebody's work when they leave, as it would be shared out now."""

from __future__ import annotations

from collections import Counter

from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import AskLeaving, LeavingView, ShareRow
from leaddesk.desk.sharing import Sharing, share_handoffs
from leaddesk.domain.person import TIER_OF_ROLE, Role


def answer_leaving(query: AskLeaving, asking: Asking) -> LeavingView:
    """Return what waits for a person outside the tiers they keep, and who would get how much."""
    leaving, leaver = asking.unit.leaving, asking.person(query.person_id)
    roles = {Role(role) for role in query.roles}
    stays = tuple(sorted(tier for role, tier in TIER_OF_ROLE.items() if role in roles))
    sharing = Sharing(leaving, asking.book.people, leaver)
    counts = leaving.counts(leaver.id, stays)
    handed = [handoff.to_tier for handoff in leaving.handoffs(leaver.id, stays)]
    owed = [tier for tier, _ in leaving.owed(leaver.id, stays)]
    total = sum(count for _tier, _kind, count in counts)
    tiers = {*(tier for tier, _kind, _count in counts), *handed, *owed}
    stuck = tuple(sorted(tier for tier in tiers if not sharing.has(tier)))
    if stuck:
        return LeavingView(total, len(handed), len(owed), (), stuck)
    leads = Counter(sharing.next(tier) for tier, _kind, count in counts for _ in range(count))
    shared = share_handoffs(leaving, leaver.id, stays, sharing)
    handoffs = Counter(person for _, person in shared.handoffs)
    feedback = Counter(person for _, person in shared.feedback)
    people = sorted({*leads, *handoffs, *feedback}, key=asking.book.name)
    return LeavingView(
        total,
        len(handed),
        len(owed),
        tuple(ShareRow(asking.book.name(p), leads[p], handoffs[p], feedback[p]) for p in people),
    )
