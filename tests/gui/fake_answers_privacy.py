# SPDX-License-Identifier: MIT
"""Made-up answers about personal data: sources, a person of several leads, erasures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.domain.lead import LeadState
from leaddesk.domain.retention import RetentionRule
from tests.gui.made_leads import START

SOURCES = (
    queries.SourceRow(1, "web form", "inbound", "request", is_set=False, origin=""),
    queries.SourceRow(
        2, "Midwest Fair", "trade_show", "consent", is_set=True, origin="Stand 12, March"
    ),
)
ERASURES = (
    queries.ErasureRow("e1", START - dt.timedelta(days=3), "Lee Novak", "By e-mail", 2),
    queries.ErasureRow("e2", START - dt.timedelta(days=40), "Lee Novak", "By letter", 1),
)
OFF = RetentionRule()
VIEW = queries.PrivacyView(SOURCES, OFF, "", ERASURES)


def overdue(query: queries.AskOverdue) -> queries.Overdue:
    """Return twelve old leads for any rule that is on."""
    rule = query.rule or OFF
    if not rule.on:
        return queries.Overdue(rule, (), ())
    rows = (queries.OverdueRow(LeadState.CLOSED, "list", 12),)
    return queries.Overdue(rule, rows, ("Ada Old", "Bo Older"))


def person(*cards: queries.LeadCard, merged: dict[int, int] | None = None) -> queries.PersonData:
    """Return everything about somebody who is these leads; `merged` says into which they were."""
    into = merged or {}
    return queries.PersonData(
        START, "North team", tuple(person_lead(card, into.get(card.id, 0)) for card in cards)
    )


def person_lead(card: queries.LeadCard, merged_into: int = 0) -> queries.PersonLead:
    """Return one lead of a person, with one entry of the do-not-call list."""
    entry = queries.PersonEntry("number", card.phone, START, "Lee Novak", "asked")
    state = LeadState.MERGED if merged_into else card.state
    return queries.PersonLead(
        replace(card, state=state), {"region": card.region}, "", merged_into, (), (), (entry,)
    )


def erased(command: commands.ErasePerson) -> Done:
    """Say how many leads were erased."""
    return Done(Kind.ALL, "erased", facts=(("count", str(len(command.lead_ids))),))


DOINGS: dict[type, Callable[[Any], Done]] = {
    commands.ErasePerson: erased,
    commands.LiftErasure: lambda _command: Done(Kind.RULES, "erasure_lifted"),
    commands.SetSource: lambda _command: Done(
        Kind.LEADS | Kind.RULES, "source_set", "e9", undoable=True, facts=(("name", "web form"),)
    ),
}
ANSWERS: dict[type, Callable[[Any], object]] = {
    queries.AskPrivacy: lambda _query: VIEW,
    queries.AskOverdue: overdue,
}
