# SPDX-License-Identifier: MIT
"""A workstation that is older or newer than its hub: two versions go together, more is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from leaddesk.desk import commands, operations
from leaddesk.desk.operations import State
from leaddesk.desk.wire import Hand, News, Pushed, Welcome
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.errors import BadInput
from leaddesk.hub import callers
from leaddesk.hub.versions import check_calls
from leaddesk.words import errors
from tests.hub.hostile_stage import HostileStage
from tests.storage.conftest import Place

WALK: dict[str, tuple[dict[str, Any], type]] = {
    "hello": ({"version": 1, "acknowledged": 0, "token": ""}, Welcome),
    "pull": ({"cursor": 0}, News),
    "snapshot": ({}, News),
    "top_up": ({"target": 2}, Hand),
    "push": ({"sent": []}, Pushed),
}


@pytest.fixture
def stage(sqlite_place: Place, tmp_path: Path) -> Iterator[HostileStage]:
    """Return a hub over a file, with a team at work."""
    made = HostileStage(sqlite_place, tmp_path / "runs")
    yield made
    made.close()


def newer(value: Any) -> Any:
    """Return JSON as a newer LeadDesk may say it: with fields that are not known yet."""
    if isinstance(value, dict):
        return {name: newer(one) for name, one in value.items()} | {"later": {"x": [1]}}
    return [newer(one) for one in value] if isinstance(value, list) else value


def note(stage: HostileStage, version: int, **told: object) -> dict[str, object]:
    mo = stage.attackers["mo"]
    return {
        "seq": stage.last_seq(mo) + 1, "id": new_entry_id(stage.now()), "kind": "AddNote",
        "at": stage.now().isoformat(), "format": version, "lead_id": stage.mine["mo"],
        "told": msgspec.json.encode({"lead_id": stage.mine["mo"], **told}).decode(),
    }  # fmt: skip


def push(stage: HostileStage, one: dict[str, object]) -> tuple[str, str]:
    """Send an operation and return what became of it, and why."""
    reply = stage.call(stage.attackers["mo"], "push", {"sent": [one]})
    result = reply.told["results"][0]
    return result["state"], (msgspec.json.decode(result["answer"] or b"{}")).get("key", "")


@pytest.mark.parametrize(
    "hub, workstation, key",
    [
        (1, "", ""), (1, "1", ""), (1, "2", ""), (1, "3", ""), (1, "4", "hub_too_old"),
        (2, "1", ""), (3, "1", ""), (3, "5", ""), (4, "1", "workstation_too_old"),
        (4, "", "workstation_too_old"),
    ],
)  # fmt: skip
def test_two_versions_apart_every_call_works_and_beyond_it_is_told(
    stage: HostileStage, monkeypatch: pytest.MonkeyPatch, hub: int, workstation: str, key: str
) -> None:
    monkeypatch.setattr(callers, "check_calls", partial(check_calls, newest=hub))
    header = (("leaddesk-calls", workstation),) if workstation else ()
    for name, (body, kind) in WALK.items():
        reply = stage.call(stage.attackers["mo"], name, body, headers=header)
        if not key:
            assert reply.status == 200
            msgspec.json.decode(reply.body, type=kind)
            continue
        assert (reply.status, reply.told["error"]) == (426, key)
        assert reply.told["message"]


def test_fields_of_a_newer_workstation_are_passed_over(stage: HostileStage) -> None:
    mo = stage.attackers["mo"]
    for name, (body, _) in WALK.items():
        assert stage.call(mo, name, newer(body)).status == 200
    asked = {"query": "AskSearch", "told": newer({"text": "Mine"})}
    assert stage.call(mo, "ask", newer(asked)).status == 200
    assert push(stage, newer(note(stage, 1, text="spoke", later=[1]))) == (State.DONE, "")


def test_fields_of_a_newer_hub_are_passed_over(stage: HostileStage) -> None:
    mo = stage.attackers["mo"]
    for name, (body, kind) in WALK.items():
        told = stage.call(mo, name, body).told
        again: object = msgspec.convert(told | {"later": {"x": 1}}, kind)
        assert again == msgspec.convert(told, kind)


@pytest.fixture
def formats(monkeypatch: pytest.MonkeyPatch, stage: HostileStage) -> None:
    """Let notes be in a made-up format 2 since today: what was `words` is `text`."""

    def read(fields: dict[str, Any]) -> dict[str, Any]:
        return {"lead_id": fields["lead_id"], "text": fields["words"]}

    monkeypatch.setattr(operations, "FORMATS", {**operations.FORMATS, "AddNote": 2})
    monkeypatch.setattr(operations, "_OLDER", {("AddNote", 1): read})
    monkeypatch.setattr(operations, "_REPLACED", {("AddNote", 1): stage.now()})


@pytest.mark.usefixtures("formats")
def test_a_note_in_an_older_format_is_taken_for_ninety_days(stage: HostileStage) -> None:
    assert push(stage, note(stage, 2, text="in the new one")) == (State.DONE, "")
    stage.office.later(dt.timedelta(days=90))
    assert push(stage, note(stage, 1, words="in the old one")) == (State.DONE, "")
    found = stage.office.sql("SELECT note FROM journal WHERE kind = 'note' ORDER BY seq")
    assert [row[0] for row in found] == ["in the new one", "in the old one"]
    stage.office.later(dt.timedelta(days=1))
    late = push(stage, note(stage, 1, words="too late"))
    assert late == (State.REFUSED, "operation_too_old")
    assert errors.has_words(BadInput("operation_too_old"))
    # What is in the format of today goes on.
    assert push(stage, note(stage, 2, text="today")) == (State.DONE, "")


def test_a_format_that_is_newer_than_the_hub_is_told_in_words(stage: HostileStage) -> None:
    assert push(stage, note(stage, 2, text="newer")) == (State.REFUSED, "unknown_operation")
    assert errors.has_words(BadInput("unknown_operation"))
    assert commands.AddNote(1, "x").text == "x"
