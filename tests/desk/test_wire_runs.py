# SPDX-License-Identifier: MIT
"""Lists and national lists in parts: the same rows in the same order, each part within bounds."""

from __future__ import annotations

import zlib

import msgspec
import pytest

from leaddesk.desk import wire_runs
from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.desk.wire_runs import (
    Order,
    Progress,
    list_of,
    page_of,
    parts_of_list,
    parts_of_registry,
    records_of,
    refused_of,
    registry_of,
)
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import LeadDraft, RejectedRow
from tests.factories import draft


def test_a_list_is_the_same_after_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire_runs, "PART_BYTES", 2_000)
    rows: list[LeadDraft | RejectedRow] = [draft(n) for n in range(100)]
    rows.append(RejectedRow(101, "empty", "", ("a",)))
    parts = list(parts_of_list([rows[:60], rows[60:]]))
    assert len(parts) > 2
    assert [rows_until for rows_until, _ in parts][-1] == 101
    assert [row for _, part in parts for chunk in list_of(part) for row in chunk] == rows
    assert all(len(part) <= 2_000 for _, part in parts)


def test_a_national_list_is_the_same_after_the_way() -> None:
    chunks = [RegistryChunk(2, {16125: (1, 7)}, {}), RegistryChunk(1, {}, {16126: [4]})]
    parts = list(parts_of_registry(chunks))
    found = [chunk for _, part in parts for chunk in registry_of(part)]
    assert [(one.rows, dict(one.more), dict(one.less)) for one in found] == [
        (2, {16125: [1, 7]}, {}),
        (1, {}, {16126: [4]}),
    ]


def test_nothing_has_no_parts() -> None:
    assert list(parts_of_list([])) == []
    assert refused_of(page_of([])) == []


@pytest.mark.parametrize("bad", [b"", b"x", zlib.compress(b"\xc1"), zlib.compress(b"\x91\x01")])
def test_what_is_no_part_is_refused(bad: bytes) -> None:
    for read in (lambda: list(list_of(bad)), lambda: list(registry_of(bad)),
                 lambda: records_of("LeadsWanted", bad)):  # fmt: skip
        with pytest.raises(BadInput, match="bad_part"):
            read()


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(BadInput, match="bad_part"):
        list(list_of(zlib.compress(b"\0" * 70_000_000, 9)))


def test_an_order_and_its_progress_travel() -> None:
    order = Order("ab", "rescrub")
    assert msgspec.json.decode(msgspec.json.encode(order), type=Order).run == "rescrub"
    told = msgspec.json.encode(Progress(7, over=True, result=msgspec.Raw(b'{"n":1}'), parts=2))
    found = msgspec.json.decode(told, type=Progress)
    assert (found.rows, found.over, bytes(found.result), found.parts) == (7, True, b'{"n":1}', 2)
