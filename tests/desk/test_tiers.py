# SPDX-License-Identifier: MIT
"""Tiers are data: renamed, added and taken out; nobody and nothing is ever left without one."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddTier,
    BulkWish,
    ChangeLeads,
    ChangeRule,
    ChangeRules,
    EditPerson,
    ImportOptions,
    PersonFields,
    RemoveTier,
    RenameTier,
    ReturnHandoff,
    SetGoals,
    TakeBack,
)
from leaddesk.desk.intake import Chunk
from leaddesk.desk.queries import (
    AskGoals,
    AskMyDay,
    AskPeople,
    AskProgress,
    AskRule,
    AskRuleChange,
    AskTeamWall,
    AskTiers,
    AskWhyEmpty,
    TierRow,
)
from leaddesk.desk.rules import decode_rule, encode_rule
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken
from leaddesk.domain.lead import QueueKind
from leaddesk.domain.outcome import TIER_1, TIER_2, Outcome, copied
from leaddesk.domain.queue import DEFAULT_LIKE, Step, place_of
from leaddesk.domain.tier import DEFAULT_TIERS, Tier, numbers
from tests.factories import Office, draft

ZONE = "America/Chicago"
Made = Callable[[], Office]


def rows(office: Office) -> tuple[TierRow, ...]:
    return office.ask(AskTiers())


def names(office: Office) -> dict[int, str]:
    return {row.tier.number: row.tier.name for row in rows(office)}


def added(office: Office, name: str = "Farmers", like: int = 2) -> int:
    made = office.do(AddTier(name, like), office.boss).made_id
    assert made is not None
    return made


def rules(office: Office, key: str) -> str:
    return office.ask(AskRule(key))


def pad(office: Office, who: int, tier: int) -> list[str]:
    """Return what a call of a lead of a tier can come to."""
    office.take(who, tier, office.lead(tier=tier))
    return [offer.outcome.id for offer in office.queue(who, tier).offers]


def test_a_new_team_has_the_three_that_ship(office: Office) -> None:
    assert [row.tier for row in rows(office)] == list(DEFAULT_TIERS)
    assert [(row.people, row.stays) for row in rows(office)] == [
        (1, True), (1, True), (0, False),
    ]  # fmt: skip


def test_a_tier_is_renamed_and_the_name_taken_back(office: Office) -> None:
    office.do(RenameTier(2, "  Closers "), office.boss)
    assert names(office)[2] == "Closers"
    with pytest.raises(BadInput) as caught:
        office.do(RenameTier(1, "closers"), office.boss)
    assert caught.value.key == "tier_name_taken"
    office.do(TakeBack(), office.boss)
    assert names(office)[2] == "Inside reps"


@pytest.mark.parametrize("like", [1, 2, 3])
def test_a_new_tier_starts_as_a_copy_of_another(office: Office, like: int) -> None:
    goals = (("calls", 7, True, 1.0),)
    office.do(SetGoals(like, office.now.date(), goals), office.boss)
    tier = added(office, like=like)
    assert tier == 4
    view = office.person("Fay", "qualifier", tiers=(tier,))
    told = pad(office, view, tier)
    shipped = TIER_1 if like == 1 else TIER_2
    wanted = [one.id for one in shipped if one.id != "qualified"]
    assert told == wanted
    assert [goal.target for goal in office.ask(AskGoals(tier))] == [7]


def test_its_goals_and_its_pad_are_its_own(office: Office) -> None:
    tier = added(office, like=2)
    office.do(SetGoals(tier, office.now.date(), (("calls", 3, True, 1.0),)), office.boss)
    pads: tuple[Outcome, ...] = decode_rule("outcomes", rules(office, "outcomes"))
    fewer = [one for one in pads if one.tier != tier or one.id != "proposal_sent"]
    office.do(ChangeRule("outcomes", encode_rule("outcomes", fewer)), office.boss)
    assert [goal.target for goal in office.ask(AskGoals(2))] != [3]
    fay = office.person("Fay", "senior_rep", tiers=(tier,))
    assert "proposal_sent" not in pad(office, fay, tier)
    assert "proposal_sent" in pad(office, office.sam, 2)


def test_every_tier_has_a_queue_a_day_and_a_place_on_the_wall(office: Office) -> None:
    tier = added(office, like=1)
    for number in (3, tier):
        who = office.person(f"Of {number}", "qualifier", tiers=(number,))
        lead = office.lead(tier=number)
        assert office.take(who, number) == lead
        office.log(lead, "no_answer", who, tier=number, then_take=False)
        assert office.ask(AskProgress(who, number)).goals
        assert office.done_today(who, number)["calls"] == 1
        assert office.done_today(who, 1).get("calls", 0) == 0
        assert office.ask(AskMyDay(who, number)) is not None
        assert office.ask(AskWhyEmpty(who, number)) is not None
        wall = office.ask(AskTeamWall(), who=office.boss)
        assert number in {row.tier for row in wall.rows}


def test_a_tier_in_use_stays_and_it_is_said_what_is_in_it(office: Office) -> None:
    office.lead(tier=3)
    office.person("Ama", "senior_rep", tiers=(1, 3))
    with pytest.raises(RuleBroken) as caught:
        office.do(RemoveTier(3), office.boss)
    assert caught.value.key == "tier_in_use"
    assert (caught.value.fields["people"], caught.value.fields["leads"]) == (1, 1)
    for number in (1, 2):
        with pytest.raises(RuleBroken) as caught:
            office.do(RemoveTier(number), office.boss)
        assert caught.value.key == "tier_stays"


def test_a_list_that_is_being_imported_holds_its_tier(office: Office) -> None:
    seen = []

    def chunks() -> Iterator[Chunk]:
        for row in range(3):
            seen.append([r.leads for r in rows(office) if r.tier.number == 3])
            yield [draft(row)]

    options = ImportOptions(name="Customers", source="List", source_kind="list", tier=3)
    office.desk.import_list(chunks(), options, office.boss, office.now)
    assert seen == [[0], [1], [2]]
    assert office.take(office.person("Ama", tiers=(3,)), 3) is not None
    with pytest.raises(BadInput) as caught:
        office.desk.import_list([[draft(9)]], replace(options, tier=7), office.boss, office.now)
    assert caught.value.key == "unknown_tier"


def test_nor_is_it_taken_out_by_the_rules_themselves(office: Office) -> None:
    office.lead(tier=3)
    two = encode_rule("tiers", DEFAULT_TIERS[:2])
    told = office.ask(AskRuleChange((("tiers", two),)))
    assert [(one.key, one.fields["leads"]) for one in told.problems] == [("rule.tier_in_use", 1)]
    for command in (ChangeRule("tiers", two), ChangeRules((("tiers", two),))):
        with pytest.raises(RuleBroken) as caught:
            office.do(command, office.boss)
        assert caught.value.key == "tier_in_use"
    other = encode_rule("tiers", (DEFAULT_TIERS[0], *(replace(DEFAULT_TIERS[1], works_like=1),)))
    with pytest.raises(BadInput):
        office.do(ChangeRule("tiers", other), office.boss)


def test_a_tier_from_a_file_of_rules_has_all_it_needs(office: Office) -> None:
    goals = office.sql("SELECT COUNT(*) FROM goal")
    own = (*DEFAULT_TIERS, Tier(6, "Farmers", 1))
    office.do(ChangeRules((("tiers", encode_rule("tiers", own)),)), office.boss)
    fay = office.person("Fay", tiers=(6,))
    assert pad(office, fay, 6)[0] == "no_answer"
    assert office.ask(AskGoals(6)) == office.ask(AskGoals(1))
    office.log(1, "no_answer", fay, tier=6, then_take=False)
    assert office.done_today(fay, 6)["calls"] == 1
    assert goals != office.sql("SELECT COUNT(*) FROM goal")


def test_an_empty_tier_goes_and_comes_back_with_all_it_had(office: Office) -> None:
    tier = added(office)
    pad, steps = rules(office, "outcomes"), rules(office, "queue.steps")
    office.do(RemoveTier(tier), office.boss)
    assert tier not in names(office)
    with pytest.raises(BadInput):
        office.lead(tier=tier)
    office.do(TakeBack(), office.boss)
    assert names(office)[tier] == "Farmers"
    assert (rules(office, "outcomes"), rules(office, "queue.steps")) == (pad, steps)


def test_a_number_is_not_given_twice(office: Office) -> None:
    first = added(office)
    office.do(RemoveTier(first), office.boss)
    assert added(office) == first + 1


def test_adding_is_taken_back_only_while_nothing_stands_there(office: Office) -> None:
    before = {key: rules(office, key) for key in ("tiers", "outcomes", "queue.steps")}
    goals = office.sql("SELECT COUNT(*) FROM goal")
    tier = added(office)
    entry = office.do(RenameTier(tier, "Growers"), office.boss).entry_id
    office.lead(tier=tier)
    office.do(TakeBack(entry), office.boss)
    with pytest.raises(RuleBroken) as caught:
        office.do(TakeBack(), office.boss)
    assert caught.value.key == "tier_in_use"
    office.do(TakeBack())
    office.do(TakeBack(), office.boss)
    assert {key: rules(office, key) for key in before} == before
    assert office.sql("SELECT COUNT(*) FROM goal") == goals


def test_nothing_comes_back_into_a_tier_that_is_gone(office: Office) -> None:
    tier = added(office)
    lead = office.lead(tier=tier)
    fay = office.person("Fay", "senior_rep", tiers=(tier,))
    moved = office.do(ChangeLeads(BulkWish(BulkKind.TIER, tier=1), (lead,)), office.boss)
    fields = PersonFields("Fay", (), ZONE, tiers=(1,))
    edited = office.do(EditPerson(fay, fields), office.boss)
    gone = office.do(RemoveTier(tier), office.boss)
    for entry in (moved.entry_id, edited.entry_id):
        with pytest.raises(RuleBroken) as caught:
            office.do(TakeBack(entry), office.boss)
        assert caught.value.key == "tier_gone"
    office.do(TakeBack(gone.entry_id), office.boss)
    for entry in (edited.entry_id, moved.entry_id):
        office.do(TakeBack(entry), office.boss)
    assert office.lead_now(lead).tier == tier
    assert {p.id: p.tiers for p in office.ask(AskPeople())}[fay] == (tier,)


def test_a_person_works_any_tiers_whatever_roles_that_takes(office: Office) -> None:
    who = office.person("Theo", tiers=(1, 3))
    found = {person.id: person for person in office.ask(AskPeople())}[who]
    assert found.tiers == (1, 3)
    assert sorted(found.roles) == ["qualifier", "senior_rep"]
    assert found.home_tier == 1
    with pytest.raises(BadInput) as caught:
        office.person("Nia", tiers=(8,))
    assert caught.value.key == "unknown_tier"


def hand_on(office: Office) -> None:
    """Let calls of tier 2 hand off, as a team may decide."""
    pads: tuple[Outcome, ...] = decode_rule("outcomes", rules(office, "outcomes"))
    qualified = next(one for one in TIER_1 if one.id == "qualified")
    more = (*pads, *copied([replace(qualified, key="", position=40)], 2))
    office.do(ChangeRule("outcomes", encode_rule("outcomes", more)), office.boss)


def test_a_rep_hands_off_to_the_next_tier_and_gets_it_back(office: Office) -> None:
    ama = office.person("Ama", tiers=(3,))
    lead = office.accepted()
    with pytest.raises(RuleBroken) as caught:
        office.hand_off(lead, office.sam)
    assert caught.value.key == "no_handoff_here"
    hand_on(office)
    handoff = office.hand_off(lead, office.sam, note="renewal")
    with pytest.raises(RuleBroken):
        office.do(RemoveTier(3), office.boss)
    office.do(ReturnHandoff(handoff, "other", "Call first."), ama)
    back = office.lead_now(lead)
    assert (back.tier, back.kind, back.owner_id) == (2, QueueKind.NEXT_STEP, office.sam)
    assert office.take(office.sam, 2) == lead
    office.do(AcceptHandoff(office.hand_off(lead, office.sam, note="called")), ama)
    now = office.lead_now(lead)
    assert (now.tier, now.kind, now.owner_id) == (3, QueueKind.ACCEPTED, ama)
    assert office.take(ama, 3) == lead


def test_without_a_next_tier_a_pad_offers_no_handoff(office: Office) -> None:
    hand_on(office)
    assert "qualified" in pad(office, office.sam, 2)
    office.do(RemoveTier(3), office.boss)
    assert "qualified" not in pad(office, office.sam, 2)


@pytest.mark.parametrize("steps", DEFAULT_LIKE.values())
@pytest.mark.parametrize("owner", [0, 7])
@given(st.sampled_from([kind for kind in QueueKind if kind is not QueueKind.NONE]))
def test_every_kind_has_a_place_where_it_is_found(
    owner: int, steps: tuple[Step, ...], kind: QueueKind
) -> None:
    place = place_of(steps, kind, owner)
    whose = "mine" if owner else "anyone"
    assert any(step.kind is place and step.whose == whose for step in steps)


acts = st.lists(
    st.tuples(
        st.sampled_from(["add", "rename", "remove", "lead", "move", "place", "undo", "call"]),
        st.integers(1, 6),
        st.integers(1, 6),
    ),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_nobody_and_nothing_is_ever_without_a_tier(
    new_office: Made, wanted: list[tuple[str, int, int]]
) -> None:
    office = new_office()
    boss = office.boss
    before = {key: rules(office, key) for key in ("tiers", "outcomes", "queue.steps")}
    leads: list[int] = []
    for act, one, other in wanted:
        with contextlib.suppress(LeadDeskError):
            perform(office, act, one, other, leads)
        there = set(numbers([row.tier for row in rows(office)]))
        assert {1, 2} <= there
        assert {row[0] for row in office.sql("SELECT DISTINCT tier FROM lead")} <= there
        for person in office.ask(AskPeople()):
            assert set(person.tiers) <= there
        for tier in there:
            assert office.ask(AskGoals(tier))
    with contextlib.suppress(LeadDeskError):
        while True:
            office.do(TakeBack(), boss)
    there = set(numbers([row.tier for row in rows(office)]))
    assert {row[0] for row in office.sql("SELECT DISTINCT tier FROM lead")} <= there
    if not leads:
        assert {key: rules(office, key) for key in before} == before


def perform(office: Office, act: str, one: int, other: int, leads: list[int]) -> None:
    """Do one thing that concerns tiers; what is refused is refused whole."""
    boss = office.boss
    match act:
        case "add":
            office.do(AddTier(f"New {office.now:%H%M%S} {other}", one), boss)
        case "rename":
            office.do(RenameTier(one, f"Name {other}"), boss)
        case "remove":
            office.do(RemoveTier(one), boss)
        case "lead":
            leads.append(office.lead(tier=one))
        case "move" if leads:
            picked = leads[other % len(leads)]
            office.do(ChangeLeads(BulkWish(BulkKind.TIER, tier=one), (picked,)), boss)
        case "place":
            fields = PersonFields("Dana Whitfield", (), ZONE, tiers=(1, one))
            office.do(EditPerson(office.dana, fields), boss)
        case "undo":
            office.do(TakeBack(), boss if other % 2 else office.dana)
        case "call" if leads:
            office.log(leads[other % len(leads)], "no_answer", office.dana, then_take=False)
    office.later(dt.timedelta(minutes=1))
