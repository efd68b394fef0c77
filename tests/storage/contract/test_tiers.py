# SPDX-License-Identifier: MIT
"""Both databases keep the tiers of people alike, and tell alike what stands in a tier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaddesk.desk.commands import (
    AddTier,
    BulkWish,
    ChangeLeads,
    EditPerson,
    MergeLeads,
    PersonFields,
    RemoveTier,
    TakeBack,
    WatchFolder,
)
from leaddesk.desk.queries import AskGoals, AskPeople, AskTiers
from leaddesk.desk.stores.rules import TierUse
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import RuleBroken
from tests.desk.test_arrivals import FIELDS
from tests.factories import Office


def use(office: Office, tier: int) -> TierUse:
    with office.store.looking() as unit:
        return unit.rules.tier_use(tier)


def test_what_stands_in_a_tier_is_counted(office: Office) -> None:
    assert use(office, 3) == TierUse(0, 0, 0)
    leads = [office.lead(tier=3) for _ in range(3)]
    kept, gone = (office.lead_now(one) for one in leads[:2])
    office.do(MergeLeads(kept.id, gone.id, kept.version, gone.version), office.boss)
    assert use(office, 3) == TierUse(2, 0, 0)
    office.hand_off(office.lead())
    assert use(office, 2) == TierUse(0, 1, 0)
    assert use(office, 1) == TierUse(1, 0, 0)
    office.do(WatchFolder(replace(FIELDS, tier=3)), office.boss)
    assert use(office, 3) == TierUse(2, 0, 1)


def test_the_tiers_of_a_person_are_kept(office: Office) -> None:
    def of(who: int) -> tuple[int, ...]:
        return next(person.tiers for person in office.ask(AskPeople()) if person.id == who)

    theo = office.person("Theo", tiers=(1, 3))
    assert of(theo) == (1, 3)
    assert of(office.sam) == (2,)
    fields = PersonFields("Theo", (), "America/Chicago", tiers=(2,))
    office.do(EditPerson(theo, fields))
    assert of(theo) == (2,)
    office.do(TakeBack(), office.boss)
    assert of(theo) == (1, 3)


def test_a_tier_comes_and_goes_with_its_goals(office: Office) -> None:
    before = office.sql("SELECT key, value FROM rule WHERE key <> 'version' ORDER BY key")
    office.do(AddTier("Farmers", 2), office.boss)
    assert [row.tier.number for row in office.ask(AskTiers())] == [1, 2, 3, 4]
    assert office.ask(AskGoals(4)) == office.ask(AskGoals(2))
    office.do(TakeBack(), office.boss)
    now = office.sql("SELECT key, value FROM rule WHERE key <> 'version' ORDER BY key")
    assert now == before
    assert office.ask(AskGoals(4)) == ()


def test_leads_do_not_come_back_into_a_tier_that_is_gone(office: Office) -> None:
    office.do(AddTier("Farmers", 2), office.boss)
    lead = office.lead(tier=4)
    moved = office.do(ChangeLeads(BulkWish(BulkKind.TIER, tier=2), (lead,)), office.boss)
    with office.store.looking() as unit:
        bulk = unit.bulks.of_entry(moved.entry_id)
        assert unit.bulks.was_in(bulk, 4)
        assert not unit.bulks.was_in(bulk, 3)
    office.do(RemoveTier(4), office.boss)
    with pytest.raises(RuleBroken) as caught:
        office.do(TakeBack(moved.entry_id), office.boss)
    assert caught.value.key == "tier_gone"
    assert office.lead_now(lead).tier == 2
