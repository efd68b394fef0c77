# SPDX-License-Identifier: MIT
"""Inquiries and lists from several windows at once, on both databases: each comes in once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from leaddesk.desk.commands import ImportOptions, TakeInquiry
from leaddesk.desk.queries import AskArrivals, AskLeads, AskQueue
from leaddesk.domain.errors import LeadDeskError
from tests.desk.test_imports import draft
from tests.factories import NOON

if TYPE_CHECKING:
    from tests.storage.conftest import Place

PAIRS = (("name", "Ann Lee"), ("phone", "+1 612 555 0148"), ("state", "MN"))


def test_fifty_posts_with_one_key_are_one_lead(place: Place) -> None:
    desks = [place.desk() for _ in range(3)]

    def post(number: int) -> int | None:
        return desks[number % 3].do(TakeInquiry(PAIRS, key="k", body="b"), 0, NOON).lead_id

    with ThreadPoolExecutor(10) as pool:
        found = set(pool.map(post, range(50)))
    assert len(found) == 1
    assert len(desks[0].ask(AskLeads(), NOON).rows) == 1
    assert len(desks[0].ask(AskArrivals(), NOON).inquiries) == 1


def test_one_person_who_posts_ten_times_is_one_lead(place: Place) -> None:
    desks = [place.desk() for _ in range(2)]

    def post(number: int) -> int | None:
        return desks[number % 2].do(TakeInquiry(PAIRS, body=str(number)), 0, NOON).lead_id

    with ThreadPoolExecutor(6) as pool:
        found = set(pool.map(post, range(10)))
    assert len(found) == 1
    assert len(desks[0].ask(AskArrivals(), NOON).inquiries) == 10


def test_an_inquiry_is_seen_in_another_window(place: Place) -> None:
    here, there = place.desk(), place.desk()
    there.changed_elsewhere()
    lead_id = here.do(TakeInquiry(PAIRS), 0, NOON).lead_id
    assert there.changed_elsewhere()
    queue = there.ask(AskQueue(1, 1), NOON)
    assert [row.lead_id for row in queue.up_next][:1] == [lead_id]


def test_lists_with_the_same_people_imported_at_once_bring_each_once(place: Place) -> None:
    desks = [place.desk() for _ in range(3)]

    def bring(number: int) -> int:
        rows = [draft(row) for row in range(1, 41)]
        chunks = [rows[:20], rows[20:]]
        return desks[number].import_list(chunks, ImportOptions(f"L{number}"), 1, NOON).count.new

    with ThreadPoolExecutor(3) as pool:
        counts = list(pool.map(bring, range(3)))
    assert sum(counts) == 40
    assert len(desks[0].ask(AskLeads(limit=200), NOON).rows) == 40


def test_the_same_file_imported_at_once_comes_in_once(place: Place) -> None:
    desks = [place.desk() for _ in range(3)]

    def bring(number: int) -> str:
        options = ImportOptions("L", digest="d" * 64)
        try:
            desks[number].import_list([[draft(number + 1)]], options, 1, NOON)
        except LeadDeskError as refused:
            return refused.key
        return ""

    with ThreadPoolExecutor(3) as pool:
        told = sorted(pool.map(bring, range(3)))
    assert told == ["", "file_known", "file_known"]
    assert len(desks[0].ask(AskLeads(), NOON).rows) == 1
