# SPDX-License-Identifier: MIT
"""Half-life and rank of every lead follow the rules in force, whatever interrupts the walk."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk import rating
from leaddesk.desk.commands import AddLead, ChangeRule, ImportOptions, LeadFields, TakeBack
from leaddesk.desk.rating import rerated
from leaddesk.desk.rules import encode_rule, read_rules
from leaddesk.domain.queue import IdealProfile, QueueRules
from tests.factories import DAY, HOUR, Office, draft

DENTAL = encode_rule("ideal_profile", IdealProfile(industries=("Dental",), titles=("owner",)))
FAST = encode_rule("queue", QueueRules(half_life_hours=(("list", 24), ("inbound", 6))))


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def walked(office: Office) -> None:
    while office.desk.catch_up():
        pass


def wrong(office: Office) -> list[int]:
    """Return the leads whose keys are not what the rules in force give them."""
    store = office.desk._store
    with store.looking() as unit:
        rules = read_rules(unit.team.rule)
        return [one.id for one in unit.rules.rated(0, 10_000) if rerated(one, rules) is not None]


def test_a_lead_that_just_came_is_rated_as_it_will_be(office: Office, ruth: int) -> None:
    office.do(ChangeRule("ideal_profile", DENTAL), ruth)
    office.write("INSERT INTO source (name, kind) VALUES ('Web', 'inbound')")
    office.lead(source="Web", industry="Dental clinics", title="Owner")
    office.lead(employees=40)
    dental = draft(1, industry="Dental", details='{"industry":"Dental"}')
    options = ImportOptions("May", "", "list", "", 1, "US")
    office.desk.import_list([[dental, draft(2, source="Fair")]], options,
                            ruth, office.now)  # fmt: skip

    assert wrong(office) == []


def test_a_changed_rule_moves_the_leads_that_are_here_and_taking_it_back_too(
    office: Office, ruth: int
) -> None:
    plain, dental = office.lead(), office.lead(industry="Dental")
    office.now += HOUR
    newer = office.lead()
    walked(office)
    before = office.sql("SELECT id, half_life, rank, version FROM lead ORDER BY id")
    assert [row.lead_id for row in office.queue().up_next] == [newer, plain, dental]

    office.do(ChangeRule("ideal_profile", DENTAL, "We want dentists"), ruth)
    walked(office)
    assert office.queue().up_next[0].lead_id == dental
    assert wrong(office) == []
    office.do(TakeBack(), ruth)
    walked(office)
    assert office.sql("SELECT id, half_life, rank, version FROM lead ORDER BY id") == before


def test_while_the_walk_is_under_way_every_lead_is_found(
    office: Office, ruth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rating, "STEP", 2)
    leads = {office.lead() for _ in range(5)}
    walked(office)
    office.do(ChangeRule("queue", FAST), ruth)
    while office.desk.catch_up():
        assert {row.lead_id for row in office.queue().up_next} == leads
    assert {life for (life,) in office.sql("SELECT half_life FROM lead")} == {24}


def test_a_lead_that_was_rated_anew_can_still_be_taken_back(office: Office, ruth: int) -> None:
    done = office.do(AddLead(LeadFields("Ann", "Lee", "Acme", phones=(("+16125550148", ""),))))
    office.do(ChangeRule("queue", FAST), ruth)
    walked(office)

    office.do(TakeBack(done.entry_id))
    assert not office.sql("SELECT id FROM lead")


class _Ended(BaseException):
    """The process ended here."""


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(("step", "fast", "dental", "back", "crash", "lead")), max_size=14))
def test_in_whatever_order_things_happen_the_keys_are_right_in_the_end(
    new_office: Callable[[], Office], events: list[str]
) -> None:
    office = new_office()
    ruth = office.person("Ruth Adeyemi", "team_lead")
    for age in range(5):
        office.lead(industry="Dental" if age % 2 else "", title="Owner")
        office.later(DAY / 8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rating, "STEP", 2)
        for event in events:
            _happens(event, office, ruth)
        walked(office)
    assert wrong(office) == []


def _happens(event: str, office: Office, ruth: int) -> None:
    if event == "step":
        office.desk.catch_up()
    elif event == "lead":
        office.lead(industry="Dental")
    elif event == "back" and office.queue(ruth, up_next=0).undoable:
        office.do(TakeBack(), ruth)
    elif event in {"fast", "dental"}:
        key, value = {"fast": ("queue", FAST), "dental": ("ideal_profile", DENTAL)}[event]
        office.do(ChangeRule(key, value), ruth)
    elif event == "crash":
        _crash(office)


def _crash(office: Office) -> None:
    """End a step after its leads are written and before it is said how far it came."""

    def end(*_args: object) -> None:
        raise _Ended

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("leaddesk.storage.rules.RuleStore.set_mark", end)
        with contextlib.suppress(_Ended):
            office.desk.catch_up()


def test_the_parts_of_the_merit_are_rules_and_rate_every_lead_anew(
    office: Office, ruth: int
) -> None:
    office.do(ChangeRule("ideal_profile", DENTAL), ruth)
    lead = office.lead(industry="Dental")
    walked(office)
    (before,) = office.sql("SELECT rank FROM lead WHERE id = :lead", lead=lead)
    weights = encode_rule("queue", QueueRules(fit_share=0.6, value_share=0.1))
    office.do(ChangeRule("queue", weights), ruth)
    assert wrong(office) == [lead]
    walked(office)
    (after,) = office.sql("SELECT rank FROM lead WHERE id = :lead", lead=lead)
    assert wrong(office) == []
    # One of four parts is met, the other three count half: 0.625 of the fit.
    assert after[0] - before[0] == pytest.approx(
        math.log2(0.3 + 0.6 * 0.625 + 0.1 * 0.5) - math.log2(0.2 + 0.5 * 0.625 + 0.3 * 0.5)
    )


def test_a_list_whose_reader_died_under_other_rules_is_rated_by_those_in_force(
    office: Office, ruth: int
) -> None:
    options = ImportOptions("May", "", "list", "", 1, "US")
    office.desk.import_list([[draft(1), draft(2)]], options, ruth, office.now)
    office.do(ChangeRule("queue", FAST), ruth)
    walked(office)
    # What the reader wrote by the rules it began with, after the walk was over.
    office.write("UPDATE lead SET half_life = 336, rank = 1")
    office.write("UPDATE lead_list SET status = 'showing'")
    assert len(wrong(office)) == 2
    walked(office)
    assert len(wrong(office)) == 2

    assert office.desk.carry_on(office.now) == 1
    walked(office)
    assert wrong(office) == []
