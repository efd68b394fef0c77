# SPDX-License-Identifier: MIT
"""Leads of a list are there for everybody before they are filed by name and company."""

from __future__ import annotations

import pytest

from leaddesk.desk.commands import AddNoCall, ImportOptions
from leaddesk.desk.queries import AskLeads
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter, LeadSort, PageMark, SortKey
from tests.desk.test_imports import draft
from tests.factories import Office

ROWS = 30
ALIKE = ("Acme GmbH", "Zenith Ltd", "", "The Ödland AG", "Mid & Sons")


def brought(office: Office) -> None:
    """Import a list among leads that are filed; nothing was done behind it yet."""
    for number in range(7):
        office.lead(f"Old{number % 3}", company=ALIKE[number % 5])
    rows = [
        draft(n, last_name=f"Row{n * 7 % 11}", company=ALIKE[n % 5]) for n in range(1, ROWS + 1)
    ]
    office.desk.import_list([rows], ImportOptions("Fair"), office.dana, office.now)
    assert office.sql("SELECT COUNT(*) FROM lead WHERE filed = 0") == [(ROWS,)]


def in_order(office: Office, sort: LeadSort, wanted: LeadFilter) -> list[int]:
    """Walk through all pages and return the ids."""
    ids: list[int] = []
    after: PageMark | None = None
    while True:
        page = office.ask(AskLeads(wanted, sort, after, 4))
        ids += [row.id for row in page.rows]
        after = page.next_after
        if after is None:
            return ids


@pytest.mark.parametrize("key", [SortKey.NAME, SortKey.COMPANY])
@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize("wanted", [LeadFilter(), LeadFilter(tier=1)])
def test_an_order_is_the_same_before_and_after_filing(
    office: Office, key: SortKey, wanted: LeadFilter, *, falling: bool
) -> None:
    brought(office)
    before = in_order(office, LeadSort(key, falling=falling), wanted)

    while office.desk.catch_up():
        pass

    assert office.sql("SELECT COUNT(*) FROM lead WHERE filed = 0") == [(0,)]
    assert len(set(before)) == len(before) == ROWS + 7
    assert in_order(office, LeadSort(key, falling=falling), wanted) == before


def test_a_lead_in_the_gaps_of_two_lists_is_listed_once(office: Office) -> None:
    brought(office)
    office.write("INSERT INTO search_gap SELECT first_id + 1, last_id FROM search_gap")

    ids = in_order(office, LeadSort(SortKey.NAME, falling=False), LeadFilter())

    assert len(set(ids)) == len(ids) == ROWS + 7


def test_a_whole_company_is_out_of_every_list_before_its_leads_are_filed(office: Office) -> None:
    brought(office)

    office.do(AddNoCall("Zenith GmbH"))

    states = [
        row.state
        for row in office.ask(AskLeads(sort=LeadSort(SortKey.COMPANY))).rows
        if row.company.startswith("Zenith")
    ]
    assert len(states) == ROWS // 5 + 2
    assert set(states) == {LeadState.SUPPRESSED}
