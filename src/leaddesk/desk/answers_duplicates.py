# SPDX-License-Identifier: MIT
"""Likely duplicates: the list of pairs, and two leads beside each other."""

from __future__ import annotations

from typing import Any

from leaddesk.desk.answers_card import shown_state
from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import (
    AskDuplicates,
    AskPair,
    DuplicatesView,
    PairCard,
    PairField,
    PairRow,
    PairSide,
)
from leaddesk.desk.stores.duplicates import OPEN, Pair
from leaddesk.domain.duplicate import Party, pair_score
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead import Lead, QueueKind
from leaddesk.domain.lead_keys import lead_keys
from leaddesk.domain.lead_merge import COLUMNS, DETAILS, FIELDS, suggested, worked_first
from leaddesk.domain.phone import display

MOST_PAIRS = 1000
MOST_COUNTED = 10_000


def answer_duplicates(query: AskDuplicates, asking: Asking) -> DuplicatesView:
    """Return the surest pairs and how many there are."""
    store = asking.unit.duplicates
    pairs = store.pairs(max(1, min(query.limit, MOST_PAIRS)))
    ids = sorted({lead_id for pair in pairs for lead_id in (pair.first_id, pair.second_id)})
    leads = {lead.id: lead for lead in asking.unit.reads.leads(ids)}
    total = store.count(MOST_COUNTED + 1)
    return DuplicatesView(
        tuple(_row(pair, leads[pair.first_id], leads[pair.second_id], asking) for pair in pairs),
        min(total, MOST_COUNTED),
        total > MOST_COUNTED,
    )


def answer_pair(query: AskPair, asking: Asking) -> PairCard:
    """Return two leads beside each other; raises NotFound("lead"), BadInput("same_lead")."""
    if query.first_id == query.second_id:
        raise BadInput("same_lead", where="lead")
    leads = [asking.unit.leads.get(i) for i in (query.first_id, query.second_id)]
    left, right = worked_first(leads[0], leads[1], _handed_over(leads, asking))
    if query.keep_id == right.id:
        left, right = right, left
    first, second = sorted((left, right), key=lambda lead: lead.id)
    known = asking.unit.duplicates.pair(first.id, second.id)
    pair = known if known is not None and known.why else _scored(first, second, asking)
    values = {lead.id: _values(lead, asking) for lead in (left, right)}
    both = {name: (values[left.id][name], values[right.id][name]) for name in FIELDS}
    take = set(suggested(left, right, both))
    fields = [
        PairField(name, mine, theirs, name in take)
        for name, (mine, theirs) in both.items()
        if mine or theirs
    ]
    return PairCard(
        _row(pair, first, second, asking), _side(left, asking), _side(right, asking), tuple(fields)
    )


def _handed_over(leads: list[Lead], asking: Asking) -> int:
    """Return the lead that a colleague works on after a handoff, 0 without one."""
    for lead in leads:
        handoff = asking.unit.handoffs.of_lead(lead.id)
        if handoff is not None and handoff.open:
            return lead.id
    return 0


def _scored(first: Lead, second: Lead, asking: Asking) -> Pair:
    """Return a pair that nobody found as its score is now."""
    a, b = (_party(lead, asking) for lead in (first, second))
    found = pair_score(a, b)
    return Pair(first.id, second.id, round(found.score * 1000), tuple(found.reasons), OPEN)


def _party(lead: Lead, asking: Asking) -> Party:
    details = asking.unit.leads.details(lead.id)
    names = (lead.first_name, lead.last_name, lead.company, lead.email)
    keys = lead_keys(names, str(details.get("website", "")))
    city = str(details.get("city", ""))
    return Party(lead.first_name, lead.last_name, keys.company_key, keys.site, lead.email, city)


def _row(pair: Pair, first: Lead, second: Lead, asking: Asking) -> PairRow:
    site = _party(first, asking).site if "same_site" in pair.why else ""
    return PairRow(
        first_id=first.id,
        second_id=second.id,
        score=pair.score / 1000,
        why=pair.why,
        name=first.name,
        company=first.company,
        other_name=second.name,
        other_company=second.company,
        site=site,
    )


def _values(lead: Lead, asking: Asking) -> dict[str, str]:
    """Return what can be chosen of a lead, as text."""
    details = asking.unit.leads.details(lead.id)
    found = {
        name: " ".join(filter(None, (str(getattr(lead, column)) for column in columns)))
        for name, columns in COLUMNS.items()
        if name != "source"
    }
    found |= {name: _joined(details, keys) for name, keys in DETAILS.items()}
    return found | {"source": asking.unit.reads.source(lead.source_id).name}


def _joined(details: dict[str, Any], keys: tuple[str, ...]) -> str:
    return ", ".join(str(details[key]) for key in keys if details.get(key))


def _side(lead: Lead, asking: Asking) -> PairSide:
    return PairSide(
        id=lead.id,
        version=lead.version,
        name=lead.name,
        company=lead.company,
        state=shown_state(lead, asking.now),
        tier=lead.tier,
        attempts=lead.attempts,
        source=asking.unit.reads.source(lead.source_id).name,
        owner=asking.book.name(lead.owner_id),
        last_outcome=lead.last_outcome,
        arrived_at=lead.arrived_at,
        last_call_at=lead.last_call_at,
        due_at=lead.due_at if lead.kind is not QueueKind.NONE else None,
        phones=tuple((display(n.e164), n.bad) for n in asking.unit.leads.numbers(lead.id)),
    )
