# SPDX-License-Identifier: MIT
"""What a list says for a card is kept like what a person types for it."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.lead_details import ListedDetails, details_json

_TEXT = st.sampled_from(["", "x", 'say "ä"\n', "1 Main St"])


@given(st.lists(_TEXT, min_size=9, max_size=9), st.sampled_from([0, 12]), st.lists(_TEXT))
def test_both_ways_give_the_same_text(texts: list[str], employees: int, bad: list[str]) -> None:
    *first, external_id, note = texts
    listed = ListedDetails(*first, employees, external_id, note, tuple(bad))  # type: ignore[misc]

    assert listed.json() == details_json(msgspec.structs.asdict(listed))
