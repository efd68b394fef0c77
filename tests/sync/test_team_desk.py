# SPDX-License-Identifier: MIT
"""The desk of a workstation: what is done where, what without the hub, and all of it once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.door import Desk
from leaddesk.desk.lead_fields import fields_of
from leaddesk.desk.link import FromHere, Heard
from leaddesk.desk.whereabouts import COMMANDS, OF_ANY_LEAD, QUERIES, Done, Told
from leaddesk.domain.errors import LeadDeskError, RuleBroken, StaleLead
from leaddesk.sync.answer_age import AnswerAges
from leaddesk.words import errors as words
from tests.desk.test_roles import made
from tests.sync.desk_of_team import Workstation

HOUR = dt.timedelta(hours=1)


def refusal(work: Callable[[], object]) -> str:
    """Return the key of an error, empty for none."""
    try:
        work()
    except LeadDeskError as error:
        return error.key
    return ""


def test_it_is_a_desk_as_the_window_knows_it(workstation: Workstation) -> None:
    desk: Desk = workstation.desk
    assert desk.ask(queries.AskPeople(), workstation.own.now)


# ------------------------------------------------------------------------- where


@pytest.mark.parametrize("kind", list(COMMANDS), ids=lambda kind: kind.__name__)
def test_each_command_goes_where_the_table_says(workstation: Workstation, kind: type) -> None:
    who, now = workstation.who, workstation.own.now
    before = workstation.own.sql("SELECT COUNT(*) FROM journal")
    key = refusal(lambda: workstation.desk.do(made(kind, who), who, now))
    by_hub = COMMANDS[kind] is Done.BY_HUB and kind is not commands.RunClocks
    assert (key == "hub_does_it") == by_hub
    went = bool(workstation.door.calls)
    # There is no such lead here.
    assert went == (COMMANDS[kind] is Done.AT_HUB or kind in OF_ANY_LEAD)
    if went:
        assert workstation.own.sql("SELECT COUNT(*) FROM journal") == before


@pytest.mark.parametrize("kind", list(QUERIES), ids=lambda kind: kind.__name__)
def test_each_question_goes_where_the_table_says(workstation: Workstation, kind: type) -> None:
    who, now = workstation.who, workstation.own.now
    question: queries.Query[Any] = made(kind, who)

    refusal(lambda: workstation.desk.ask(question, now, who))
    # What is not here is asked there: there is no such lead, and no such handoff, here.
    assert bool(workstation.door.calls) == (QUERIES[kind] is not Told.HERE)
    workstation.away()
    key = refusal(lambda: workstation.desk.ask(question, now, who))
    assert (key == "needs_hub") == (QUERIES[kind] in {Told.ONLY_THERE, Told.HERE_FIRST})


def test_the_program_itself_is_answered_here(workstation: Workstation) -> None:
    workstation.desk.ask(queries.AskTeamWall(), workstation.own.now)
    assert workstation.door.calls == []


def test_a_colleagues_day_is_asked_at_the_hub(workstation: Workstation) -> None:
    own, hub = workstation.own, workstation.hub.office
    hub.log(hub.lead(), "no_answer", hub.dana)
    day = workstation.desk.ask(queries.AskProgress(own.dana, 1), own.now, workstation.who)
    assert {goal.metric: goal.done for goal in day.goals}["calls"] == 1


def test_a_lead_that_is_here_is_shown_as_it_is_here(workstation: Workstation) -> None:
    own, hub = workstation.own, workstation.hub.office
    lead = own.lead("Here")
    assert hub.lead("There") == lead
    other = hub.lead("Other")
    ask = workstation.desk.ask
    assert ask(queries.AskLead(lead), own.now, workstation.who).last_name == "Here"
    assert ask(queries.AskLead(other), own.now, workstation.who).last_name == "Other"
    workstation.away()
    assert ask(queries.AskLead(lead), own.now, workstation.who).last_name == "Here"
    with pytest.raises(RuleBroken, match="needs_hub"):
        ask(queries.AskLead(other), own.now, workstation.who)


@pytest.mark.parametrize("known", [True, False])
def test_without_the_hub_the_team_is_shown_as_it_is_here_with_its_age(
    workstation: Workstation, *, known: bool
) -> None:
    own, hub, desk = workstation.own, workstation.hub.office, workstation.desk
    hub.lead("There")
    assert [row.name for row in desk.ask(queries.AskSearch("there"), own.now, workstation.who)]
    own.lead("Here")
    workstation.away(known=known)
    found = desk.ask(queries.AskSearch("here"), own.now, workstation.who)
    assert [row.name for row in found] == ["Ann Here"]
    assert desk.age_of(queries.AskSearch) == FromHere(workstation.step.at)
    assert desk.age_of(queries.AskLeads) is None
    assert ("AskSearch" in workstation.door.calls[1:]) == (not known)
    workstation.back()
    desk.ask(queries.AskSearch("here"), own.now, workstation.who)
    assert desk.age_of(queries.AskSearch) is None


def test_what_the_hub_refuses_is_refused_here(workstation: Workstation) -> None:
    own = workstation.own
    workstation.door.who = own.dana
    with pytest.raises(RuleBroken, match="team_lead_only"):
        workstation.desk.ask(queries.AskTeamWall(), own.now, own.dana)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        workstation.desk.do(commands.AddTier("x", 1), own.dana, own.now)


# ------------------------------------------------------------------------- doing at the hub


def test_a_team_lead_corrects_a_lead_that_is_not_here_and_takes_that_back(
    workstation: Workstation,
) -> None:
    own, hub, who = workstation.own, workstation.hub.office, workstation.who
    lead = hub.lead("There", phones=(("612 555 0177", ""),))
    card = workstation.desk.ask(queries.AskLead(lead), own.now, who)
    fields = replace(fields_of(card), last_name="Corrected")
    done = workstation.desk.do(commands.EditLead(lead, card.version, fields), who, own.now)
    assert hub.lead_now(lead).last_name == "Corrected"
    with pytest.raises(StaleLead, match="edited_since"):
        workstation.desk.do(commands.EditLead(lead, card.version, fields), who, own.now)
    workstation.desk.do(commands.TakeBack(done.entry_id), who, own.now)
    assert hub.lead_now(lead).last_name == "There"
    workstation.away()
    with pytest.raises(RuleBroken, match="needs_hub"):
        workstation.desk.do(commands.AddNote(lead, "a note"), who, own.now)


def test_a_colleague_does_nothing_to_a_lead_that_is_not_here(workstation: Workstation) -> None:
    own, hub = workstation.own, workstation.hub.office
    lead, workstation.door.who = hub.lead("There"), own.dana
    for command in (
        commands.EditLead(lead, hub.lead_now(lead).version, commands.LeadFields(last_name="X")),
        commands.AddNote(lead, "a note"),
    ):
        with pytest.raises(RuleBroken, match="not_your_lead"):
            workstation.desk.do(command, own.dana, own.now)
    assert hub.lead_now(lead).last_name == "There"


def test_what_only_the_hub_decides_says_so_without_it(workstation: Workstation) -> None:
    now, who = workstation.own.now, workstation.who
    workstation.away()
    with pytest.raises(RuleBroken, match="needs_hub") as caught:
        workstation.desk.do(commands.AddTier("Closers", 2), who, now)
    assert words.has_words(caught.value)
    assert workstation.door.calls == []
    with pytest.raises(RuleBroken, match="needs_hub"):
        workstation.desk.rescrub(who, now)


def tiers(workstation: Workstation) -> int:
    hub = workstation.hub.office
    return len(hub.ask(queries.AskTiers(), who=hub.boss))


def test_a_lost_answer_is_asked_for_again_and_nothing_done_twice(workstation: Workstation) -> None:
    before = tiers(workstation)
    workstation.door.lost = 2
    done = workstation.desk.do(commands.AddTier("Closers", 2), workstation.who, workstation.own.now)
    assert done.changes & Kind.RULES
    assert tiers(workstation) == before + 1


def test_what_nobody_knows_whether_it_was_done_is_done_once_when_it_is_done_again(
    workstation: Workstation,
) -> None:
    before, now, who = tiers(workstation), workstation.own.now, workstation.who
    workstation.door.lost = 3
    with pytest.raises(RuleBroken, match="hub_silent") as caught:
        workstation.desk.do(commands.AddTier("Closers", 2), who, now)
    assert "not known" in words.say(caught.value)
    workstation.desk.do(commands.AddTier("Closers", 2), who, now + HOUR)
    assert tiers(workstation) == before + 1
    # From there on it is another wish.
    with pytest.raises(LeadDeskError):
        workstation.desk.do(commands.AddTier("Closers", 2), who, now + HOUR)


@pytest.mark.parametrize("later", [HOUR, 25 * HOUR])
def test_the_same_once_more_after_another_or_long_after_is_another_wish(
    workstation: Workstation, later: dt.timedelta
) -> None:
    hub, now, who = workstation.hub.office, workstation.own.now, workstation.who

    def named() -> str:
        tiers = hub.ask(queries.AskTiers(), who=hub.boss)
        return next(one.tier.name for one in tiers if one.tier.number == 1)

    def name(words: str, at: dt.datetime) -> None:
        workstation.desk.do(commands.RenameTier(1, words), who, at)

    workstation.door.lost = 3
    with pytest.raises(RuleBroken, match="hub_silent"):
        name("Openers", now)
    if later == HOUR:
        name("Callers", now + HOUR)
    else:
        hub.do(commands.RenameTier(1, "Callers"), who=hub.boss)
    assert named() == "Callers"
    name("Openers", now + later)
    assert named() == "Openers"


def test_what_was_done_at_the_hub_is_taken_back_there(workstation: Workstation) -> None:
    before, now, who = tiers(workstation), workstation.own.now, workstation.who
    workstation.desk.do(commands.AddTier("Closers", 2), who, now)
    workstation.desk.do(commands.TakeBack(), who, now)
    assert tiers(workstation) == before
    done = workstation.desk.do(commands.AddTier("Openers", 2), who, now)
    workstation.desk.do(commands.TakeBack(done.entry_id), who, now)
    assert tiers(workstation) == before


def test_what_was_done_here_is_taken_back_here(workstation: Workstation) -> None:
    own, who, now = workstation.own, workstation.who, workstation.own.now
    workstation.desk.do(commands.AddTier("Closers", 2), who, now)
    lead = own.lead("Here")
    done = workstation.desk.do(commands.AddNote(lead, "rings at noon"), who, now)
    workstation.step.operations.add(done.entry_id)
    calls = len(workstation.door.calls)
    workstation.desk.do(commands.TakeBack(done.entry_id if not done.undoable else ""), who, now)
    assert len(workstation.door.calls) == calls
    with pytest.raises(RuleBroken, match="nothing_to_undo"):
        workstation.desk.do(commands.TakeBack(done.entry_id), who, now)


def test_a_clock_that_runs_at_the_hub_is_left_alone(workstation: Workstation) -> None:
    done = workstation.desk.do(commands.RunClocks(), 0, workstation.own.now)
    assert done.changes is Kind.NONE
    assert workstation.door.calls == []


# ------------------------------------------------------------------------- a lead that is chosen


def test_a_chosen_lead_comes_with_its_lease_before_it_is_in_hand(
    workstation: Workstation,
) -> None:
    own, desk = workstation.own, workstation.desk
    lead, mine = own.lead(), own.lead()
    workstation.step.workable.add(mine)
    desk.do(commands.TakeNext(1, lead), own.dana, own.now)
    assert workstation.step.brought == [lead]
    desk.do(commands.TakeNext(1, mine), own.dana, own.now)
    desk.do(commands.TakeNext(1), own.dana, own.now)
    assert workstation.step.brought == [lead]


@pytest.mark.parametrize("known", [True, False])
def test_without_the_hub_only_leads_of_this_workstation_are_taken(
    workstation: Workstation, *, known: bool
) -> None:
    own, desk = workstation.own, workstation.desk
    lead, mine = own.lead(), own.lead()
    workstation.step.workable.add(mine)
    workstation.away(known=known)
    with pytest.raises(RuleBroken, match="lead_at_hub") as caught:
        desk.do(commands.TakeNext(1, lead), own.dana, own.now)
    assert words.has_words(caught.value)
    assert desk.do(commands.TakeNext(1, mine), own.dana, own.now).lead_id == mine


# ------------------------------------------------------------------------- beside all that


def test_the_night_is_the_hubs_and_screens_hear_of_new_rows(workstation: Workstation) -> None:
    desk, now = workstation.desk, workstation.own.now
    assert not desk.tend(now)
    assert not desk.prepare(now)
    assert not desk.catch_up()
    desk.changed_elsewhere()
    assert not desk.changed_elsewhere()
    desk.told_of_change()
    assert desk.changed_elsewhere()
    assert not desk.changed_elsewhere()


def test_work_here_is_sent_soon(workstation: Workstation) -> None:
    own, before = workstation.own, workstation.step.pokes
    workstation.desk.do(commands.AddNote(own.lead(), "x"), own.dana, own.now)
    assert workstation.step.pokes == before + 1


def test_an_age_is_forgotten_when_the_hub_answers() -> None:
    ages, noon = AnswerAges(), dt.datetime(2026, 5, 12, tzinfo=dt.UTC)
    ages.from_here(queries.AskPlan, None)
    assert ages.told(queries.AskPlan) == FromHere(None)
    ages.from_here(queries.AskPlan, noon)
    assert ages.told(queries.AskPlan) == FromHere(noon)
    ages.from_hub(queries.AskPlan)
    assert ages.told(queries.AskPlan) is None


def test_rows_that_the_link_told_of_are_told_once(workstation: Workstation) -> None:
    desk = workstation.desk
    desk.told_of_change()
    desk.told_by_link(Heard.TEAM)
    assert desk.changed_elsewhere()
    desk.told_of_change()
    desk.told_by_link(Heard.WRITTEN)
    assert not desk.changed_elsewhere()
