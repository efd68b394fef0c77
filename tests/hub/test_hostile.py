# SPDX-License-Identifier: MIT
"""A colleague's token tries every call and every field: nothing of others is read or changed."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from leaddesk.desk import exports
from leaddesk.desk.operations import FORMATS, KINDS
from leaddesk.desk.whereabouts import COMMANDS, QUERIES, Run
from leaddesk.desk.wire import Sent
from leaddesk.desk.wire_runs import End, ExportOrder, ListOrder, Order, Part
from leaddesk.desk.work import new_entry_id
from leaddesk.hub.calls import CALLS
from tests.hub.hostile_stage import Attacker, HostileStage, marks_in
from tests.hub.hostile_values import Forger, fields_of, unknown_fields
from tests.storage.conftest import Place

WHO = ("mo", "ria")
NAMES_MAY_BE_TOLD = {"AskSearch", "AskLeads", "AskLead", "AskHandoff", "AskArrivals", "take"}
"""Whom a lead is about may be told here, and who has it; nothing else of it (decision 25)."""

BATCH = 25
"""Operations in one push: each is looked at, and what they changed together."""

Attack = tuple[str, object, str]
"""A call, its body, and what it tries."""


@pytest.fixture
def stage(sqlite_place: Place, tmp_path: Path) -> Iterator[HostileStage]:
    """Return a hub over a file, with a team at work."""
    made = HostileStage(sqlite_place, tmp_path / "runs")
    yield made
    made.close()


def attacks_by_calls(stage: HostileStage, who: Attacker) -> Iterator[Attack]:
    """Yield every call but those that name a command, with every value in every field."""
    forger = Forger(stage, who)
    for name, one in CALLS.items():
        if name in {"ask", "do", "push", "leave"}:
            continue
        kinds = (Order, Part, End) if one.body is bytes else (one.body,)
        for kind in kinds:
            for body in forger.bodies(kind):
                yield name, body, name
    yield from _orders(forger)


def _orders(forger: Forger) -> Iterator[Attack]:
    for number, run in enumerate(Run):
        for told in ({}, None, {"person_id": forger.people[0]}):
            yield "list_begin", {"id": f"{number:032x}", "run": run.value, "told": told}, run.value
    for kind in typing.get_args(exports.Wanted):
        for told in forger.bodies(kind):
            order = {"name": kind.__name__, "told": told}
            yield "list_begin", {"id": "e" * 32, "run": "export", "told": order}, kind.__name__
            yield "list_end", {"id": "e" * 32}, kind.__name__
            yield "list_part", {"id": "e" * 32, "number": 0}, kind.__name__


def attacks_by_questions(stage: HostileStage, who: Attacker) -> Iterator[Attack]:
    forger = Forger(stage, who)
    for kind in QUERIES:
        for told in forger.bodies(kind):
            yield "ask", {"query": kind.__name__, "told": told}, kind.__name__


def attacks_by_commands(stage: HostileStage, who: Attacker) -> Iterator[Attack]:
    forger = Forger(stage, who)
    for kind in COMMANDS:
        for told in forger.bodies(kind):
            entry = new_entry_id(stage.now())
            yield "do", {"command": kind.__name__, "told": told, "id": entry}, kind.__name__
        yield "do", {"command": kind.__name__, "told": told, "id": stage.entries()[0]}, "known id"


def attacks_by_operations(stage: HostileStage, who: Attacker) -> Iterator[Attack]:
    """Yield operations: each command with every value in every field, under every lease."""
    forger = Forger(stage, who)
    mine = forger.leads[1]
    leases = (0, stage.lease_of(mine), stage.lease_of(stage.victims[3]), 1, 2**62)
    for name, kind in KINDS.items():
        many: list[dict[str, Any]] = []
        for told in forger.bodies(kind):
            lead = told.get("lead_id", 0)
            about = {(0, lead), (leases[1], mine), (leases[2], lead)}
            many += [sent(stage, who, name, told, lead_id, lease) for lease, lead_id in about]
        told = next(forger.bodies(kind))
        many += [sent(stage, who, name, told, told.get("lead_id", 0), one) for one in leases]
        for start in range(0, len(many), BATCH):
            yield "push", {"sent": many[start : start + BATCH]}, name
    for name in ("LogCall", "EditLead", "TakeBack"):
        told = next(forger.bodies(KINDS[name]))
        base = sent(stage, who, name, told, mine, leases[1])
        for field, hint in fields_of(Sent).items():
            for value in forger.values(field, hint):
                forged = {**base, "id": new_entry_id(stage.now()), field: value}
                yield "push", {"sent": [forged]}, f"{name}.{field}"


def sent(
    stage: HostileStage, who: Attacker, name: str, told: object, lead: object, lease: int
) -> dict[str, Any]:
    return {
        "seq": "next", "id": new_entry_id(stage.now()), "at": stage.now().isoformat(), "kind": name,
        "format": FORMATS[name], "told": msgspec.json.encode(told).decode(), "lead_id": lead,
        "in_hand": lead, "lease_id": lease,
    }  # fmt: skip


ALL = {
    "calls": attacks_by_calls,
    "questions": attacks_by_questions,
    "commands": attacks_by_commands,
    "operations": attacks_by_operations,
}


def attacked(stage: HostileStage, who: Attacker, way: str) -> list[str]:
    """Make every attack of a kind and return every breach and every error of the server."""
    found: list[str] = []
    before = stage.rows()
    tried = 0
    for name, body, what in ALL[way](stage, who):
        tried += 1
        number(body, stage.last_seq(who))
        reply = stage.call(who, name, body)
        said = f"{what} {str(body)[:300]}: "
        if reply.status >= 500:
            found.append(f"{said}{reply.status} {stage.crashes[-1:]}")
        hidden = what not in NAMES_MAY_BE_TOLD and name not in NAMES_MAY_BE_TOLD
        found += [f"{said}told {mark}" for mark in marks_in(reply, names=hidden)]
        if reply.status == 200 and CALLS[name].writes:
            after = stage.rows()
            found += [f"{said}{breach}" for breach in stage.breaches(who, before, after)]
            before = after
    found += [f"at the end: {one}" for one in stage.breaches(who, before, stage.rows())]
    assert tried > 100
    return found


def number(body: Any, last: int) -> None:
    """Give the operations of a body the numbers that come next."""
    for one in body.get("sent", ()):
        if isinstance(one, dict) and one.get("seq") == "next":
            last += 1
            one["seq"] = last


@pytest.mark.timeout(240)
@pytest.mark.parametrize("way", list(ALL))
@pytest.mark.parametrize("name", WHO)
def test_no_value_of_any_field_reads_or_changes_what_is_others(
    stage: HostileStage, name: str, way: str
) -> None:
    assert attacked(stage, stage.attackers[name], way)[:12] == []
    assert not stage.crashes


def test_every_field_that_may_be_sent_is_tried() -> None:
    kinds = {*COMMANDS, *QUERIES, *typing.get_args(exports.Wanted), Order, Part, End, ListOrder}
    kinds |= {ExportOrder, *(one.body for one in CALLS.values() if one.body is not bytes)}
    unknown = set().union(*(unknown_fields(kind) for kind in kinds))
    assert unknown == set()
