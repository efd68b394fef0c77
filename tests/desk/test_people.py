# SPDX-License-Identifier: MIT
"""Tests for the team: its people, roles, rules, and who may act."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from leaddesk.desk.asking import Asking
from leaddesk.desk.book import BookKeeper
from leaddesk.desk.commands import (
    AddAbsence,
    AddPerson,
    ChangeRule,
    EditPerson,
    KeepMapping,
    MarkDays,
    PersonFields,
    TakeBack,
)
from leaddesk.desk.plan_days import days_of
from leaddesk.desk.queries import AskAbsences, AskMapping, AskPeople, AskRule, AskStaff, AskTeam
from leaddesk.desk.rules import RULE_TYPES, decode_rule, encode_rule
from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.domain.person import Role
from tests.factories import Office

TUESDAY = dt.date(2026, 5, 12)


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

    assert "New One" not in office.names().values()


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
    assert [person.active for person in office.ask(AskPeople())] == [True, True, False]
    with pytest.raises(RuleBroken, match="last_team_lead"):
        office.do(EditPerson(office.boss, PersonFields("L", ("team_lead",), "UTC"), active=False))
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
    boss = office.boss
    before = office.sql("SELECT * FROM rule")
    with pytest.raises(BadInput, match=error):
        office.do(ChangeRule(rule, value), boss)
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
    first, second = (
        json.dumps(ColumnMapping(name, (("company", 1),)).to_json()) for name in ("first", "second")
    )
    office.do(KeepMapping("a|b", first))
    office.do(KeepMapping("a|b", second))
    assert office.ask(AskMapping("a|b")) == second
    rows = office.sql("SELECT person_id FROM journal WHERE kind = 'mapping_kept'")
    assert rows == [(office.dana,)] * 2
    with pytest.raises(NotFound):
        office.ask(AskRule("weather"))


@pytest.mark.parametrize(
    "told",
    ["", "[]", "{}", "[" * 5_000, '{"name": "x", "fields": [["company", 1e999]]}', "\x00", "null"],
)
def test_a_mapping_that_nobody_could_read_is_not_kept(office: Office, told: str) -> None:
    with pytest.raises(BadInput, match=r"mapping\.damaged"):
        office.do(KeepMapping("a|b", told))
    assert office.ask(AskMapping("a|b")) == ""


def test_the_plan_asks_less_of_whoever_is_new_and_nothing_before_the_first_day(
    office: Office,
) -> None:
    def days() -> float:
        with office.store.looking() as unit:
            book = BookKeeper(NoHolidays()).book(unit.team)
            counted = days_of(2, TUESDAY, Asking(unit, book, office.now))
        return counted(TUESDAY, TUESDAY + dt.timedelta(days=3))

    assert days() == 4
    new = PersonFields("Sam Ortiz", ("senior_rep",), "UTC", joined=TUESDAY + dt.timedelta(days=1))
    office.do(EditPerson(office.sam, new))

    assert days() == 3 * 0.25
    assert {p.id: p.joined for p in office.ask(AskPeople())}[office.sam] == new.joined
    office.do(TakeBack(), office.boss)
    assert days() == 4


def test_an_absence_is_taken_back_like_everything_else(office: Office) -> None:
    told = "SELECT person_id, day FROM absence"
    office.do(AddAbsence(office.dana, TUESDAY))
    office.do(TakeBack(), office.boss)
    assert office.sql(told) == []
    office.do(AddAbsence(office.dana, TUESDAY))
    office.do(AddAbsence(office.dana, TUESDAY))
    assert office.sql(told) == [(office.dana, "2026-05-12")]
    office.do(AddAbsence(office.dana, TUESDAY, away=False))
    assert office.sql(told) == []
    office.do(TakeBack(), office.boss)
    assert office.sql(told) == [(office.dana, "2026-05-12")]


def test_a_day_has_one_kind_and_each_change_of_it_is_taken_back(office: Office) -> None:
    def kept() -> list[Any]:
        return office.sql("SELECT kind, share FROM absence")

    office.do(AddAbsence(office.dana, TUESDAY, kind="training", share=0.29))
    office.do(AddAbsence(office.dana, TUESDAY, kind="job_switch", share=0))
    assert kept() == [("job_switch", 0)]
    office.do(TakeBack(), office.boss)
    assert kept() == [("training", 29)]
    rows = {row.person.id: row for row in office.ask(AskStaff(), who=office.boss)}
    assert rows[office.dana].absence == Absence(AbsenceKind.TRAINING, 0.29)


def test_a_range_of_days_of_several_people_is_one_thing_to_take_back(office: Office) -> None:
    friday, monday = TUESDAY + dt.timedelta(days=3), TUESDAY + dt.timedelta(days=6)
    office.do(AddAbsence(office.dana, friday))
    before = office.sql("SELECT * FROM absence")
    journal = len(office.sql("SELECT seq FROM journal"))
    both = (office.dana, office.sam)
    done = office.do(MarkDays(both, TUESDAY, monday, "training", 0.5), office.boss)

    assert done.label == "absence_training"
    assert dict(done.facts) | {"people": "2", "days": "7"} == dict(done.facts)
    assert len(office.sql("SELECT seq FROM journal")) == journal + 1
    assert office.sql("SELECT DISTINCT kind, share FROM absence") == [("training", 50)]
    assert office.sql("SELECT COUNT(*) FROM absence") == [(14,)]
    office.do(MarkDays(both, friday, monday), office.boss)
    assert office.sql("SELECT COUNT(*) FROM absence") == [(6,)]
    office.do(TakeBack(), office.boss)
    office.do(TakeBack(), office.boss)
    assert office.sql("SELECT * FROM absence") == before


def test_a_month_shows_everybody_who_is_here(office: Office) -> None:
    june = dt.date(2026, 6, 1)
    office.do(MarkDays((office.dana,), dt.date(2026, 5, 30), june, "away"), office.boss)
    may = office.ask(AskAbsences(), who=office.boss)
    later = office.ask(AskAbsences(june), who=office.boss)

    assert (may.days[0], may.days[-1], may.today) == (
        dt.date(2026, 5, 1), dt.date(2026, 5, 31), TUESDAY
    )  # fmt: skip
    rows = {row.person.id: row.marked for row in may.rows}
    assert sorted(rows[office.dana]) == [dt.date(2026, 5, 30), dt.date(2026, 5, 31)]
    assert rows[office.sam] == {}
    assert {row.person.id: row.marked for row in later.rows}[office.dana] == {june: Absence()}
    gone = PersonFields("Sam Ortiz", ("senior_rep",), "UTC")
    office.do(EditPerson(office.sam, gone, active=False))
    may = office.ask(AskAbsences(), who=office.boss)
    assert office.sam not in {row.person.id for row in may.rows}


def test_a_range_is_a_day_to_a_year_of_somebody(office: Office) -> None:
    for people, last in (
        ((), TUESDAY),
        ((office.dana,), TUESDAY - dt.timedelta(days=1)),
        ((office.dana,), TUESDAY + dt.timedelta(days=366)),
    ):
        with pytest.raises(BadInput, match="bad_days"):
            office.do(MarkDays(people, TUESDAY, last, "away"), office.boss)
    with pytest.raises(NotFound):
        office.do(MarkDays((99,), TUESDAY, TUESDAY, "away"), office.boss)


@pytest.mark.parametrize(
    "kind, share", [("away", 0.1), ("training", 1.01), ("training", -0.1), ("party", 0.0)]
)
def test_of_a_day_no_more_remains_than_can(office: Office, kind: str, share: float) -> None:
    with pytest.raises(BadInput, match="bad_absence"):
        office.do(AddAbsence(office.dana, TUESDAY, kind=kind, share=share))
    assert office.sql("SELECT * FROM absence") == []


def test_team_leads_see_who_works_today_and_how_much_each_has_open(office: Office) -> None:
    office.accepted()
    office.do(AddAbsence(office.dana, TUESDAY))
    fields = PersonFields("Lou Lead", ("team_lead",), "UTC", weekdays=(5, 6))
    office.do(EditPerson(office.boss, fields))

    rows = {row.person.id: row for row in office.ask(AskStaff(), who=office.boss)}

    assert [(r.works, r.absence, r.open) for r in (rows[office.dana], rows[office.sam])] == [
        (True, Absence(), 0),
        (True, None, 1),
    ]
    assert (rows[office.boss].works, rows[office.boss].open) == (False, 0)
