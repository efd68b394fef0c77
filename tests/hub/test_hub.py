# SPDX-License-Identifier: MIT
"""What the hub answers: operations once and in order, leases to one, restores noticed."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from leaddesk.desk import operations
from leaddesk.desk.operations import State
from leaddesk.desk.wire import NEWEST_VERSION, Hand, Held, Hello, Sent, Welcome
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.hub.hub import Hub, Surroundings
from leaddesk.hub.leasing import Terms, id_at
from leaddesk.hub.ports import Caller
from tests.hub.memory_hub import MemoryHub, MemoryLead

NOON = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
ANN, BEN = Caller("P1", "P1"), Caller("P2", "P2")
HOUR = dt.timedelta(hours=1)


class Team:
    """A hub in memory with a clock that a test turns."""

    def __init__(self) -> None:
        self.at = NOON
        self.ids = 0
        self.store = MemoryHub(lambda: self.at)
        self.hub = Hub(self.store, Surroundings(lambda: self.at, self._fresh), Terms())
        for number, phone in enumerate(("+15550001", "+15550002", "+15550001"), 1):
            self.store.data.leads[number] = MemoryLead(number, phone)

    def _fresh(self) -> str:
        self.ids += 1
        return f"id{self.ids}"

    def hello(self, who: Caller, acknowledged: int = 0, token: str = "", *held: Held) -> Welcome:
        return self.hub.hello(who, Hello(NEWEST_VERSION, acknowledged, token, held))


@pytest.fixture
def team() -> Team:
    return Team()


def call(seq: int, lead: int = 1, lease: int = 0, outcome: str = "no_answer") -> Sent:
    told = json.dumps({"outcome": outcome})
    return Sent(seq, f"op{seq}", NOON, "log_call", 1, told, lead, lease_id=lease)


def hand(team: Team, who: Caller, target: int = 5) -> dict[int, int]:
    """Return the leases of a hand by lead."""
    return {one.lead.lead_id: one.lease_id for one in team.hub.top_up(who, target).leases}


def test_a_number_is_in_one_hand_only(team: Team) -> None:
    first, second = hand(team, ANN), hand(team, BEN)
    numbers = [team.store.data.leads[lead].phone for lead in (*first, *second)]
    assert sorted(numbers) == ["+15550001", "+15550002"]


def test_the_same_hand_comes_back_until_it_is_over(team: Team) -> None:
    first = hand(team, ANN)
    team.at += HOUR
    assert hand(team, ANN) == first
    assert hand(team, BEN) == {}


def test_a_lease_lasts_on_when_half_of_it_is_gone(team: Team) -> None:
    hand(team, ANN)
    team.at += 3 * HOUR
    assert [one.left_s for one in team.hub.top_up(ANN, 5).leases] == [4 * 3600.0] * 2


def test_after_expiry_it_waits_for_the_longest_call(team: Team) -> None:
    mine = hand(team, ANN)
    team.at += Terms().lasts + dt.timedelta(minutes=44)
    assert hand(team, BEN) == {}
    team.at += dt.timedelta(minutes=2)
    theirs = hand(team, BEN)
    assert set(theirs) == set(mine)
    assert min(theirs.values()) > max(mine.values())


def test_a_repeated_push_is_answered_as_the_first_one(team: Team) -> None:
    lease = hand(team, ANN)[1]
    first = team.hub.push(ANN, [call(1, lease=lease)])
    again = team.hub.push(ANN, [call(1, lease=lease)])
    assert first.results == again.results
    assert first.last_seq == again.last_seq == 1
    assert team.store.data.leads[1].attempts == 1


def test_a_missing_number_and_another_operation_under_one_end_the_push(team: Team) -> None:
    gap = team.hub.push(ANN, [call(2), call(3)])
    assert [(one.state, one.expected) for one in gap.results] == [("gap", 1)]
    team.hub.push(ANN, [call(1, lease=hand(team, ANN)[1])])
    other = Sent(1, "another", NOON, "log_call", 1, "{}", 1)
    assert [one.state for one in team.hub.push(ANN, [other, call(2)]).results] == ["fork"]


def test_what_came_under_an_older_identity_is_not_done_again(team: Team) -> None:
    lease = hand(team, ANN)[1]
    team.hub.push(ANN, [call(1, lease=lease)])
    again = team.hub.push(Caller("P1", "anew"), [call(1, lease=lease)])
    assert [(one.state, one.elsewhere) for one in again.results] == [(State.DONE, True)]
    assert team.store.data.leads[1].attempts == 1


def test_an_identity_of_another_workstation_is_refused(team: Team) -> None:
    team.hello(ANN)
    with pytest.raises(NotFound):
        team.hello(Caller("P2", "P1"))


def test_under_an_older_lease_a_call_is_kept_late_and_a_decision_refused(team: Team) -> None:
    old = hand(team, ANN)
    team.at += 5 * HOUR
    new = hand(team, BEN)
    told = team.hub.push(ANN, [call(1, lease=old[1], outcome="won")])
    handoff = Sent(2, "op2", NOON, "handoff", 1, "{}", 2, lease_id=old[2])
    refused = team.hub.push(ANN, [handoff])
    assert told.results[0].state is State.LATE
    assert refused.results[0].state is State.REFUSED
    assert (team.store.data.leads[1].attempts, team.store.data.leads[1].stage) == (1, "open")
    assert hand(team, BEN) == new


@pytest.mark.parametrize("days, state", [(90, State.DONE), (91, State.REFUSED)])
def test_an_older_format_is_taken_for_ninety_days(
    team: Team, monkeypatch: pytest.MonkeyPatch, days: int, state: State
) -> None:
    lease = hand(team, ANN)[1]
    replaced = {("log_call", 1): team.at - dt.timedelta(days=days)}
    monkeypatch.setattr(operations, "_REPLACED", replaced)
    told = team.hub.push(ANN, [call(1, lease=lease)])
    assert [one.state for one in told.results] == [state]
    assert ("operation_too_old" in told.results[0].answer) is (state is State.REFUSED)


def test_somebody_elses_lease_does_not_serve(team: Team) -> None:
    lease = hand(team, ANN)[1]
    told = team.hub.push(BEN, [call(1, lease=lease)])
    assert [one.state for one in told.results] == [State.REFUSED]
    assert "not_your_lease" in told.results[0].answer
    assert team.store.data.leads[1].attempts == 0


def test_after_a_restore_leases_come_back_and_nothing_is_granted_for_a_time(team: Team) -> None:
    kept = team.store.backup()
    before = team.hello(ANN)
    held = [Held(lease, lead, 3600.0) for lead, lease in hand(team, ANN).items()]
    team.store.restore(kept)
    after = team.hello(ANN, 0, "", *held)
    assert after.epoch != before.epoch
    assert hand(team, ANN) == {one.lead_id: one.lease_id for one in held}
    assert hand(team, BEN) == {}
    team.at += Terms().lasts + Terms().grace + HOUR
    assert min(hand(team, BEN).values()) > id_at(team.at) - 1


def test_a_copy_of_the_machine_shows_in_what_a_device_can_prove(team: Team) -> None:
    lease = hand(team, ANN)[1]
    kept = team.store.backup()
    pushed = team.hub.push(ANN, [call(1, lease=lease)])
    epoch = team.hello(ANN, 1, pushed.token).epoch
    team.store.data = kept  # the fingerprint is the same
    assert team.hello(ANN, 1, "made up").epoch == epoch
    assert team.hello(ANN, 1, pushed.token).epoch != epoch


def take(team: Team, who: Caller, lead: int) -> set[int]:
    """Return the leads of a hand after one was chosen."""
    return {one.lead.lead_id for one in team.hub.take(who, lead).leases}


def test_a_lead_that_somebody_chose_comes_beside_the_hand(team: Team) -> None:
    assert take(team, ANN, 2) == {2}
    assert take(team, ANN, 1) == {1, 2}
    lease = team.hub.take(ANN, 1).leases
    assert take(team, ANN, 1) == {1, 2}
    assert [one.lease_id for one in team.hub.take(ANN, 1).leases] == [one.lease_id for one in lease]


def test_a_chosen_lead_or_its_number_in_another_hand_is_refused(team: Team) -> None:
    take(team, ANN, 1)
    for lead in (1, 3):
        with pytest.raises(RuleBroken, match="in_other_hand"):
            team.hub.take(BEN, lead)
    assert take(team, BEN, 2) == {2}
    team.at += HOUR * 4 + HOUR / 2  # over for the one who has it, who may still be on the telephone
    with pytest.raises(RuleBroken, match="in_other_hand"):
        team.hub.take(BEN, 1)
    team.at += HOUR / 2
    assert 1 in take(team, BEN, 1)


def test_nothing_is_chosen_while_the_hub_grants_nothing(team: Team) -> None:
    team.hello(ANN)
    team.store.restores += 1
    team.hello(ANN)
    with pytest.raises(RuleBroken, match="hub_restored"):
        team.hub.take(ANN, 1)
    assert team.hub.top_up(ANN, 5) == Hand((), "hub_restored")
    team.at += 5 * HOUR
    assert team.hub.top_up(ANN, 5).why == ""


def test_a_hand_has_its_bounds_for_chosen_leads_too(team: Team) -> None:
    team.hub = Hub(team.store, Surroundings(lambda: team.at, team._fresh), Terms(most=0, chosen=1))
    take(team, ANN, 1)
    with pytest.raises(RuleBroken, match="hand_full"):
        team.hub.take(ANN, 2)
    with pytest.raises(NotFound):
        team.hub.take(BEN, 99)
