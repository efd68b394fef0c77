# SPDX-License-Identifier: MIT
"""Made-up pairs of leads for the Duplicates screen, decided on as a desk does."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import KeepApart, MergeLeads
from leaddesk.desk.queries import (
    AskDuplicates,
    AskPair,
    DuplicatesView,
    PairCard,
    PairField,
    PairRow,
    PairSide,
)
from leaddesk.domain.lead import LeadState
from tests.gui.fake_answers_handoffs import NOW


def row(first: int, second: int, score: float, *why: str) -> PairRow:
    return PairRow(
        first, second, score, why or ("same_name", "same_site"),
        "Jordan Rivera", "Northfield Optics, Inc.", "J. Rivera", "Northfield Optics", "acme.com",
    )  # fmt: skip


PAIRS = (
    row(1, 7, 1.0),
    row(2, 9, 0.93, "initial", "same_company"),
    row(3, 8, 0.71, "alike_name", "same_company", "other_city"),
)
FIELDS = (
    PairField("name", "Jordan Rivera", "J. Rivera", take=False),
    PairField("title", "", "Head of Purchasing", take=True),
    PairField("company", "Northfield Optics, Inc.", "Northfield Optics", take=False),
    PairField("email", "jordan@acme.com", "jordan@acme.com", take=False),
    PairField("address", "400 Congress Ave, Austin, TX", "Austin", take=False),
)


def side(lead_id: int, name: str) -> PairSide:
    called = NOW - dt.timedelta(days=3) if lead_id < 7 else None
    return PairSide(
        lead_id, 4, name, "Northfield Optics", LeadState.QUEUED, 1, 2 if called else 0, "List", "",
        "no_answer" if called else "", NOW - dt.timedelta(days=20), called, None,
        ((f"+1 (512) 555-01{lead_id:02}", ""), ("+1 (512) 555-0100", "shared")),
    )  # fmt: skip


class Pairs:
    """The pairs that are open; a decision takes one away."""

    def __init__(self) -> None:
        self.rows = list(PAIRS)

    def view(self, query: AskDuplicates) -> DuplicatesView:
        return DuplicatesView(tuple(self.rows[: query.limit]), len(self.rows), more=False)

    def card(self, query: AskPair) -> PairCard:
        asked = (query.first_id, query.second_id)
        found = next(r for r in self.rows if (r.first_id, r.second_id) == asked)
        sides = [side(found.first_id, found.name), side(found.second_id, found.other_name)]
        if query.keep_id == found.second_id:
            sides.reverse()
        return PairCard(found, sides[0], sides[1], FIELDS)

    def decide(self, command: MergeLeads | KeepApart) -> Done:
        ids = (
            {command.keep_id, command.drop_id}
            if isinstance(command, MergeLeads)
            else {command.first_id, command.second_id}
        )
        self.rows = [r for r in self.rows if {r.first_id, r.second_id} != ids]
        label = "merged" if isinstance(command, MergeLeads) else "kept_apart"
        facts = (("name", "Jordan Rivera"),)
        return Done(Kind.LEADS, label, "e1", undoable=True, facts=facts)
