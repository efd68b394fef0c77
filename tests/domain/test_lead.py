# SPDX-License-Identifier: MIT
"""Tests for what a lead is: its name, and kinds that are told apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.lead import (
    PERSONAL_KINDS,
    POOL_KINDS,
    Lead,
    LeadState,
    QueueKind,
)


def lead(**fields: Any) -> Lead:
    """Return a lead of which only the names matter."""
    values: dict[str, Any] = dict.fromkeys(Lead.__slots__, 0)
    values |= {
        "state": LeadState.QUEUED,
        "kind": QueueKind.NEW,
        "area": CallingArea((), "", ""),
        "arrived_at": dt.datetime(2026, 5, 12, tzinfo=dt.UTC),
        "first_name": "",
        "last_name": "",
        "company": "",
    }
    return Lead(**(values | fields))


@pytest.mark.parametrize(
    "first, last, company, expected",
    [
        ("Ann", "Lee", "Acme", "Ann Lee"),
        ("", "Lee", "Acme", "Lee"),
        ("Ann", "", "Acme", "Ann"),
        ("", "", "Acme", "Acme"),
        ("", "", "", ""),
    ],
)
def test_a_lead_is_called_by_its_person_or_its_company(
    first: str, last: str, company: str, expected: str
) -> None:
    assert lead(first_name=first, last_name=last, company=company).name == expected


def test_each_kind_waits_for_one_person_or_in_the_pool_or_is_new_or_nowhere() -> None:
    kinds = [*PERSONAL_KINDS, *POOL_KINDS, QueueKind.NEW, QueueKind.NONE]

    assert sorted(kinds) == sorted(QueueKind)
