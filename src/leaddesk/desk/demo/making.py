# SPDX-License-Identifier: MIT
"""Makes the demo team in an empty database: lists come in, a month is worked, then today."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from leaddesk.desk.commands import ImportOptions, RunClocks
from leaddesk.desk.demo.board import plan_notices, plan_talks
from leaddesk.desk.demo.floor import Floor
from leaddesk.desk.demo.leads import LeadMaker
from leaddesk.desk.demo.office import Office
from leaddesk.desk.demo.reps import Reps
from leaddesk.desk.demo.scenes import ARRIVED, CAST, LATE_ARRIVALS, Scenes, lead_ids, leads_of
from leaddesk.desk.demo.sentences import FAIR_NOTES, WEB_NOTES
from leaddesk.desk.demo.shift import shift_for
from leaddesk.desk.demo.team import MEMBERS, RUTH, place_team
from leaddesk.desk.demo.tray import Tray
from leaddesk.desk.lead_cut import Cut
from leaddesk.desk.unit import Store
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_draft import LeadDraft
from leaddesk.domain.perfect_day import Metric

SEED = 20_250
LEADS = 2000

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """What was made."""

    people: int
    leads: int
    days: int
    calls: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A list that came in: on which day (0 the first), how many of 2,000 leads, from where.

    Nobody of the team touches one that comes `after_all`.
    """

    day: int
    count: int
    source: str
    kind: str
    campaign: str = ""
    tier: int = 1
    notes: tuple[str, ...] = ()
    after_all: bool = False


BATCHES = (
    Batch(0, 640, "Direct mail", "list", "Spring mailing"),
    Batch(0, 240, "Trade show", "trade_show", "Midwest fair", notes=FAIR_NOTES),
    Batch(0, 45, "Referral", "referral"),
    Batch(0, 320, "Key accounts", "list", "Named accounts", tier=2),
    Batch(7, 170, "Webinar", "list", "Quality webinar"),
    Batch(14, 160, "Trade show", "trade_show", "Packaging days", notes=FAIR_NOTES),
    Batch(21, 130, "Webinar", "list", "Planning webinar"),
)
WEB_FORM = "Web form"


def make_demo(
    store: Store,
    holidays: HolidayCalendar,
    now: dt.datetime,
    *,
    leads: int = LEADS,
    progress: Progress = lambda _share: None,
    cancelled: Cancelled = lambda: False,
) -> DemoFacts:
    """Fill an empty database with the demo team as it stands at a moment.

    Raises RuleBroken("demo_needs_empty") where somebody works already and
    RuleBroken("demo_cancelled"); give it a store that undoes everything on an error.
    """
    with store.looking() as unit:
        if unit.team.people() or unit.reads.size()[1]:
            raise RuleBroken("demo_needs_empty")
    chance = random.Random(SEED)  # noqa: S311 - made-up people, no secrets
    maker = _Making(Office(store, holidays, shift_for(now, holidays), chance), now, leads)
    return maker.make(progress, cancelled)


class _Making:
    """One demo being made."""

    def __init__(self, office: Office, now: dt.datetime, leads: int) -> None:
        self._office = office
        self._now = now
        self._leads = leads
        self._people = LeadMaker(office.chance)
        self._first, self._second = Tray(), Tray()
        self._reps = Reps(office, self._second, self._first)
        self._floor = Floor(office, self._first, self._reps)

    def make(self, progress: Progress, cancelled: Cancelled) -> DemoFacts:
        """Make it, day by day."""
        office = self._office
        named = [self._people.draft(source=WEB_FORM, **leads_of(ARRIVED))]
        late = [self._people.draft(source=WEB_FORM, **leads_of(role)) for role in LATE_ARRIVALS]
        place_team(office)
        scenes = self._cast()
        rest = self._leads - len(CAST) - len(late) - 1
        web = self._web_counts(rest - sum(self._count(batch) for batch in BATCHES))
        for number, day in enumerate(office.days):
            if cancelled():
                raise RuleBroken("demo_cancelled")
            self._lists_of_day(number, day, web[number])
            if day == office.shift.today:
                scenes.plan_today()
                self._plan_arrivals(late, named)
            plan_notices(office, len(office.days) - 1 - number)
            plan_talks(office, len(office.days) - 1 - number)
            self._floor.plan_day(day)
            self._reps.plan_day(day)
            ends = min(self._now, office.shift.at(day, 24 * 60) + dt.timedelta(minutes=1))
            office.run_until(ends)
            office.do(RunClocks(), 0, ends)
            progress((number + 1) / (len(office.days) + 1))
        scenes.finish(lead_ids(office, named))
        self._index()
        progress(1.0)
        return self._facts()

    def _cast(self) -> Scenes:
        """Bring in the leads of the scenes, kept out of everybody's way."""
        drafts = {
            who: self._people.draft(source="Trade show", **leads_of(role))
            for who, role in CAST.items()
        }
        at = self._office.shift.at(self._office.days[0], 0) - dt.timedelta(minutes=40)
        options = ImportOptions("Regional fair", "Trade show", "trade_show", "Regional fair")
        self._office.bring(list(drafts.values()), options, RUTH, at)
        found = lead_ids(self._office, list(drafts.values()))
        ids = {who: found[role.name] for who, role in CAST.items()}
        scenes = Scenes(self._office, self._floor, self._reps, ids, self._now)
        scenes.plan_past()
        return scenes

    def _count(self, batch: Batch) -> int:
        return batch.count * self._leads // LEADS

    def _web_counts(self, total: int) -> list[int]:
        """Return how many web forms came in on each day."""
        days = len(self._office.days)
        return [total * (n + 1) // days - total * n // days for n in range(days)]

    def _lists_of_day(self, number: int, day: dt.date, web: int) -> None:
        """Import what came in on a day, before its work begins."""
        at = self._office.shift.at(day, 0) - dt.timedelta(minutes=20)
        for batch in BATCHES:
            if batch.day == number:
                drafts = self._people.drafts(self._count(batch), batch.source, batch.notes)
                self._bring(batch, drafts, at)
        drafts = self._people.drafts(web, WEB_FORM, notes=WEB_NOTES)
        self._bring(Batch(number, web, WEB_FORM, "inbound"), drafts, at + dt.timedelta(minutes=5))

    def _plan_arrivals(self, late: list[LeadDraft], named: list[LeadDraft]) -> None:
        """Let the last web forms come in minutes ago."""
        for minutes, draft in ((26, late[0]), (9, late[1]), (3, named[0])):
            self._plan_arrival(self._now - dt.timedelta(minutes=minutes), draft)

    def _plan_arrival(self, at: dt.datetime, draft: LeadDraft) -> None:
        web = Batch(0, 0, WEB_FORM, "inbound", after_all=True)
        self._office.plan(at, lambda now: self._bring(web, [draft], now))

    def _bring(self, batch: Batch, drafts: list[LeadDraft], at: dt.datetime) -> None:
        """Import drafts and put the leads into the tray of their tier."""
        if not drafts:
            return
        local = at.astimezone(ZoneInfo(self._office.shift.zone))
        name = f"{batch.campaign or batch.source} · {local.day} {local:%B}"
        options = ImportOptions(name, batch.source, batch.kind, batch.campaign, batch.tier)
        list_id = self._office.bring(drafts, options, RUTH, at)
        if batch.after_all:
            return
        tray = self._first if batch.tier == 1 else self._second
        with self._office.store.looking() as unit:
            cut = Cut(at=at, fresh_since=at, states=(LeadState.QUEUED,), list_id=list_id)
            for lead in unit.reads.leads(unit.reads.browse_ids(cut)):
                tray.put(lead)

    def _index(self) -> None:
        """Do all upkeep, as rating, search and duplicates: nothing is left to catch up with."""
        while self._office.desk.catch_up():
            pass

    def _facts(self) -> DemoFacts:
        office = self._office
        first, last = office.days[0].isoformat(), office.days[-1].isoformat()
        calls = 0
        with office.store.looking() as unit:
            for person_id in MEMBERS:
                for tier in (1, 2):
                    days = unit.reads.counts(person_id, tier, first, last).values()
                    calls += sum(day.get(Metric.CALLS, 0) for day in days)
        return DemoFacts(len(MEMBERS), self._leads, len(office.days), calls)
