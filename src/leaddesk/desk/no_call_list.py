# SPDX-License-Identifier: MIT
"""The team's own do-not-call list: anybody adds, a team lead takes off, both at once everywhere."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import AddNoCall, RemoveNoCall
from leaddesk.desk.holding import Settled
from leaddesk.desk.records import Entry as JournalEntry
from leaddesk.desk.stores.no_call import Entry
from leaddesk.desk.suppressing import hold_kin, put_on_list, settle_about, suppress_person
from leaddesk.desk.work import NOBODY, Work
from leaddesk.domain.cleaning import LIMITS, clean_email, clean_text
from leaddesk.domain.company_name import company_key
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.outcome import Next
from leaddesk.domain.person import Role
from leaddesk.domain.phone import read_numbers
from leaddesk.domain.web_domain import MAILBOXES, SHARED_SITES, registrable, site_of

RIGHT_AWAY = dt.timedelta(minutes=15)
"""How long somebody may take back an own adding without being a team lead: a slip of the hand."""

_CHANGES = Kind.LEADS | Kind.QUEUE | Kind.HANDOFFS | Kind.NO_CALL


def add_no_call(command: AddNoCall, work: Work) -> Done:
    """Put something on the list and hold back every lead it is about.

    Raises BadInput for what is none of the kinds, RuleBroken("listed_already").
    """
    if command.kind == "person":
        return _add_person(command, work)
    kind, value, label = read_entry(command.text, command.kind, work.rules.team.region)
    reason = clean_text(command.reason, LIMITS["reason"])
    known = work.unit.no_call.entry(kind, value)
    if known is not None:
        raise _already(known, work)
    entry = Entry(kind, value, label, work.now, work.who.id, reason)
    return _added(work, label, reason, put_on_list(work, [entry]))


def _add_person(command: AddNoCall, work: Work) -> Done:
    if not command.text.isdecimal():
        raise NotFound("lead", what=command.text[:20])
    hold_kin(work.unit, (int(command.text),))
    lead = work.unit.leads.get(int(command.text))
    known = work.unit.no_call.entry("person", str(lead.id))
    if known is not None:
        raise _already(known, work)
    suppress_person(work, lead)
    reason = clean_text(command.reason, LIMITS["reason"])
    return _added(work, lead.name, reason, Settled(held=1), lead.id)


def _added(work: Work, label: str, reason: str, found: Settled, lead_id: int = 0) -> Done:
    data = {"what": label, "held": found.held, "moved": found.moved}
    work.write("dnc_added", lead_id=lead_id, note=reason, data=data, undoable=True)
    return work.done(_CHANGES, "dnc_added", undoable=True, what=label, held=str(found.held))


def remove_no_call(command: RemoveNoCall, work: Work) -> Done:
    """Take an entry off the list; what it alone held back returns to where it was.

    Raises BadInput("needs_words"), NotFound("no_call").
    """
    reason = clean_text(command.reason, LIMITS["reason"])
    if not reason:
        raise BadInput("needs_words", where="reason")
    entry = work.unit.no_call.entry(command.kind, command.value)
    if entry is None:
        raise NotFound("no_call", what=command.value[:60])
    whole = entry.kind == "person" and entry.lead_id
    entries = work.unit.no_call.of_person(entry.lead_id) if whole else (entry,)
    work.unit.no_call.hold_leads((one.kind, one.value) for one in entries)
    for one in entries:
        work.unit.no_call.remove(one)
    found = Settled()
    for one in entries:
        settle_about(work, one.kind, one.value, found)
    what = entry.label or entry.value
    data = {"what": what, "kind": entry.kind, "freed": found.freed}
    work.write("dnc_removed", lead_id=entry.lead_id, note=reason, data=data, undoable=True)
    return work.done(_CHANGES, "dnc_removed", undoable=True, what=what, freed=str(found.freed))


def read_entry(text: str, kind: str, region: str) -> tuple[str, str, str]:
    """Return kind, value and words of what was typed.

    Raises BadInput: "needs_words", "bad_number", "bad_email", "bad_company", "unknown_kind".
    """
    typed = clean_text(text, LIMITS["company"])
    if not typed:
        raise BadInput("needs_words", where="text")
    match kind or _kind_of(typed, region):
        case "number":
            numbers = read_numbers(typed, region)
            if not numbers:
                raise BadInput("bad_number", where="text", detail=typed[:40])
            return "number", numbers[0].e164, numbers[0].e164
        case "email":
            email = clean_email(typed)
            if not email:
                raise BadInput("bad_email", where="text", detail=typed[:60])
            return "email", email, email
        case "company" | "site":
            return _company(typed)
        case other:
            raise BadInput("unknown_kind", where="kind", detail=other[:40])


def _kind_of(typed: str, region: str) -> str:
    if "@" in typed and not typed.startswith("@"):
        return "email"
    digits = sum(c.isdigit() for c in typed)
    letters = sum(c.isalpha() for c in typed)
    return "number" if digits > letters and read_numbers(typed, region) else "company"


def _company(typed: str) -> tuple[str, str, str]:
    host = typed.removeprefix("@").lower()
    if registrable(host) in MAILBOXES | SHARED_SITES:
        raise BadInput("bad_company", where="text", detail=typed[:60])
    site = "" if " " in typed or "." not in host else site_of("", host)
    if site:
        return "site", site, site
    key = company_key(typed)
    if not key:
        raise BadInput("bad_company", where="text", detail=typed[:60])
    return "company", key, typed


def _already(entry: Entry, work: Work) -> RuleBroken:
    since = work.day_of(entry.since).isoformat()
    return RuleBroken(
        "listed_already", what=entry.label or entry.value, since=since,
        person=work.book.name(entry.person_id) or NOBODY.name,
    )  # fmt: skip


def check_unlisting(work: Work, entry: JournalEntry) -> None:
    """Refuse to take an adding back once it is no slip of the hand any more.

    It would take people off the list; raises RuleBroken("unlist_too_late").
    """
    outcome = work.rules.outcome(entry.tier, entry.outcome)
    lists = entry.kind == "dnc_added" or (outcome is not None and outcome.next is Next.SUPPRESS)
    late = work.now - entry.at > RIGHT_AWAY
    if lists and late and Role.TEAM_LEAD not in work.who.roles:
        minutes = int(RIGHT_AWAY.total_seconds() // 60)
        raise RuleBroken("unlist_too_late", minutes=minutes)
