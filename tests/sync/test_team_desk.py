# SPDX-License-Identifier: MIT
"""The desk of a workstation: what is done where, what without the hub, and all of it once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from leaddesk.desk import commands, exports, queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.door import Desk
from leaddesk.desk.intake import Chunk
from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.desk.whereabouts import COMMANDS, QUERIES, Done, Told
from leaddesk.desk.wire_runs import Order
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import BadInput, HubAway, LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.domain.lead_draft import RejectedRow
from leaddesk.sync.answer_age import AnswerAges
from leaddesk.sync.waiting_lists import WaitingLists
from leaddesk.words import errors as words
from tests.desk.test_roles import made
from tests.factories import Office, draft
from tests.sync.desk_of_team import Workstation

HOUR = dt.timedelta(hours=1)


def rows_of(*numbers: int) -> list[Any]:
    return [draft(number, company=f"Acme {number}") for number in numbers]


def refusal(work: Callable[[], object]) -> str:
    """Return the key of an error, empty for none."""
    try:
        work()
    except LeadDeskError as error:
        return error.key
    return ""


def leads_in(office: Office) -> int:
    return int(office.sql("SELECT COUNT(*) FROM lead WHERE state <> 'staged'")[0][0])


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
    assert went == (COMMANDS[kind] is Done.AT_HUB)
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
    with pytest.raises(StoreUnavailable, match="needs_hub"):
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
    assert desk.age_of(queries.AskSearch) == workstation.step.at
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


def test_what_only_the_hub_decides_says_so_without_it(workstation: Workstation) -> None:
    now, who = workstation.own.now, workstation.who
    workstation.away()
    with pytest.raises(StoreUnavailable, match="needs_hub") as caught:
        workstation.desk.do(commands.AddTier("Closers", 2), who, now)
    assert words.has_words(caught.value)
    assert workstation.door.calls == []
    with pytest.raises(StoreUnavailable, match="needs_hub"):
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
    with pytest.raises(StoreUnavailable, match="hub_silent") as caught:
        workstation.desk.do(commands.AddTier("Closers", 2), who, now)
    assert "not known" in words.say(caught.value)
    workstation.desk.do(commands.AddTier("Closers", 2), who, now + HOUR)
    assert tiers(workstation) == before + 1
    # From there on it is another wish.
    with pytest.raises(LeadDeskError):
        workstation.desk.do(commands.AddTier("Closers", 2), who, now + HOUR)


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


# ------------------------------------------------------------------------- lists


OPTIONS = commands.ImportOptions("Fair", "Fair")


def test_a_list_is_read_here_and_imported_at_the_hub(workstation: Workstation) -> None:
    now, who, seen = workstation.own.now, workstation.who, []
    rejected = RejectedRow(9, "empty", "", ())
    refused: list[Sequence[RejectedRow]] = []
    dry = workstation.desk.import_list([rows_of(2, 3)], OPTIONS, who, now, dry_run=True)
    result = workstation.desk.import_list(
        [rows_of(2, 3), [*rows_of(4), rejected]], OPTIONS, who, now,
        report=seen.append, turned_down=refused.append,
    )  # fmt: skip
    assert (dry.count.new, dry.list_id, result.count.new) == (2, None, 3)
    assert (leads_in(workstation.hub.office), leads_in(workstation.own)) == (3, 0)
    assert [row.row for row in result.turned_down] == [9]
    assert [row.row for rows in refused for row in rows] == [9]
    assert seen == sorted(seen)
    assert workstation.desk.waiting_lists() == ()


@pytest.mark.parametrize("known", [True, False])
def test_without_the_hub_a_list_waits_and_is_imported_once_when_it_is_back(
    workstation: Workstation, *, known: bool
) -> None:
    now, who = workstation.own.now, workstation.who
    workstation.away(known=known)
    with pytest.raises(StoreUnavailable, match="list_waits") as caught:
        workstation.desk.import_list([rows_of(2, 3), rows_of(4)], OPTIONS, who, now)
    assert "Fair" in words.say(caught.value)
    desk = workstation.opened()  # the machine was started again
    (waiting,) = desk.waiting_lists()
    assert (waiting.options, waiting.person_id, waiting.at, waiting.rows) == (OPTIONS, who, now, 3)
    with pytest.raises(HubAway):
        desk.send_waiting_lists()
    workstation.back()
    workstation.door.lost = 2
    assert desk.send_waiting_lists() == 1
    assert desk.send_waiting_lists() == 0
    assert leads_in(workstation.hub.office) == 3
    assert desk.changed_elsewhere()


def test_a_list_whose_last_answer_was_lost_for_good_is_not_imported_twice(
    workstation: Workstation,
) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk
    workstation.away()
    with pytest.raises(StoreUnavailable, match="list_waits"):
        desk.import_list([rows_of(2, 3)], OPTIONS, who, now)
    workstation.back()
    workstation.hub.runs.begin(who, _order_of(workstation))
    workstation.hub.runs.close()  # it forgot all, as after a start
    assert desk.send_waiting_lists() == 1
    workstation.away()
    with pytest.raises(StoreUnavailable, match="list_waits"):
        desk.import_list([rows_of(2, 3)], OPTIONS, who, now)
    workstation.back()
    assert desk.send_waiting_lists() == 1
    assert leads_in(workstation.hub.office) == 2


def _order_of(workstation: Workstation) -> Order:
    return Order(workstation.desk.waiting_lists()[0].id, "import_list")


def test_a_list_that_the_hub_refuses_stays_with_its_reason_until_it_is_dropped(
    workstation: Workstation,
) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk
    workstation.away()
    bad = commands.ImportOptions("Fair", tier=77)
    for options in (bad, OPTIONS):
        with pytest.raises(StoreUnavailable, match="list_waits"):
            desk.import_list([rows_of(2)], options, who, now)
    workstation.back()
    assert desk.send_waiting_lists() == 1
    (refused,) = desk.waiting_lists()
    assert refused.why
    assert desk.send_waiting_lists() == 0
    desk.drop_waiting_list(refused.id)
    desk.drop_waiting_list("../../own.db")
    assert desk.waiting_lists() == ()
    assert workstation.own.store.database.path is not None
    assert workstation.own.store.database.path.exists()


def test_without_the_hub_only_the_file_itself_is_checked(workstation: Workstation) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk
    workstation.away()
    twice = [*rows_of(2, 3), draft(4, phones=rows_of(2)[0].phones)]
    dry = desk.import_list([twice], OPTIONS, who, now, dry_run=True)
    assert (dry.count.rows, dry.count.duplicates_in_file) == (3, 1)
    assert desk.age_of(commands.ImportOptions) == workstation.step.at
    assert desk.waiting_lists() == ()


def test_a_file_that_is_bad_or_stopped_leaves_nothing(workstation: Workstation) -> None:
    now, who, desk = workstation.own.now, workstation.who, workstation.desk

    def bad() -> Iterator[Chunk]:
        yield rows_of(2)
        raise BadInput("file.empty")

    workstation.away()
    with pytest.raises(BadInput):
        desk.import_list(bad(), OPTIONS, who, now)
    with pytest.raises(RuleBroken, match="import_cancelled"):
        desk.import_list([rows_of(2)], OPTIONS, who, now, cancelled=lambda: True)
    assert desk.waiting_lists() == ()
    folder = workstation.folder / "waiting-lists"
    assert not list(folder.iterdir())


def test_what_a_crash_left_half_read_is_cleared_away(workstation: Workstation) -> None:
    lists = WaitingLists(workstation.folder)
    lists.hold("ab", [(1, b"x")], lambda _rows: None, lambda: False)
    assert lists.waiting() == ()
    workstation.opened().carry_on(workstation.own.now)
    assert not list((workstation.folder / "waiting-lists").iterdir())


# ------------------------------------------------------------------------- other long work


class Kept:
    """An outlet in memory."""

    def __init__(self) -> None:
        self.records: list[Any] = []
        self.state = ""

    def write(self, records: Sequence[Any]) -> None:
        self.records.extend(records)

    def finish(self) -> None:
        self.state = "finished"

    def keep(self) -> None:
        self.state = "kept"

    def drop(self) -> None:
        self.state = "dropped"


def test_an_export_is_written_here_and_noted_at_the_hub(workstation: Workstation) -> None:
    hub, now, outlet = workstation.hub.office, workstation.own.now, Kept()
    leads = {hub.lead() for _ in range(3)}
    done = workstation.desk.export(exports.LeadsWanted(), outlet, workstation.who, now)
    assert (done.rows, outlet.state) == (3, "kept")
    assert {record.kept.lead.id for record in outlet.records} == leads
    assert hub.sql("SELECT COUNT(*) FROM journal WHERE kind = 'export'") == [(1,)]
    assert workstation.own.sql("SELECT COUNT(*) FROM journal WHERE kind = 'export'") == [(0,)]
    everything = Kept()
    workstation.desk.export(exports.EverythingWanted(), everything, workstation.who, now)
    told = {page.table: page for page in everything.records}
    assert told["lead"].columns


def test_who_may_export_is_checked_at_the_hub(workstation: Workstation) -> None:
    workstation.door.who = workstation.own.dana
    outlet = Kept()
    with pytest.raises(RuleBroken, match="export_not_allowed"):
        workstation.desk.export(exports.LeadsWanted(), outlet, workstation.who, workstation.own.now)
    assert (outlet.state, outlet.records) == ("dropped", [])


def test_many_leads_and_people_are_changed_at_the_hub(workstation: Workstation) -> None:
    hub, desk, who = workstation.hub.office, workstation.desk, workstation.who
    now, lead = workstation.own.now, workstation.hub.office.lead()
    wish = commands.ChangeLeads(commands.BulkWish(BulkKind.CAMPAIGN, text="Spring"), (lead,))
    desk.do(wish, who, now)
    assert hub.lead_now(lead).campaign == "Spring"
    desk.do(commands.TakeBack(), who, now)
    assert hub.lead_now(lead).campaign == ""
    fields = commands.PersonFields("Sam Otis", ("senior_rep",), "UTC")
    assert desk.change_person(commands.EditPerson(hub.sam, fields), who, now).undoable
    assert hub.names()[hub.sam] == "Sam Otis"
    assert desk.rescrub(who, now).leads == 1
    assert desk.erase_again(desk.erasures(), who, now) == 0
    with pytest.raises(RuleBroken, match="retention_off"):
        desk.retain(who, now)


def test_a_national_list_is_put_in_force_at_the_hub(workstation: Workstation) -> None:
    hub, now = workstation.hub.office, workstation.own.now
    view = hub.ask(queries.AskRegistries(), who=hub.boss)
    options = commands.RegistryOptions(view[0].key, dt.date(2026, 5, 1))
    chunks = [RegistryChunk(2, {16125: [1, 7]}, {})]
    result = workstation.desk.import_registry(chunks, options, workstation.who, now)
    assert (result.rows, result.numbers) == (2, 2)
    workstation.away()
    with pytest.raises(StoreUnavailable, match="needs_hub"):
        workstation.desk.import_registry(chunks, options, workstation.who, now)


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
    assert (ages.is_from_here(queries.AskPlan), ages.age_of(queries.AskPlan)) == (True, None)
    ages.from_here(queries.AskPlan, noon)
    assert ages.age_of(queries.AskPlan) == noon
    ages.from_hub(queries.AskPlan)
    assert (ages.is_from_here(queries.AskPlan), ages.age_of(queries.AskPlan)) == (False, None)
