# SPDX-License-Identifier: MIT
"""Rules that can't work are refused, each with the place that is wrong; those that ship pass."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.desk.rule_checks import check_rule, check_together
from leaddesk.desk.rules import RULE_TYPES, TeamRule, encode_rule, read_rules
from leaddesk.domain.cadence import DEFAULT_LADDERS, AfterCall, Rung
from leaddesk.domain.calling_hours import B2B, WIDEST_LEGAL
from leaddesk.domain.handoff import HandoffClocks, HandoffReasons
from leaddesk.domain.outcome import DEFAULT_OUTCOMES, Needs, Next, Outcome
from leaddesk.domain.qualification import BANT, CHAMP
from leaddesk.domain.queue import DEFAULT_STEPS, IdealProfile, QueueRules
from leaddesk.domain.talk_first import TalkRule
from leaddesk.domain.yardsticks import Yardsticks

OWN = Outcome("sent", 1, "", 30, Next.LADDER, title="Sent the brochure")
AT = len(DEFAULT_OUTCOMES)
SHIPPED = read_rules(lambda _key: None)


def outcome(name: str, **changes: Any) -> tuple[Outcome, ...]:
    return tuple(
        replace(one, **changes) if (one.tier, one.id) == (1, name) else one
        for one in DEFAULT_OUTCOMES
    )


def ladder(**changes: Any) -> tuple[Any, ...]:
    return (replace(DEFAULT_LADDERS[0], **changes), *DEFAULT_LADDERS[1:])


@pytest.mark.parametrize("key", sorted(RULE_TYPES))
def test_what_ships_is_right(key: str) -> None:
    assert check_rule(key, RULE_TYPES[key][1]) == ()
    assert check_rule("sheet", CHAMP) == ()
    assert check_together(SHIPPED, {key: ""}) == ()


@pytest.mark.parametrize(
    "key, value, path, code",
    [
        ("queue", QueueRules(skips_a_day=-1), "skips_a_day", "bounds"),
        ("queue", QueueRules(half_life_hours=(("list", 0),)), "half_life_hours.0.1", "bounds"),
        ("queue", QueueRules(half_life_hours=(("fax", 9),)), "half_life_hours.0.0", "unknown"),
        (
            "queue", QueueRules(half_life_hours=(("list", 9), ("list", 8))), "half_life_hours.1.0",
            "twice",
        ),
        ("queue.steps", {**DEFAULT_STEPS, 1: DEFAULT_STEPS[1][1:]}, "1", None),
        ("queue.steps", {**DEFAULT_STEPS, 1: DEFAULT_STEPS[1][:-1]}, "1", "never_next"),
        ("queue.steps", {**DEFAULT_STEPS, 1: DEFAULT_STEPS[2]}, "1.2", "unknown"),
        (
            "queue.steps", {**DEFAULT_STEPS, 2: (*DEFAULT_STEPS[2], DEFAULT_STEPS[2][0])}, "2.9",
            "twice",
        ),
        ("ladders", ladder(rungs=()), "0.rungs", "rows"),
        ("ladders", ladder(rungs=(Rung(),)), "0.rungs.0.minutes", "no_wait"),
        ("ladders", ladder(rungs=(Rung(days=-2),)), "0.rungs.0.days", "bounds"),
        ("ladders", ladder(rest_days=0), "0.rest_days", "bounds"),
        ("ladders", ladder(name="outbound"), "1.name", "twice"),
        ("ladders", DEFAULT_LADDERS[1:], "", None),
        ("ladders", DEFAULT_LADDERS[:2], "", "gone"),
        ("ladders", ladder(title="x" * 41), "0.title", "word"),
        ("ladders", ladder(name=""), "0.title", "word"),
        ("ladders.of_kind", {"fax": "inbound"}, "fax", "unknown"),
        ("calling", replace(B2B, weekdays=frozenset()), "weekdays", "no_day"),
        ("queue", QueueRules(fit_share=0.6, value_share=0.4), "value_share", "shares"),
        ("queue", QueueRules(fit_share=0.65), "", None),
        ("queue", QueueRules(skip_reasons=()), "skip_reasons", "no_reasons"),
        ("queue", QueueRules(skip_reasons=("a", "a")), "skip_reasons.1", "twice"),
        ("handoff.talk", TalkRule(low_rating=6), "low_rating", "bounds"),
        ("yardsticks", Yardsticks(fair_minutes=4), "fair_minutes", "order"),
        ("yardsticks", Yardsticks(late_minutes=9), "late_minutes", "order"),
        ("yardsticks", Yardsticks(fair_accepted=0.95), "fair_accepted", "order_down"),
        ("yardsticks", Yardsticks(team_share=0), "team_share", "bounds"),
        ("after_call", AfterCall(voicemails=21), "voicemails", "bounds"),
        ("outcomes", outcome("busy", retired=True), "", None),
        ("outcomes", outcome("do_not_call", retired=True), "9.retired", "needed"),
        ("outcomes", outcome("busy", title="Engaged"), "2.title", "names"),
        ("outcomes", (*DEFAULT_OUTCOMES, OWN, replace(OWN, id="sent_2")), f"{AT + 1}.title",
         "twice"),
        ("outcomes", (*DEFAULT_OUTCOMES, OWN), "", None),
        ("outcomes", (*DEFAULT_OUTCOMES, replace(OWN, id="")), f"{AT}.title", "word"),
        ("outcomes", (*DEFAULT_OUTCOMES, replace(OWN, id="x" * 21)), f"{AT}.id", "word"),
        ("outcomes", (*DEFAULT_OUTCOMES, replace(OWN, title="x" * 41)), f"{AT}.title", "word"),
        ("outcomes", (*DEFAULT_OUTCOMES, replace(OWN, like="weather")), f"{AT}.like", "unknown"),
        ("outcomes", (*DEFAULT_OUTCOMES, replace(OWN, metric="calls")), f"{AT}.metric", "unknown"),
        ("outcomes", (*DEFAULT_OUTCOMES, replace(OWN, fate="rich")), f"{AT}.fate", "unknown"),
        ("outcomes",
         (*DEFAULT_OUTCOMES, replace(OWN, next=Next.HANDOFF, needs=Needs.SHEET)), f"{AT}.next",
         "one_handoff"),
        ("outcomes",
         (*DEFAULT_OUTCOMES, replace(OWN, tier=2, next=Next.HANDOFF, needs=Needs.SHEET)), "", None),
        ("outcomes", outcome("busy", key="33"), "2.key", "key"),
        ("outcomes", outcome("busy", key="1"), "2.key", "twice"),
        ("outcomes", outcome("callback", next=Next.LADDER), "4.needs", "needs"),
        ("outcomes", outcome("not_interested", reasons=()), "6.reasons", "no_reasons"),
        ("outcomes", outcome("not_interested", reasons=("",)), "6.reasons.0", "word"),
        ("outcomes", outcome("do_not_call", next=Next.CLOSE), "9.next", "dnc"),
        ("outcomes", outcome("no_answer", conversation=True), "0.conversation", "not_reached"),
        ("outcomes", DEFAULT_OUTCOMES[:8], "", "gone"),
        ("sheet", replace(BANT, ready_at=6), "ready_at", "bounds"),
        ("sheet", replace(BANT, questions=()), "questions", "rows"),
        (
            "sheet", replace(BANT, questions=(replace(BANT.questions[0], title=" "),), ready_at=0),
            "questions.0.title", "word",
        ),
        ("handoff.clocks", HandoffClocks(hot_hours=30), "normal_hours", "order"),
        ("handoff.clocks", HandoffClocks(remind_share=2), "remind_share", "bounds"),
        ("handoff.reasons", HandoffReasons(returns=("not_a_fit",)), "returns", "gone"),
        ("handoff.reasons", HandoffReasons(rejects=()), "rejects", "no_reasons"),
        ("handoff.reasons", HandoffReasons(rejects=("x" * 31,)), "rejects.0", "word"),
        ("ideal_profile", IdealProfile(min_employees=9, max_employees=3), "max_employees", "order"),
        ("ideal_profile", IdealProfile(titles=("a", "a")), "titles.1", "twice"),
        ("team", TeamRule(region="USA"), "region", "country"),
        ("team", TeamRule(currency="$"), "currency", "currency"),
        ("team", TeamRule(time_zone="Mars/Base"), "time_zone", "zone"),
        ("team", TeamRule(opens="18:00"), "closes", "order"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_place(
    key: str, value: Any, path: str, code: str | None
) -> None:
    found = [(one.path, one.key) for one in check_rule(key, value)]
    assert ((path, f"rule.{code}") in found) if code else not found


def test_rules_have_to_fit_together() -> None:
    inbound = encode_rule("ladders.of_kind", {"list": "turbo"})
    night = replace(B2B, opens=dt.time(22), closes=dt.time(23))
    calling = encode_rule("calling", night)
    lawful = encode_rule("calling.lawful", replace(WIDEST_LEGAL, weekdays=frozenset({6})))

    assert [one.key for one in check_together(SHIPPED, {"ladders.of_kind": inbound})] == [
        "rule.ladder_used"
    ]
    assert [one.key for one in check_together(SHIPPED, {"calling": calling})] == ["rule.never_open"]
    assert [one.rule for one in check_together(SHIPPED, {"calling.lawful": lawful})] == [
        "calling.lawful"
    ]


@given(
    st.builds(
        QueueRules,
        st.integers(-5, 2000), st.integers(-5, 200), st.integers(-5, 200),
        lease_minutes=st.integers(-5, 400), count_again_hours=st.integers(-5, 400),
    )
)  # fmt: skip
def test_numbers_pass_exactly_within_their_bounds(value: QueueRules) -> None:
    told = {one.path: one.fields for one in check_rule("queue", value)}
    for name in ("fresh_minutes", "every_longest", "skips_a_day", "lease_minutes"):
        if name in told:
            low, high = int(told[name]["low"]), int(told[name]["high"])
            assert not low <= getattr(value, name) <= high
    assert ("skips_a_day" in told) == (not 0 <= value.skips_a_day <= 100)
    assert ("lease_minutes" in told) == (not 5 <= value.lease_minutes <= 240)
