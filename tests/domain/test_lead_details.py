# SPDX-License-Identifier: MIT
"""What a list says for a card is kept like what a person types for it."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.lead_details import ListedDetails, details_json

_TEXT = st.sampled_from(["", "x", 'say "ä"\n', "1 Main St"])


@given(_TEXT, _TEXT, _TEXT, st.sampled_from([0, 12]), st.lists(_TEXT))
def test_both_ways_give_the_same_text(
    street: str, city: str, note: str, employees: int, bad: list[str]
) -> None:
    listed = ListedDetails(
        street, city, website=city, employees=employees, note=note, bad_phones=tuple(bad)
    )

    assert listed.json() == details_json(msgspec.structs.asdict(listed))
