# SPDX-License-Identifier: MIT
"""What a change of rules would do is what it then does, and nothing is written to find out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk import rule_preview
from leaddesk.desk.commands import ChangeRule
from leaddesk.desk.queries import AskRuleChange, RuleEffect
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.cadence import DEFAULT_LADDERS, INBOUND, NO_SHOW, OUTBOUND
from leaddesk.domain.calling_hours import B2B
from leaddesk.domain.handoff import HandoffClocks
from leaddesk.domain.outcome import DEFAULT_OUTCOMES
from leaddesk.domain.qualification import BANT
from leaddesk.domain.queue import DEFAULT_STEPS, IdealProfile, QueueRules
from tests.factories import DAY, MINUTE, Office


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def effect(office: Office, key: str, value: object, code: str, tier: int = 0) -> RuleEffect:
    told = office.ask(AskRuleChange(((key, encode_rule(key, value)),)))
    assert not told.problems
    return next(one for one in told.effects if (one.code, one.tier) == (code, tier))


def test_the_leads_that_get_another_score_are_counted_and_then_get_it(
    office: Office, ruth: int
) -> None:
    for number in range(30):
        office.lead(industry="Dental" if number < 12 else "Mining")
        office.later(MINUTE)
    while office.desk.catch_up():
        pass
    ideal = IdealProfile(industries=("dental",))
    before = dict(office.sql("SELECT id, rank FROM lead"))
    scores = effect(office, "ideal_profile", ideal, "scores")
    best = effect(office, "ideal_profile", ideal, "best", 1)

    office.do(ChangeRule("ideal_profile", encode_rule("ideal_profile", ideal)), ruth)
    while office.desk.catch_up():
        pass
    after = dict(office.sql("SELECT id, rank FROM lead"))
    assert scores.moved == sum(before[lead] != after[lead] for lead in before) == 30
    by_rank = sorted(after, key=lambda lead: (-after[lead], lead))
    were = set(sorted(before, key=lambda lead: (-before[lead], lead))[:20])
    assert best.moved == len(set(by_rank[:20]) - were) == 10


def test_of_too_many_leads_it_says_at_least(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        office.lead(industry="Dental")
    monkeypatch.setattr(rule_preview, "MOST_LEADS", 3)
    told = effect(office, "ideal_profile", IdealProfile(industries=("Dental",)), "scores")
    assert (told.moved, told.least) == (3, True)


def test_who_may_be_called_and_when_tries_move_follow_the_window(office: Office, ruth: int) -> None:
    office.lead()
    late = office.lead()
    office.log(late, "no_answer")
    window = replace(B2B, opens=dt.time(15), closes=dt.time(16))
    now = effect(office, "calling", window, "callable", 1)
    moves = effect(office, "calling", window, "reopening")

    assert (now.before, now.after) == (1, 0)
    assert (moves.moved, moves.after) == (1, 1)
    office.do(ChangeRule("calling", encode_rule("calling", window)), ruth)
    assert office.queue().ready == 0


def test_fresh_leads_and_the_order_of_the_classes(office: Office, ruth: int) -> None:
    office.write("INSERT INTO source (name, kind) VALUES ('Web', 'inbound')")
    web = office.lead(source="Web")
    office.later(90 * MINUTE)
    other = office.lead()
    fresh = effect(office, "queue", QueueRules(fresh_minutes=120), "fresh", 1)
    assert (fresh.before, fresh.after) == (0, 1)
    order = effect(office, "queue", QueueRules(fresh_minutes=120), "next_up", 1)
    first = [row.lead_id for row in office.queue().up_next]
    office.do(ChangeRule("queue", encode_rule("queue", QueueRules(fresh_minutes=120))), ruth)
    then = [row.lead_id for row in office.queue().up_next]
    assert order.moved == sum(a != b for a, b in zip(first, then, strict=True)) > 0
    assert {web, other} == set(then)
    turned = {**DEFAULT_STEPS, 1: tuple(reversed(DEFAULT_STEPS[1]))}
    assert effect(office, "queue.steps", turned, "next_up", 1).before == 2


def test_a_shorter_ladder_says_whose_next_try_is_the_last(office: Office, ruth: int) -> None:
    lead = office.lead()
    office.log(lead, "no_answer")
    short = replace(OUTBOUND, rungs=OUTBOUND.rungs[:1])
    told = effect(office, "ladders", (INBOUND, short, NO_SHOW), "resting")
    assert (told.before, told.after) == (0, 1)
    due = office.lead_now(lead).due_at
    office.do(ChangeRule("ladders", encode_rule("ladders", (INBOUND, short, NO_SHOW))), ruth)

    assert office.lead_now(lead).due_at == due
    office.later(5 * DAY)
    office.log(lead, "no_answer", then_take=False)
    assert office.lead_now(lead).why == "rest"


def test_sheets_clocks_and_pads(office: Office) -> None:
    lead = office.lead()
    office.hand_off(lead)
    clocks = effect(office, "handoff.clocks", replace(HandoffClocks(), hot_hours=1.0), "clocks")
    assert clocks.moved == 1
    sheet = effect(office, "sheet", replace(BANT, ready_at=1), "sheets")
    assert sheet.after >= sheet.before
    longer = tuple(
        replace(one, close_days=200) if one.id == "not_interested" else one
        for one in DEFAULT_OUTCOMES
    )
    assert effect(office, "outcomes", longer, "pad", 1).moved == 1


def test_what_is_wrong_is_told_for_every_rule_and_nothing_is_tried(office: Office) -> None:
    told = office.ask(
        AskRuleChange(
            (
                ("weather", "{}"),
                ("queue", '{"skips_a_day": -1, "every_longest": 1000}'),
                ("ladders", encode_rule("ladders", DEFAULT_LADDERS[:1])),
                ("team", "{"),
            )
        )
    )
    assert not told.effects
    found = {(one.rule, one.key, one.path) for one in told.problems}
    assert ("weather", "unknown_rule", "") in found
    assert ("team", "bad_rule", "") in found
    assert ("queue", "rule.bounds", "every_longest") in found
    assert ("queue", "rule.bounds", "skips_a_day") in found
    assert {one.fields["name"] for one in told.problems if one.key == "rule.gone"} == {
        "outbound", "no_show",
    }  # fmt: skip
