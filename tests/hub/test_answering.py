# SPDX-License-Identifier: MIT
"""What workstations may ask and have done at the hub: rights, once only, nobody else's leads."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import msgspec
import pytest

from leaddesk.desk import commands, exports, queries
from leaddesk.desk.remote import tell, tell_wanted
from leaddesk.desk.roles import PERMITS, Errand, is_about_others, may
from leaddesk.desk.whereabouts import COMMANDS, MADE_BY_RUN, OF_ANY_LEAD, QUERIES, Done, Run
from leaddesk.desk.wire_runs import (
    ExportOrder,
    ListOrder,
    Order,
    Part,
)
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import BadInput, LeadDeskError, NotFound, RuleBroken
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.person import Role
from leaddesk.hub.ports import Caller, Free
from leaddesk.hub.sight import leased_in
from leaddesk.words import done as done_words
from leaddesk.words import errors as words
from tests.desk.test_roles import REFUSALS, made
from tests.factories import Office
from tests.hub.answered import AnsweringHub, caller
from tests.hub.memory_hub import MemoryLead

SECOND = dt.timedelta(seconds=1)
RUN_OF: dict[Any, Run] = {
    commands.ImportOptions: Run.IMPORT_LIST,
    commands.RegistryOptions: Run.IMPORT_REGISTRY,
    Errand.RESCRUB: Run.RESCRUB,
    Errand.RETAIN: Run.RETAIN,
    Errand.ERASE_AGAIN: Run.ERASE_AGAIN,
    **dict.fromkeys(get_args(exports.Wanted), Run.EXPORT),
}


def order_of(answers: AnsweringHub, what: Any, wish: Any) -> Order:
    """Return an order for work that is only begun by one."""
    told: object = wish
    if what is commands.ImportOptions:
        told = ListOrder(wish)
    elif isinstance(what, Errand):
        told = answers.office.desk.erasures() if what is Errand.ERASE_AGAIN else None
    elif what in get_args(exports.Wanted):
        name, fields = tell_wanted(wish)
        told = ExportOrder(name, msgspec.Raw(fields))
    raw = msgspec.Raw(msgspec.json.encode(told))
    return Order(new_entry_id(answers.now()), RUN_OF[what].value, raw)


def wish_at_hub(answers: AnsweringHub, what: Any, who: int, whose: int) -> Callable[[], object]:
    """Return what asks the hub for something over the workstation of a person."""
    wish = made(what, whose)
    if what in RUN_OF:
        return lambda: answers.begin(who, order_of(answers, what, wish))
    if what in QUERIES:
        return lambda: answers.ask(who, wish)
    return lambda: answers.do(who, wish)


def outcome(work: Callable[[], object]) -> str:
    """Return the key by which something was refused; empty when it was not, for rights."""
    try:
        work()
    except LeadDeskError as error:
        return error.key
    return ""


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("what", list(PERMITS), ids=str)
def test_no_role_gets_more_than_the_table_gives_whatever_is_forged(
    answers: AnsweringHub, role: Role, what: Any
) -> None:
    office = answers.office
    me = office.person("Mo Me", role)
    who = next(p for p in office.ask(queries.AskPeople()) if p.id == me)
    for whose in (me, office.dana, office.boss, 0):
        allowed = may({role}, what, about_others=is_about_others(made(what, whose), who))
        key = outcome(wish_at_hub(answers, what, me, whose))
        if what in OF_ANY_LEAD:
            assert (key == "not_your_lead") == (role is not Role.TEAM_LEAD)
            continue
        if what in COMMANDS and COMMANDS[what] is not Done.AT_HUB:
            # What is done on the workstation comes as an operation, never this way.
            assert key in {"not_for_workstations", "bad_wish"}
            continue
        refused = key in REFUSALS | {"export_not_allowed"}
        assert refused == (not allowed), (what, role, whose, key)


def test_every_right_of_the_table_is_tried_at_the_hub() -> None:
    tried = set(RUN_OF) | set(QUERIES) | set(COMMANDS)
    assert tried == set(PERMITS)


def test_who_is_meant_is_told_by_the_token_alone(answers: AnsweringHub) -> None:
    office = answers.office
    me, boss = office.person("Mo Me", Role.QUALIFIER), office.boss
    for query in (queries.AskQueue(boss, 1), queries.AskMyDay(office.sam)):
        with pytest.raises(RuleBroken, match="team_lead_only"):
            answers.ask(me, query)
    goals = commands.SetGoals(1, dt.date(2026, 5, 13), (("calls", 1, True, 1.0),), boss)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        answers.do(me, goals)
    name, told = tell(queries.AskLeadCount())
    for forged in (b'{"person_id": 3, "who": 3, "roles": ["team_lead"]}', told):
        assert b"answer" in answers.answering.ask(caller(me), name, forged)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        answers.answering.ask(caller(me), "AskTeamWall", b'{"person_id": 3}')


def test_whoever_left_or_is_unknown_is_turned_away(answers: AnsweringHub) -> None:
    office = answers.office
    gone = office.person("Gil Gone", *Role)
    fields = commands.PersonFields("Gil Gone", tuple(Role), "UTC")
    office.do(commands.EditPerson(gone, fields, active=False))
    for work in (
        lambda: answers.ask(gone, queries.AskPeople()),
        lambda: answers.do(gone, commands.AddTier("x", 1)),
        lambda: answers.begin(gone, Order("0" * 32, "rescrub")),
        lambda: answers.part(gone, Part("0" * 32, 0)),
        lambda: answers.answering.take(caller(gone), 1),
    ):
        with pytest.raises(RuleBroken, match="person_inactive"):
            work()
    with pytest.raises(NotFound, match="person"):
        answers.ask(99, queries.AskPeople())


def test_whoever_finds_the_number_of_a_lead_in_research_enters_it(answers: AnsweringHub) -> None:
    office = answers.office
    me = office.person("Mo Me", Role.QUALIFIER)
    unknown, known = office.lead("Baker", phones=()), office.lead()
    found = commands.LeadFields(last_name="Baker", phones=(("+16125550188", ""),), country="US")

    def edit(lead_id: int) -> commands.EditLead:
        return commands.EditLead(lead_id, office.lead_now(lead_id).version, found)

    answers.do(me, commands.AddNote(unknown, "rang the front desk"))
    answers.do(me, edit(unknown))
    assert office.lead_now(unknown).phone == "+16125550188"
    for lead in (unknown, known, 9_999):
        with pytest.raises(RuleBroken, match="not_your_lead"):
            answers.do(me, replace(edit(known), lead_id=lead))


def test_an_answer_is_that_of_the_desk(answers: AnsweringHub) -> None:
    office = answers.office
    office.lead("Baker")
    asked: tuple[queries.Query[Any], ...] = (
        queries.AskTeamWall(), queries.AskStaff(), queries.AskSearch("bak"),
    )  # fmt: skip
    for query in asked:
        assert answers.ask(office.boss, query) == office.ask(query, who=office.boss)


def test_what_no_workstation_may_say_is_refused_in_words(answers: AnsweringHub) -> None:
    boss = answers.office.boss
    for command in (commands.RunClocks(), commands.TakeNext(1), commands.TakeBack()):
        with pytest.raises(RuleBroken, match="not_for_workstations") as caught:
            answers.do(boss, command)
        assert words.has_words(caught.value)
    for kind in MADE_BY_RUN:
        with pytest.raises(RuleBroken, match="not_for_workstations"):
            answers.do(boss, made(kind, 0))
    with pytest.raises(BadInput, match="unknown_wish"):
        answers.answering.ask(caller(boss), "AddTier", b'{"name": "x", "like": 1}')
    with pytest.raises(RuleBroken, match="not_for_workstations"):
        answers.answering.do(caller(boss), "AskTeam", b"{}", "ab")
    for bad in ("", "x" * 33):
        with pytest.raises(BadInput, match="bad_wish"):
            answers.answering.do(caller(boss), "AddTier", b'{"name": "x", "like": 1}', bad)


# ------------------------------------------------------------------------- once


def tiers(office: Office) -> int:
    return len(office.ask(queries.AskTiers(), who=office.boss))


def test_a_command_whose_answer_was_lost_is_done_once(answers: AnsweringHub) -> None:
    office = answers.office
    before, entry = tiers(office), new_entry_id(office.now)
    add = commands.AddTier("Closers", 2)
    first = answers.do(office.boss, add, entry)
    office.later(dt.timedelta(hours=2))
    assert answers.do(office.boss, add, entry) == first
    assert first.entry_id == entry
    assert tiers(office) == before + 1


def test_after_a_start_of_the_hub_it_is_known_by_its_journal_row(
    answers: AnsweringHub, tmp_path: Any
) -> None:
    office = answers.office
    entry = new_entry_id(office.now)
    answers.do(office.boss, commands.AddTier("Closers", 2), entry)
    before = tiers(office)
    started = AnsweringHub(office, tmp_path / "again")
    done = started.do(office.boss, commands.AddTier("Closers", 2), entry)
    assert (done.entry_id, done.undoable, tiers(office)) == (entry, True, before)
    assert done_words.label(done) == "Done"
    # Nobody gets at what others did by its id.
    with pytest.raises(RuleBroken, match="not_yours"):
        started.do(office.dana, commands.AddNoCall("Zenith GmbH"), entry)


def test_what_was_refused_may_be_tried_again(answers: AnsweringHub) -> None:
    office = answers.office
    entry = new_entry_id(office.now)
    with pytest.raises(LeadDeskError):
        answers.do(office.boss, commands.RenameTier(9, "Closers"), entry)
    assert answers.do(office.boss, commands.RenameTier(1, "Closers"), entry).entry_id == entry


def test_a_change_of_many_leads_is_one_entry_taken_back_by_its_id(answers: AnsweringHub) -> None:
    office = answers.office
    lead = office.lead()
    entry = new_entry_id(office.now)
    wish = commands.BulkWish(BulkKind.CAMPAIGN, text="Spring")
    done = answers.do(office.boss, commands.ChangeLeads(wish, (lead,)), entry)
    assert done.entry_id == entry
    assert office.lead_now(lead).campaign == "Spring"
    answers.do(office.boss, commands.TakeBack(entry))
    assert office.lead_now(lead).campaign == ""


# ------------------------------------------------------------------------- bounds


def test_a_page_has_its_bounds(answers: AnsweringHub) -> None:
    office = answers.office
    assert len(answers.ask(office.boss, queries.AskLeads(limit=10**6)).rows) == 0
    for _ in range(3):
        office.lead()
    page = answers.ask(office.boss, queries.AskLeads(limit=2))
    assert (len(page.rows), page.next_after is None) == (2, False)


def test_several_team_leads_are_answered_from_one_look_at_the_team(answers: AnsweringHub) -> None:
    office = answers.office
    other = office.person("Lea Lead", Role.TEAM_LEAD)
    first = answers.ask(office.boss, queries.AskTeamWall())
    office.person("Nora New", Role.QUALIFIER)
    assert answers.ask(other, queries.AskTeamWall()) == first
    office.later(2 * SECOND)
    assert len(answers.ask(other, queries.AskTeamWall()).rows) == len(first.rows) + 1
    with pytest.raises(RuleBroken, match="team_lead_only"):
        answers.ask(office.dana, queries.AskTeamWall())


def test_whoever_got_an_answer_from_before_a_change_is_told_once_it_is_worked_out_anew(
    answers: AnsweringHub,
) -> None:
    office, overtaken = answers.office, answers.answering.is_overtaken
    answers.ask(office.boss, queries.AskTeamWall())
    answers.ask(office.boss, queries.AskTeamWall())
    office.later(2 * SECOND)
    assert not overtaken()  # nothing changed
    answers.ask(office.boss, queries.AskTeamWall())
    answers.mark += 1
    answers.ask(office.boss, queries.AskTeamWall())
    assert not overtaken()  # the same answer would be given again
    office.later(SECOND)
    assert (overtaken(), overtaken()) == (True, False)
    answers.mark += 1
    answers.ask(office.boss, queries.AskTeamWall())
    office.later(SECOND)
    assert not overtaken()


# ------------------------------------------------------------------------- others' leads


def hidden(answers: AnsweringHub, who: int, lead: int) -> bool:
    """Tell whether a person is told of a lead only who has it, wherever they ask."""
    name = answers.office.lead_now(lead).last_name
    rows = [
        row
        for answer in (
            answers.ask(who, queries.AskSearch(name)),
            answers.ask(who, queries.AskLeads(LeadFilter(), limit=100)).rows,
        )
        for row in answer
        if row.id == lead
    ]
    assert len(rows) == 2
    bare = [not (row.phone or row.email or row.source or row.last_outcome) for row in rows]
    refused = outcome(lambda: answers.ask(who, queries.AskLead(lead))) == "others_lead"
    assert set(bare) == {refused}
    if refused:
        assert all(row.owner for row in rows)
    return refused


def test_a_clock_that_is_set_back_keeps_no_answer_alive(answers: AnsweringHub) -> None:
    office = answers.office
    first = answers.ask(office.boss, queries.AskTeamWall())
    office.now -= dt.timedelta(hours=1)
    office.person("Late", Role.QUALIFIER)
    assert len(answers.ask(office.boss, queries.AskTeamWall()).rows) == len(first.rows) + 1


def test_a_lead_that_is_nobodys_is_read_by_everybody(answers: AnsweringHub) -> None:
    office = answers.office
    lead = office.lead("Baker", email="baker@example.com")
    me = office.person("Mo Me", Role.QUALIFIER)
    assert [hidden(answers, who, lead) for who in (me, office.dana, office.sam)] == [False] * 3


def test_a_lead_in_somebody_elses_hands_shows_who_has_it(answers: AnsweringHub) -> None:
    office = answers.office
    lead = office.accepted()
    me = office.person("Mo Me", Role.QUALIFIER)
    # Sam has it, Dana gave it, Lou leads the team.
    assert not any(hidden(answers, who, lead) for who in (office.sam, office.dana, office.boss))
    assert hidden(answers, me, lead)
    row = answers.ask(me, queries.AskSearch(office.lead_now(lead).last_name))[0]
    assert (row.owner, row.company) == ("Sam Ortiz", office.lead_now(lead).company)


def test_a_callback_that_is_somebodys_own_is_theirs(answers: AnsweringHub) -> None:
    office = answers.office
    lead = office.lead("Baker")
    office.log(lead, "callback", when=office.now + dt.timedelta(hours=3))
    assert office.lead_now(lead).owner_id == office.dana
    me = office.person("Mo Me", Role.SENIOR_REP)
    assert not hidden(answers, office.dana, lead)
    assert hidden(answers, me, lead)


def test_a_handoff_on_offer_is_the_givers_and_the_receivers(answers: AnsweringHub) -> None:
    office = answers.office
    lead = office.lead("Baker")
    handoff = office.hand_off(lead)
    me = office.person("Mo Me", Role.SENIOR_REP)
    for who in (office.dana, office.sam, office.boss):
        assert not hidden(answers, who, lead)
        assert answers.ask(who, queries.AskHandoff(handoff)).lead.id == lead
    assert hidden(answers, me, lead)
    with pytest.raises(RuleBroken, match="others_lead") as caught:
        answers.ask(me, queries.AskHandoff(handoff))
    assert "Sam Ortiz" in words.say(caught.value)


def test_a_lead_that_another_workstation_holds_is_in_other_hands(answers: AnsweringHub) -> None:
    office = answers.office
    lead = office.lead("Baker")
    answers.leased[lead] = office.sam
    assert hidden(answers, office.dana, lead)
    assert not hidden(answers, office.sam, lead)
    # The queue as the hub has it would show what others hold.
    with pytest.raises(RuleBroken, match="not_for_workstations"):
        answers.ask(office.dana, queries.AskQueue(office.dana, 1))
    assert answers.ask(office.boss, queries.AskQueue(office.dana, 1)).card is None


def test_who_holds_a_lead_is_told_by_the_hubs_leases(answers: AnsweringHub) -> None:
    hub = answers.memory
    hub.data.leads[7] = MemoryLead(7, "+15550007")
    with hub.unit() as unit:
        device = unit.device(Caller("P2", "P2"))
        lease = unit.grant(device, Free(7, "+15550007"), answers.now())
    assert lease is not None
    assert leased_in(hub)([7, 8]) == {7: device.person_id}
    with hub.unit() as unit:
        unit.end(lease, "worked")
    assert leased_in(hub)([7, 8]) == {}


def test_a_repeat_while_the_first_is_under_way_waits_for_it(answers: AnsweringHub) -> None:
    office = answers.office
    entry, add = new_entry_id(office.now), commands.AddTier("Closers", 2)
    before, found = tiers(office), []
    threads = [
        threading.Thread(target=lambda: found.append(answers.do(office.boss, add, entry)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len({one.entry_id for one in found}) == 1
    assert tiers(office) == before + 1
