# SPDX-License-Identifier: MIT
"""What erasing takes away is told in figures, and confirmed by a name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.queries import (
    LeadCard,
    PersonData,
    PersonEntry,
    PersonFeedback,
    PersonHandoff,
    PersonLead,
)
from leaddesk.words import erasing
from tests.words.samples import NOW, card

ENTRY = PersonEntry("number", "+16125550148", NOW, "Lee Novak", "asked")
HANDOFF = PersonHandoff(
    NOW, "offered", "Dana", "Sam", {}, "", "", None, "", "", "", "offered", NOW + dt.timedelta(1)
)
FEEDBACK = PersonFeedback(NOW, "Sam", "Dana", "Thanks", 5, thanks=True)


def person(*cards: LeadCard) -> PersonData:
    return PersonData(
        NOW, "North", tuple(PersonLead(one, {}, "", 0, (), (), (ENTRY,)) for one in cards)
    )


def test_what_goes_is_counted_over_all_leads() -> None:
    first, second = person(card(7), card(8)).leads
    first = replace(first, handoffs=(HANDOFF,), feedback=(FEEDBACK, FEEDBACK))
    assert erasing.gone((first, second)) == (
        "Gone for good from 2 leads: name, title, company and place, 4 numbers, "
        "2 e-mail addresses, 1 handoff, 2 lines of feedback, 1 entry of the do-not-call list and "
        "the words of 2 events of the history."
    )


def test_what_is_not_there_is_not_told() -> None:
    bare = replace(card(), phones=(), email="", history=())
    (lead,) = person(bare).leads
    told = erasing.gone((replace(lead, no_call=()),))
    assert told == "Gone for good from 1 lead: name, title, company and place."


@pytest.mark.parametrize(
    "last, company, word",
    [("Raman", "Northfield", "Raman"), ("", "Northfield  Optics", "Northfield Optics"),
     ("", "", "Priya")],
)  # fmt: skip
def test_the_last_name_confirms_else_the_company_else_the_name(
    last: str, company: str, word: str
) -> None:
    data = person(replace(card(), last_name=last, company=company, name="Priya"))
    assert erasing.confirming(data) == word
    assert erasing.is_confirmed(data, f"  {word.upper()} ")
    assert not erasing.is_confirmed(data, word[:-1])
    assert not erasing.is_confirmed(data, "")


def test_who_and_which_lead_in_a_line() -> None:
    data = person(card())
    assert erasing.who(data) == "Priya Raman, Northfield Optics"
    assert erasing.lead_line(data.leads[0]) == (
        "Priya Raman · Northfield Optics · in the queue · web form"
    )
    alone = person(replace(card(), name="Northfield Optics"))
    assert erasing.who(alone) == "Northfield Optics"
