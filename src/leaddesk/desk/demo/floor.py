# SPDX-License-Identifier: MIT
"""The qualifiers' days: outcomes as likely as in life, callbacks kept, leads handed off."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from leaddesk.desk.commands import HandOff, LogCall
from leaddesk.desk.demo.names import INDUSTRIES
from leaddesk.desk.demo.office import Office
from leaddesk.desk.demo.reps import Reps
from leaddesk.desk.demo.sentences import HANDOFF_NOTES, STEPS, note_for, sheet_for
from leaddesk.desk.demo.team import (
    FIRST_TARGETS,
    MEMBERS,
    QUALIFIERS,
    THEO,
    is_away,
    is_perfect_day,
)
from leaddesk.desk.demo.tray import Tray
from leaddesk.domain.cadence import AfterCall
from leaddesk.domain.lead import Lead
from leaddesk.domain.perfect_day import Metric

TRIES = {
    "no_answer": 44.0, "voicemail": 24.0, "busy": 4.0, "gatekeeper": 11.0, "callback": 7.0,
    "not_interested": 6.5, "wrong_number": 1.2, "disconnected": 0.8, "do_not_call": 0.5,
    "left_company": 0.5, "hung_up": 0.5,
}  # fmt: skip
"""How often a try that does not become a conversation ends in what."""

TALKS = {"not_now": 6.0, "unqualified": 3.0, "contract_until": 1.5}
MARGIN = 1.14
FIRST_DAYS = 5
TODAY = {Metric.CALLS: 104, Metric.NEW_LEAD_CALLS: 20, Metric.CONVERSATIONS: 14, "handoffs": 1.9}
"""What a day at today's pace would come to."""
HOT_SHARE = 0.25
FRESH_FIRST = 4
"""So many calls of a day go to new leads before any other."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What one person's day comes to."""

    calls: int
    new: int
    talks: int
    handoffs: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One call of a plan: whether it goes to a new lead, and what it is to become."""

    new: bool
    result: str


class Floor:
    """Works tier 1, day by day."""

    def __init__(self, office: Office, tray: Tray, reps: Reps) -> None:
        self._office = office
        self._tray = tray
        self._reps = reps

    def plan_day(self, day: dt.date) -> None:
        """Plan the calls of a day; today only up to now."""
        office = self._office
        for person_id in QUALIFIERS:
            if is_away(person_id, office, day):
                continue
            today = day == office.shift.today
            plan = self._today(person_id) if today else self._past(person_id, day)
            slots = _slots(plan, office.chance)
            until = office.shift.share if today else 1.0
            for at, slot in zip(office.spread(day, len(slots), until), slots, strict=True):
                self._plan_call(at, person_id, slot)

    def _plan_call(self, at: dt.datetime, person_id: int, slot: Slot) -> None:
        self._office.plan(at, lambda moment: self._call(moment, person_id, slot))

    def _past(self, person_id: int, day: dt.date) -> DayPlan:
        chance, targets = self._office.chance, FIRST_TARGETS[1]
        share = 0.48 if person_id == THEO else 1.0
        ramp = min(1.0, 0.7 + 0.1 * self._office.days.index(day))
        calls, new = targets[Metric.CALLS] * share, targets[Metric.NEW_LEAD_CALLS] * share
        talks, handoffs = targets[Metric.CONVERSATIONS] * share, targets[Metric.HANDOFFS] * share
        if ramp < 1 or not is_perfect_day(person_id, self._office, day):
            low = chance.uniform(0.55, 0.92) * ramp
            some = chance.randint(0, round(handoffs))
            return DayPlan(round(calls * low), round(new * low), round(talks * low), some)
        more = chance.uniform(MARGIN, MARGIN + 0.12)
        extra = chance.choice((0, 0, 1))
        return DayPlan(
            round(calls * more), round(new * 1.1) + 1, round(talks) + extra, round(handoffs) + extra
        )

    def _today(self, person_id: int) -> DayPlan:
        part = self._office.shift.share * MEMBERS[person_id].pace
        return DayPlan(*(round(full * part) for full in TODAY.values()))

    def _call(self, at: dt.datetime, person_id: int, slot: Slot) -> None:
        """Take the lead that fits the slot and log what the call came to."""
        lead = self._find(at, person_id, slot)
        if lead is None:
            return
        if slot.result == "handoff":
            self.hand_off(lead, person_id, at)
            return
        outcome = _outcome(slot, lead, self._office.chance)
        self._office.do(self._command(lead, outcome, at), person_id, at)
        self._tray.put(self._office.lead(lead.id))

    def _find(self, at: dt.datetime, person_id: int, slot: Slot) -> Lead | None:
        open_ids = self._office.open_ids(at)
        if slot.new:
            return self._tray.new(open_ids)
        found = self._tray.own(person_id, at, open_ids) or self._tray.again(at, open_ids)
        if found is None and self._office.day_of(at) in self._office.days[:FIRST_DAYS]:
            return self._tray.new(open_ids)
        return found

    def hand_off(
        self,
        lead: Lead,
        giver: int,
        at: dt.datetime,
        *,
        receiver: int | None = None,
        hot: bool | None = None,
    ) -> int:
        """Hand a lead off with a filled sheet and return the handoff's id."""
        chance = self._office.chance
        to = receiver or self._reps.choose(giver)
        command = HandOff(
            lead.id,
            answers=self._answers(lead),
            note=chance.choice(HANDOFF_NOTES),
            next_step=chance.choice(STEPS),
            receiver_id=to,
            hot=chance.random() < HOT_SHARE if hot is None else hot,
            talk_seconds=chance.randint(180, 900),
            then_take=False,
        )
        done = self._office.do(command, giver, at)
        if receiver is None:
            self._reps.receive(done.made_id or 0, lead.id, to, at)
        return done.made_id or 0

    def _answers(self, lead: Lead) -> tuple[tuple[str, str], ...]:
        with self._office.store.looking() as unit:
            details = unit.leads.details(lead.id)
        named = str(details.get("industry", ""))
        industry = next((one for one in INDUSTRIES if one.name == named), INDUSTRIES[0])
        size = int(details.get("employees", 0) or 40)
        return sheet_for(industry.name, size, industry.needs, self._office.chance)

    def _command(self, lead: Lead, outcome: str, at: dt.datetime) -> LogCall:
        office, chance = self._office, self._office.chance
        when: dt.datetime | None = None
        reason = ""
        match outcome:
            case "callback":
                later = dt.timedelta(minutes=chance.choice((90, 180, 1440, 1560, 2880, 4320)))
                when = office.agreed(lead, at + later)
            case "not_now":
                when = at + dt.timedelta(days=chance.choice((30, 60, 90)))
                reason = chance.choice(("budget_later", "project_later", "evaluating"))
            case "contract_until":
                when = at + dt.timedelta(days=chance.choice((150, 210, 300)))
            case "not_interested":
                reason = chance.choice(("no_need", "has_supplier", "no_reason", "bad_timing"))
            case "unqualified":
                reason = chance.choice(("no_fit", "no_budget", "no_authority"))
        talk = chance.randint(60, 540) if outcome in TALKS else chance.randint(5, 45)
        note = note_for(outcome, chance)
        return LogCall(
            lead.id, outcome, 1, note, when=when, reason=reason, talk_seconds=talk, then_take=False
        )


def _slots(plan: DayPlan, chance: random.Random) -> list[Slot]:
    """Return the calls of a day in an order that could have been."""
    results = ["handoff"] * plan.handoffs
    results += ["talk"] * max(0, plan.talks - plan.handoffs)
    results += ["try"] * max(0, plan.calls - len(results))
    chance.shuffle(results)
    # Whoever wrote overnight is called first.
    first = min(plan.new, FRESH_FIRST, len(results))
    rest = range(first, len(results))
    new = {*range(first), *chance.sample(rest, min(plan.new - first, len(rest)))}
    return [Slot(number in new, result) for number, result in enumerate(results)]


def _outcome(slot: Slot, lead: Lead, chance: random.Random) -> str:
    weights = TALKS if slot.result == "talk" else TRIES
    outcome = chance.choices(list(weights), list(weights.values()))[0]
    if outcome == "voicemail" and lead.voicemails >= AfterCall().voicemails:
        return "no_answer"
    return outcome
