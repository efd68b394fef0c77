# SPDX-License-Identifier: MIT
"""The senior reps' days: handoffs decided, appointments, presentations, deals, and thanks given."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from leaddesk.desk.commands import (
    AcceptHandoff,
    GiveFeedback,
    LogCall,
    RejectHandoff,
    ReturnHandoff,
)
from leaddesk.desk.demo.office import Office
from leaddesk.desk.demo.sentences import REJECTIONS, RETURNS, THANKS, note_for
from leaddesk.desk.demo.team import (
    FIRST_TARGETS,
    MEMBERS,
    NADIA,
    RECEIVERS,
    SAM,
    THEO,
    is_away,
    is_perfect_day,
)
from leaddesk.desk.demo.tray import Tray
from leaddesk.domain.cadence import AfterCall
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.lead import Lead
from leaddesk.domain.perfect_day import Metric

TRIES = {"no_answer": 40.0, "voicemail": 26.0, "gatekeeper": 14.0, "callback": 9.0, "lost": 4.0}
DECISION_MINUTES = (12, 200)
RETURNED, REJECTED = 0.09, 0.13
THANKS_MINUTES = (10, 150)
TODAY = {Metric.CALLS: 46, Metric.NEW_LEAD_CALLS: 11, Metric.PRESENTATIONS: 3.6}
DEAL_SHARE = 0.8


@dataclass(slots=True)
class Deal:
    """An accepted handoff and how far it has come."""

    handoff_id: int
    lead_id: int
    stage: str
    at: dt.datetime


class Reps:
    """Works tier 2, day by day."""

    def __init__(self, office: Office, tray: Tray, first: Tray) -> None:
        self._office = office
        self._tray = tray
        self._first = first
        self._deals: dict[int, list[Deal]] = defaultdict(list)

    def choose(self, giver: int) -> int:
        """Return who gets a handoff."""
        others = [person for person in RECEIVERS if person != giver]
        weights = [MEMBERS[person].share for person in others]
        return self._office.chance.choices(others, weights)[0]

    def receive(self, handoff_id: int, lead_id: int, receiver: int, at: dt.datetime) -> None:
        """Plan the decision on a handoff."""
        minutes = self._office.chance.uniform(*DECISION_MINUTES)
        later = self._office.work_later(at, minutes)
        day = self._office.day_of(later)
        if day in self._office.days and is_away(receiver, self._office, day):
            later = self._office.shift.at(self._office.day_after(day, 1), minutes / 4)
        self._office.plan(later, lambda now: self._decide(handoff_id, lead_id, now))

    def keep(self, receiver: int, deal: Deal) -> None:
        """Add a deal to somebody's."""
        self._deals[receiver].append(deal)

    def plan_day(self, day: dt.date) -> None:
        """Plan the calls of a day; today only up to now."""
        for person_id in (SAM, NADIA, THEO):
            if not is_away(person_id, self._office, day):
                self._plan_person(person_id, day)

    def _plan_person(self, person_id: int, day: dt.date) -> None:
        office, chance = self._office, self._office.chance
        today = day == office.shift.today
        calls, new, held = self._today(person_id) if today else self._past(person_id, day)
        kinds = ["present"] * held + ["new"] * new
        rest = max(0, calls - len(kinds))
        deals = round(rest * DEAL_SHARE)
        kinds += ["deal"] * deals + ["again"] * (rest - deals)
        chance.shuffle(kinds)
        until = office.shift.share if today else 1.0
        for at, kind in zip(office.spread(day, len(kinds), until), kinds, strict=True):
            self._plan_call(at, person_id, kind)

    def _plan_call(self, at: dt.datetime, person_id: int, kind: str) -> None:
        self._office.plan(at, lambda now: self._work(now, person_id, kind))

    def _past(self, person_id: int, day: dt.date) -> tuple[int, int, int]:
        if person_id == THEO:
            return 5, 0, 0
        targets, chance = FIRST_TARGETS[2], self._office.chance
        calls, new = targets[Metric.CALLS], targets[Metric.NEW_LEAD_CALLS]
        index = self._office.days.index(day)
        if index >= 5 and is_perfect_day(person_id, self._office, day):  # noqa: PLR2004 - one week
            return round(calls * 1.35), new + 1, 1 + chance.choice((0, 0, 1))
        low = chance.uniform(0.6, 0.95)
        return round(calls * low), round(new * low), chance.choice((0, 1)) if index > 1 else 0

    def _today(self, person_id: int) -> tuple[int, int, int]:
        part = self._office.shift.share * MEMBERS[person_id].pace
        if person_id == THEO:
            return 2, 0, 0
        calls, new, held = (round(full * part) for full in TODAY.values())
        return calls, new, held

    def _decide(self, handoff_id: int, lead_id: int, at: dt.datetime) -> None:
        """Accept, return or reject a handoff, by whoever has it now."""
        chance = self._office.chance
        with self._office.store.looking() as unit:
            handoff = unit.handoffs.get(handoff_id)
        if handoff.state is not HandoffState.OFFERED:
            return
        receiver = handoff.receiver_id
        luck = chance.random()
        if luck < RETURNED:
            reason, words = chance.choice(RETURNS)
            self._office.do(ReturnHandoff(handoff_id, words, reason), receiver, at)
            self._first.put(self._office.lead(lead_id))
            return
        if luck < REJECTED:
            self._office.do(RejectHandoff(handoff_id, chance.choice(REJECTIONS)), receiver, at)
            return
        self._office.do(AcceptHandoff(handoff_id), receiver, at)
        self.keep(receiver, Deal(handoff_id, lead_id, "accepted", at))

    def _work(self, at: dt.datetime, person_id: int, kind: str) -> None:
        """Do one call of a rep."""
        if kind == "present" and self._present(at, person_id):
            return
        if kind == "deal" and self._move_on(at, person_id):
            return
        open_ids = self._office.open_ids(at)
        if kind == "new" or self._office.day_of(at) in self._office.days[:2]:
            lead = self._tray.new(open_ids)
        else:
            lead = self._tray.own(person_id, at, open_ids) or self._tray.again(at, open_ids)
        if lead is None:
            return
        self._log(lead, self._try(lead), person_id, at)
        self._tray.put(self._office.lead(lead.id))

    def _present(self, at: dt.datetime, person_id: int) -> bool:
        """Hold a presentation, at the earliest the day after the handoff was accepted."""
        day = self._office.day_of(at)
        for stage in ("appointment", "accepted"):
            deal = self._oldest(person_id, stage, before=day)
            if deal is not None:
                self.step(deal, "presentation_held", person_id, at)
                return True
        return False

    def _move_on(self, at: dt.datetime, person_id: int) -> bool:
        """Bring the deal that is most due a step further."""
        chance, day = self._office.chance, self._office.day_of(at)
        for stage, since in _MOST_DUE:
            deal = self._oldest(person_id, stage, before=self._days_ago(day, since))
            if deal is not None:
                steps = _NEXT_STEPS[stage]
                outcome = chance.choices(list(steps), list(steps.values()))[0]
                self.step(deal, outcome, person_id, at)
                return True
        return False

    def step(
        self,
        deal: Deal,
        outcome: str,
        person_id: int,
        at: dt.datetime,
        *,
        when: dt.datetime | None = None,
        amount: int = 0,
        thanks: bool = True,
    ) -> None:
        """Log a step of a deal; what ends an appointment is thanked for later."""
        lead = self._office.lead(deal.lead_id)
        if outcome == "voicemail" and lead.voicemails >= AfterCall().voicemails:
            outcome = "no_answer"
        self._log(lead, outcome, person_id, at, when=when, amount=amount)
        deal.stage = _STAGES.get(outcome, deal.stage)
        deal.at = at
        if deal.stage == "over":
            self._deals[person_id] = [d for d in self._deals[person_id] if d is not deal]
        if thanks and outcome in _ENDS_APPOINTMENT:
            minutes = self._office.chance.uniform(*THANKS_MINUTES)
            later = self._office.work_later(at, minutes)
            self._office.plan(later, lambda now: self._thank(deal.handoff_id, person_id, now))

    def _log(
        self,
        lead: Lead,
        outcome: str,
        person_id: int,
        at: dt.datetime,
        *,
        when: dt.datetime | None = None,
        amount: int = 0,
    ) -> None:
        chance, office = self._office.chance, self._office
        day = office.day_of(at)
        if when is None and outcome in _STEP_DAYS:
            target = office.day_after(day, chance.randint(*_STEP_DAYS[outcome]))
            when = office.agreed(lead, office.shift.at(target, chance.uniform(30, 330)))
        if not amount and outcome in {"proposal_sent", "won"}:
            amount = chance.randint(38, 420) * 10_000
        reason = chance.choice(("price", "competitor", "timing", "went_silent"))
        command = LogCall(
            lead.id,
            outcome,
            2,
            note_for(outcome, chance),
            when=when,
            reason=reason if outcome == "lost" else "",
            amount=amount,
            talk_seconds=chance.randint(600, 2700) if outcome in _STAGES else chance.randint(5, 60),
            then_take=False,
        )
        office.do(command, person_id, at)

    def _thank(self, handoff_id: int, person_id: int, at: dt.datetime) -> None:
        with self._office.store.looking() as unit:
            owed = unit.reads.feedback("owed", person_id, 50)
        found = next((one for one in owed if one.handoff_id == handoff_id), None)
        if found is not None:
            line, rating = self._office.chance.choice(THANKS)
            self._office.do(GiveFeedback(found.id, line, rating), person_id, at)

    def _oldest(self, person_id: int, stage: str, before: dt.date) -> Deal | None:
        """Return the deal that waits longest in a stage, moved there before a day."""
        day_of = self._office.day_of
        waiting = [
            deal
            for deal in self._deals[person_id]
            if deal.stage == stage and day_of(deal.at) < before
        ]
        return min(waiting, key=lambda deal: deal.at, default=None)

    def _days_ago(self, day: dt.date, back: int) -> dt.date:
        """Return a working day of the story so many days back; -1 is the day after."""
        if back < 0:
            return day + dt.timedelta(days=1)
        return self._office.days[max(0, self._office.days.index(day) - back)]

    def _try(self, lead: Lead) -> str:
        outcome = self._office.chance.choices(list(TRIES), list(TRIES.values()))[0]
        if outcome == "voicemail" and lead.voicemails >= AfterCall().voicemails:
            return "no_answer"
        return outcome


_STAGES = {
    "appointment_set": "appointment",
    "presentation_held": "presented",
    "appointment_held": "presented",
    "proposal_sent": "proposal",
    "no_show": "accepted",
    "won": "over",
    "lost": "over",
}
_ENDS_APPOINTMENT = frozenset({"presentation_held", "appointment_held", "won", "lost", "no_show"})
_STEP_DAYS = {
    "appointment_set": (1, 3),
    "presentation_held": (2, 5),
    "appointment_held": (2, 4),
    "proposal_sent": (3, 6),
    "callback": (1, 2),
}
_MOST_DUE = (("appointment", 2), ("accepted", -1), ("proposal", 3), ("presented", 0))
"""What a rep sees to first: a stage, and how many working days a deal has been in it."""
_NEXT_STEPS = {
    "accepted": {"appointment_set": 6.0, "voicemail": 3.0, "lost": 1.0},
    "appointment": {"appointment_held": 6.0, "no_show": 1.0, "lost": 1.5},
    "presented": {"proposal_sent": 4.0, "lost": 1.0},
    "proposal": {"won": 1.3, "lost": 1.0},
}
