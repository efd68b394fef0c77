# SPDX-License-Identifier: MIT
"""Commands travel whole, and those that travelled once can be read for good."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import FORMATS, KINDS, Operation, command_of, operation_of
from leaddesk.domain.errors import BadInput

NOON = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
FIELDS = {
    "LogCall": "lead_id outcome tier note at when for_anyone reason amount person_name "
    "person_phone number talk_seconds then_take",
    "SaveSheet": "lead_id answers",
    "SkipLead": "lead_id reason",
    "TakeBack": "entry_id",
    "HandOff": "lead_id answers note next_step next_step_at receiver_id hot warm_reason "
    "talk_seconds at then_take",
    "AcceptHandoff": "handoff_id call_now",
    "ReturnHandoff": "handoff_id words reason",
    "RejectHandoff": "handoff_id reason words",
    "AppealRejection": "handoff_id words",
    "GiveFeedback": "feedback_id line rating thanks",
    "AddNote": "lead_id text",
    "AddLead": "fields tier note",
    "EditLead": "lead_id version fields",
    "AcknowledgeNotice": "notice_id asked_at",
    "KeepFilter": "name filter sort for_team",
    "DropFilter": "filter_id",
}
"""The fields of each kind in format 1: a new one needs a default, a changed one a new format."""


def operation(kind: str, told: str, version: int = 1) -> Operation:
    return Operation(1, "0" * 32, NOON, 1, kind, version, told)


@pytest.mark.parametrize("kind", KINDS)
def test_what_travelled_once_can_be_read(kind: str) -> None:
    assert FORMATS[kind] == 1
    fields = {one.name: one for one in dataclasses.fields(KINDS[kind])}
    first = FIELDS[kind].split()
    assert set(first) <= set(fields)
    for name in fields.keys() - set(first):
        one = fields[name]
        has_default = one.default is not dataclasses.MISSING
        assert has_default or one.default_factory is not dataclasses.MISSING, name


@pytest.mark.parametrize(
    "command",
    [
        commands.LogCall(7, "callback", 1, "spoke", NOON, NOON + dt.timedelta(days=1)),
        commands.SaveSheet(7, (("need", "seats"),)),
        commands.HandOff(7, (("need", "seats"),), "note", "demo", NOON, then_take=False),
        commands.AddLead(commands.LeadFields(first_name="Ann", phones=(("+15550001", "mobile"),))),
        commands.TakeBack(),
    ],
)
def test_a_command_is_the_same_after_the_way(command: object) -> None:
    made = operation_of(command, 3, NOON, "ab" * 16)
    assert made is not None
    assert (made.person_id, made.at, made.id) == (3, NOON, "ab" * 16)
    found = command_of(made)
    if isinstance(command, commands.LogCall):
        # Done again, it takes no further lead.
        command = dataclasses.replace(command, then_take=False)
    assert found == command


def test_what_is_of_this_machine_only_does_not_travel() -> None:
    for command in (commands.TakeNext(1), commands.KeepLead(), commands.RunClocks()):
        assert operation_of(command, 1, NOON, "x") is None


@pytest.mark.parametrize(
    "kind, told, version, key",
    [
        ("LogCall", "{", 1, "bad_operation"),
        ("LogCall", '{"lead_id": "seven", "outcome": "busy"}', 1, "bad_operation"),
        ("LogCall", '{"outcome": "busy"}', 1, "bad_operation"),
        ("LogCall", '{"lead_id": 7, "outcome": "busy"}', 2, "unknown_operation"),
        ("RunClocks", "{}", 1, "unknown_operation"),
    ],
)
def test_what_cannot_be_read_is_refused(kind: str, told: str, version: int, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        command_of(operation(kind, told, version))
    assert caught.value.key == key
