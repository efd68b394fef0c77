# SPDX-License-Identifier: MIT
"""The funnel equals a recount of the journal and of the handoffs, whatever days there were."""

from __future__ import annotations

import datetime as dt
import random
import statistics
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from leaddesk.desk.commands import AcceptHandoff, SetCampaignCost, SetSourceCost, TakeBack
from leaddesk.desk.queries import AskFunnel, AskPlan, CampaignValue, FunnelView, SourceValue
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.funnel import STAGES, Span
from leaddesk.storage.moments import from_ms
from tests.factories import DAY, HOUR, MINUTE, Office

REACHED = {"not_now", "not_interested", "qualified", "callback"}
TALKS = {"not_now", "qualified"}
OUTCOMES = ("no_answer", "voicemail", "gatekeeper", "not_now", "not_interested", "callback")
PLACES = (("MN", "612"), ("CA", "415"))


def some_days(office: Office, seed: int) -> None:
    """Two people call leads of two sources in two zones for weeks, and take some calls back."""
    chance = random.Random(seed)
    people = (office.dana, office.person("Ben Cruz", "qualifier"))
    for number in range(12):
        for place in range(6):
            region, code = chance.choice(PLACES)
            phones = ((f"+1{code}555{2000 + 10 * number + place}", "direct"),)
            lead = office.lead(
                source=chance.choice(("Web", "Fair")), campaign=chance.choice(("", "Spring")),
                region=region, phones=phones,
            )  # fmt: skip
            _work(office, lead, chance, people)
            office.later(chance.choice((MINUTE, HOUR)))
        office.now = office.now.replace(hour=17, minute=0) + DAY
    office.later(20 * DAY)


def _work(office: Office, lead: int, chance: random.Random, people: tuple[int, ...]) -> None:
    who = chance.choice(people)
    for _ in range(chance.randrange(1, 3)):
        outcome = chance.choice(OUTCOMES)
        done = office.log(
            lead, outcome, who, when=office.now.replace(hour=18) + 3 * DAY, then_take=False,
            reason={"not_now": "no_budget", "not_interested": "no_need"}.get(outcome, ""),
        )  # fmt: skip
        if chance.random() < 0.2:
            office.do(TakeBack(done.entry_id), who)
        if outcome in REACHED:
            return
        office.later(5 * HOUR)
    if chance.random() < 0.5:
        handoff = office.hand_off(lead, who)
        if chance.random() < 0.8:
            office.do(AcceptHandoff(handoff), office.sam)
            office.later(HOUR)
            for stage in ("presentation_held", "won")[: chance.randrange(3)]:
                office.log(lead, stage, office.sam, amount=100, when=office.now + DAY,
                           then_take=False)  # fmt: skip


def recounted(office: Office, view: FunnelView) -> dict[str, Counter[tuple[Any, ...]]]:
    """Return calls, connects and talks by hour and source, from the journal and nothing else."""
    told: dict[str, Counter[tuple[Any, ...]]] = {
        name: Counter() for name in ("hour", "source", "person", "their hour", "their source")
    }
    last_counted: dict[int, dt.datetime] = {}
    for lead, at, outcome, person, day, source, region in office.sql(
        "SELECT journal.lead_id, journal.at, journal.outcome, journal.person_id, day, "
        "source.name, area.time_zones FROM journal JOIN lead ON lead.id = journal.lead_id "
        "JOIN source ON source.id = lead.source_id JOIN area ON area.id = lead.area_id "
        "WHERE journal.kind IN ('call', 'handoff') AND journal.tier = 1 AND voided_by = '' "
        "ORDER BY seq"
    ):
        moment = from_ms(at)
        counts = lead not in last_counted or moment - last_counted[lead] >= 4 * HOUR
        if counts:
            last_counted[lead] = moment
        if not view.first <= dt.date.fromisoformat(day) <= view.last:
            continue
        local = moment.astimezone(ZoneInfo(region.split("|")[0]))
        metrics = [*(["calls"] if counts else []),
                   *(["connects"] if counts and outcome in REACHED else []),
                   *(["conversations"] if outcome in TALKS else [])]  # fmt: skip
        for metric in metrics:
            told["hour"][local.weekday(), local.hour, metric] += 1
            told["source"][source, metric] += 1
            told["person"][person, metric] += 1
            told["their hour"][person, local.weekday(), local.hour, metric] += 1
            told["their source"][person, source, metric] += 1
    return told


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_a_recount_of_the_journal(office: Office, seed: int) -> None:
    some_days(office, seed)
    view = office.ask(AskFunnel(Span.THREE_MONTHS))
    told = recounted(office, view)
    hours = {(c.weekday, c.hour): (c.reached.entered, c.reached.went_on) for c in view.hours}
    assert hours == {
        (day, hour): (n, told["hour"][day, hour, "connects"])
        for (day, hour, metric), n in told["hour"].items()
        if metric == "calls"
    }
    for row in view.by["source"]:
        calls, connects = (told["source"][row.name, name] for name in ("calls", "connects"))
        assert row.steps[0] == Conversion(calls, connects)
    for row in view.by["person"]:
        if row.id != office.sam:
            entered = told["person"][row.id, "calls"]
            assert row.steps[0] == Conversion(entered, told["person"][row.id, "connects"])
    for place, metric in enumerate(STAGES[:3]):
        assert view.reached[place] == sum(
            n for key, n in told["source"].items() if key[1] == metric
        )
    handed = [sum(row[0] for row in office.sql(
        f"SELECT COUNT(*) FROM handoff WHERE state = 'accepted' AND {column} > 0"
    )) for column in ("decided_at", "presented_at", "proposed_at", "won_at")]  # fmt: skip
    assert view.reached[3:] == tuple(handed)
    assert sum(row.won for row in view.sources) == handed[-1]
    assert sum(row.revenue for row in view.sources) == 100 * handed[-1]


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_of_one_person_are_a_recount(office: Office, seed: int) -> None:
    some_days(office, seed)
    whole = office.ask(AskFunnel(Span.THREE_MONTHS))
    told = recounted(office, whole)
    assert {person for person, _ in whole.people} == {row.id for row in whole.by["person"]}
    for who, _ in whole.people:
        view = office.ask(AskFunnel(Span.THREE_MONTHS, who))
        assert view.people == whole.people
        hours = {(c.weekday, c.hour): (c.reached.entered, c.reached.went_on) for c in view.hours}
        assert hours == {
            (day, hour): (n, told["their hour"][who, day, hour, "connects"])
            for (person, day, hour, metric), n in told["their hour"].items()
            if person == who and metric == "calls"
        }
        for row in view.by["source"]:
            mine = [told["their source"][who, row.name, metric] for metric in STAGES[:2]]
            assert row.steps[0] == Conversion(*mine)
        assert view.reached[:3] == tuple(told["person"][who, metric] for metric in STAGES[:3])
        stages = (("giver_id", "decided_at"), ("receiver_id", "presented_at"),
                  ("receiver_id", "proposed_at"), ("receiver_id", "won_at"))  # fmt: skip
        handed = [office.sql(
            f"SELECT COUNT(*) FROM handoff WHERE state = 'accepted' AND {at} > 0 AND {by} = :who",
            who=who,
        )[0][0] for by, at in stages]  # fmt: skip
        assert view.reached[3:] == tuple(handed)
        # The row among the others, and this look, are the same.
        assert view.team in whole.by["person"]


@pytest.mark.parametrize("seed", range(2))
def test_people_add_up_to_the_team(office: Office, seed: int) -> None:
    some_days(office, seed)
    whole = office.ask(AskFunnel(Span.THREE_MONTHS))
    views = [office.ask(AskFunnel(Span.THREE_MONTHS, who)) for who, _ in whole.people]
    for place, n in enumerate(whole.reached):
        assert sum(view.reached[place] for view in views) == n
    for source in whole.by["source"]:
        for place, step in enumerate(source.steps):
            parts = [row.steps[place] for view in views for row in view.by["source"]
                     if row.id == source.id]  # fmt: skip
            assert sum(part.entered for part in parts) == step.entered
            assert sum(part.went_on for part in parts) == step.went_on
    cells: Counter[tuple[int, int]] = Counter()
    for view in views:
        for cell in view.hours:
            cells[cell.weekday, cell.hour] += cell.reached.entered
    assert cells == {(c.weekday, c.hour): c.reached.entered for c in whole.hours}


@pytest.mark.parametrize("seed", range(3))
def test_stays_by_source_are_those_of_its_leads(office: Office, seed: int) -> None:
    some_days(office, seed)
    view = office.ask(AskFunnel(Span.THREE_MONTHS))
    places = {"offered": ("first_offered_at", "decided_at"),
              "accepted": ("decided_at", "presented_at"),
              "presented": ("presented_at", "won_at")}  # fmt: skip
    for one in view.stays_by:
        for row in one.stays[1:]:
            entered, left = places[row.status]
            lags = [n for (n,) in office.sql(
                f"SELECT {left} - {entered} FROM handoff WHERE state = 'accepted' AND {left} > 0 "
                "AND source_id = :source", source=one.source_id,
            )]  # fmt: skip
            assert row.n == len(lags)
            usual = statistics.median(lags) * dt.timedelta(milliseconds=1) if lags else None
            assert row.median == usual
    for place, row in enumerate(view.stays):
        assert sum(one.stays[place].n for one in view.stays_by) == row.n


@pytest.mark.parametrize("seed", range(2))
def test_parts_add_up_to_the_team(office: Office, seed: int) -> None:
    some_days(office, seed)
    view = office.ask(AskFunnel(Span.THREE_MONTHS))
    for facet in ("person", "source", "campaign"):
        for place, step in enumerate(view.team.steps):
            parts = [row.steps[place] for row in view.by[facet]]
            assert sum(part.entered for part in parts) == step.entered, (facet, place)
            assert sum(part.went_on for part in parts) == step.went_on, (facet, place)
    tried = [row.reached for row in view.tries]
    assert sum(one.entered for one in tried) == view.team.steps[0].entered


def test_the_share_that_goes_on_to_a_presentation_is_that_of_the_plan(office: Office) -> None:
    some_days(office, 5)
    view = office.ask(AskFunnel(Span.THREE_MONTHS))
    plan = {row.name: row.measured for row in office.ask(AskPlan()).stages}
    assert view.team.steps[3] == plan["handoffs"]


def test_today_does_not_count_yet(office: Office) -> None:
    office.log(office.lead(), "not_interested", reason="no_need", then_take=False)
    assert office.ask(AskFunnel()).reached == (0,) * 7
    office.later(DAY)
    assert office.ask(AskFunnel()).reached == (1, 1, 0, 0, 0, 0, 0)
    office.later(8 * DAY)
    assert office.ask(AskFunnel(Span.WEEK)).reached == (0,) * 7


def test_entries_that_may_still_go_on_do_not_count(office: Office) -> None:
    shown = []
    for _ in range(2):
        shown.append(office.accepted())
        office.later(10 * DAY)
    office.log(shown[0], "presentation_held", office.sam, when=office.now + DAY, then_take=False)
    office.later(DAY)
    # One took twenty days to be presented; the other one is eleven days old.
    assert office.ask(AskFunnel(Span.THREE_MONTHS)).team.steps[3] == Conversion(1, 1)
    office.later(15 * DAY)
    assert office.ask(AskFunnel(Span.THREE_MONTHS)).team.steps[3] == Conversion(2, 1)


def test_how_long_leads_stay_in_each_status(office: Office) -> None:
    lead = office.lead(source_kind="inbound", source="Form")
    office.later(7 * MINUTE)
    handoff = office.hand_off(lead)
    office.later(2 * HOUR)
    office.do(AcceptHandoff(handoff), office.sam)
    office.later(3 * DAY)
    office.log(lead, "presentation_held", office.sam, when=office.now + DAY, then_take=False)
    office.later(4 * DAY)
    office.log(lead, "won", office.sam, amount=900, then_take=False)
    office.later(DAY)
    stays = {row.status: row for row in office.ask(AskFunnel()).stays}
    assert (stays["offered"].median, stays["accepted"].median) == (2 * HOUR, 3 * DAY)
    assert (stays["presented"].median, stays["presented"].n) == (4 * DAY, 1)
    waited = stays["waiting"].median
    assert waited is not None
    assert 6 * MINUTE <= waited <= 8 * MINUTE


def test_a_source_is_held_against_what_it_costs(office: Office) -> None:
    lead = office.lead(source="Fair")
    source = office.lead_now(lead).source_id
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    office.log(lead, "won", office.sam, amount=90_000, then_take=False)
    done = office.do(SetSourceCost(source, 30_000), office.boss)
    office.do(SetSourceCost(source, 20_000), office.boss)
    office.later(DAY)
    (row,) = office.ask(AskFunnel(Span.MONTH)).sources
    assert row == SourceValue(source, "Fair", 1, 90_000, 20_000, round(20_000 * 30 * 12 / 365.25))
    office.do(TakeBack(), office.boss)
    office.do(TakeBack(done.entry_id), office.boss)
    (row,) = office.ask(AskFunnel(Span.MONTH)).sources
    assert (row.month_cost, row.cost) == (None, 0)


def test_a_cost_is_forgotten(office: Office) -> None:
    source = office.lead_now(office.lead(source="Fair")).source_id
    office.do(SetSourceCost(source, 30_000), office.boss)
    office.do(SetSourceCost(source, None), office.boss)
    office.do(SetSourceCost(source, None), office.boss)
    assert office.ask(AskFunnel()).sources[0].month_cost is None


def test_a_campaign_is_held_against_what_it_costs(office: Office) -> None:
    lead = office.lead(source="Fair", campaign="Spring")
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    office.log(lead, "won", office.sam, amount=90_000, then_take=False)
    office.do(SetCampaignCost("Spring", 30_000), office.boss)
    office.do(SetCampaignCost("Spring", 20_000), office.boss)
    office.do(SetCampaignCost("Autumn", 500), office.boss)
    office.later(DAY)
    autumn, spring = office.ask(AskFunnel(Span.MONTH)).campaigns
    month = round(20_000 * 30 * 12 / 365.25)
    assert spring == CampaignValue("Spring", 1, 90_000, 20_000, month)
    assert (autumn.name, autumn.won, autumn.month_cost) == ("Autumn", 0, 500)
    office.do(SetCampaignCost("Autumn", None), office.boss)
    assert [one.name for one in office.ask(AskFunnel()).campaigns] == ["Spring"]
    office.do(TakeBack(), office.boss)
    assert office.ask(AskFunnel()).campaigns[0].month_cost == 500


def test_costs_are_for_team_leads_and_known_sources(office: Office) -> None:
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(SetSourceCost(1, 1), office.dana)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(SetCampaignCost("Spring", 1), office.dana)
    with pytest.raises(NotFound):
        office.do(SetSourceCost(99, 1), office.boss)
    with pytest.raises(NotFound):
        office.do(SetCampaignCost("", 1), office.boss)
    with pytest.raises(BadInput, match="bad_amount"):
        office.do(SetSourceCost(1, -1), office.boss)
