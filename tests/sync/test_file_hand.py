# SPDX-License-Identifier: MIT
"""What a workstation may offer to call, what of somebody erased is left there, and what runs."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk import commands, rebasing
from leaddesk.desk.changes import Done
from leaddesk.desk.queries import AskAttention, AskQueue, AskWhyEmpty
from leaddesk.desk.routes import HANDLERS
from leaddesk.desk.work import Work
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import LeadState
from tests.factories import DAY, HOUR
from tests.sync.small_team import SmallTeam, Workstation


def states(seat: Workstation) -> list[str]:
    return [state for _, state in seat.log_states()]


def calls(team: SmallTeam) -> list[tuple[int, str]]:
    rows = team.office.sql("SELECT lead_id, outcome FROM journal WHERE kind = 'call' ORDER BY seq")
    return [(row[0], row[1]) for row in rows]


def test_a_lead_in_hand_goes_when_it_is_out_of_hand(team: SmallTeam, dana: Workstation) -> None:
    """Somebody may be on the telephone: what the call came to is logged and kept late."""
    lead = dana.take()
    assert lead is not None
    team.later(6 * HOUR)
    dana.write("UPDATE lease SET expires_at = expires_at + 36000000")
    ben = team.workstation(team.ben)
    ben.now = dana.now
    ben.sync(6)
    assert lead in ben.hand()
    dana.sync(0)
    assert dana.queue().card is not None
    dana.log(lead, "no_answer", then_take=False)
    dana.sync(0)
    assert states(dana) == ["late"]
    assert calls(team) == [(lead, "no_answer")]
    assert dana.sql("SELECT value FROM membership WHERE name = 'gone'") in ([], [("",)])
    (row,) = dana.ask(AskAttention(dana.me)).rows
    assert (row.late, row.why.key, row.can_repeat) == (True, "lead_went_on", False)


def test_only_leads_of_leases_that_live_are_offered(team: SmallTeam, dana: Workstation) -> None:
    hand = dana.hand()
    assert len(hand) == 3
    assert dana.queue().ready == 3
    view = dana.queue()
    assert {row.lead_id for row in view.up_next} <= set(hand)
    lead = dana.take()
    assert lead in hand
    assert not dana.queue().lease_over
    dana.do(commands.StartCall(lead))
    team.later(5 * HOUR)
    dana.write("UPDATE lease SET expires_at = expires_at + 36000000")
    view = dana.queue()
    assert view.lease_over
    assert (view.ready, view.up_next) == (0, ())
    with pytest.raises(RuleBroken, match="lease_over"):
        dana.do(commands.StartCall(lead))
    dana.log(lead, "no_answer")
    assert dana.take() is None
    assert dana.ask(AskWhyEmpty(dana.me, 1)).unheard == 2
    dana.sync()
    assert dana.take() is not None


def test_after_a_start_of_the_machine_nothing_is_offered_before_the_hub_was_heard(
    dana: Workstation,
) -> None:
    dana.clock.boots += 1
    dana.clock.now = 5.0
    dana.open_again()
    dana.cable.away = True
    assert not dana.sync()
    assert dana.take() is None
    with pytest.raises(RuleBroken, match="lease_over"):
        dana.take(lead_id=dana.hand()[0])
    dana.cable.away = False
    assert dana.sync()
    assert dana.take() is not None


def test_an_own_lead_is_worked_without_the_hub(team: SmallTeam, dana: Workstation) -> None:
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "callback", when=dana.now + HOUR, then_take=False)
    dana.sync()
    dana.cable.away = True
    team.later(6 * HOUR)
    dana.now = team.office.now = dana.now.replace(hour=18) + DAY
    assert dana.take() == lead
    assert not dana.queue().lease_over


def test_a_queue_of_a_workstation_without_its_clock_offers_nothing_leased(
    dana: Workstation,
) -> None:
    dana.store.work_under(lambda _boot, _over: False)
    assert dana.ask(AskQueue(dana.me, 1)).up_next == ()


def test_who_was_erased_at_the_hub_is_gone_from_the_workstation(
    team: SmallTeam, dana: Workstation
) -> None:
    lead, other = dana.hand()[:2]
    number = dana.lead_now(lead).phone
    dana.do(commands.AddNote(lead, "knows Zoe Quill"))
    dana.do(commands.AddNote(other, f"better {number}"))
    dana.sync()
    team.office.do(commands.ErasePerson((lead,), "by e-mail"), team.office.boss)
    dana.sync()
    assert dana.lead_now(lead).state is LeadState.ERASED
    file = dana.store.database.path
    assert file is not None
    for path in file.parent.glob(f"{file.name}*"):
        told = path.read_bytes()
        assert b"Zoe Quill" not in told, path.name
        assert number.encode() not in told, path.name
    assert states(dana) == ["done", "done"]


def test_what_is_about_somebody_erased_and_waits_is_emptied_after_the_hubs_word(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.hand()[0]
    team.office.do(commands.ErasePerson((lead,), "by e-mail"), team.office.boss)
    dana.do(commands.AddNote(lead, "knows Zoe Quill"))
    dana.sync()
    dana.sync()
    assert dana.sql("SELECT state, told, answer FROM operation") == [("refused", "", "")]
    (row,) = dana.ask(AskAttention(dana.me)).rows
    assert (row.why.key, row.can_repeat) == ("operation_emptied", False)


def test_nothing_of_the_hubs_runs_at_a_workstation(dana: Workstation) -> None:
    dana.write("UPDATE lead SET half_life = 1")
    assert not dana.desk.tend(dana.now + DAY)
    assert not dana.desk.prepare(dana.now)
    assert not dana.desk.catch_up()
    assert dana.desk.carry_on(dana.now) == 0
    before = dana.sql("SELECT COUNT(*) FROM journal")
    handoff = dana.hand_off(dana.hand()[0], then_take=False)
    done = dana.desk.do(commands.RunClocks(), 0, dana.now + 30 * DAY)
    assert (done.label, done.facts) == ("clocks_run", ())
    assert dana.sql("SELECT state FROM handoff WHERE id = :id", id=handoff) == [("offered",)]
    assert dana.sql("SELECT COUNT(*) FROM journal") == [(before[0][0] + 1,)]


def test_one_that_a_handler_stumbles_over_does_not_stop_the_rest(
    dana: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = dana.hand()[0]
    for text in ("stumbles", "stands"):
        dana.do(commands.AddNote(lead, text))

    def stumble(command: Any, work: Work) -> Done:
        if command.text == "stumbles":
            raise ValueError(command.text)
        return HANDLERS[commands.AddNote](command, work)

    monkeypatch.setattr(rebasing, "HANDLERS", {**HANDLERS, commands.AddNote: stumble})
    dana.seat.rebase(lambda _unit: None)
    notes = dana.sql("SELECT note FROM journal WHERE lead_id = :lead AND kind = 'note'", lead=lead)
    assert notes == [("stands",)]
    assert states(dana) == ["waiting", "waiting"]
