# SPDX-License-Identifier: MIT
"""A lead that somebody chose is theirs to work by the desk's rules, or refused with a reason."""

from __future__ import annotations

import pytest

from leaddesk.desk.commands import EditPerson, PersonFields
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.hub.choosing import chosen
from leaddesk.hub.ports import Free
from tests.factories import HOUR, Office


def choose(office: Office, who: int, lead: int) -> Free:
    with office.store.unit() as unit:
        return chosen(unit, office.desk._book_of(unit), who, lead, office.now)


def test_a_lead_that_is_free_comes_with_the_number_it_is_called_by(office: Office) -> None:
    lead = office.lead()
    assert choose(office, office.dana, lead) == Free(lead, office.lead_now(lead).phone)


def test_what_may_not_be_worked_is_refused_with_its_reason(office: Office) -> None:
    held, offered, handed = office.lead(), office.lead(), office.accepted()
    office.log(held, "do_not_call")
    office.hand_off(offered)
    for lead, key in ((held, "suppressed"), (offered, "offered_away"), (handed, "not_your_tier")):
        with pytest.raises(RuleBroken, match=key):
            choose(office, office.dana, lead)
    with pytest.raises(NotFound, match="lead"):
        choose(office, office.dana, 99)


def test_whoever_left_chooses_nothing(office: Office) -> None:
    lead, gone = office.lead(), office.person("Gil Gone", "qualifier")
    office.do(EditPerson(gone, PersonFields("Gil Gone", ("qualifier",), "UTC"), active=False))
    with pytest.raises(RuleBroken, match="person_inactive"):
        choose(office, gone, lead)


def test_what_is_somebodys_own_is_chosen_by_nobody_else(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=office.now + HOUR)
    office.later(2 * HOUR)
    mo = office.person("Mo Me", "qualifier", "team_lead")
    with pytest.raises(RuleBroken, match="others_lead"):
        choose(office, mo, lead)
    assert choose(office, office.dana, lead).lead_id == lead
