# SPDX-License-Identifier: MIT
"""A file of rules gives back what was written, and damage is refused with words for it."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.desk import rule_file
from leaddesk.desk.queries import AskRules
from leaddesk.desk.rule_checks import MANAGED
from leaddesk.desk.rules import decode_rule, encode_rule, is_same_rule
from leaddesk.domain.errors import BadInput
from tests.factories import Office

WHOLE = rule_file.written((key, encode_rule(key, decode_rule(key, ""))) for key in MANAGED)


def test_what_is_written_is_read_again(office: Office) -> None:
    rows = office.ask(AskRules())
    found = rule_file.read(rule_file.written((row.key, row.value) for row in rows).encode())
    assert {key for key, _ in found.values} == {row.key for row in rows} - {"team"}
    assert all(is_same_rule(key, value, "") for key, value in found.values)
    assert found.unknown == ()


def test_names_that_are_no_rules_here_are_told_and_left_out() -> None:
    text = json.dumps({"leaddesk_rules": 1, "rules": {"weather": 1, "retention": {}, "queue": {}}})
    found = rule_file.read(text.encode())
    assert [key for key, _ in found.values] == ["queue"]
    assert found.unknown == ("weather", "retention")


@pytest.mark.parametrize(
    "data, key",
    [
        (b'{"leaddesk_rules": 1, "rules": {\n"queue": }}', "rule_file.syntax"),
        (b"\xff\xfe", "rule_file.text"),
        (b"[]", "rule_file.other"),
        (b'{"leaddesk_rules": true, "rules": {}}', "rule_file.other"),
        (b'{"leaddesk_rules": 2, "rules": {}}', "rule_file.newer"),
        (b'{"leaddesk_rules": 1, "rules": {}}', "rule_file.none"),
        (b'{"leaddesk_rules": 1, "rules": {"queue": {}, "queue": {}}}', "rule_file.twice"),
        (b"[" * 100_000, "rule_file.other"),
        (b" " * (rule_file.MOST_BYTES + 1), "rule_file.too_large"),
    ],
)
def test_another_file_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(BadInput, match=key):
        rule_file.read(data)


@given(st.integers(0, len(WHOLE.encode()) - 1), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused_and_never_anything_else(at: int, put: bytes) -> None:
    data = WHOLE.encode()
    damaged = data[:at] + put + data[at + 1 :]
    with contextlib.suppress(BadInput):
        for key, value in rule_file.read(damaged).values:
            decode_rule(key, value)
