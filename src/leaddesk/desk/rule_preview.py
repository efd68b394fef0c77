# SPDX-License-Identifier: MIT
"""What a change of rules would do now: both books asked the same questions, leads really rated.

Nothing is written. Each count looks at so many leads at most that the answer comes within seconds
however many there are; what was cut short says "at least".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from leaddesk.desk.asking import Asking
from leaddesk.desk.book import Book, book_of
from leaddesk.desk.picking import Picker
from leaddesk.desk.queries import AskRuleChange, RuleEffect, RulePreview
from leaddesk.desk.rating import fingerprint, rerated
from leaddesk.desk.rule_checks import Problem, check_together, read_problem
from leaddesk.desk.rules import decode_rule, is_same_rule, read_rules, settled
from leaddesk.desk.tier_use import check_unused
from leaddesk.domain.calling_hours import CallingArea, is_open, next_opening
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken
from leaddesk.domain.person import Person
from leaddesk.domain.queue import Window

MOST_LEADS = 20_000
"""Leads that one count looks at."""
MOST_OPENINGS = 1_500
"""Openings looked for: each may be months ahead."""
NEXT_UP = 20
_WINDOWS = frozenset({"calling", "calling.lawful", "calling.by_place", "team"})
_SOMEBODY = Person(0, "", frozenset(), "UTC")


@dataclass(frozen=True, slots=True)
class Trial:
    """The books before and after, and which rules are other ones in the second."""

    asking: Asking
    before: Book
    after: Book
    changed: frozenset[str]

    @property
    def books(self) -> tuple[Book, Book]:
        """Both of them."""
        return self.before, self.after


def answer_change(query: AskRuleChange, asking: Asking) -> RulePreview:
    """Return what some values would do if they were put in force now."""
    wanted: dict[str, str] = {}
    problems: list[Problem] = []
    for key, value in query.values:
        try:
            decode_rule(key, value)
        except BadInput as error:
            problems.append(read_problem(key, error))
        else:
            wanted[key] = value
    problems.extend(check_together(asking.rules, wanted))
    if "tiers" in wanted and not problems:
        problems.extend(_in_use(asking, wanted["tiers"]))
    team = asking.unit.team
    wanted = {key: settled(key, value, team.rule(key) or "") for key, value in wanted.items()}
    changed = tuple(
        key for key, value in wanted.items() if not is_same_rule(key, value, team.rule(key) or "")
    )
    if problems or not changed:
        return RulePreview(query.values, changed, tuple(problems))
    book = asking.book
    rules = read_rules(lambda key: wanted[key] if key in wanted else team.rule(key))
    after = book_of(team, rules, book.holidays, book.version)
    trial = Trial(asking, book, after, frozenset(changed))
    effects = tuple(effect for look in _LOOKS for effect in look(trial))
    return RulePreview(query.values, changed, (), effects)


def _in_use(asking: Asking, told: str) -> Iterator[Problem]:
    """Tell which tier would go that something stands in."""
    try:
        check_unused(asking.unit, asking.rules.tiers, decode_rule("tiers", told))
    except RuleBroken as error:
        yield Problem("rule.tier_in_use", "tiers", "", error.fields)


def _scores(trial: Trial) -> Iterator[RuleEffect]:
    """Tell which never-called leads get another score, and how many of the best are others."""
    rules = trial.after.rules
    if fingerprint(trial.before.rules) == fingerprint(rules):
        return
    hours = trial.asking.now.timestamp() / 3600
    leads = trial.asking.unit.rules.new_leads(MOST_LEADS)
    moved = 0
    old: dict[int, list[tuple[float, int]]] = {}
    new: dict[int, list[tuple[float, int]]] = {}
    for lead in leads:
        rating = rerated(lead, rules)
        moved += rating is not None
        life, key = rating or (lead.half_life, lead.rank)
        # log2 of the score: the same order, and exact however small the score is.
        old.setdefault(lead.tier, []).append((hours / lead.half_life - lead.rank, lead.id))
        new.setdefault(lead.tier, []).append((hours / life - key, lead.id))
    least = len(leads) == MOST_LEADS
    yield RuleEffect("scores", moved=moved, after=len(leads), least=least)
    for tier in sorted(old):
        first = {lead for _, lead in sorted(old[tier])[:NEXT_UP]}
        then = {lead for _, lead in sorted(new[tier])[:NEXT_UP]}
        yield RuleEffect("best", tier, moved=len(then - first), after=len(then), least=least)


def _next_up(trial: Trial) -> Iterator[RuleEffect]:
    """Tell how many of those next up in each tier would be other leads, at this moment."""
    if not trial.changed & (_WINDOWS | {"queue", "queue.steps"}):
        return
    for tier in trial.after.rules.steps:
        first, then = (_heads(trial, book, tier) for book in trial.books)
        moved = sum(one != other for one, other in zip(first, then, strict=False))
        moved += abs(len(first) - len(then))
        if first or then:
            yield RuleEffect("next_up", tier, moved, len(first), len(then))


def _heads(trial: Trial, book: Book, tier: int) -> list[int]:
    queue = trial.asking.unit.queue
    picker = Picker(queue, book, _SOMEBODY, tier, trial.asking.now, 0, 0, in_block=False)
    return [pick.head.lead_id for pick in picker.picks(NEXT_UP)]


def _fresh(trial: Trial) -> Iterator[RuleEffect]:
    """Tell how many leads count as fresh inbound."""
    minutes = [book.rules.queue.fresh_minutes for book in trial.books]
    if minutes[0] == minutes[1]:
        return
    rules, now = trial.asking.unit.rules, trial.asking.now
    for tier in trial.after.rules.steps:
        before, after = (
            rules.fresh(tier, now - dt.timedelta(minutes=one), MOST_LEADS) for one in minutes
        )
        least = max(before, after) == MOST_LEADS
        if before or after:
            yield RuleEffect("fresh", tier, abs(after - before), before, after, least)


def _callable_now(trial: Trial) -> Iterator[RuleEffect]:
    """Tell how many leads whose turn it is may be called now."""
    if not trial.changed & _WINDOWS:
        return
    at = trial.asking.now
    for tier in trial.after.rules.steps:
        counts = trial.asking.unit.reads.queue_counts(tier, 0, at)
        waits = ((counts.ready_areas, Window.TEAM), (counts.agreed_areas, Window.LAWFUL))
        before, after = (
            sum(_open(areas, book, window, at) for areas, window in waits) for book in trial.books
        )
        if before or after:
            yield RuleEffect("callable", tier, abs(after - before), before, after)


def _open(areas: Mapping[int, int], book: Book, window: Window, at: dt.datetime) -> int:
    open_ids = book.open_now(window, at)
    return sum(n for area, n in areas.items() if area in open_ids)


def _reopening(trial: Trial) -> Iterator[RuleEffect]:
    """Tell for how many leads the next try moves to another opening."""
    if not trial.changed & _WINDOWS:
        return
    leads = trial.asking.unit.rules.waiting(MOST_LEADS)
    moved = looked = 0
    for lead in leads:
        area, due = trial.before.areas[lead.area_id], max(trial.asking.now, lead.due_at)
        if not area.time_zones or _opens_alike(trial, area, due):
            continue
        looked += 1
        if looked > MOST_OPENINGS:
            break
        moved += _opening(trial.before, area, due) != _opening(trial.after, area, due)
    least = looked > MOST_OPENINGS or len(leads) == MOST_LEADS
    yield RuleEffect("reopening", moved=moved, after=len(leads), least=least)


def _opens_alike(trial: Trial, area: CallingArea, due: dt.datetime) -> bool:
    """Tell at once of most leads that nothing moves: equal hours, or open then under both."""
    one, other = (book.calling(area) for book in trial.books)
    holidays = trial.before.holidays
    return one == other or (
        is_open(area, one, holidays, due) and is_open(area, other, holidays, due)
    )


def _opening(book: Book, area: CallingArea, due: dt.datetime) -> dt.datetime | None:
    try:
        return next_opening(area, book.calling(area), book.holidays, due)
    except LeadDeskError:  # it never opens there
        return None


def _resting(trial: Trial) -> Iterator[RuleEffect]:
    """Tell how many leads are on a ladder that goes or changes, and whose next try is the last.

    The time of the next try stays: it may have been told to somebody (decision 21).
    """
    if "ladders" not in trial.changed:
        return
    old, new = trial.before.rules, trial.after.rules
    store = trial.asking.unit.rules
    gone = [store.standing_on(name, MOST_LEADS) for name in old.ladders.keys() - new.ladders.keys()]
    yield RuleEffect("ladder_gone", moved=sum(gone), least=MOST_LEADS in gone)
    tried = store.on_ladders(MOST_LEADS)
    before, after = (
        sum(attempts + 1 >= rules.ladder(name).cap for name, attempts in tried)
        for rules in (old, new)
    )
    climbing = sum(old.ladder(name) != new.ladder(name) for name, _ in tried)
    least = len(tried) == MOST_LEADS
    yield RuleEffect("on_ladder", moved=climbing, after=len(tried), least=least)
    yield RuleEffect("resting", moved=abs(after - before), before=before, after=after, least=least)


def _sheets(trial: Trial) -> Iterator[RuleEffect]:
    """Tell how many sheets that are being filled would be ready."""
    if "sheet" not in trial.changed:
        return
    kept = trial.asking.unit.rules.sheets(MOST_LEADS)
    answers = [msgspec.json.decode(one, type=dict[str, str]) for one in kept]
    before, after = (sum(book.rules.sheet.is_ready(one) for one in answers) for book in trial.books)
    least = len(kept) == MOST_LEADS
    yield RuleEffect("sheets", moved=abs(after - before), before=before, after=after, least=least)


def _handoffs(trial: Trial) -> Iterator[RuleEffect]:
    """Tell how many open handoffs keep the clocks they were offered with."""
    if "handoff.clocks" in trial.changed:
        yield RuleEffect("clocks", moved=trial.asking.unit.rules.offered())


def _outcomes(trial: Trial) -> Iterator[RuleEffect]:
    """Tell how many outcomes of each pad are other ones; what was logged stays as it was."""
    if "outcomes" not in trial.changed:
        return
    for tier in trial.after.rules.steps:
        old, new = (
            {one.id: replace(one, position=0) for one in book.rules.pad(tier)}
            for book in trial.books
        )
        moved = sum(old.get(name) != new.get(name) for name in old.keys() | new.keys())
        first, then = ([name for name in one if name in other] for one, other in
                       ((old, new), (new, old)))  # fmt: skip
        moved += sum(
            one != other and old[one] == new[one] for one, other in zip(first, then, strict=True)
        )
        if moved:
            yield RuleEffect("pad", tier, moved, len(old), len(new))


_LOOKS = (
    _callable_now,
    _reopening,
    _scores,
    _fresh,
    _next_up,
    _resting,
    _sheets,
    _handoffs,
    _outcomes,
)
