# SPDX-License-Identifier: MIT
"""Erasing a person for good, knowing them again, and letting them in when they come back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from leaddesk.desk.again import again
from leaddesk.desk.book import Book
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ErasePerson, LiftErasure, NotePersonExport, SetSource
from leaddesk.desk.holding import DNC
from leaddesk.desk.no_call_list import read_entry
from leaddesk.desk.stores.privacy import ErasedTrait, Erasure, Erasures, TraitRow
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.erasure import ERASED_NAME, Trait, lead_trait
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.legal_basis import LegalBasis
from leaddesk.domain.person import Person
from leaddesk.domain.phone import display

ASKED = "erased"
"""Why a lead has nothing personal any more: the person asked."""

STEP = 5000
"""Leads compared in one read after a restore."""

_ON_THEIR_WAY = 200
"""Journal rows that colleagues may have been writing while it was looked through."""

_REASON = LIMITS["reason"]
_ORIGIN = 200


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What a person's leads are known by, and the journal rows of others that name them."""

    lead_ids: tuple[int, ...]
    values: tuple[str, ...]
    entries: tuple[int, ...]
    until: int


def look(store: Store, command: ErasePerson) -> Mentioned:
    """Find everything that names a person before the write begins: it reads the whole journal.

    A lead that was merged stands for the one that stayed. Raises NotFound("lead").
    """
    with store.looking() as unit:
        ids = _person(unit, command)
        values, until = _values(unit, ids), unit.privacy.last_entry()
        return Mentioned(ids, values, unit.privacy.mentions(values, ids), until)


def erase_person(command: ErasePerson, work: Work, *, mentioned: Mentioned) -> Done:
    """Empty everything personal of some leads, in one transaction; only digests stay.

    Raises BadInput("needs_words") without a reason,
    NotFound("lead"), RuleBroken("not_here_yet") and RuleBroken("erased_already").
    """
    reason = clean_text(command.reason, _REASON)
    if not reason:
        raise BadInput("needs_words", where="reason")
    if not command.lead_ids:
        raise BadInput("nobody", where="lead")
    work.unit.no_call.hold_leads(("person", str(lead_id)) for lead_id in mentioned.lead_ids)
    leads = [work.unit.leads.get(lead_id) for lead_id in _person(work.unit, command)]
    for lead in leads:
        if lead.state is LeadState.STAGED:
            raise RuleBroken("not_here_yet", lead=lead.name)
    if all(lead.state is LeadState.ERASED for lead in leads):
        raise RuleBroken("erased_already")
    privacy, ids = work.unit.privacy, [lead.id for lead in leads]
    rows, shared = privacy.traits_of(ids), privacy.shared_values(ids)
    values = tuple({*mentioned.values, *_values(work.unit, ids)})
    reason = _nameless(reason, [*values, *(lead.name for lead in leads)])
    entries = _mentions_now(work.unit, ids, values, mentioned)
    no_call = privacy.unlist(ids, _values(work.unit, ids), shared)
    held = any(lead.state is LeadState.SUPPRESSED and lead.why == DNC for lead in leads)
    known = [one for row in rows for one in _traits(row, shared)]
    secret = privacy.make_secret(work.now)
    digests = {one.digest(secret): one for one in known}
    kept = [ErasedTrait(digest, work.entry_id, no_call or held) for digest in sorted(digests)]
    privacy.blank_mentions(entries, values, ids)
    privacy.blank(ids, ASKED)
    erasure = Erasure(work.entry_id, work.now, work.who.id, reason, len(ids))
    privacy.keep(erasure, kept)
    work.write("erased", lead_id=command.lead_ids[0], note=reason, data={"leads": len(ids)})
    return work.done(Kind.ALL, "erased", lead_id=command.lead_ids[0], count=str(len(ids)))


def _person(unit: Unit, command: ErasePerson) -> tuple[int, ...]:
    """Return the leads of a person with all that were merged; a merged one tells of its other."""
    leads = [unit.leads.get(lead_id) for lead_id in sorted(command.lead_ids)]
    return unit.privacy.merged_into([lead.merged_into or lead.id for lead in leads])


def _nameless(reason: str, told: Sequence[str]) -> str:
    """Return how somebody asked without saying who: it is kept for good."""
    for one in filter(None, told):
        reason = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", ERASED_NAME, reason, flags=re.IGNORECASE)
    return reason[:_REASON]


def _mentions_now(
    unit: Unit, lead_ids: Sequence[int], values: Sequence[str], mentioned: Mentioned
) -> tuple[int, ...]:
    """Return what names a person with what was written since it was looked for.

    All is looked for once more where a colleague merged the lead or gave it a number meanwhile.
    """
    known = {*mentioned.lead_ids} >= {*lead_ids} and {*mentioned.values} >= {*values}
    after = max(0, mentioned.until - _ON_THEIR_WAY) if known else 0
    return (*mentioned.entries, *unit.privacy.mentions(values, lead_ids, after))


def lift_erasure(command: LiftErasure, work: Work) -> Done:
    """Let an erased person in again by a number or an e-mail address of theirs.

    Raises BadInput for what is neither, BadInput("needs_words")
    without a reason, RuleBroken("not_erased").
    """
    reason = clean_text(command.reason, _REASON)
    if not reason:
        raise BadInput("needs_words", where="reason")
    kind = "email" if "@" in command.text else "number"
    _, value, _ = read_entry(command.text, kind, work.rules.team.region)
    privacy, trait = work.unit.privacy, Trait(kind, value)
    digests = [trait.digest(secret) for secret in privacy.secrets()]
    found = next(iter(privacy.erased(digests).values()), None)
    if found is None:
        raise RuleBroken("not_erased")
    privacy.forget_erasure(found.erasure_id)
    work.write("erasure_lifted", note=reason)
    return work.done(Kind.RULES, "erasure_lifted")


def note_person_export(command: NotePersonExport, work: Work) -> Done:
    """Note in a person's history that everything about them was passed on.

    Raises NotFound("lead").
    """
    lead = work.unit.leads.get(command.lead_ids[0])
    work.write("person_exported", lead_id=lead.id, tier=lead.tier)
    return work.done(Kind.LEADS, "person_exported", lead_id=lead.id, name=lead.name)


def set_source(command: SetSource, work: Work) -> Done:
    """Say on which basis leads of a source are kept.

    Raises BadInput("unknown_basis"), NotFound("source").
    """
    if command.basis and command.basis not in set(LegalBasis):
        choices = ", ".join(LegalBasis)
        raise BadInput("unknown_basis", where="basis", detail=command.basis[:40], choices=choices)
    origin = clean_text(command.origin, _ORIGIN)
    name = work.unit.team.set_basis(command.source_id, command.basis, origin)
    data = {"source": name, "basis": command.basis}
    work.write("source_set", data=data, undoable=True)
    return work.done(Kind.LEADS | Kind.RULES, "source_set", undoable=True, name=name)


def erase_again(store: Store, told: Erasures, book: Book, who: Person, at: dt.datetime) -> int:
    """Erase once more whoever is back after a restore, and return how many leads that were."""

    def adopt() -> Erasures:
        with store.unit() as unit:
            unit.privacy.adopt(told)
            return unit.privacy.told()

    back = _Back(again(adopt))
    after = erased = 0
    while True:
        with store.looking() as unit:
            rows = unit.privacy.trait_rows(after, STEP)
            found = tuple(row.lead_id for row in rows if _is_back(unit, back, row))
        if not rows:
            break
        if found:
            erased += again(partial(_blank_again, store, found))
        after = rows[-1].lead_id
    if erased:
        with store.unit() as last:
            work = Work(last, who, at, book, new_entry_id(at))
            work.write("erased_again", data={"leads": erased})
    store.after_erasing()
    return erased


def _is_back(unit: Unit, back: _Back, row: TraitRow) -> bool:
    """Tell whether a lead is erased, not by what others have as well in this copy."""
    return back.holds(row) and back.holds(row, unit.privacy.shared_values([row.lead_id]))


class _Back:
    """Tells of a lead whether it is somebody who was erased after the copy was made."""

    def __init__(self, told: Erasures) -> None:
        when = {erasure.id: erasure.at for erasure in told.erasures}
        self._secrets = [bytes.fromhex(secret) for secret in told.secrets]
        self._until = {
            trait.digest: when[trait.erasure_id]
            for trait in told.traits
            if trait.erasure_id in when
        }

    def holds(self, row: TraitRow, shared: frozenset[str] = frozenset()) -> bool:
        """Tell whether a lead is erased; who came after being erased did so by their own wish."""
        for one in _traits(row, shared):
            for secret in self._secrets:
                until = self._until.get(one.digest(secret))
                if until is not None and row.arrived_at <= until:
                    return True
        return False


def _blank_again(store: Store, lead_ids: Sequence[int]) -> int:
    with store.looking() as unit:
        ids = unit.privacy.merged_into(lead_ids)
        values = _values(unit, ids)
        entries = unit.privacy.mentions(values, ids)
    with store.unit() as unit:
        unit.privacy.unlist(ids, values, unit.privacy.shared_values(ids))
        unit.privacy.blank_mentions(entries, values, ids)
        unit.privacy.blank(ids, ASKED)
    return len(ids)


def _traits(row: TraitRow, shared: frozenset[str]) -> list[Trait]:
    return [*row.traits(shared), lead_trait(row.lead_id, row.arrived_at)]


def _values(unit: Unit, lead_ids: Sequence[int]) -> tuple[str, ...]:
    """Return numbers, as kept and as shown, and addresses that are or were these leads' alone."""
    shared = unit.privacy.shared_values(lead_ids)
    rows = unit.privacy.traits_of(lead_ids)
    found = {value for row in rows for value in (*row.numbers, row.email) if value} - shared
    found |= unit.privacy.earlier_values(lead_ids)
    return tuple(sorted(found | {display(one) for one in found if one.startswith("+")}))
