# SPDX-License-Identifier: MIT
"""What the tiers are called: by the team's own names, in every place at once."""

from __future__ import annotations

import pytest

from leaddesk.desk.queries import TierRow
from leaddesk.domain.person import Person, Role
from leaddesk.domain.tier import DEFAULT_TIERS, Tier
from leaddesk.words import leads, notices, people, rule_fields, tiers

OWN = (Tier(1, "SDRs", 1), Tier(2, "Closers", 2), Tier(4, "Success", 2))


def person(*placed: int, lead: bool = False) -> Person:
    roles = frozenset({Role.TEAM_LEAD} if lead else set())
    return Person(1, "Theo", roles, "UTC", placed=placed)


def test_without_a_team_the_names_are_those_that_ship() -> None:
    assert [leads.tier(n) for n in (1, 2, 3, 4)] == [
        "Qualifiers", "Inside reps", "Account managers", "Tier 4",
    ]  # fmt: skip
    assert people.under_name(person(1, 3, lead=True)) == (
        "Qualifier, account manager and team lead · tiers 1 and 3"
    )


def test_a_name_that_was_learned_is_said_everywhere() -> None:
    assert tiers.learn(OWN)
    assert not tiers.learn(OWN)
    assert leads.tier(4) == "Success"
    assert leads.tier(3) == "Tier 3"
    assert notices.audience((1, 2)) == "SDRs and Closers"
    assert people.under_name(person(1, 4)) == "SDR and Success · tiers 1 and 4"
    assert tiers.choices() == (("SDRs", 1), ("Closers", 2), ("Success", 4))
    ids = [form.id for form in rule_fields.forms()]
    assert ids[:3] == ["outcomes.1", "outcomes.2", "outcomes.4"]
    assert "steps.4" in ids
    assert "steps.3" not in ids
    assert leads.class_name(4, 2) == "accepted, not called yet"


@pytest.mark.parametrize(
    "row, words",
    [
        (TierRow(DEFAULT_TIERS[2], 0, 0, 0, 0, stays=False), ""),
        (TierRow(DEFAULT_TIERS[0], 0, 0, 0, 0, stays=True), "both stay."),
        (
            TierRow(DEFAULT_TIERS[2], 1, 1400, 0, 2, stays=False),
            "In use: 1 person, 1,400 leads and 2 watched folders. Move them to another tier first.",
        ),
    ],
)
def test_it_is_said_why_a_tier_stays(row: TierRow, words: str) -> None:
    told = tiers.why_it_stays(row)
    assert told.endswith(words)
    assert bool(told) == bool(words)
