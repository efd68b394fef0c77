# SPDX-License-Identifier: MIT
"""The queue screen in one answer: the lead in hand, what each key will do, those that follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from leaddesk.desk.answers_card import card_of, opens_at, row_of
from leaddesk.desk.asking import Asking
from leaddesk.desk.call_rules import recent_calls
from leaddesk.desk.commands import LogCall
from leaddesk.desk.effects import Call, effect_of
from leaddesk.desk.picking import picker_for
from leaddesk.desk.queries import (
    AskQueue,
    AskWhyEmpty,
    EmptyReasons,
    LeadCard,
    OutcomeOffer,
    QueueView,
    UpNextRow,
)
from leaddesk.desk.undo import DEPTH
from leaddesk.domain.calling_hours import CallingArea, CallingProfile, first_opening
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.lead import Lead, LeadState
from leaddesk.domain.outcome import Needs, Next, Outcome
from leaddesk.domain.person import Person
from leaddesk.domain.queue import Window

WAITING_ROWS = 3
MANY = 5_000
MANY_HOLDS = dt.timedelta(minutes=1)


def answer_queue(query: AskQueue, asking: Asking) -> QueueView:
    """Return the queue screen of a person in a tier."""
    who, unit = asking.person(query.person_id), asking.unit
    held = unit.queue.in_hand(who.id, asking.now)
    lead = unit.leads.get(held) if held is not None else None
    rows, following = _up_next(query, asking, who, lead)
    ready = ready_for(who.id, query.tier, asking) if query.count_ready else len(rows)
    empty = None
    if lead is None and not rows:
        empty = why_empty(who.id, query.tier, asking)
    if len(rows) < query.up_next:
        rows = (*rows, *_waiting(query, asking, query.up_next - len(rows)))
    day = asking.today(who).isoformat()
    skips = asking.rules.queue.skips_a_day - unit.journal.skips(who.id, day)
    return QueueView(
        tier=query.tier,
        card=card_of(lead, asking) if lead else None,
        offers=offers_for(lead, query.tier, asking, who) if lead else (),
        up_next=rows,
        following=following,
        ready=ready,
        skips_left=max(0, skips),
        empty=empty,
        sheet=asking.rules.sheet,
        undoable=unit.journal.undoable(who.id, DEPTH),
        skip_reasons=asking.rules.queue.skip_reasons,
        lease_over=lead is not None and not unit.queue.may_call(lead.id),
    )


def answer_why_empty(query: AskWhyEmpty, asking: Asking) -> EmptyReasons:
    """Return how many leads of a tier wait for what."""
    return why_empty(asking.person(query.person_id).id, query.tier, asking)


def offers_for(lead: Lead, tier: int, asking: Asking, who: Person) -> tuple[OutcomeOffer, ...]:
    """Return the pad for a lead: every outcome with what it would do now."""
    return tuple(_offer(outcome, lead, asking, who) for outcome in asking.rules.pad(tier))


def why_empty(person_id: int, tier: int, asking: Asking) -> EmptyReasons:
    """Return the counts that explain an empty queue: somebody's, or with 0 what is anybody's."""
    counts = asking.unit.reads.queue_counts(tier, person_id, asking.now)
    waits = (
        _closed(counts.ready_areas, Window.TEAM, asking),
        _closed(counts.agreed_areas, Window.LAWFUL, asking),
    )
    states = counts.by_state
    return EmptyReasons(
        tier=tier,
        total=counts.total,
        waiting_hours=sum(n for n, _ in waits),
        next_opening=min((opening for _, opening in waits if opening is not None), default=None),
        not_due=counts.not_due,
        next_due=counts.next_due,
        leased=counts.leased,
        personal=counts.personal_others,
        research=states.get(LeadState.RESEARCH, 0),
        suppressed=states.get(LeadState.SUPPRESSED, 0),
        offered=states.get(LeadState.OFFERED, 0),
        closed=sum(states.get(s, 0) for s in (LeadState.CLOSED, LeadState.WON, LeadState.LOST)),
        staged=0,
        unscrubbed=sum(
            _unscrubbed(areas, asking) for areas in (counts.ready_areas, counts.agreed_areas)
        ),
        run_out=tuple(state.registry.name for state in asking.book.run_out(asking.now)),
        unheard=asking.unit.queue.unheard(tier),
    )


def _closed(
    areas: Mapping[int, int], window: Window, asking: Asking
) -> tuple[int, dt.datetime | None]:
    """Return how many leads wait in areas that are closed, and when the first of them opens."""
    book = asking.book
    open_ids = book.clocks[window].open_at(asking.now).open_ids
    shut = book.shut_countries(asking.now)
    closed = [n for n in areas if n not in open_ids and _country(n, asking) not in shut]
    known = [book.areas[area] for area in closed if area in book.areas]
    profile_of = book.calling if window is Window.TEAM else book.lawful
    groups: dict[CallingProfile, list[CallingArea]] = {}
    for area in known:
        groups.setdefault(profile_of(area), []).append(area)
    opens = (
        first_opening(group, profile, book.holidays, asking.now)
        for profile, group in groups.items()
    )
    opening = min((one for one in opens if one is not None), default=None)
    return sum(areas[area] for area in closed), opening


def _unscrubbed(areas: Mapping[int, int], asking: Asking) -> int:
    """Return how many leads wait in countries whose national list has run out."""
    shut = asking.book.shut_countries(asking.now)
    return sum(n for area, n in areas.items() if _country(area, asking) in shut)


def _country(area_id: int, asking: Asking) -> str:
    area = asking.book.areas.get(area_id)
    return area.country if area else ""


def _up_next(
    query: AskQueue, asking: Asking, who: Person, held: Lead | None
) -> tuple[tuple[UpNextRow, ...], LeadCard | None]:
    unit = asking.unit
    picker = picker_for(unit, asking.book, who, query.tier, asking.now)
    if held is not None and held.last_call_at is None:
        # The lead in hand is a new lead's turn already taken.
        picker = replace(picker, new_done=picker.new_done + 1)
    ids = [pick.head.lead_id for pick in picker.picks(query.up_next)]
    leads = unit.reads.leads(ids)
    sources: dict[int, str] = {}
    rows = tuple(row_of(lead, asking, sources) for lead in leads)
    return rows, card_of(leads[0], asking) if leads else None


def ready_for(person_id: int, tier: int, asking: Asking) -> int:
    """Return how many leads are ready for somebody, or with 0 for anybody.

    Of very many, the count of the last minute will do.
    """
    book = asking.book
    key = (person_id, tier)
    kept = book.ready.get(key)
    if kept is not None and kept[1] > MANY and dt.timedelta() <= asking.now - kept[0] < MANY_HOLDS:
        return kept[1]
    team = book.open_ids(Window.TEAM, asking.now)
    lawful = book.open_ids(Window.LAWFUL, asking.now)
    ready = asking.unit.queue.ready_here(tier, person_id, team, lawful, asking.now)
    if ready is None:
        ready = asking.unit.reads.ready(tier, person_id, team, lawful, asking.now)
    book.ready[key] = (asking.now, ready)
    return ready


def _waiting(query: AskQueue, asking: Asking, room: int) -> tuple[UpNextRow, ...]:
    """Return a few new leads that wait for their local hours, with the time they open."""
    book = asking.book
    open_ids = book.clocks[Window.TEAM].open_at(asking.now).open_ids
    shut = book.shut_countries(asking.now)
    closed = [n for n, area in book.areas.items() if n not in open_ids and area.country not in shut]
    if not closed:
        return ()
    ids = asking.unit.reads.waiting_heads(
        query.tier, str(sorted(closed)), asking.now, min(room, WAITING_ROWS)
    )
    sources: dict[int, str] = {}
    leads = asking.unit.reads.leads(ids)
    return tuple(
        replace(row_of(lead, asking, sources), opens_at=opens_at(lead, asking)) for lead in leads
    )


def _offer(outcome: Outcome, lead: Lead, asking: Asking, who: Person) -> OutcomeOffer:
    off = ""
    if outcome.way == "voicemail" and lead.voicemails >= asking.rules.after_call.voicemails:
        off = "voicemail_cap"
    consequence, next_at = _what_next(outcome, lead, asking, who)
    return OutcomeOffer(outcome, consequence, next_at, off)


def _what_next(
    outcome: Outcome, lead: Lead, asking: Asking, who: Person
) -> tuple[str, dt.datetime | None]:
    """Return what an outcome would do: a key, and when the lead would come back."""
    match outcome.next:
        case Next.BAD_NUMBER:
            good = [n for n in asking.unit.leads.numbers(lead.id) if not n.bad]
            return ("next_number" if len(good) > 1 else "research"), None
        case Next.SUPPRESS:
            return "never_again", None
        case Next.HANDOFF:
            return "handoff", None
    if outcome.needs in {Needs.TIME, Needs.DATE}:
        return "", None
    command = LogCall(lead.id, outcome.id, reason=next(iter(outcome.reasons), ""))
    try:
        recent = recent_calls(asking.unit, asking.book, lead, asking.now)
        effect = effect_of(Call(lead, outcome, command, who.id, asking.now, asking.book, recent))
    except LeadDeskError:
        return "", None
    return effect.label, None if outcome.next is Next.CLOSE else effect.at
