# SPDX-License-Identifier: MIT
"""A team lead corrects a lead that a qualifier works on: both go on, and no words are lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leaddesk.desk.commands import EditLead
from leaddesk.desk.lead_fields import fields_of
from leaddesk.desk.queries import AskAttention
from leaddesk.words import errors
from tests.sync.small_team import SmallTeam, Workstation


def correction(seat: Workstation, lead: int, **fields: Any) -> EditLead:
    """Return what is typed into a lead as a workstation shows it."""
    card = seat.card(lead)
    return EditLead(lead, card.version, replace(fields_of(card), **fields))


def lou_at_work(team: SmallTeam, lead: int) -> Workstation:
    """Return the team lead's workstation, with a lead on it that they changed today."""
    card = team.office.card(lead)
    fields = replace(fields_of(card), title="Buyer")
    team.office.do(EditLead(lead, card.version, fields), team.office.boss)
    lou = team.workstation(team.office.boss)
    assert lou.sync(0)
    return lou


def test_what_a_team_lead_corrects_reaches_who_works_on_it(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.hand()[0]
    lou = lou_at_work(team, lead)
    lou.do(correction(lou, lead, last_name="Corrected"), lou.me)
    assert lou.lead_now(lead).last_name == "Corrected"
    lou.sync(0)
    assert [state for _, state in lou.log_states()] == ["done"]
    dana.sync()
    assert dana.card(lead).last_name == "Corrected"
    assert lead in dana.hand()
    assert dana.take(lead_id=lead) == lead
    dana.log(lead, "no_answer", then_take=False)
    dana.sync()
    assert team.office.lead_now(lead).attempts == 1
    assert dana.bundle(lead) == team.bundle(lead)


def test_two_who_correct_the_same_are_told_and_nothing_is_lost(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.hand()[0]
    lou = lou_at_work(team, lead)
    dana.sync()
    theirs = correction(dana, lead, company="Typed by Dana")
    lou.do(correction(lou, lead, last_name="Corrected"), lou.me)
    lou.sync(0)
    dana.do(theirs)
    dana.log(lead, "no_answer", then_take=False)
    dana.sync()
    assert [state for _, state in dana.log_states()] == ["refused", "done"]
    assert team.office.card(lead).last_name == "Corrected"
    assert team.office.lead_now(lead).attempts == 1
    (row,) = dana.ask(AskAttention(dana.me)).rows
    assert row.why.key == "edited_since"
    assert errors.say(row.why).startswith("Somebody else changed ")
    assert row.command == theirs
    assert dana.bundle(lead) == team.bundle(lead)
