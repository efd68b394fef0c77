# SPDX-License-Identifier: MIT
"""Whoever leaves a tier or the team leaves nothing stranded, and it can be taken back at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk import bulk_run, leaving
from leaddesk.desk.commands import (
    AcceptHandoff,
    BulkWish,
    ChangeLeads,
    EditPerson,
    FolderFields,
    PersonFields,
    TakeBack,
    WatchFolder,
)
from leaddesk.desk.queries import AskFolders, AskHandoffs, AskLeaving, LeavingView
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import RuleBroken, StaleLead
from tests.factories import Office

CHICAGO = "America/Chicago"
HOUR = dt.timedelta(hours=1)
OPEN_OF_LEAVERS = (
    "SELECT 'lead', lead.id FROM lead JOIN person ON person.id = lead.owner_id "
    "WHERE person.active = 0 AND (lead.state IN (0, 1, 2) OR lead.kind <> 0) "
    "UNION ALL SELECT 'handoff', handoff.id FROM handoff JOIN person "
    "ON person.id = handoff.receiver_id WHERE person.active = 0 AND handoff.open = 1 "
    "UNION ALL SELECT 'feedback', feedback.id FROM feedback JOIN person "
    "ON person.id = feedback.receiver_id WHERE person.active = 0 AND feedback.given_at = 0 "
    "UNION ALL SELECT 'lease', lease.lead_id FROM lease JOIN person "
    "ON person.id = lease.person_id WHERE person.active = 0 "
    "UNION ALL SELECT 'folder', watched_folder.id FROM watched_folder JOIN person "
    "ON person.id = watched_folder.person_id WHERE person.active = 0"
)
NAMES = {"dana": "Dana Whitfield", "sam": "Sam Ortiz"}
HOLDINGS = (
    "SELECT id, owner_id FROM lead ORDER BY id",
    "SELECT id, receiver_id FROM handoff ORDER BY id",
    "SELECT id, receiver_id, given_at FROM feedback ORDER BY id",
    "SELECT id, active, roles FROM person ORDER BY id",
)


def leave(office: Office, person_id: int, name: str, *roles: str) -> None:
    fields = PersonFields(name, roles, CHICAGO)
    office.do(EditPerson(person_id, fields, active=False))


def holdings(office: Office) -> list[object]:
    return [office.sql(text) for text in HOLDINGS]


def shares(view: LeavingView) -> dict[str, tuple[int, int, int]]:
    return {row.name: (row.leads, row.handoffs, row.feedback) for row in view.shares}


def owners(office: Office) -> dict[int, int]:
    return dict(office.sql("SELECT owner_id, COUNT(*) FROM lead GROUP BY owner_id"))


def with_callbacks(office: Office, person: int, count: int) -> list[int]:
    leads = [office.lead() for _ in range(count)]
    for lead in leads:
        office.log(lead, "callback", person, when=office.now + HOUR, then_take=False)
    return leads


def test_agreed_callbacks_are_shared_out_to_whoever_has_the_fewest(office: Office) -> None:
    ben, cleo = office.person("Ben Cruz", "qualifier"), office.person("Cleo Ash", "qualifier")
    with_callbacks(office, office.dana, 2)
    leads = with_callbacks(office, ben, 4)

    told = office.ask(AskLeaving(ben), who=office.boss)
    leave(office, ben, "Ben Cruz", "qualifier")

    assert shares(told) == {"Cleo Ash": (3, 0, 0), "Dana Whitfield": (1, 0, 0)}
    assert [office.lead_now(lead).owner_id for lead in leads] == [cleo, cleo, office.dana, cleo]
    office.later(HOUR)
    assert office.take(cleo) in leads


def test_a_lead_in_work_goes_with_its_handoff_and_what_is_owed_for_it(office: Office) -> None:
    other = office.person("Ines Roth", "senior_rep")
    lead = office.accepted()
    offered = office.hand_off(office.lead(), receiver_id=office.sam)
    office.log(lead, "appointment_held", office.sam, then_take=False)
    assert office.sql("SELECT receiver_id FROM feedback WHERE given_at = 0") == [(office.sam,)]
    told = office.ask(AskLeaving(office.sam))

    leave(office, office.sam, "Sam Ortiz", "senior_rep")

    assert (told.leads, told.handoffs, told.feedback) == (0, 2, 1)
    view = office.ask(AskHandoffs(other))
    assert [row.lead_id for row in view.working] == [lead]
    assert [row.id for row in view.to_accept] == [offered]
    assert office.lead_now(lead).owner_id == other
    assert office.sql("SELECT receiver_id FROM feedback") == [(other,)]
    office.do(AcceptHandoff(offered), other)


def test_nobody_leaves_while_leads_wait_that_no_one_else_could_work(office: Office) -> None:
    office.accepted()
    before = holdings(office)

    assert office.ask(AskLeaving(office.sam)).stuck == (2,)
    with pytest.raises(RuleBroken, match="leads_left"):
        leave(office, office.sam, "Sam Ortiz", "senior_rep")

    assert holdings(office)[:3] == before[:3]


def test_leaving_a_tier_shares_out_that_tier_alone(office: Office) -> None:
    both = office.person("Pat Both", "qualifier", "senior_rep")
    mine = with_callbacks(office, both, 1)
    accepted = office.hand_off(office.lead(), receiver_id=both)
    office.do(AcceptHandoff(accepted), both)
    told = office.ask(AskLeaving(both, (1,)))

    office.do(EditPerson(both, PersonFields("Pat Both", ("qualifier",), CHICAGO)))

    assert shares(told) == {"Sam Ortiz": (0, 1, 0)}
    assert office.lead_now(mine[0]).owner_id == both
    assert [row.id for row in office.ask(AskHandoffs(office.sam)).working] == [accepted]


def test_who_leaves_has_no_lead_in_hand_and_no_folder_in_their_name(office: Office) -> None:
    office.lead()
    assert office.take()
    office.do(
        WatchFolder(FolderFields("desk-4", "/lists", "Fair", "list", "", 1, "US")), office.boss
    )
    ben = office.person("Ben Cruz", "qualifier", "team_lead")
    office.do(
        EditPerson(office.boss, PersonFields("Lou", ("team_lead",), "UTC"), active=False), ben
    )

    leave_by = EditPerson(office.dana, PersonFields("Dana", ("qualifier",), CHICAGO), active=False)
    office.do(leave_by, ben)

    assert office.sql("SELECT COUNT(*) FROM lease") == [(0,)]
    assert [row.person_id for row in office.ask(AskFolders("desk-4"))] == [ben]


def test_all_of_it_is_taken_back_in_one_step(office: Office) -> None:
    office.person("Ines Roth", "senior_rep")
    lead = office.accepted()
    office.log(lead, "appointment_held", office.sam, then_take=False)
    office.do(
        EditPerson(office.sam, PersonFields("Sam Ortiz", ("qualifier", "senior_rep"), CHICAGO))
    )
    with_callbacks(office, office.sam, 3)
    before = holdings(office)

    leave(office, office.sam, "Sam Ortiz", "qualifier", "senior_rep")
    assert holdings(office) != before
    assert office.sql(OPEN_OF_LEAVERS) == []
    office.do(TakeBack(), office.boss)

    assert holdings(office) == before


def test_what_a_colleague_answered_since_is_not_taken_back(office: Office) -> None:
    other = office.person("Ines Roth", "senior_rep")
    offered = office.hand_off(office.lead(), receiver_id=office.sam)
    leave(office, office.sam, "Sam Ortiz", "senior_rep")
    office.do(AcceptHandoff(offered), other)

    with pytest.raises(StaleLead, match="moved_on"):
        office.do(TakeBack(), office.boss)

    assert [row.id for row in office.ask(AskHandoffs(other)).working] == [offered]


def test_whoever_comes_back_starts_with_an_empty_list(office: Office) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    with_callbacks(office, ben, 2)
    leave(office, ben, "Ben Cruz", "qualifier")

    done = office.do(EditPerson(ben, PersonFields("Ben Cruz", ("qualifier",), CHICAGO)))

    assert done.label == "person_back"
    assert ben not in owners(office)
    assert office.lead() == office.take(ben)


def test_many_leads_go_in_steps_and_a_crash_between_them_puts_all_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    with_callbacks(office, ben, 7)
    before = holdings(office)
    monkeypatch.setattr(leaving, "STEP", 2)
    boss, steps = office.boss, []
    share = leaving.EditRun._step

    def crash(run: leaving.EditRun, *args: object) -> None:
        steps.append(args)
        if len(steps) == 3:
            raise KeyboardInterrupt
        share(run, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(leaving.EditRun, "_step", crash)
    before = holdings(office)
    with pytest.raises(KeyboardInterrupt):
        leave(office, ben, "Ben Cruz", "qualifier")
    assert holdings(office) == before

    monkeypatch.setattr(leaving.EditRun, "_step", share)
    leave(office, ben, "Ben Cruz", "qualifier")
    assert office.sql(OPEN_OF_LEAVERS) == []
    assert owners(office)[office.dana] == 7
    office.do(TakeBack(), boss)
    assert holdings(office) == before


def test_what_a_dead_process_left_half_done_is_put_back_at_the_next_start(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    with_callbacks(office, ben, 4)
    assert office.boss
    before = holdings(office)
    monkeypatch.setattr(leaving, "STEP", 2)

    def die(*_args: object) -> None:
        raise SystemExit

    monkeypatch.setattr(leaving.EditRun, "_end", die)
    monkeypatch.setattr(leaving.EditRun, "_abandon", lambda *_args: None)
    with pytest.raises(SystemExit):
        leave(office, ben, "Ben Cruz", "qualifier")
    assert owners(office)[office.dana] == 4

    office.later(bulk_run.STALE + HOUR)
    assert office.desk.carry_on(office.now) == 1
    assert holdings(office) == before


def died_half_way(office: Office, monkeypatch: pytest.MonkeyPatch, ben: int) -> None:
    """Let the program die after half of the leads were shared out."""
    share, steps = leaving.EditRun._step, []
    with monkeypatch.context() as patched:
        patched.setattr(leaving, "STEP", 2)

        def die(run: leaving.EditRun, *args: object) -> None:
            steps.append(args)
            if len(steps) == 2:
                raise SystemExit
            share(run, *args)  # type: ignore[arg-type]

        patched.setattr(leaving.EditRun, "_step", die)
        patched.setattr(leaving.EditRun, "_abandon", lambda *_args: None)
        with pytest.raises(SystemExit):
            leave(office, ben, "Ben Cruz", "qualifier")
    assert owners(office) == {ben: 2, office.dana: 2}


def test_begun_again_after_a_crash_nothing_is_stranded_by_the_next_start(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    with_callbacks(office, ben, 4)
    assert office.boss
    before = holdings(office)
    died_half_way(office, monkeypatch, ben)

    leave(office, ben, "Ben Cruz", "qualifier")
    office.later(bulk_run.STALE + HOUR)
    office.desk.carry_on(office.now)

    assert office.sql(OPEN_OF_LEAVERS) == []
    assert owners(office) == {office.dana: 4}
    office.do(TakeBack(), office.boss)
    assert holdings(office) == before


def test_what_is_taken_back_does_not_go_to_somebody_who_left_since(office: Office) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    leads = with_callbacks(office, ben, 2)
    lou = office.person("Lou Hale", "team_lead")
    office.do(
        ChangeLeads(BulkWish(BulkKind.OWNER, person_id=office.dana), lead_ids=tuple(leads)), lou
    )
    leave(office, ben, "Ben Cruz", "qualifier")

    done = office.do(TakeBack(), lou)

    assert dict(done.facts)["moved"] == "2"
    assert office.sql(OPEN_OF_LEAVERS) == []
    assert owners(office) == {office.dana: 2}


def test_how_far_it_is_can_be_heard_and_a_stop_puts_all_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    with_callbacks(office, ben, 5)
    command = EditPerson(ben, PersonFields("Ben Cruz", ("qualifier",), CHICAGO), active=False)
    monkeypatch.setattr(leaving, "STEP", 2)
    boss, heard = office.boss, list[int]()
    before = holdings(office)

    with pytest.raises(RuleBroken, match="bulk_stopped"):
        office.desk.change_person(
            command, boss, office.now, report=heard.append, cancelled=lambda: len(heard) == 2
        )
    assert heard == [2, 4]
    assert holdings(office) == before

    heard.clear()
    office.desk.change_person(command, boss, office.now, report=heard.append)
    assert heard == [2, 4, 5]
    assert office.sql(OPEN_OF_LEAVERS) == []


PEOPLE = ("qualifier", "senior_rep", "qualifier senior_rep")
WORK = st.lists(
    st.tuples(st.sampled_from(["callback", "note", "offer", "accept", "held", "hand"]),
              st.integers(0, 3)),
    max_size=12,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(roles=st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3), work=WORK,
       who=st.integers(0, 4))  # fmt: skip
def test_after_anybody_left_nothing_open_is_theirs_and_the_look_before_was_right(
    new_office: Callable[[], Office], roles: list[str], work: list[tuple[str, int]], who: int
) -> None:
    office = new_office()
    people = {office.dana: ("Dana Whitfield", "qualifier"), office.sam: ("Sam Ortiz", "senior_rep")}
    for n, held in enumerate(roles):
        people[office.person(f"New {n}", *held.split())] = (f"New {n}", held)
    assert office.boss
    callers = [p for p, (_, held) in people.items() if "qualifier" in held]
    reps = [p for p, (_, held) in people.items() if "senior_rep" in held]
    for deed, n in work:
        _work(office, deed, callers[n % len(callers)], reps[n % len(reps)])
    leaver = list(people)[who % len(people)]
    name, held = people[leaver]
    told = office.ask(AskLeaving(leaver))
    before = holdings(office)
    owned = owners(office)

    if told.stuck:
        with pytest.raises(RuleBroken, match="leads_left"):
            leave(office, leaver, name, *held.split())
        assert holdings(office) == before
        return
    leave(office, leaver, name, *held.split())

    assert office.sql(OPEN_OF_LEAVERS) == []
    names = office.names()
    got = {names[p]: n - owned.get(p, 0) for p, n in owners(office).items() if p in names}
    for row in told.shares:
        assert row.leads <= got.get(row.name, 0) <= row.leads + row.handoffs
    assert sum(row.handoffs for row in told.shares) == told.handoffs
    office.do(TakeBack(), office.boss)
    assert holdings(office) == before


def _work(office: Office, deed: str, caller: int, rep: int) -> None:
    lead = office.lead(by=caller)
    if deed == "callback":
        office.log(lead, "callback", caller, when=office.now + HOUR, then_take=False)
    elif deed == "note":
        office.log(lead, "no_answer", caller, then_take=False)
    elif deed == "hand":
        office.take(caller, lead_id=lead)
    elif rep != caller:
        handoff = office.hand_off(lead, caller, receiver_id=rep, then_take=False)
        if deed != "offer":
            office.do(AcceptHandoff(handoff), rep)
        if deed == "held":
            office.log(lead, "appointment_held", rep, then_take=False)
