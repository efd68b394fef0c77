# SPDX-License-Identifier: MIT
"""People of one company whose list gives each of them the company's number as well.

They are different people, so each becomes a lead; but the number is called from one of them only.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import msgspec

from leaddesk.desk.unit import Unit
from leaddesk.domain.lead import SHARED
from leaddesk.domain.lead_draft import DraftPhone, LeadDraft
from leaddesk.domain.person_name import name_key
from leaddesk.domain.phone import zones_of
from leaddesk.domain.time_zone import resolve_zones

_COMPANY = "company"


class Switchboards:
    """Remembers which people of a list have which company number.

    `home` is the country of rows that name none.
    """

    def __init__(self, home: str) -> None:
        self._home = home
        self._names: set[int] = set()
        self._added: list[int] = []

    def remember(self, draft: LeadDraft) -> None:
        """Remember who has the company numbers of a draft that comes in."""
        for phone in draft.phones:
            if phone.kind == _COMPANY:
                told = hash((phone.e164, _name_of(draft)))
                if told not in self._names:
                    self._names.add(told)
                    self._added.append(told)

    def begin(self) -> None:
        """Note from here on what is remembered, so that it can be forgotten again."""
        self._added = []

    def undo(self) -> None:
        """Forget what was remembered since `begin`."""
        self._names.difference_update(self._added)
        self._added = []

    def shared(
        self, draft: LeadDraft, in_file: AbstractSet[str], known: AbstractSet[str], unit: Unit
    ) -> LeadDraft | None:
        """Return a draft with its company numbers marked as called from another lead.

        None for one that is a duplicate: not only a company's number is here already, or somebody
        of that name has it, or there is nothing else to reach this person by. `in_file` are those
        of its numbers that earlier rows have, `known` the numbers of leads here.
        """
        there = {p.e164 for p in draft.phones if p.e164 in in_file or p.e164 in known}
        own = [phone for phone in draft.phones if phone.e164 not in there]
        if not (draft.first_name or draft.last_name) or not (own or draft.email):
            return None
        if any(phone.kind != _COMPANY for phone in draft.phones if phone.e164 in there):
            return None
        name = _name_of(draft)
        if any(hash((e164, name)) in self._names for e164 in there):
            return None
        if not there.isdisjoint(known) and name in unit.lists.names_with(sorted(there & known)):
            return None
        called = there & in_file
        called |= unit.duplicates.callers(there - called).keys()
        phones = [*own, *(_marked(p, called) for p in draft.phones if p.e164 in there)]
        zones, origin = draft.zones, draft.zone_origin
        if phones[0].e164 != draft.phones[0].e164 and origin != "lead":
            # Another number is called first than the one that told the clock.
            place = (draft.country, draft.region)
            answer = resolve_zones(
                "", *place, zones_of(phones[0].e164), self._home, draft.postal_code
            )
            zones, origin = answer.zones, answer.origin
        return msgspec.structs.replace(draft, phones=tuple(phones), zones=zones, zone_origin=origin)


def _marked(phone: DraftPhone, called: AbstractSet[str]) -> DraftPhone:
    return msgspec.structs.replace(phone, bad=SHARED) if phone.e164 in called else phone


def _name_of(draft: LeadDraft) -> str:
    return name_key(draft.first_name, draft.last_name, draft.company)
