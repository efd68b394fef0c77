# SPDX-License-Identifier: MIT
"""Tests for the team: its people, roles, rules, and who may act."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from leaddesk.desk.commands import (
    AddAbsence,
    AddPerson,
    ChangeRule,
    EditPerson,
    KeepMapping,
    PersonFields,
)
from leaddesk.desk.queries import AskMapping, AskPeople, AskRule, AskTeam
from leaddesk.desk.rules import RULE_TYPES, decode_rule, encode_rule
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.person import Role
from tests.factories import Office


def test_roles_say_which_tiers_a_person_works(office: Office) -> None:
    both = office.person("Pat Both", "senior_rep", "qualifier", "team_lead")

    people = {person.id: person for person in office.ask(AskPeople())}

    assert people[both].tiers == (1, 2)
    assert people[both].roles == set(Role)
    assert people[office.dana].tiers == (1,)


@pytest.mark.parametrize(
    "change, key",
    [
        ({"name": " \x00 "}, "needs_name"),
        ({"roles": ()}, "unknown_role"),
        ({"roles": ("king",)}, "unknown_role"),
        ({"time_zone": "Mars/Olympus"}, "unknown_zone"),
        ({"time_zone": "../etc/passwd"}, "unknown_zone"),
        ({"email": "nobody at home"}, "bad_email"),
        ({"weekdays": (7,)}, "bad_hours"),
        ({"weekdays": ()}, "bad_hours"),
        ({"starts": dt.time(17), "ends": dt.time(9)}, "bad_hours"),
        ({"block": (dt.time(15), dt.time(14))}, "bad_hours"),
    ],
)
def test_a_person_that_can_not_be_is_refused(
    office: Office, change: dict[str, Any], key: str
) -> None:
    values = {"name": "New One", "roles": ("qualifier",), "time_zone": "UTC"} | change

    with pytest.raises(BadInput, match=key):
        office.do(AddPerson(PersonFields(**values)))

    assert len(office.ask(AskPeople())) == 2


def test_two_people_never_have_one_name(office: Office) -> None:
    with pytest.raises(RuleBroken, match="name_taken"):
        office.person("dana whitfield", "qualifier")
    with pytest.raises(RuleBroken, match="name_taken"):
        office.do(EditPerson(office.sam, PersonFields("Dana Whitfield", ("qualifier",), "UTC")))
    office.do(EditPerson(office.dana, PersonFields("DANA Whitfield", ("qualifier",), "UTC")))


def test_who_left_acts_no_more_and_somebody_stays(office: Office) -> None:
    gone = PersonFields("Sam Ortiz", ("senior_rep",), "UTC")
    office.do(EditPerson(office.sam, gone, active=False))

    with pytest.raises(RuleBroken, match="person_inactive"):
        office.take(office.sam, 2)
    assert [person.active for person in office.ask(AskPeople())] == [True, False]
    with pytest.raises(RuleBroken, match="last_person"):
        office.do(EditPerson(office.dana, PersonFields("D", ("qualifier",), "UTC"), active=False))
    office.do(EditPerson(office.sam, gone))
    assert office.take(office.sam, 2) is None


def test_a_stranger_does_nothing(office: Office) -> None:
    with pytest.raises(NotFound):
        office.desk.do(ChangeRule("team", "{}"), 99, office.now)
    with pytest.raises(NotFound):
        office.do(EditPerson(99, PersonFields("X", ("qualifier",), "UTC")))
    with pytest.raises(NotFound):
        office.do(AddAbsence(99, dt.date(2026, 5, 13)))


@pytest.mark.parametrize("key", sorted(RULE_TYPES))
def test_every_rule_is_kept_as_data_with_the_default_that_ships(office: Office, key: str) -> None:
    told = office.ask(AskRule(key))

    assert decode_rule(key, told) == RULE_TYPES[key][1]
    assert encode_rule(key, decode_rule(key, told)) == told
    office.do(ChangeRule(key, told), office.person("Lee Boss", "team_lead"))


@pytest.mark.parametrize(
    "rule, value, error",
    [
        ("weather", "{}", "unknown_rule"),
        ("queue", "{", "bad_rule"),
        ("queue", '{"skips_a_day": "many"}', "bad_rule"),
        ("calling", '{"name": "x"}', "bad_rule"),
    ],
)
def test_a_rule_that_can_not_be_read_is_refused(
    office: Office, rule: str, value: str, error: str
) -> None:
    lee = office.person("Lee Boss", "team_lead")
    before = office.sql("SELECT * FROM rule")
    with pytest.raises(BadInput, match=error):
        office.do(ChangeRule(rule, value), lee)
    assert office.sql("SELECT * FROM rule") == before


def test_a_changed_rule_is_in_force_at_once(office: Office) -> None:
    office.do(
        ChangeRule("team", '{"name": "North", "region": "GB", "currency": "GBP"}'),
        office.person("Lee Boss", "team_lead"),
    )

    assert office.ask(AskTeam()).currency == "GBP"
    lead = office.lead(phones=(("020 7946 0018", ""),), country="", region="")
    assert office.lead_now(lead).phone == "+442079460018"


def test_a_mapping_is_kept_for_its_header(office: Office) -> None:
    assert office.ask(AskMapping("a|b")) == ""
    office.do(KeepMapping("a|b", "{1}"))
    office.do(KeepMapping("a|b", "{2}"))
    assert office.ask(AskMapping("a|b")) == "{2}"
    with pytest.raises(NotFound):
        office.ask(AskRule("weather"))
