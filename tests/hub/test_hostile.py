# SPDX-License-Identifier: MIT
"""A colleague's token tries every call and every field: nothing of others is read or changed."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest

from leaddesk.desk import deciding, exports
from leaddesk.desk import desk as desk_module
from leaddesk.desk.operations import FORMATS, KINDS, command_of
from leaddesk.desk.whereabouts import COMMANDS, QUERIES, Run
from leaddesk.desk.wire import Sent
from leaddesk.desk.wire_runs import End, ExportOrder, ListOrder, Order, Part
from leaddesk.desk.work import new_entry_id
from leaddesk.hub import answering, doing, team_unit, touching
from leaddesk.hub.calls import CALLS
from leaddesk.hub.ports import Free
from leaddesk.hub.sight import Sight
from leaddesk.storage import reach
from leaddesk.storage.engine import Sql
from tests.hub.hostile_stage import Attacker, HostileStage, marks_in
from tests.hub.hostile_values import Forger, fields_of, unknown_fields
from tests.storage.conftest import Place

WHO = ("mo", "ria")
NAMES_MAY_BE_TOLD = {"AskSearch", "AskLeads", "AskLead", "AskHandoff", "AskArrivals", "take"}
"""Whom a lead is about may be told here, and who has it; nothing else of it (decision 25)."""

SELDOM = 40
"""So many calls that changed something, then all rows are looked at: a server tells them slowly."""

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
            about = {(0, lead), (leases[1 if lead == mine else 2], lead)}
            many += [sent(stage, who, name, told, lead_id, lease) for lease, lead_id in about]
        told = next(forger.bodies(kind))
        many += [sent(stage, who, name, told, told.get("lead_id", 0), one) for one in leases]
        many.append(sent(stage, who, name, told, mine, leases[1]))
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


def attacked(stage: HostileStage, who: Attacker, way: str, every: int = 1) -> Iterator[str]:
    """Make every attack of a kind; yield every breach and every error of the server.

    All rows are looked at after `every` so many calls that changed some, and at the end.
    """
    before = stage.rows()
    tried = changed = 0
    for name, body, what in ALL[way](stage, who):
        tried += 1
        number(body, stage.last_seq(who))
        reply = stage.call(who, name, body)
        said = f"{what} {str(body)[:300]}: "
        if reply.status >= 500:
            yield f"{said}{reply.status} {stage.crashes[-1:]}"
        hidden = what not in NAMES_MAY_BE_TOLD and name not in NAMES_MAY_BE_TOLD
        yield from (f"{said}told {mark}" for mark in marks_in(reply, names=hidden))
        changed += reply.status == 200 and CALLS[name].writes
        if changed == every:
            changed = 0
            after = stage.rows()
            yield from (f"{said}{one}" for one in stage.breaches(who, before, after))
            before = after
    yield from (f"at the end: {one}" for one in stage.breaches(who, before, stage.rows()))
    assert tried > 100


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
    assert list(islice(attacked(stage, stage.attackers[name], way), 12)) == []
    assert not stage.crashes


@pytest.mark.timeout(240)
@pytest.mark.postgres
@pytest.mark.parametrize("way", list(ALL))
def test_it_is_the_same_on_a_server(postgres_place: Place, tmp_path: Path, way: str) -> None:
    stage = HostileStage(postgres_place, tmp_path / "runs")
    try:
        assert list(islice(attacked(stage, stage.attackers["mo"], way, SELDOM), 12)) == []
        assert not stage.crashes
    finally:
        stage.close()


@pytest.mark.parametrize("name", ["bo", "nobody"])
def test_whoever_is_locked_out_gets_nowhere(stage: HostileStage, name: str) -> None:
    who = stage.attackers.get(name, Attacker(0, name, "token-of-nobody"))
    before = stage.rows()
    for call in CALLS.keys() - {"join"}:
        reply = stage.call(who, call, {})
        assert (reply.status, reply.told["error"]) == (401, "workstation_blocked")
        assert marks_in(reply, names=True) == []
    for path in ("/health", "/metrics", "/openapi.json", "/v1/pokes"):
        reply = stage.call(who, "", b"", path=path, method="GET")
        assert marks_in(reply, names=True) == []
    assert stage.rows() == before


def test_a_token_may_leave_for_its_own_workstation_alone(stage: HostileStage) -> None:
    who = stage.attackers["mo"]
    assert stage.call(who, "leave", {"workstation_id": "dana", "person_id": 1}).status == 200
    rows = stage.office.sql("SELECT id FROM workstation ORDER BY id")
    assert [row[0] for row in rows] == ["bo", "boss", "dana", "ria", "sam"]
    assert stage.call(who, "pull", {"cursor": 0}).status == 401


# ------------------------------------------------------------------------- does it find a breach


def never_late(*_args: object) -> bool:
    return False


DOORS: dict[str, tuple[str, Any, str, Any]] = {
    "others' leads may be worked": ("operations", touching, "is_late", never_late),
    "an operation may say another lead than it changes": (
        "operations", doing, "_command", lambda operation, _since: command_of(operation),
    ),
    "operations need no role": ("operations", doing, "check_wish", lambda _wish, _who: None),
    "commands need no role": ("commands", answering, "check_wish", lambda _wish, _who: None),
    "questions need no role": ("questions", answering, "check_wish", lambda _wish, _who: None),
    "others' cards are open": ("questions", Sight, "check", lambda *_: None),
    "others' leads show in lists": ("questions", Sight, "seen", lambda _self, answer, _who: answer),
    "everybody's leads are in reach": (
        "calls", reach, "in_reach",
        lambda session, *_: {row[0] for row in session.rows(Sql("SELECT id FROM lead"))},
    ),
    "others' handoffs may be decided": (
        "operations", deciding, "_mine_to_decide",
        lambda work, handoff_id, _to: work.unit.handoffs.get(handoff_id),
    ),
    "an own lead may be taken by anybody": (
        "calls", team_unit, "chosen",
        lambda unit, _book, _who, lead_id, _at: Free(lead_id, unit.leads.get(lead_id).phone),
    ),
}  # fmt: skip
"""Doors, opened on purpose: where that is found, and what stands there instead."""


@pytest.mark.timeout(240)
@pytest.mark.parametrize("door", list(DOORS))
def test_a_door_that_stands_open_is_found(
    stage: HostileStage, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    way, where, name, instead = DOORS[door]
    monkeypatch.setattr(where, name, instead)
    if "need no role" in door:
        # The desk asks as well: both have to be open.
        monkeypatch.setattr(desk_module, "check_wish", lambda _wish, _who: None)
    role = "ria" if "decided" in door else "mo"
    assert next(attacked(stage, stage.attackers[role], way), "")


# ------------------------------------------------------------------------- is everything tried


def test_every_field_that_may_be_sent_is_tried() -> None:
    kinds = {*COMMANDS, *QUERIES, *typing.get_args(exports.Wanted), Order, Part, End, ListOrder}
    kinds |= {ExportOrder, *(one.body for one in CALLS.values() if one.body is not bytes)}
    unknown = set().union(*(unknown_fields(kind) for kind in kinds))
    assert unknown == set()
