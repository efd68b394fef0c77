# SPDX-License-Identifier: MIT
"""Forged values for every field that a workstation may send: by its name, else by its type.

A field that has no entry here is an error: whoever adds one says with what it is to be tried.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import typing
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, Final

import msgspec

from tests.hub.hostile_stage import Attacker, HostileStage

LEADS: Final = frozenset(
    {"lead_id", "lead_ids", "keep_id", "drop_id", "first_id", "second_id", "in_hand", "ids"}
)
PEOPLE: Final = frozenset({"person_id", "receiver_id", "giver_id", "owner_id", "people"})
THINGS: Final = frozenset(
    {
        "handoff_id", "feedback_id", "filter_id", "note_id", "notice_id", "folder_id", "list_id",
        "source_id", "action_id", "lease_id",
    }
)  # fmt: skip
NUMBERS: Final = frozenset(
    {
        "acknowledged", "after", "age_from", "age_to", "ahead_minutes", "amount", "attempts_from",
        "attempts_to", "average_sale", "class_number", "cursor", "days", "drop_version",
        "employees", "format", "goal", "hours", "keep_version", "like", "limit", "max_calls",
        "month_cost", "most", "number", "over_months", "parts", "rating", "seq", "some",
        "talk_seconds", "target", "tier", "tiers", "up_next", "version", "weekdays",
        "worked_months",
    }
)  # fmt: skip
IDS: Final = frozenset({"entry_id", "id", "workstation_id", "computer", "token", "handle"})
TEXTS: Final = frozenset(
    {
        "basis", "binds", "body", "campaign", "city", "code", "columns", "command", "company",
        "country", "decision", "default_region", "digest", "email", "extension", "fields",
        "first_name", "folder", "folders", "header_key", "industry", "key", "kind", "kinds",
        "last_name", "last_outcome", "leaddesk", "line", "mapping", "metrics", "name",
        "next_step", "note", "number", "origin", "outcome", "path", "person", "person_name",
        "person_phone", "postal_code", "query", "reason", "region", "roles", "run", "search",
        "secret_hash", "seen", "source", "source_kind", "state", "street", "take", "text",
        "time_zone", "title", "told", "value", "warm_reason", "website", "why", "words", "zone",
    }
)  # fmt: skip
BY_TYPE: Final = (bool, float, bytes, dt.date, dt.datetime, dt.time)
"""What is tried by its type alone."""

NAMED_BY_TYPE: Final = frozenset(
    {
        "active", "ask_again", "away", "call_now", "confirmed", "count_ready", "delta", "done",
        "dry_run", "falling", "for_anyone", "for_team", "hot", "notes", "overdue", "own", "paused",
        "shared", "skips_holidays", "stop", "thanks", "then_take", "data", "begins", "checked_on",
        "dated", "day", "due", "effective_from", "ends", "first", "last", "asked_at", "at", "seen",
        "closes", "opens", "starts", "left_s", "share", "joined", "offered_before", "offered_from",
        "since", "when", "fields", "change", "options", "wanted", "filter", "sort", "plan",
        "typed", "told", "kind", "key", "span", "rule", "draft", "block", "agreed", "held", "sent",
        "states", "breaks", "own_hours", "targets", "shares", "goals", "marks", "answers", "pairs",
        "phones", "values", "after", "next_step_at",
    }
)  # fmt: skip
LONG: Final = "x" * 3_000
ODD: Final = ("", "\0", "é\u202e✓", "'; DROP TABLE lead;--", "../../etc/passwd", LONG)
HUGE: Final = (0, -1, 1, 3, 2**31, 2**62, 2**63 - 1, 2**63)


def fields_of(kind: type) -> dict[str, Any]:
    """Return the fields of a dataclass or a struct with their types."""
    hints = typing.get_type_hints(kind, include_extras=False)
    if dataclasses.is_dataclass(kind):
        return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
    return {name: hints[name] for name in kind.__struct_fields__}  # type: ignore[attr-defined]


def inner(hint: Any) -> Iterator[Any]:
    """Yield a type and all that it is made of, but for fields."""
    yield hint
    for part in typing.get_args(hint):
        yield from inner(part)


def unknown_fields(kind: type, seen: set[type] | None = None) -> set[str]:
    """Return the fields of a kind that nobody said how to try, with those of what is in it."""
    seen = set() if seen is None else seen
    if kind in seen:
        return set()
    seen.add(kind)
    found = set()
    known = LEADS | PEOPLE | THINGS | NUMBERS | IDS | TEXTS | NAMED_BY_TYPE
    for name, hint in fields_of(kind).items():
        if name not in known:
            found.add(f"{kind.__name__}.{name}")
        for part in inner(hint):
            if is_kind(part):
                found |= unknown_fields(part, seen)
    return found


def is_kind(hint: Any) -> bool:
    """Tell whether a type has fields of its own."""
    if not isinstance(hint, type):
        return False
    return dataclasses.is_dataclass(hint) or (
        issubclass(hint, msgspec.Struct) and hint is not msgspec.Struct
    )


class Forger:
    """Makes bodies that a workstation might send to get at what is not its person's."""

    def __init__(self, stage: HostileStage, who: Attacker) -> None:
        self._stage, self._who = stage, who
        mine = stage.mine.get(who.family, stage.pool)
        self.leads = (stage.victims[0], mine, *stage.victims[1:], stage.pool, 0, 2**62)
        boss, dana, sam = (stage.people[name] for name in ("boss", "dana", "sam"))
        self.people = (dana, who.person_id, boss, sam, 0, 2**62)
        self.things = (
            stage.handoffs[1], stage.handoffs[0], stage.filter, stage.team_filter, stage.note,
            stage.notice, stage.lease_of(stage.victims[3]), stage.lease_of(mine), 0, 2**62,
        )  # fmt: skip
        self.ids = (*stage.entries(), "dana", "ABCD", "0" * 32, "", "x" * 33, "\0")

    def values(self, name: str, hint: Any) -> list[Any]:
        """Return values of a field as JSON holds them, the most likely one first."""
        return list(self._of(name, hint))

    def _of(self, name: str, hint: Any) -> Iterator[Any]:
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if origin in {typing.Union, UnionType}:
            for part in parts:
                if part is NoneType:
                    yield None
                else:
                    yield from self._of(name, part)
        elif origin is tuple:
            yield from self._tuples(name, parts)
        elif isinstance(hint, type) and issubclass(hint, enum.Enum):
            yield from (one.value for one in hint)
            yield "none of them"
        elif is_kind(hint):
            yield from self.bodies(hint)
        elif hint is msgspec.Raw:
            yield from ({}, {"a": 1})
        else:
            yield from self._plain(name, hint)

    def _tuples(self, name: str, parts: tuple[Any, ...]) -> Iterator[Any]:
        if parts[1:] == (...,):
            some = self.values(name, parts[0])
            yield some[:1]
            yield from ([], some[:3], some[:1] * 300)
        else:
            yield [self.values(name, part)[0] for part in parts]

    def _plain(self, name: str, hint: Any) -> Iterator[Any]:
        now = self._stage.now()
        if hint is bool:
            yield from (False, True)
        elif hint is int:
            yield from self._ints(name)
        elif hint is float:
            yield from (1.0, -1.0, 1e11, 0.0)
        elif hint is bytes:
            yield from ("", "AAAA", "////")
        elif hint is dt.datetime:
            for days in (0, -400, 400, -36_500):
                yield (now + dt.timedelta(days=days)).isoformat()
            yield "0001-01-01T00:00:00+14:00"
        elif hint is dt.date:
            yield from (str(now.date()), "1900-01-01", "9999-12-31")
        elif hint is dt.time:
            yield from ("09:00:00", "23:59:59")
        elif hint is str:
            yield from self._texts(name)
        else:
            raise AssertionError(f"nobody said how to try {hint}")

    def _ints(self, name: str) -> tuple[int, ...]:
        for names, values in (
            (LEADS, self.leads), (PEOPLE, self.people), (THINGS, self.things),
        ):  # fmt: skip
            if name in names:
                return values
        return (1, *HUGE)

    def _texts(self, name: str) -> Iterator[str]:
        if name in IDS:
            yield from self.ids
            return
        yield LIKELY.get(name, "some words")
        yield from ODD

    def bodies(self, kind: type) -> Iterator[dict[str, Any]]:
        """Yield a likely body, and others that differ from it in one field, each in every way."""
        hints = fields_of(kind)
        tried = {name: self.values(name, hint) for name, hint in hints.items()}
        base = {name: values[0] for name, values in tried.items()}
        base |= BASES.get(kind.__name__, {})
        yield base
        for name, values in tried.items():
            for value in values:
                if value != base[name]:
                    yield {**base, name: value}


LIKELY: Final[Mapping[str, str]] = {
    "outcome": "no_answer", "key": "queue", "kind": "market", "source_kind": "list",
    "time_zone": "America/Chicago", "zone": "America/Chicago", "country": "US", "region": "MN",
    "email": "new@example.com", "search": "Zanz", "text": "Zanz", "roles": "team_lead",
    "metrics": "calls", "reason": "other", "decision": "accepted", "name": "New name",
    "run": "export", "number": "", "website": "", "extension": "",
}  # fmt: skip
BASES: Final[Mapping[str, Mapping[str, Any]]] = {
    "LogCall": {"tier": 0, "person_phone": "", "talk_seconds": 0, "amount": 0, "when": None},
    "HandOff": {"talk_seconds": 0, "receiver_id": None, "next_step_at": None, "at": None},
    "LeadFields": {"phones": [["+16125559999", "direct"]], "employees": 0},
    "KeepFilter": {"filter": {}, "sort": {}},
    "AskQueue": {"tier": 1},
}
"""What a likely body holds where the first value of a field would make it none."""
