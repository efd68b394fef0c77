# SPDX-License-Identifier: MIT
"""A row is cleaned in one go exactly as its cells are one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.domain.row_plan import RowPlan

FIELDS = ("first_name", "last_name", "company", "title", "city")
PLAN = RowPlan(ColumnMapping("by_hand", tuple((f, n) for n, f in enumerate(FIELDS))))


@given(st.lists(st.text(st.sampled_from(" a|Zé\t\u00a0-"), max_size=8), min_size=5, max_size=5))
def test_cells_are_cleaned_alike(cells: list[str]) -> None:
    clean = [clean_text(cell, LIMITS[f]) for cell, f in zip(cells, FIELDS, strict=True)]

    assert PLAN.clean(cells) == [*clean, ""]
