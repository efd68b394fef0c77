# SPDX-License-Identifier: MIT
"""The last hours before the demo opens: who has just arrived, what waits, whose clock runs out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.commands import AcceptHandoff, LogCall, ReturnHandoff, TakeNext
from leaddesk.desk.demo.floor import Floor
from leaddesk.desk.demo.office import Office
from leaddesk.desk.demo.reps import Deal, Reps
from leaddesk.desk.demo.team import BEN, DANA, INES, SAM
from leaddesk.domain.lead_draft import LeadDraft


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody with a part to play: who, where, and what they wrote when they came in."""

    name: str
    company: str
    title: str
    city: str
    note: str = ""


ARRIVED = Role(
    "Priya Raman",
    "Northfield Optics",
    "Operations Director",
    "Minneapolis",
    "“Need optics QA for two lines, starting January.” · pricing page",
)
LATE_ARRIVALS = (
    Role("Aaron Whitlock", "Halcyon Clinics", "Clinic Director", "Seattle", "Asked for prices."),
    Role("Mae Castellanos", "Loomis Textiles", "Plant Manager", "Dallas", "“Call me today.”"),
)
CAST = {
    "callback": Role("Tom Okafor", "Halden Freight", "Fleet Manager", "Chicago"),
    "returned": Role("Marta Lindqvist", "Brightwater Dental", "Practice Manager", "Denver"),
    "hot": Role("Viktor Hale", "Hale Robotics", "Head of Quality", "Milwaukee"),
    "offered": Role("Sofia Marin", "Marin Logistics", "Supply Chain Director", "Houston"),
    "fresh_offer": Role("Ken Abiola", "Abiola Print", "Managing Director", "Atlanta"),
    "met": Role("Rose Delgado", "Delgado Catering", "Owner", "Phoenix"),
    "lost": Role("Ian Sato", "Sato Interiors", "Owner", "Los Angeles"),
    "meeting": Role("James Petrov", "Calder Tooling", "Plant Manager", "Cleveland"),
    "proposal": Role("Aiko Tanabe", "Ridge Analytics", "VP Sales", "San Diego"),
}
"""Leads of a list that are kept for these scenes."""

Ids = dict[str, int]
HOURS_OWED = 40
"""Feedback of the last working day older than this would be past its time."""


class Scenes:
    """Plays the scenes; `ids` are the leads of the cast, `drafts` those who arrive last."""

    def __init__(
        self, office: Office, floor: Floor, reps: Reps, ids: Ids, now: dt.datetime
    ) -> None:
        self._office = office
        self._floor = floor
        self._reps = reps
        self._ids = ids
        self._now = now

    def plan_past(self) -> None:
        """Plan what these leads went through on the days before."""
        days = self._office.days
        self._deal("meeting", DANA, days[-5])
        self._deal("proposal", BEN, days[-9])
        self._deal("met", BEN, days[-6])
        self._deal("lost", DANA, days[-10])
        self._office.plan(self._at(days[-3], 0.4), self._postpone)
        self._office.plan(self._at(days[-7], 0.5), self._send_proposal)
        self._plan_endings()

    def _plan_endings(self) -> None:
        """Plan what feedback is owed for: yesterday, or this morning after a weekend."""
        office, shift, now = self._office, self._office.shift, self._now
        yesterday = self._at(office.days[-2], 0.8)
        if now - yesterday > dt.timedelta(hours=HOURS_OWED):
            yesterday = self._at(shift.today, shift.share * 0.2)
        office.plan(yesterday, lambda at: self._end("met", "appointment_held", at))
        earlier = yesterday - dt.timedelta(minutes=25)
        office.plan(earlier, lambda at: self._end("lost", "lost", at))

    def plan_today(self) -> None:
        """Plan this morning's part."""
        office, shift, now = self._office, self._office.shift, self._now
        office.plan(self._at(shift.today, shift.share * 0.3), self._agree_callback)
        self._plan_offer("hot", BEN, now - dt.timedelta(minutes=108), hot=True)
        self._plan_offer("offered", DANA, now - dt.timedelta(minutes=41), hot=True)
        self._plan_offer("fresh_offer", INES, now - dt.timedelta(minutes=17), hot=False)
        self._plan_offer("returned", DANA, self._at(shift.today, shift.share * 0.35), hot=False)
        office.plan(self._at(shift.today, shift.share * 0.9), self._return)

    def finish(self, fresh: Ids) -> None:
        """Leave the newest arrival in Dana's hand, as she has it when the demo opens."""
        command = TakeNext(1, fresh[ARRIVED.name])
        self._office.do(command, DANA, self._now - dt.timedelta(seconds=45))

    def _at(self, day: dt.date, share: float) -> dt.datetime:
        return self._office.shift.at(day, self._office.shift.hours.total_minutes(day) * share)

    def _deal(self, who: str, giver: int, day: dt.date) -> None:
        """Plan a handoff to Sam that he accepts and calls the same day."""
        self._office.plan(self._at(day, 0.2), lambda at: self._offer_and_accept(who, giver, at))

    def _offer_and_accept(self, who: str, giver: int, at: dt.datetime) -> None:
        lead = self._office.lead(self._ids[who])
        handoff = self._floor.hand_off(lead, giver, at, receiver=SAM)
        accepted = self._office.work_later(at, 22)
        self._office.plan(accepted, lambda now: self._accept(who, handoff, now))

    def _accept(self, who: str, handoff: int, at: dt.datetime) -> None:
        """Accept, and agree on an appointment a few minutes later."""
        self._office.do(AcceptHandoff(handoff), SAM, at)
        tomorrow = self._office.day_after(self._office.day_of(at), 1)
        when = self._office.agreed(self._office.lead(self._ids[who]), self._at(tomorrow, 0.5))
        self._office.plan(
            self._office.work_later(at, 6),
            lambda now: self._step(who, "appointment_set", now, when=when),
        )

    def _postpone(self, at: dt.datetime) -> None:
        """Agree on the presentation that lies ahead."""
        lead = self._office.lead(self._ids["meeting"])
        ahead = self._office.day_after(self._office.shift.today, 2)
        when = self._office.agreed(lead, self._at(ahead, 0.6))
        self._step("meeting", "appointment_set", at, when=when, amount=1_840_000)

    def _send_proposal(self, at: dt.datetime) -> None:
        self._step("proposal", "presentation_held", at, thanks=True)
        later = self._office.work_later(at, 200)
        self._office.plan(
            later, lambda now: self._step("proposal", "proposal_sent", now, amount=790_000)
        )

    def _end(self, who: str, outcome: str, at: dt.datetime) -> None:
        self._step(who, outcome, at)

    def _step(
        self,
        who: str,
        outcome: str,
        at: dt.datetime,
        *,
        when: dt.datetime | None = None,
        amount: int = 0,
        thanks: bool = False,
    ) -> None:
        with self._office.store.looking() as unit:
            handoff = unit.handoffs.of_lead(self._ids[who])
        deal = Deal(handoff.id if handoff else 0, self._ids[who], "kept", at)
        self._reps.step(deal, outcome, SAM, at, when=when, amount=amount, thanks=thanks)

    def _plan_offer(self, who: str, giver: int, at: dt.datetime, *, hot: bool) -> None:
        first = self._at(self._office.shift.today, 0.01)
        lead_id = self._ids[who]
        self._office.plan(
            max(at, first),
            lambda now: self._offer(lead_id, giver, now, hot=hot),
        )

    def _offer(self, lead_id: int, giver: int, at: dt.datetime, *, hot: bool) -> None:
        self._floor.hand_off(self._office.lead(lead_id), giver, at, receiver=SAM, hot=hot)

    def _return(self, at: dt.datetime) -> None:
        with self._office.store.looking() as unit:
            handoff = unit.handoffs.of_lead(self._ids["returned"])
        if handoff is not None:
            words = "Missing the budget. Could you ask who holds it? Everything else is there."
            self._office.do(ReturnHandoff(handoff.id, words, "no_budget"), SAM, at)

    def _agree_callback(self, at: dt.datetime) -> None:
        """Agree on a callback that falls due as the demo opens."""
        command = LogCall(
            self._ids["callback"],
            "callback",
            1,
            "In a meeting; asked for a call in the early afternoon.",
            when=self._now - dt.timedelta(seconds=30),
            talk_seconds=48,
            then_take=False,
        )
        self._office.do(command, DANA, at)


def leads_of(role: Role) -> dict[str, str]:
    """Return what a draft needs to know of a role."""
    return {
        "name": role.name,
        "company": role.company,
        "title": role.title,
        "city": role.city,
        "note": role.note,
    }


def lead_ids(office: Office, drafts: list[LeadDraft]) -> Ids:
    """Return the leads that drafts became, by name."""
    numbers = {f"{d.first_name} {d.last_name}": d.phones[0].e164 for d in drafts}
    with office.store.looking() as unit:
        return {name: unit.leads.with_numbers([e164])[0] for name, e164 in numbers.items()}
