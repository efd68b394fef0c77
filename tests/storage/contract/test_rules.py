# SPDX-License-Identifier: MIT
"""Rules on both databases: kept, versioned, taken back, tried, and the keys that follow them."""

from __future__ import annotations

import pytest

from leaddesk.desk.commands import ChangeRule, ChangeRules, TakeBack
from leaddesk.desk.queries import AskRuleChange, AskRules, AskRuleVersions
from leaddesk.desk.rule_checks import MANAGED
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.errors import StaleLead
from leaddesk.domain.queue import IdealProfile, QueueRules
from tests.factories import HOUR, Office

SLOW = encode_rule("queue", QueueRules(skips_a_day=2, half_life_hours=(("list", 500),)))


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def test_a_change_is_kept_told_and_taken_back(office: Office, ruth: int) -> None:
    before = office.sql("SELECT key, value FROM rule WHERE key <> 'version' ORDER BY key")
    office.do(ChangeRules((("queue", SLOW), ("handoff.clocks", '{"hot_hours": 1}')), "Ours"), ruth)
    office.do(ChangeRule("queue", "", "Not ours"), ruth)

    found = [(one.number, one.reason, one.by) for one in office.ask(AskRuleVersions("queue"))]
    assert found == [(2, "Not ours", "Ruth Adeyemi"), (1, "Ours", "Ruth Adeyemi"), (0, "", "")]
    assert [row.key for row in office.ask(AskRules()) if not row.is_default] == ["handoff.clocks"]
    office.do(TakeBack(), ruth)
    office.do(TakeBack(), ruth)
    now = office.sql("SELECT key, value FROM rule WHERE key <> 'version' ORDER BY key")
    assert now == before


def test_a_change_under_a_newer_one_is_not_taken_back(office: Office, ruth: int) -> None:
    older = office.do(ChangeRule("queue", SLOW), ruth)
    office.do(ChangeRule("queue", '{"skips_a_day": 9}'), ruth)
    with pytest.raises(StaleLead):
        office.do(TakeBack(older.entry_id), ruth)


def test_a_change_is_in_force_at_once_and_so_is_taking_it_back(office: Office, ruth: int) -> None:
    office.do(ChangeRule("queue", SLOW), ruth)
    assert office.queue().skips_left == 2
    office.do(TakeBack(), ruth)
    assert office.queue().skips_left == 5


def test_every_lead_is_rated_by_the_rules_in_force(office: Office, ruth: int) -> None:
    lead = office.lead(industry="Dental")
    other = office.lead()
    while office.desk.catch_up():
        pass
    ideal = encode_rule("ideal_profile", IdealProfile(industries=("dental",)))
    told = office.ask(AskRuleChange((("ideal_profile", ideal),)))
    office.do(ChangeRule("ideal_profile", ideal), ruth)
    before = dict(office.sql("SELECT id, rank FROM lead"))
    while office.desk.catch_up():
        pass

    after = dict(office.sql("SELECT id, rank FROM lead"))
    assert [one.moved for one in told.effects if one.code == "scores"] == [1]
    assert (after[lead] > before[lead], after[other]) == (True, before[other])


@pytest.mark.parametrize("key", MANAGED)
def test_a_change_of_every_rule_can_be_tried(office: Office, ruth: int, key: str) -> None:
    office.log(office.lead(), "no_answer")
    office.accepted()
    office.later(HOUR)
    row = next(row for row in office.ask(AskRules()) if row.key == key)
    other = {
        "team": '{"name": "North", "time_zone": "Europe/London"}',
        "queue": SLOW,
        "calling.by_place": "false",
        "after_call": '{"busy_minutes": 30}',
        "calling": row.value.replace("09:00", "10:00"),
        "calling.lawful": row.value.replace("08:00", "09:00"),
        "handoff.clocks": '{"hot_hours": 1}',
        "dry_up": '{"short_share": 0.3}',
        "handoff.talk": '{"notes": 5}',
        "yardsticks": '{"fast_minutes": 10}',
        "lending": '{"hours": 2}',
        "handoff.quality": '{"share": 0.2, "seed": 7}',
        "handoff.reasons": '{"returns": ["too small for us", "other"]}',
        "ideal_profile": '{"industries": ["Dental"]}',
        "sheet": row.value.replace('"ready_at":4', '"ready_at":1'),
        "ladders": row.value.replace('"rest_days":90', '"rest_days":60'),
        "ladders.of_kind": row.value.replace('"list":"outbound"', '"list":"inbound"'),
        "outcomes": row.value.replace('"close_days":180', '"close_days":90'),
        "tiers": row.value.replace("Inside reps", "Closers"),
        "queue.steps": row.value.replace('"number":6', '"number":5'),
    }[key]
    before = office.sql("SELECT * FROM rule ORDER BY key")
    told = office.ask(AskRuleChange(((key, other),)))

    assert (told.problems, told.changed) == ((), (key,))
    assert office.sql("SELECT * FROM rule ORDER BY key") == before
    office.do(ChangeRule(key, other, "As tried"), ruth)
    assert office.ask(AskRuleChange(((key, other),))).changed == ()
