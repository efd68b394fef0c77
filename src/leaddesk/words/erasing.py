# SPDX-License-Identifier: MIT
"""What erasing a person takes away, what it leaves, and what it can't reach, in words."""

from __future__ import annotations

from collections.abc import Sequence

from leaddesk.desk.queries import PersonData, PersonLead
from leaddesk.words import leads, numbers

STAYS = (
    "Stays: dates, outcomes and counts without a name, so that everybody’s figures stay right; how "
    "they asked; and a keyed digest of numbers, address and name, so that no list brings them back."
)
OUTSIDE = (
    "Not touched: files outside of the database. Delete exports and lists in “done” folders "
    "yourself. A backup is emptied again when it is put back. Notices, coaching and notes "
    "on other leads are not searched for the name: look there yourself."
)
NO_WAY_BACK = "This can’t be undone."


def who(data: PersonData) -> str:
    """Return the person in a line: 'Priya Raman, Northfield Optics'."""
    card = data.leads[0].card
    company = card.company if card.company != card.name else ""
    return ", ".join(part for part in (card.name, company) if part)


def confirming(data: PersonData) -> str:
    """Return the word that is typed to confirm: the last name, else company or name."""
    card = data.leads[0].card
    return " ".join((card.last_name or card.company or card.name).split())


def is_confirmed(data: PersonData, typed: str) -> bool:
    """Tell whether that word was typed, in any case."""
    word = confirming(data).casefold()
    return bool(word) and " ".join(typed.split()).casefold() == word


def lead_line(lead: PersonLead) -> str:
    """Return a lead in a line: name, company, where it stands, where it came from."""
    card = lead.card
    company = card.company if card.company != card.name else ""
    parts = (card.name, company, leads.state(card.state), leads.source(card.source))
    return " · ".join(part for part in parts if part)


def gone(chosen: Sequence[PersonLead]) -> str:
    """Return what will be gone, in figures."""
    counts = (
        (sum(len(one.card.phones) for one in chosen), "number", "numbers"),
        (sum(bool(one.card.email) for one in chosen), "e-mail address", "e-mail addresses"),
        (sum(len(one.handoffs) for one in chosen), "handoff", "handoffs"),
        (sum(len(one.feedback) for one in chosen), "line of feedback", "lines of feedback"),
        (_entries(chosen), "entry of the do-not-call list", "entries of the do-not-call list"),
    )
    events = sum(len(one.card.history) for one in chosen)
    told = [numbers.count(number, one, many) for number, one, many in counts if number]
    words = [f"the words of {numbers.count(events, 'event')} of the history"] if events else []
    what = numbers.joined(["name, title, company and place", *told, *words])
    return f"Gone for good from {numbers.count(len(chosen), 'lead')}: {what}."


def _entries(chosen: Sequence[PersonLead]) -> int:
    return len({(entry.kind, entry.value) for one in chosen for entry in one.no_call})
