# SPDX-License-Identifier: MIT
"""Both databases tell alike what waits for somebody who leaves, and hand it on."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.commands import EditPerson, PersonFields, TakeBack
from leaddesk.desk.queries import AskLeaving
from tests.factories import Office


def test_what_waits_is_counted_shared_out_and_taken_back(office: Office) -> None:
    other = office.person("Ines Roth", "senior_rep", "qualifier")
    accepted = office.accepted()
    offered = office.hand_off(office.lead(), receiver_id=office.sam)
    office.log(accepted, "appointment_held", office.sam, then_take=False)
    when = office.now + dt.timedelta(hours=1)
    for _ in range(3):
        office.log(office.lead(), "callback", when=when, then_take=False)
    with office.store.looking() as unit:
        assert sum(n for _, _, n in unit.leaving.counts(office.dana, ())) == 3
        assert unit.leaving.counts(office.dana, (1,)) == []
        assert unit.leaving.counts(office.sam, ()) == []
        assert len(unit.leaving.lead_ids(office.dana, (), 2)) == 2
        assert [h.id for h in unit.leaving.handoffs(office.sam, ())][-1] == offered
        assert [tier for tier, _ in unit.leaving.owed(office.sam, (1,))] == [2]
        assert unit.leaving.loads([office.dana, office.sam]) == {office.dana: 3, office.sam: 2}
        assert unit.leaving.folders(office.sam) == ()

    told = office.ask(AskLeaving(office.sam))
    fields = PersonFields("Sam Ortiz", ("senior_rep",), "America/Chicago")
    office.do(EditPerson(office.sam, fields, active=False))

    assert (told.handoffs, told.feedback, told.stuck) == (2, 1, ())
    assert office.lead_now(accepted).owner_id == other
    assert office.sql("SELECT COUNT(*) FROM handoff WHERE receiver_id = :p", p=other) == [(2,)]
    office.do(TakeBack(), office.boss)
    assert office.lead_now(accepted).owner_id == office.sam
    assert office.sql("SELECT receiver_id FROM feedback") == [(office.sam,)]


def test_a_change_not_ended_is_found_by_whose_leads_it_took(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=office.now + dt.timedelta(hours=1), then_take=False)
    with office.store.unit() as unit:
        bulk = unit.bulks.open("entry-1", office.now)
        unit.bulks.write(bulk, [(unit.leads.get(lead), {"owner_id": office.sam, "tier": 2})])
    with office.store.looking() as unit:
        assert unit.bulks.begun_from(office.dana) == (bulk,)
        assert unit.bulks.begun_from(office.sam) == ()
        assert unit.bulks.begun_from(office.dana * 10) == ()
    with office.store.unit() as unit:
        unit.bulks.set_status(bulk, "done")
    with office.store.looking() as unit:
        assert unit.bulks.begun_from(office.dana) == ()
