# SPDX-License-Identifier: MIT
"""Rows reach those they concern and nobody else; rebuilt from what is sent they are the hub's."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.desk.rules import TeamRule, encode_rule
from leaddesk.domain.errors import LeadDeskError
from leaddesk.hub.leasing import Terms
from leaddesk.storage import feed
from tests.factories import ANSWERS, DAY, HOUR, MINUTE, Office, make_template, open_copy
from tests.hub.stand import Stand, Workstation

STEPS = 160


def listed(stand: Stand, last_name: str = "") -> int:
    """Return a lead that neither Dana nor Sam brought."""
    return stand.office.lead(last_name, by=stand.office.boss)


def test_who_is_lent_a_lead_gets_it_and_what_others_do_to_it(stand: Stand) -> None:
    lead, other = listed(stand), listed(stand)
    dana = stand.workstation(stand.office.dana)
    dana.snapshot()
    dana.hand(1)
    [mine] = dana.leases
    assert dana.pull() == {mine}
    assert dana.pull() == set()
    stand.office.do(commands.AddNote(mine, "rang in"), stand.office.sam)
    stand.office.do(commands.AddNote(({lead, other} - {mine}).pop(), "rang in"), stand.office.sam)
    assert dana.pull() == {mine}


def test_a_lead_that_was_worked_stays_for_the_day_and_goes_then(stand: Stand) -> None:
    lead = listed(stand)
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    dana.do(commands.LogCall(lead, "no_answer"))
    assert dana.rows_there().keys() == {lead}
    dana.pull()
    stand.office.later(DAY)
    stand.store.tend()
    news = dana.hub.pull(dana.caller, dana.cursor)
    assert [(one.lead_id, one.rows) for one in news.leads] == [(lead, None)]
    dana.pull()
    stand.office.do(commands.AddNote(lead, "rang in"), stand.office.sam)
    assert dana.pull() == set()


def test_a_lead_whose_lease_ran_out_is_gone(stand: Stand) -> None:
    lead = listed(stand)
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    dana.pull()
    stand.office.later(Terms().lasts + Terms().grace + MINUTE)
    stand.workstation(stand.office.sam).hand()
    news = dana.hub.pull(dana.caller, dana.cursor)
    assert [(one.lead_id, one.rows) for one in news.leads] == [(lead, None)]


def test_both_sides_of_a_handoff_have_it_and_hear_of_it(stand: Stand) -> None:
    lead = listed(stand)
    dana, sam = stand.workstation(stand.office.dana), stand.workstation(stand.office.sam)
    dana.hand()
    for one in (dana, sam):
        one.snapshot()
    handed = dana.do(commands.HandOff(lead, ANSWERS, "asked for a demo", "demo call"))
    assert handed.state == State.DONE
    [(handoff,)] = stand.office.sql("SELECT id FROM handoff")
    assert (dana.pull(), sam.pull()) == ({lead}, {lead})
    assert sam.rows_there().keys() == dana.rows_there().keys() == {lead}
    assert sam.do(commands.AcceptHandoff(handoff)).state == State.DONE
    assert dana.pull() == {lead}
    stand.office.later(DAY)
    assert sam.do(commands.AddNote(lead, "prepared the demo")).state == State.DONE
    assert dana.pull() == {lead}
    assert any(row for row in dana.rows_there()[lead]["handoff"])


def test_tables_of_everybody_and_of_oneself_come_when_they_changed(stand: Stand) -> None:
    dana, sam = stand.workstation(stand.office.dana), stand.workstation(stand.office.sam)
    boss = stand.office.boss
    dana.snapshot()
    sam.snapshot()
    stand.office.do(commands.ChangeRule("team", encode_rule("team", TeamRule(name="North"))))
    stand.office.do(commands.WriteCoachingNote(stand.office.dana, "well done", shared=True), boss)
    news, other = dana.hub.pull(dana.caller, dana.cursor), sam.hub.pull(sam.caller, sam.cursor)
    assert set(news.own) == {"coaching_note"}
    assert other.own == {}
    assert set(news.tables) == set(other.tables) == {"rule"}
    assert [row[4] for row in news.own["coaching_note"]] == ["well done"]


def test_a_handler_that_only_notes_a_version_tells_nobody(stand: Stand) -> None:
    stand.office.write("UPDATE rule SET version = version + 1 WHERE key = 'version'")
    assert stand.feed(0) == set()


def test_whoever_is_erased_at_the_hub_is_blank_at_every_workstation(stand: Stand) -> None:
    lead = listed(stand, "Featherstone")
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    dana.pull()
    assert "Featherstone" in str(dana.rows_there())
    boss = stand.office.boss
    stand.office.do(commands.ErasePerson((lead,), "asked for it"), boss)
    news = dana.hub.pull(dana.caller, dana.cursor)
    assert [one.lead_id for one in news.leads] == [lead]
    assert "Featherstone" not in str(news)


def test_whoever_was_away_for_too_long_reads_everything_anew(stand: Stand) -> None:
    lead = listed(stand)
    dana = stand.workstation(stand.office.dana)
    dana.snapshot()
    dana.hand()
    behind = dana.cursor
    for _ in range(3):
        stand.office.do(commands.AddNote(lead, "rang in"), stand.office.sam)
    with stand.office.store.database.writing() as session:
        assert feed.prune(session, 0) > 0
    assert dana.hub.pull(dana.caller, behind).stale
    assert dana.pull() == {lead}
    assert not dana.hub.pull(dana.caller, dana.cursor).stale
    stand.office.do(commands.AddNote(lead, "rang in"), stand.office.sam)
    assert dana.pull() == {lead}


def test_a_second_process_of_the_hub_tells_and_hears_the_same(stand: Stand) -> None:
    lead = listed(stand)
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    dana.pull()
    dana.hub = stand.hub_over(stand.another())
    assert dana.do(commands.LogCall(lead, "no_answer")).state == State.DONE
    dana.hub = stand.hub
    assert dana.pull() == {lead}
    assert dana.hello().boot == stand.store.boot()


# ------------------------------------------------------------------ rebuilt from what is sent


class Walk:
    """Two workstations and the hub's own desk, at random; what came is written into files."""

    def __init__(self, stand: Stand, folder: Path, seed: int) -> None:
        self.stand, self.office = stand, stand.office
        self.chance = random.Random(seed)
        template = make_template(folder / "template.db")
        self.seats = [stand.workstation(self.office.dana), stand.workstation(self.office.sam)]
        for number, seat in enumerate(self.seats):
            seat.file = Office(open_copy(template, folder / f"seat{number}.db"))
            seat.snapshot()
        for _ in range(25):
            self.office.lead(tier=self.chance.choice((1, 1, 2)), by=self.office.boss)
        self.done = 0

    def step(self) -> None:
        seat = self.chance.choice(self.seats)
        self.chance.choice((self._call, self._call, self._call, self._hand_off, self._decide,
                            self._note, self._at_the_hub, self._later, self._pull))(seat)  # fmt: skip

    def _do(self, seat: Workstation, command: object) -> None:
        if seat.do(command).state in {State.DONE, State.LATE}:
            self.done += 1

    def _lead(self, seat: Workstation) -> int:
        if not seat.leases:
            seat.hand(4)
        return self.chance.choice(list(seat.leases) or [1])

    def _call(self, seat: Workstation) -> None:
        more: dict[str, Any] = {}
        outcome = self.chance.choice(("no_answer", "voicemail", "busy", "callback", "do_not_call",
                                      "disconnected", "not_interested"))  # fmt: skip
        if outcome == "callback":
            more["when"] = self.office.now + HOUR
        if outcome == "not_interested":
            more["reason"] = "no_need"
        self._do(seat, commands.LogCall(self._lead(seat), outcome, **more))

    def _hand_off(self, seat: Workstation) -> None:
        lead = self._lead(seat)
        self._do(seat, commands.HandOff(lead, ANSWERS, "asked for a demo", "demo call"))

    def _decide(self, seat: Workstation) -> None:
        for (handoff,) in self.office.sql("SELECT id FROM handoff WHERE state = 'offered'"):
            if self.chance.random() < 0.7:
                self._do(seat, commands.AcceptHandoff(handoff))
            else:
                self._do(seat, commands.ReturnHandoff(handoff, "no_budget", "not this year"))

    def _note(self, seat: Workstation) -> None:
        self._do(seat, commands.AddNote(self._lead(seat), "spoke to the desk"))

    def _at_the_hub(self, seat: Workstation) -> None:
        del seat
        lead = self.chance.randint(1, 25)
        try:
            self.office.do(commands.AddNote(lead, "rang in"), self.office.boss)
        except LeadDeskError:
            return
        self.done += 1

    def _later(self, seat: Workstation) -> None:
        self.office.later(self.chance.choice((MINUTE, HOUR)))
        seat.hand(4)

    def _pull(self, seat: Workstation) -> None:
        seat.pull()

    def end(self) -> None:
        for seat in self.seats:
            seat.pull()

    def compare(self) -> None:
        for seat in self.seats:
            assert seat.file is not None
            there = seat.rows_there()
            assert seat.rows() == there
            for table in ("counter", "person", "source", "area"):
                mine = f" WHERE person_id = {seat.person_id}" if table == "counter" else ""
                both = [
                    sorted(map(tuple, one.sql(f"SELECT * FROM {table}{mine}")))
                    for one in (seat.file, self.office)
                ]
                assert both[0] == both[1]


@pytest.mark.parametrize("seed", range(3))
def test_rows_rebuilt_from_what_is_sent_are_those_of_the_hub(
    stand: Stand, tmp_path: Path, seed: int
) -> None:
    walk = Walk(stand, tmp_path, seed)
    for _ in range(STEPS):
        walk.step()
        if walk.chance.random() < 0.1:
            stand.store.tend()
    walk.end()
    assert walk.done >= 60
    assert sum(len(seat.rows()) for seat in walk.seats) >= 5
    walk.compare()
    stand.office.later(DAY)
    stand.store.tend()
    walk.end()
    walk.compare()
