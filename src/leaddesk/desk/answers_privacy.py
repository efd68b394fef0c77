# SPDX-License-Identifier: MIT
"""Everything about a person, and how the team keeps personal data."""

from __future__ import annotations

from leaddesk.desk.answers_card import card_of
from leaddesk.desk.asking import Asking
from leaddesk.desk.night import RETENTION
from leaddesk.desk.questions.privacy import (
    AskOverdue,
    AskPersonData,
    AskPrivacy,
    ErasureRow,
    Overdue,
    OverdueRow,
    PersonData,
    PersonEntry,
    PersonFeedback,
    PersonHandoff,
    PersonLead,
    PrivacyView,
    SourceRow,
)
from leaddesk.desk.stores.no_call import DONE
from leaddesk.domain.erasure import EMAIL, NUMBER
from leaddesk.domain.lead import Lead, LeadState
from leaddesk.domain.legal_basis import basis_of

EVERY_ROW = 100_000
"""History rows of one lead that are told: all there can be."""


def answer_person_data(query: AskPersonData, asking: Asking) -> PersonData:
    """Return everything about the person of a lead; raises NotFound("lead")."""
    lead = asking.unit.leads.get(query.lead_id)
    first = lead.merged_into or lead.id
    ids = asking.unit.privacy.same_person([first])
    leads = asking.unit.reads.leads([first, *(one for one in ids if one != first)])
    told = tuple(_person_lead(one, asking) for one in leads)
    return PersonData(asking.now, asking.rules.team.name, told)


def _person_lead(lead: Lead, asking: Asking) -> PersonLead:
    unit, name = asking.unit, asking.book.name
    details = unit.leads.details(lead.id)
    handed = unit.reads.handoffs_of(lead.id)
    scores = unit.reads.scores([one.id for one in handed])
    return PersonLead(
        card=card_of(lead, asking, history=EVERY_ROW),
        details={key: str(value) for key, value in details.items() if value not in ("", 0, None)},
        list_name=unit.reads.list_name(lead.list_id) if lead.list_id else "",
        merged_into=lead.merged_into,
        handoffs=tuple(
            PersonHandoff(
                one.offered_at, one.state.value, name(one.giver_id), name(one.receiver_id),
                one.answers, one.note, one.next_step, one.next_step_at, one.warm_reason,
                one.reason, one.words, one.fate, one.fate_at,
                scores[one.id].line if one.id in scores else "",
            )
            for one in handed
        ),
        feedback=tuple(
            PersonFeedback(
                one.given_at, name(one.receiver_id), name(one.giver_id), one.line, one.rating,
                one.thanks,
            )
            for one in unit.reads.feedback_of(lead.id)
            if one.given_at is not None
        ),
        no_call=_no_call(lead, asking),
    )  # fmt: skip


def _no_call(lead: Lead, asking: Asking) -> tuple[PersonEntry, ...]:
    """Return what is on the list because of this person: asked for here, or their number."""
    no_call = asking.unit.no_call
    entries = {(one.kind, one.value): one for one in no_call.of_person(lead.id)}
    values = [(NUMBER, n.e164) for n in asking.unit.leads.numbers(lead.id)]
    for kind, value in [*values, (EMAIL, lead.email)]:
        found = no_call.entry(kind, value) if value else None
        if found is not None:
            entries[found.kind, found.value] = found
    return tuple(
        PersonEntry(one.kind, one.value, one.since, asking.book.name(one.person_id), one.reason)
        for _, one in sorted(entries.items())
    )


def answer_privacy(query: AskPrivacy, asking: Asking) -> PrivacyView:
    """Return how the team keeps personal data."""
    night = asking.unit.no_call.last_night(RETENTION)
    return PrivacyView(
        sources=tuple(
            SourceRow(
                one.id, one.name, one.kind, basis_of(one.basis, one.kind).value,
                bool(one.basis), one.origin,
            )
            for one in asking.unit.reads.sources()
        ),
        rule=asking.rules.retention,
        last_run=night.day if night else "",
        erasures=tuple(
            ErasureRow(one.id, one.at, asking.book.name(one.person_id), one.reason, one.leads)
            for one in asking.unit.privacy.erasures(query.limit)
        ),
    )  # fmt: skip


def answer_overdue(query: AskOverdue, asking: Asking) -> Overdue:
    """Return what a retention rule would make anonymous now."""
    rule = query.rule or asking.rules.retention
    if not rule.on:
        return Overdue(rule, (), ())
    privacy, limits = asking.unit.privacy, rule.limits(asking.now)
    ids: tuple[int, ...] = ()
    after = 0
    while after != DONE and len(ids) < query.some:
        more, after = privacy.overdue(limits, asking.now, after, query.some - len(ids))
        ids += more
    return Overdue(
        rule,
        tuple(
            OverdueRow(LeadState(one.state), one.source, one.leads)
            for one in privacy.overdue_counts(limits, asking.now)
        ),
        tuple(lead.name for lead in asking.unit.reads.leads(ids)),
    )
