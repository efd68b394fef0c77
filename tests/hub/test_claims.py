# SPDX-License-Identifier: MIT
"""What a colleague makes up after a restore gets them nothing; what was true comes back."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.desk.wire import Held, Hello
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.hub import leasing, touching
from leaddesk.hub.hub import token_of
from leaddesk.hub.leasing import SEAL_BITS, SPARE, Terms, granted_at, id_at, sealed
from leaddesk.hub.ports import Caller, Device
from tests.factories import DAY, HOUR
from tests.hub.stand import Stand, Workstation, reason

TRIES = 40
"""Made-up claims in one walk; each may name any lead, any id and any moment."""


@dataclass
class Restored:
    """A team after a restore: what Dana truly had, and Mo, who had a part in nothing."""

    stand: Stand
    dana: Workstation
    mo: Workstation
    own: int
    held: int
    free: list[int]
    lost: dict[int, int]

    def standing(self) -> tuple[str, int]:
        found = self.stand.office.sql("SELECT secret, ceiling FROM hub_standing")
        return str(found[0][0]), int(found[0][1])

    def rows_of(self, seat: Workstation) -> set[int]:
        """Return the leads that a workstation is given."""
        return {one.lead_id for one in seat.hub.snapshot(seat.caller).leads if one.rows}

    def leases(self, family: str) -> set[int]:
        found = "SELECT lead_id FROM team_lease WHERE workstation_id = :family"
        return {row[0] for row in self.stand.office.sql(found, family=family)}


@pytest.fixture
def team(stand: Stand) -> Restored:
    """Return a team whose hub lost two leases of Dana's, and does not know it yet."""
    office = stand.office
    # Chance is no part of it: with another secret one guess in two million fits.
    office.write("UPDATE hub_standing SET secret = 'always the same'")
    dana = stand.workstation(office.dana)
    mo = stand.workstation(office.person("Mo Me", "qualifier"), "mo")
    own, held, *free = (office.lead() for _ in range(9))
    office.log(own, "callback", when=office.now + 3 * HOUR, then_take=False)
    dana.hub.take(dana.caller, held)
    lost = {one: dana.hub.take(dana.caller, one).leases[-1].lease_id for one in free[:2]}
    dana.leases = dict(lost)
    office.write("DELETE FROM team_lease WHERE lead_id IN (:a, :b)", a=free[0], b=free[1])
    office.write("DELETE FROM sight WHERE lead_id IN (:a, :b)", a=free[0], b=free[1])
    office.write("UPDATE hub_standing SET fingerprint = 'another'")
    return Restored(stand, dana, mo, own, held, free, lost)


def test_an_id_tells_its_moment_and_is_sealed_for_one_lead_of_one_workstation() -> None:
    at = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
    base = id_at(at)
    made = sealed(base, "secret", "w1", 7)
    assert granted_at(made) == granted_at(base) == at
    assert base <= made < base + (1 << SEAL_BITS)
    assert made == sealed(made, "secret", "w1", 7)
    others = {sealed(base, *of) for of in (("other", "w1", 7), ("secret", "w2", 7),
                                           ("secret", "w1", 8))}  # fmt: skip
    assert made not in others
    assert leasing.id_after(made, base) == base + (1 << SEAL_BITS)
    assert id_at(dt.datetime(2100, 1, 1, tzinfo=dt.UTC)) < 2**63


def test_what_was_lent_before_a_restore_comes_back_to_who_had_it(team: Restored) -> None:
    welcome = team.dana.hello()
    assert welcome.epoch.startswith("epoch")
    assert team.leases("w1") == {team.held, *team.lost}
    for lead in team.lost:
        assert team.dana.do(commands.LogCall(lead, "no_answer")).state == State.DONE


def test_the_lease_of_a_colleague_is_claimed_by_nobody_else(team: Restored) -> None:
    held = tuple(Held(lease, lead, 3600.0) for lead, lease in team.lost.items())
    team.mo.hub.hello(team.mo.caller, Hello(1, 0, "", held))
    assert team.leases("mo") == set()
    for lead, lease in team.lost.items():
        result = team.mo.do(commands.LogCall(lead, "not_interested", reason="no_need"),
                            lease_id=lease)  # fmt: skip
        assert (result.state, reason(result)) == (State.REFUSED, "not_your_lease")
    # A genuine one for another lead is none either.
    first, second = team.lost
    moved = team.dana.do(commands.LogCall(second, "no_answer"), lease_id=team.lost[first])
    assert reason(moved) == "not_your_lease"


def test_a_call_under_a_lease_that_a_restore_lost_is_kept_when_another_owns_the_lead(
    team: Restored,
) -> None:
    """It took place: it is kept late, and nothing else of the lead is theirs to change."""
    office = team.stand.office
    team.mo.hello()
    lead, other = team.lost
    for one in (lead, other):
        office.log(one, "callback", team.mo.person_id, when=office.now + HOUR, then_take=False)
    owned = office.lead_now(lead).owner_id
    assert owned == team.mo.person_id
    kept = team.dana.do(commands.LogCall(lead, "no_answer"), lease_id=team.lost[lead])
    assert kept.state == State.LATE
    calls = office.sql("SELECT person_id FROM journal WHERE kind = 'call' AND lead_id = :lead "
                       "ORDER BY person_id", lead=lead)  # fmt: skip
    assert calls == sorted([(office.dana,), (team.mo.person_id,)])
    assert office.lead_now(lead).owner_id == owned
    skipped = team.dana.do(commands.SkipLead(other, "busy"), lease_id=team.lost[other])
    assert skipped.state == State.REFUSED


@pytest.mark.parametrize("seed", range(4))
def test_no_walk_of_made_up_claims_gets_a_lead(team: Restored, seed: int) -> None:
    """Any lead, ids around every bound, any moment, by greeting and by operations of every kind."""
    office, mo, chance = team.stand.office, team.mo, random.Random(seed)
    mo.hello()
    _, ceiling = team.standing()
    everything = [team.own, team.held, *team.free]
    before = {lead: replace(office.lead_now(lead), attempts=0) for lead in everything}

    def made_up() -> int:
        days = [id_at(office.now - n * DAY) for n in (29, 31)]
        about = [ceiling, ceiling - SPARE, *days, team.lost[team.free[0]], 1, 2**62]
        return max(1, chance.choice(about) + chance.randrange(-(1 << SEAL_BITS), 1 << SEAL_BITS))

    for _ in range(TRIES):
        lead = chance.choice(everything)
        at = office.now - chance.choice([0, 1, 20, 400]) * DAY
        kind = chance.choice(["hello", "LogCall", "EditLead", "SkipLead", "AddNote", "SaveSheet"])
        if kind == "hello":
            claims = tuple(Held(made_up(), one, 1e9) for one in everything * 5)
            mo.hub.hello(mo.caller, Hello(1, chance.choice([0, 99]), "f" * 64, claims))
            continue
        command = {
            "LogCall": commands.LogCall(lead, "no_answer", at=at),
            "EditLead": commands.EditLead(lead, 1, commands.LeadFields(last_name="Other")),
            "SkipLead": commands.SkipLead(lead, "busy"),
            "AddNote": commands.AddNote(lead, "note"),
            "SaveSheet": commands.SaveSheet(lead, (("fit", "yes"),)),
        }[kind]
        assert mo.do(command, at=at, lease_id=made_up()).state == State.REFUSED
    assert team.leases("mo") == set()
    assert team.rows_of(mo) == set()
    assert {lead: replace(office.lead_now(lead), attempts=0) for lead in everything} == before
    office.later(5 * HOUR)
    # Whoever made things up is lent leads as everybody is, and no more.
    assert len(mo.hand(25).leases) <= Terms().most


def test_a_call_without_any_proof_is_kept_and_shows_nothing(team: Restored) -> None:
    """For 30 days the proof of a true call may be lost, so it counts, and that is all it does."""
    office, mo = team.stand.office, team.mo
    mo.hello()
    before = office.now - HOUR
    for lead in (team.own, team.held, team.free[3]):
        told = commands.LogCall(lead, "not_interested", reason="no_need", at=before)
        assert mo.do(told, at=before).state == State.LATE
    assert office.lead_now(team.free[3]).last_call_at == before
    assert team.rows_of(mo) == set()
    assert [one.lead_id for one in mo.hub.pull(mo.caller, 0).leads if one.rows] == []
    for lead in (team.own, team.held, team.free[3]):
        note = mo.do(commands.AddNote(lead, "mine"))
        edit = mo.do(commands.EditLead(lead, 2, commands.LeadFields(last_name="Other")))
        skip = mo.do(commands.SkipLead(lead, "busy"))
        assert [reason(one) for one in (note, edit, skip)] == ["not_your_lead"] * 3
    assert office.sql("SELECT COUNT(*) FROM sight WHERE person_id = :p", p=mo.person_id) == [(0,)]
    office.later(HOUR)
    # Later than the restore, or later than anybody remembers, nothing is taken at its word.
    assert reason(mo.do(commands.LogCall(team.free[4], "no_answer"))) == "not_your_lead"
    office.later(31 * DAY)
    old = mo.do(commands.LogCall(team.free[4], "no_answer", at=before), at=before)
    assert reason(old) == "not_your_lead"


def test_so_many_calls_without_proof_are_kept_and_no_more(
    team: Restored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touching, "MOST_UNPROVED", 3)
    team.mo.hello()
    before = team.stand.office.now - HOUR
    done = [team.mo.do(commands.LogCall(lead, "no_answer"), at=before) for lead in team.free]
    assert [one.state for one in done] == [State.LATE] * 3 + [State.REFUSED] * 4
    assert reason(done[-1]) == "not_your_lead"
    # A call of what was truly lent is not one of them.
    team.dana.hello()
    assert team.dana.do(commands.LogCall(team.free[0], "no_answer")).state != State.REFUSED


def test_nobody_stops_the_team_again_with_what_was_acknowledged_before(team: Restored) -> None:
    """A proof of the lost history is known to be lost: it is no sign of another, older copy."""
    stand, dana = team.stand, team.dana
    dana.do(commands.KeepFilter("x", LeadFilter()))
    old, acknowledged = dana.token, dana.seq
    stand.office.later(HOUR)
    stand.office.write("DELETE FROM done_operation")
    stand.office.write("UPDATE device SET last_seq = 0")
    stand.office.write("UPDATE hub_standing SET fingerprint = 'yet another'")
    epoch = dana.hub.hello(dana.caller, Hello(1, 0, "")).epoch
    stand.office.later(2 * DAY - HOUR)
    for _ in range(3):
        again = dana.hub.hello(dana.caller, Hello(1, acknowledged, old))
        assert (again.epoch, again.last_seq) == (epoch, 0)
    assert dana.hand(2).leases
    # One of this history that the hub does not have any more is such a sign.
    dana.seq = 0
    dana.do(commands.KeepFilter("y", LeadFilter()))
    stand.office.write("DELETE FROM done_operation")
    stand.office.write("UPDATE device SET last_seq = 0")
    assert dana.hub.hello(dana.caller, Hello(1, 1, dana.token)).epoch != epoch


def test_a_proof_is_of_one_moment_one_number_and_one_workstation(team: Restored) -> None:
    dana, mo = team.dana, team.mo
    dana.hello()
    team.stand.office.later(DAY)  # while nothing is lent no proof counts
    dana.do(commands.KeepFilter("x", LeadFilter()))
    epoch = dana.hello().epoch
    device = Device("w1-device", "w1", dana.person_id, dana.seq)
    unsealed = token_of("", device, 9, team.stand.office.now)
    moved = format(int(dana.token[:12], 16) + 1, "012x") + dana.token[12:]
    forged = [(dana, 9, dana.token), (dana, 9, unsealed), (dana, 2, moved),
              (mo, 1, dana.token), (dana, 9, "zz"), (dana, 9, "f" * 64),
              (dana, 9, "é\ud800"), (dana, 9, "-" * 64)]  # fmt: skip
    for seat, acknowledged, token in forged:
        said = Hello(1, acknowledged, token)
        assert seat.hub.hello(Caller(seat.caller.family, f"{seat.caller.family}-device"),
                              said).epoch == epoch  # fmt: skip


def test_claims_are_no_more_than_a_hand(team: Restored) -> None:
    """Also of genuine ones: who kept copies of all they ever had gets a hand's worth at once."""
    office, dana = team.stand.office, team.dana
    dana.hub = team.stand.hub_over(team.stand.store, Terms(most=1, chosen=2))
    dana.hello()
    secret, ceiling = team.standing()
    claims = tuple(
        Held(sealed(ceiling - SPARE - (n << SEAL_BITS), secret, "w1", lead), lead, 1e9)
        for n, lead in enumerate(team.free[2:], 1)
    )
    dana.hub.hello(dana.caller, Hello(1, 0, "", claims))
    live = office.sql("SELECT COUNT(*) FROM team_lease WHERE workstation_id = 'w1' AND live = 1")
    assert live == [(3,)]
    until = office.sql("SELECT MAX(expires_at) FROM team_lease")[0][0]
    assert until <= (office.now + Terms().lasts).timestamp() * 1000
    with pytest.raises(RuleBroken, match="hub_restored"):
        dana.hub.take(dana.caller, team.free[-1])


def test_an_answer_to_a_claim_names_nobody(team: Restored) -> None:
    """Why a call moved nothing is told, but neither the lead it was of nor one in its way."""
    office, mo = team.stand.office, team.mo
    mo.hello()
    hidden, worked = team.free[3], team.free[4]
    for lead in (hidden, worked):
        office.log(lead, "no_answer", mo.person_id, then_take=False)
    for lead, name in ((hidden, "Vera Hidden"), (team.own, "Otto Owned")):
        first, last = name.split()
        office.write(
            "UPDATE lead SET first_name = :first, last_name = :last, company = 'Quiet Works' "
            "WHERE id = :id", first=first, last=last, id=lead,
        )  # fmt: skip
    office.log(hidden, "do_not_call", then_take=False)
    of_hidden = mo.do(commands.LogCall(hidden, "no_answer"))
    office.write("UPDATE lead SET state = 3, kind = 0 WHERE id = :id", id=worked)
    office.write(
        "INSERT INTO phone (lead_id, position, e164) SELECT :worked, 5, phone FROM lead "
        "WHERE id = :own", worked=worked, own=team.own,
    )  # fmt: skip
    of_worked = mo.do(commands.LogCall(worked, "callback", when=office.now + HOUR))
    assert [reason(one) for one in (of_hidden, of_worked)] == ["suppressed", "number_taken"]
    told = of_hidden.answer + of_worked.answer
    number = office.numbers(team.own)[0].e164
    for secret in ("Vera", "Hidden", "Otto", "Owned", "Quiet Works", number, number[-4:]):
        assert secret not in told


def test_what_was_typed_is_not_kept_in_an_answer(team: Restored) -> None:
    """It may be the number of anybody."""
    mo, lead = team.mo, team.free[3]
    mo.hello()
    team.stand.office.log(lead, "no_answer", mo.person_id, then_take=False)
    made = mo.do(commands.LogCall(lead, "no_answer", number="+16125559876"))
    assert reason(made) == "bad_number"
    assert "9876" not in made.answer


def test_a_genuine_claim_from_outside_the_lost_history_is_none(team: Restored) -> None:
    """Older than workstations remember, or younger than the restore."""
    office, dana = team.stand.office, team.dana
    dana.hello()
    before = team.leases("w1")
    secret, ceiling = team.standing()
    lead = team.free[-1]
    for made in (id_at(office.now - 31 * DAY), ceiling + (1 << SEAL_BITS)):
        claim = Held(sealed(made, secret, "w1", lead), lead, 3600.0)
        dana.hub.hello(dana.caller, Hello(1, 0, "", (claim,)))
        call = dana.do(commands.LogCall(lead, "no_answer"), lease_id=claim.lease_id)
        assert reason(call) == "not_your_lease"
    assert team.leases("w1") == before
