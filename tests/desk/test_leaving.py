# SPDX-License-Identifier: MIT
"""Whoever leaves a tier or the team leaves nothing stranded."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.commands import EditPerson, PersonFields
from leaddesk.desk.queries import AskHandoffs
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import ANYONE
from tests.factories import Office

CHICAGO = "America/Chicago"


def leave(office: Office, person_id: int, name: str, role: str) -> None:
    fields = PersonFields(name, (role,), CHICAGO)
    office.do(EditPerson(person_id, fields, active=False))


def test_an_agreed_callback_goes_to_anyone_of_the_tier(office: Office) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    lead = office.lead()
    office.take(ben, lead_id=lead)
    when = office.now + dt.timedelta(minutes=30)
    office.log(lead, "callback", ben, when=when, then_take=False)

    leave(office, ben, "Ben Cruz", "qualifier")

    assert office.lead_now(lead).owner_id == ANYONE
    office.later(dt.timedelta(minutes=31))
    assert office.take() == lead


def test_a_lead_in_work_goes_to_the_colleague_with_the_fewest(office: Office) -> None:
    other = office.person("Ines Roth", "senior_rep")
    lead = office.accepted()

    leave(office, office.sam, "Sam Ortiz", "senior_rep")

    assert office.lead_now(lead).owner_id == other
    assert [row.lead_id for row in office.ask(AskHandoffs(other)).working] == [lead]


def test_nobody_leaves_while_leads_wait_that_no_one_else_could_work(office: Office) -> None:
    office.accepted()

    with pytest.raises(RuleBroken, match="leads_left"):
        leave(office, office.sam, "Sam Ortiz", "senior_rep")

    assert office.ask(AskHandoffs(office.sam)).working
