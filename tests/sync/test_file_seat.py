# SPDX-License-Identifier: MIT
"""A workstation over its real file: what is done shows, travels once, and comes back as rows."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.desk.queries import AskAttention, AskWaiting
from leaddesk.desk.rebasing import rebase_in
from leaddesk.desk.rules import TeamRule, encode_rule
from leaddesk.desk.unit import Unit
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import seat_rows
from leaddesk.storage.engine import Sql
from leaddesk.sync.file_seat import KEPT, FileUnit
from tests.factories import ANSWERS, DAY, MINUTE
from tests.sync.memory_seat import Killed
from tests.sync.small_team import SmallTeam, Workstation

_JOURNAL_ROW = Sql(
    "INSERT INTO journal (id, at, written_at, person_id, device, kind) "
    "SELECT id, 1, 1, 1, 'x', 'note' FROM operation WHERE seq = 1"
)


def in_step(team: SmallTeam, seat: Workstation) -> bool:
    """Tell whether every lead of a workstation is as the hub has it."""
    ids = [row[0] for row in seat.sql("SELECT id FROM lead")]
    return bool(ids) and all(seat.bundle(one) == team.bundle(one) for one in ids)


def states(seat: Workstation) -> list[str]:
    return [state for _, state in seat.log_states()]


def calls(team: SmallTeam) -> list[tuple[int, str]]:
    rows = team.office.sql("SELECT lead_id, outcome FROM journal WHERE kind = 'call' ORDER BY seq")
    return [(row[0], row[1]) for row in rows]


def test_a_call_shows_at_once_and_comes_back_as_rows_of_the_hub(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "no_answer", note="rang out")
    shown = dana.lead_now(lead)
    assert shown.attempts == 1
    assert (team.office.lead_now(lead).attempts, states(dana)) == (0, ["waiting"])
    dana.sync()
    assert states(dana) == ["done"]
    assert team.office.lead_now(lead).attempts == 1
    assert in_step(team, dana)
    assert dana.sql("SELECT COUNT(*) FROM overlay_image") == [(0,)]
    assert dana.done_today()["calls"] == team.office.done_today()["calls"] == 1


def test_an_operation_names_the_lease_of_its_lead_and_that_lease_ends(dana: Workstation) -> None:
    lead = dana.take()
    assert lead is not None
    lease = dana.sql("SELECT id FROM held_lease WHERE lead_id = :lead", lead=lead)[0][0]
    dana.do(commands.SaveSheet(lead, ANSWERS[:1]))
    dana.log(lead, "no_answer")
    dana.do(commands.AddNote(lead, "no longer under it"))
    rows = dana.sql("SELECT kind, lease_id FROM operation ORDER BY seq")
    assert rows == [("SaveSheet", lease), ("LogCall", lease), ("AddNote", 0)]
    with dana.seat.unit() as unit:
        assert lease not in {one.lease_id for one in unit.leases()}


def test_logged_again_after_an_undo_it_counts_at_the_hub(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "busy", then_take=False)
    dana.do(commands.TakeBack())
    dana.log(lead, "no_answer", then_take=False)
    dana.sync()
    assert states(dana) == ["done"] * 3
    assert in_step(team, dana)
    assert team.office.lead_now(lead).last_outcome == "no_answer"
    dana.do(commands.TakeBack())
    dana.sync()
    assert states(dana) == ["done"] * 4
    assert team.office.lead_now(lead).attempts == 0


def test_taking_back_names_what_is_taken_back(team: SmallTeam, dana: Workstation) -> None:
    """The hub refuses the second one: nothing else may be taken back in its place."""
    first, second = dana.hand()[:2]
    dana.log(first, "no_answer", then_take=False)
    dana.sync()
    dana.do(commands.AddNote(second, "mine"))
    dana.do(commands.TakeBack())
    told = dana.sql("SELECT told FROM operation WHERE kind = 'TakeBack'")[0][0]
    assert dana.sql("SELECT id FROM operation WHERE kind = 'AddNote'")[0][0] in told
    dana.write("DELETE FROM operation WHERE kind = 'AddNote'")
    dana.write("UPDATE operation SET seq = 2 WHERE kind = 'TakeBack'")
    dana.sync()
    assert states(dana) == ["done", "refused"]
    assert team.office.lead_now(first).attempts == 1
    assert calls(team) == [(first, "no_answer")]


def test_a_rule_and_a_person_that_changed_at_the_hub_hold_here(
    team: SmallTeam, dana: Workstation
) -> None:
    assert "Eve Long" not in dana.names().values()
    team.office.do(commands.ChangeRule("team", encode_rule("team", TeamRule(name="North"))))
    team.office.person("Eve Long", "qualifier")
    dana.sync()
    with dana.store.looking() as unit:
        assert dana.desk._book_of(unit).rules.team.name == "North"
    assert "Eve Long" in dana.names().values()


def test_a_book_that_was_read_in_a_transaction_that_failed_does_not_live_on(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.hand()[0]
    dana.log(lead, "no_answer", then_take=False)
    team.office.do(commands.ChangeRule("team", encode_rule("team", TeamRule(name="Lost"))))
    news = team.store.tables()

    def fail(unit: FileUnit) -> None:
        unit.write(news)
        dana.seat.kill_at = 0

    with pytest.raises(Killed):
        dana.seat.rebase(fail)
    # The next change has the version that the lost one had.
    dana.write("UPDATE rule SET version = version + 1 WHERE key = 'version'")
    with dana.store.looking() as unit:
        assert dana.desk._book_of(unit).rules.team.name != "Lost"


@pytest.mark.parametrize("step", range(20))
def test_killed_at_any_step_nothing_is_lost_or_doubled(
    team: SmallTeam, dana: Workstation, step: int
) -> None:
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "no_answer", then_take=False)
    dana.seat.kill_at = step
    with pytest.raises(Killed):
        dana.side.sync(3)
    dana.open_again()
    assert dana.lead_now(lead).attempts == 1
    dana.sync()
    dana.sync()
    assert calls(team) == [(lead, "no_answer")]
    assert states(dana) == ["done"]
    assert in_step(team, dana)


@pytest.mark.parametrize("call", range(4))
@pytest.mark.parametrize("kind", ["request", "answer"])
def test_a_lost_request_or_answer_changes_nothing_but_the_time(
    team: SmallTeam, dana: Workstation, kind: str, call: int
) -> None:
    dana.open_again()
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "no_answer", then_take=False)
    dana.cable.lost = (kind, call)
    assert not dana.sync()
    assert dana.lead_now(lead).attempts == 1
    assert dana.sync()
    assert calls(team) == [(lead, "no_answer")]
    assert states(dana) == ["done"]
    assert in_step(team, dana)


def test_an_old_copy_of_the_file_takes_a_new_identity_and_doubles_nothing(
    team: SmallTeam, dana: Workstation
) -> None:
    first = dana.take()
    assert first is not None
    dana.log(first, "no_answer", then_take=False)
    copied = dana.copy()
    dana.sync()
    second = dana.take()
    assert second is not None
    dana.log(second, "busy", then_take=False)
    dana.sync()
    dana.open_again(copied)
    assert dana.hand() == []
    assert dana.take() is None
    dana.do(commands.AddNote(first, "after the copy"))
    dana.sync()
    dana.sync()
    assert dana.sql("SELECT value FROM membership WHERE name = 'device'") != [("P1",)]
    assert calls(team) == [(first, "no_answer"), (second, "busy")]
    assert set(states(dana)) == {"done"}
    assert in_step(team, dana)
    notes = team.office.sql("SELECT note FROM journal WHERE kind = 'note'")
    assert notes == [("after the copy",)]


def test_settled_history_keeps_its_rows_under_a_new_identity(dana: Workstation) -> None:
    lead = dana.hand()[0]
    for words in ("one", "two"):
        dana.do(commands.AddNote(lead, words))
    dana.sync()
    for words in ("three", "four"):
        dana.do(commands.AddNote(lead, words))
    before = dana.sql("SELECT id FROM operation ORDER BY seq")
    with dana.seat.unit() as unit:
        unit.renumber()
        assert unit.last_seq() == 2
        assert unit.acknowledged() == 0
    assert dana.sql("SELECT id FROM operation ORDER BY seq") == before
    assert [seq for seq, _ in dana.log_states()] == [-2, -1, 1, 2]
    assert dana.sql("SELECT DISTINCT seq FROM overlay_image ORDER BY seq") == [(1,), (2,)]
    with dana.seat.unit() as unit:
        unit.renumber()
    assert [seq for seq, _ in dana.log_states()] == [-2, -1, 1, 2]
    dana.do(commands.AddNote(lead, "five"))
    assert dana.log_states()[-1] == (3, "waiting")


def test_what_the_hub_refuses_is_not_shown_any_more_and_needs_attention(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.hand()[0]
    fields = commands.LeadFields(last_name="Renamed", phones=(("+16125550999", ""),),
                                 region="MN", country="US")  # fmt: skip
    mine = dana.lead_now(lead).version
    dana.do(commands.EditLead(lead, mine, fields))
    team.office.do(commands.EditLead(lead, mine, commands.LeadFields(
        last_name="Other", phones=(("+16125550998", ""),), region="MN", country="US")))  # fmt: skip
    assert dana.lead_now(lead).last_name == "Renamed"
    dana.sync()
    assert states(dana) == ["refused"]
    assert dana.lead_now(lead).last_name == "Other"
    (row,) = dana.ask(AskAttention(dana.me)).rows
    assert (row.what.kind, row.why.key, row.can_repeat) == ("EditLead", "edited_since", False)


def test_what_the_hub_could_not_read_goes_though_nothing_of_its_lead_came(
    dana: Workstation,
) -> None:
    lead = dana.hand()[0]
    before = dana.bundle(lead)
    dana.do(commands.AddNote(lead, "in a newer format"))
    dana.write("UPDATE operation SET format = 9")
    assert dana.bundle(lead) != before
    dana.sync()
    assert states(dana) == ["refused"]
    assert dana.bundle(lead) == before


def test_rows_that_others_stand_in_the_way_of_do_not_stop_the_rest(dana: Workstation) -> None:
    lead, other = dana.hand()[:2]
    dana.do(commands.AddNote(lead, "clashes"))
    dana.do(commands.AddNote(other, "stands"))

    def write(unit: Unit) -> None:
        # As if its journal row had come back without a word on the operation.
        del unit
        session.run(_JOURNAL_ROW)

    with dana.store.syncing() as (unit, rows):
        session = rows._session
        skipped = rebase_in(unit, dana.desk._book_of, lambda: write(unit))
    assert [one.seq for one in skipped] == [1]
    notes = dana.sql("SELECT note FROM journal WHERE lead_id = :lead AND kind = 'note'", lead=other)
    assert notes == [("stands",)]
    assert states(dana) == ["waiting", "waiting"]


def test_trouble_with_the_file_is_no_clash(dana: Workstation) -> None:
    dana.do(commands.AddNote(dana.hand()[0], "kept"))
    dana.write("ALTER TABLE journal RENAME TO journal_away")
    with pytest.raises(StoreUnavailable):
        dana.seat.rebase(lambda _unit: None)
    assert states(dana) == ["waiting"]


def test_a_handoff_made_and_accepted_in_the_field_is_the_same_everywhere(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.take()
    assert lead is not None
    handoff = dana.hand_off(lead, then_take=False)
    dana.sync()
    sam = team.workstation(2)
    sam.sync()
    sam.do(commands.AcceptHandoff(handoff), sam.me)
    sam.sync()
    dana.sync()
    assert team.office.lead_now(lead).owner_id == sam.me
    assert states(sam) == states(dana) == ["done"]
    assert sam.bundle(lead) == team.bundle(lead) == dana.bundle(lead)


def test_the_hub_coming_back_from_a_backup_is_given_everything_again(
    team: SmallTeam, dana: Workstation
) -> None:
    team.backup()
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "no_answer", then_take=False)
    dana.sync()
    assert states(dana) == ["done"]
    team.restore()
    assert team.office.lead_now(lead).attempts == 0
    dana.open_again()
    dana.sync()
    dana.sync()
    assert team.office.lead_now(lead).attempts == 1
    assert dana.lead_now(lead).attempts == 1
    assert states(dana) == ["done"]


def test_what_was_settled_long_ago_is_forgotten_and_numbers_go_on(dana: Workstation) -> None:
    lead = dana.hand()[0]
    for words in ("one", "two", "three"):
        dana.do(commands.AddNote(lead, words))
    dana.sync()
    dana.do(commands.AddNote(lead, "waits"))
    assert dana.seat.forget_settled(dana.now + KEPT - DAY) == 0
    assert dana.seat.forget_settled(dana.now + KEPT + DAY) == 3
    assert dana.log_states() == [(4, "waiting")]
    dana.sync()
    assert dana.seat.forget_settled(dana.now + KEPT + DAY) == 0
    dana.do(commands.AddNote(lead, "next"))
    assert dana.log_states()[-1] == (5, "waiting")
    dana.sync()
    assert states(dana) == ["done", "done"]


def test_where_it_stands_is_counted(dana: Workstation) -> None:
    lead = dana.hand()[0]
    before = dana.now
    dana.do(commands.AddNote(lead, "one"))
    dana.later(MINUTE)
    dana.do(commands.AddNote(lead, "two"))
    standing = dana.seat.standing()
    assert (standing.waiting, standing.since, standing.attention) == (2, before, 0)
    view = dana.ask(AskWaiting(dana.me))
    assert (view.total, view.since) == (2, before)
    assert [row.kind for row in view.rows] == ["AddNote", "AddNote"]


def test_one_push_holds_what_fits(dana: Workstation, monkeypatch: pytest.MonkeyPatch) -> None:
    lead = dana.hand()[0]
    for _ in range(3):
        dana.do(commands.AddNote(lead, "x" * 400))
    with dana.seat.unit() as unit:
        size = len(unit.to_send(1)[0].told)
        monkeypatch.setattr(seat_rows, "MOST_BYTES", 2 * size)
        assert [one.seq for one in unit.to_send(500)] == [1, 2]
        monkeypatch.setattr(seat_rows, "MOST_BYTES", 1)
        assert [one.seq for one in unit.to_send(500)] == [1]
        unit.settle(1, State.DONE, 4, "")
        assert [one.seq for one in unit.to_send(500)] == [2]


def test_two_workstations_end_with_the_same_rows_as_the_hub(team: SmallTeam) -> None:
    dana, ben = team.workstation(1), team.workstation(team.ben)
    for seat in (dana, ben):
        seat.sync()
    assert not set(dana.hand()) & set(ben.hand())
    for _ in range(3):
        for seat in (dana, ben):
            lead = seat.take()
            assert lead is not None
            seat.log(lead, "no_answer", then_take=False)
        team.later(dt.timedelta(minutes=5))
    for seat in (dana, ben, dana):
        seat.sync()
    for seat in (dana, ben):
        assert in_step(team, seat)
        assert set(states(seat)) == {"done"}
    assert len(calls(team)) == 6
