# SPDX-License-Identifier: MIT
"""Two leads become one: its numbers, history and handoffs are those of both; taken back as one."""

from __future__ import annotations

from typing import Any

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import KeepApart, MergeLeads
from leaddesk.desk.editing import place_after_edit
from leaddesk.desk.hand import check_free, check_here
from leaddesk.desk.holding import DNC
from leaddesk.desk.one_number import shared_marked
from leaddesk.desk.records import Handoff
from leaddesk.desk.stores.duplicates import APART, MERGED
from leaddesk.desk.suppressing import hold_kin, suppress, suppress_person
from leaddesk.desk.work import Work
from leaddesk.domain.errors import BadInput, RuleBroken, StaleLead
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.lead import ANYONE, Lead, LeadState, Number, QueueKind
from leaddesk.domain.lead_merge import (
    COLUMNS,
    DETAILS,
    FIELDS,
    PLACE,
    better_place,
    merged_history,
    merged_numbers,
)

_CHANGES = Kind.LEADS | Kind.QUEUE | Kind.HANDOFFS | Kind.FEEDBACK


def merge_leads(command: MergeLeads, work: Work) -> Done:
    """Make one lead of two: one stays, the other one leads to it from now on.

    Raises BadInput("same_lead"), BadInput("unknown_field"),
    StaleLead("edited_since"), and what `check_mergeable` raises.
    """
    _check_command(command)
    kept, dropped = _read(work, command)
    handed = check_mergeable(work, kept, dropped)
    never = any(one.state is LeadState.SUPPRESSED and one.why == DNC for one in (kept, dropped))
    numbers = merged_numbers(work.unit.leads.numbers(kept.id), work.unit.leads.numbers(dropped.id))
    _take_out(work, kept, dropped)
    numbers = shared_marked(work.unit, numbers, (kept.id, dropped.id))
    merged = _put_together(work, kept, dropped, command.fields, numbers, handed)
    work.unit.handoffs.move(dropped.id, kept.id)
    work.unit.sales.move(dropped.id, kept.id)
    work.unit.duplicates.set_state(kept.id, dropped.id, MERGED)
    if never:
        suppress_person(work, merged)
        suppress(work, (), [dropped.email] if dropped.email else [], "merged")
    work.write(
        "merged",
        lead_id=kept.id,
        tier=merged.tier,
        data={"dropped": dropped.id, "name": dropped.name, "fields": list(command.fields)},
        undoable=True,
    )
    return work.done(_CHANGES, "merged", undoable=True, lead_id=kept.id, name=merged.name)


def keep_apart(command: KeepApart, work: Work) -> Done:
    """Say for good that two leads are not the same; they are not shown as a pair again.

    Raises BadInput("same_lead"), NotFound("lead").
    """
    if command.first_id == command.second_id:
        raise BadInput("same_lead", where="lead")
    first, second = (work.unit.leads.get(i) for i in sorted((command.first_id, command.second_id)))
    for lead in (first, second):
        check_here(lead)
    work.unit.duplicates.set_state(first.id, second.id, APART)
    work.write(
        "kept_apart",
        lead_id=first.id,
        tier=first.tier,
        data={"other": second.id, "name": second.name},
        undoable=True,
    )
    return work.done(
        Kind.LEADS, "kept_apart", undoable=True, lead_id=first.id, name=first.name,
        other=second.name,
    )  # fmt: skip


def check_mergeable(work: Work, kept: Lead, dropped: Lead) -> Handoff | None:
    """Return the handoff that a colleague works on, or refuse two leads that can't be merged now.

    Raises RuleBroken: "merged_away", "not_here_yet", "in_other_hand", "merge_offered" while one is
    offered to the next tier, "merge_two_handoffs" when colleagues work on both.
    """
    handed = []
    for lead in (kept, dropped):
        check_here(lead)
        check_free(work, lead)
        handoff = work.unit.handoffs.of_lead(lead.id)
        if handoff is None or not handoff.open:
            continue
        if handoff.state is HandoffState.OFFERED:
            receiver = work.book.name(handoff.receiver_id)
            raise RuleBroken("merge_offered", lead=lead.name, person=receiver)
        handed.append(handoff)
    if len(handed) > 1:
        raise RuleBroken("merge_two_handoffs", lead=kept.name)
    return handed[0] if handed else None


def _check_command(command: MergeLeads) -> None:
    if command.keep_id == command.drop_id:
        raise BadInput("same_lead", where="lead")
    unknown = [name for name in command.fields if name not in FIELDS]
    if unknown:
        raise BadInput("unknown_field", where=unknown[0][:40], choices=", ".join(FIELDS))


def _read(work: Work, command: MergeLeads) -> tuple[Lead, Lead]:
    """Return both leads as they were seen, held with all that the merge may change."""
    earlier = work.unit.duplicates.merged(command.drop_id)
    hold_kin(work.unit, (command.keep_id, command.drop_id, *earlier))
    found = {i: work.unit.leads.get(i) for i in sorted((command.keep_id, command.drop_id))}
    kept, dropped = found[command.keep_id], found[command.drop_id]
    for lead, version in ((kept, command.keep_version), (dropped, command.drop_version)):
        if lead.version != version:
            raise StaleLead("edited_since", lead=lead.name)
    return kept, dropped


def _take_out(work: Work, kept: Lead, dropped: Lead) -> None:
    """Take a lead out of every queue and hand; whatever led to it leads to the one that stays."""
    leads = work.unit.leads
    work.unit.queue.free(dropped.id)
    leads.replace_numbers(dropped.id, ())
    leads.change(
        dropped,
        state=LeadState.MERGED,
        kind=QueueKind.NONE,
        why="merged",
        owner_id=ANYONE,
        due_at=None,
        phone="",
        merged_into=kept.id,
    )
    for earlier in work.unit.duplicates.merged(dropped.id):
        leads.change(leads.get(earlier), merged_into=kept.id)


def _put_together(
    work: Work,
    kept: Lead,
    dropped: Lead,
    taken: tuple[str, ...],
    numbers: tuple[Number, ...],
    handed: Handoff | None,
) -> Lead:
    leads = work.unit.leads
    place = better_place(kept, dropped, handed.lead_id if handed else 0)
    fields: dict[str, Any] = {name: getattr(place, name) for name in PLACE}
    fields |= merged_history(kept, dropped)
    for name in taken:
        fields |= {column: getattr(dropped, column) for column in COLUMNS.get(name, ())}
    fields["area_id"] = _area(kept, dropped, place, first=dropped if "address" in taken else kept)
    callable_now = [n.e164 for n in numbers if not n.bad]
    wanted = [e164 for e164 in (place.phone, kept.phone) if e164 in callable_now]
    fields["phone"] = (wanted or callable_now or [""])[0]
    leads.replace_numbers(kept.id, numbers)
    mine, theirs = leads.details(kept.id), leads.details(dropped.id)
    leads.set_text(kept, "details", _details(mine, theirs, taken))
    leads.set_text(kept, "answers", leads.answers(dropped.id) | leads.answers(kept.id))
    changed = leads.change(leads.get(kept.id), **fields)
    if changed.state in {LeadState.QUEUED, LeadState.RESEARCH} or changed.kind:
        zones = bool(changed.area.time_zones)
        moved = place_after_edit(changed, bool(changed.phone), area_known=zones)
        changed = leads.change(changed, **moved)
    if changed.phone != kept.phone and work.unit.queue.in_hand(work.who.id, work.now) == kept.id:
        # A hand holds the number too, and it is another one now.
        work.unit.queue.free(kept.id)
    return changed


def _area(kept: Lead, dropped: Lead, place: Lead, *, first: Lead) -> int:
    """Return the area of the address that was chosen; one with a known clock goes before."""
    known = [lead for lead in (first, place, kept, dropped) if lead.area.time_zones]
    return (known or [first])[0].area_id


def _details(
    mine: dict[str, Any], theirs: dict[str, Any], taken: tuple[str, ...]
) -> dict[str, Any]:
    """Return a card's details: what was chosen from the other lead, and what only that one has."""
    chosen = {key for name in taken for key in DETAILS.get(name, ())}
    grouped = {key for keys in DETAILS.values() for key in keys}
    rest = {key: value for key, value in theirs.items() if key not in grouped}
    kept = {key: value for key, value in mine.items() if key not in chosen}
    return rest | kept | {key: theirs[key] for key in chosen if key in theirs}
