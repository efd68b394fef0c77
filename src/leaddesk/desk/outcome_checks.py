# SPDX-License-Identifier: MIT
"""What is wrong with the outcomes of all pads: ids, keys, names, and flags that fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaddesk.desk.value_checks import LONGEST_NAME, Found, bounds, joined, twice, words
from leaddesk.domain.outcome import COUNTED, FATES, SHIPPED_IDS, Needs, Next, Outcome
from leaddesk.domain.tier import LAST_NUMBER

MOST_OUTCOMES = 300
_LONGEST_OUTCOME = 20

NEEDED = {
    Next.CALLBACK: {Needs.TIME},
    Next.APPOINTMENT: {Needs.TIME},
    Next.FUTURE_NEED: {Needs.DATE},
    Next.CONTRACT: {Needs.DATE},
    Next.STAGE: {Needs.DATE},
    Next.HANDOFF: {Needs.SHEET},
    Next.REFERRED: {Needs.PERSON},
    Next.WON: {Needs.AMOUNT},
    Next.LOST: {Needs.REASON},
    Next.RECYCLE: {Needs.REASON},
    Next.CLOSE: {Needs.NOTHING, Needs.REASON},
}
"""What an outcome has to ask for by what happens next; all others ask for nothing."""

_MUST_HAVE = frozenset({(1, "do_not_call"), (2, "do_not_call"), (1, "qualified")})


def outcomes_problems(value: tuple[Outcome, ...]) -> Found:
    """Yield path, error key and fields of each problem."""
    yield from twice(((one.tier, one.id) if one.id else "" for one in value), "", "id")
    live = [None if one.retired else one for one in value]
    yield from twice(((one.tier, one.key) if one and one.key else "" for one in live), "", "key")
    titles = [(one.tier, one.title.casefold()) if one and one.title else "" for one in live]
    yield from twice(titles, "", "title")
    handing = [one.tier if one and one.next is Next.HANDOFF else "" for one in live]
    yield from ((path, "one_handoff", {}) for path, *_ in twice(handing, "", "next"))
    named = {one.id: one.title for one in value}
    if len(value) > MOST_OUTCOMES:
        yield "", "too_many", {"high": MOST_OUTCOMES}
    for number, one in enumerate(value):
        yield from ((joined(number, path), *rest) for path, *rest in _outcome(one))
    must_have = _MUST_HAVE | {(one.tier, "do_not_call") for one in value}
    for number, one in enumerate(value):
        if one.title != named[one.id]:
            yield joined(number, "title"), "names", {}
        if one.retired and (one.tier, one.id) in must_have:
            yield joined(number, "retired"), "needed", {}
    for _tier, name in sorted(must_have - {(one.tier, one.id) for one in value}):
        yield "", "gone", {"name": name}


def _outcome(one: Outcome) -> Iterator[Any]:
    yield from _called(one)
    yield from _counted(one)
    if not 1 <= one.tier <= LAST_NUMBER:
        yield "tier", "unknown", {"name": str(one.tier)}
    if one.key and (len(one.key) != 1 or one.key not in "1234567890"):
        yield "key", "key", {}
    yield from bounds(one, {"close_days": (0, 730)})
    if one.needs not in NEEDED.get(one.next, {Needs.NOTHING}):
        yield "needs", "needs", {}
    if one.needs is Needs.REASON and not one.reasons:
        yield "reasons", "no_reasons", {}
    yield from words(one.reasons, "reasons")


def _called(one: Outcome) -> Iterator[Any]:
    if not one.id.isidentifier() or len(one.id) > _LONGEST_OUTCOME:
        yield "id" if one.id else "title", "word", {"high": LONGEST_NAME}
    if len(one.title) > LONGEST_NAME or one.title != one.title.strip():
        yield "title", "word", {"high": LONGEST_NAME}
    if one.like and one.like not in SHIPPED_IDS:
        yield "like", "unknown", {"name": one.like}


def _counted(one: Outcome) -> Iterator[Any]:
    if one.metric not in {"", *COUNTED}:
        yield "metric", "unknown", {"name": one.metric}
    if one.fate not in {"", *FATES}:
        yield "fate", "unknown", {"name": one.fate}
    if (one.next is Next.SUPPRESS) != one.dnc:
        yield "next", "dnc", {}
    if one.conversation and not one.reached:
        yield "conversation", "not_reached", {}
