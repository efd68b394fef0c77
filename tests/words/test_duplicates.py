# SPDX-License-Identifier: MIT
"""Likely duplicates in words."""

from __future__ import annotations

from leaddesk.domain.duplicate import Reason
from leaddesk.domain.lead_merge import FIELDS
from leaddesk.words import duplicates


def test_every_reason_and_field_has_words() -> None:
    told = [duplicates.reason(code) for code in Reason]
    assert len(set(told)) == len(Reason)
    assert all("_" not in words for words in (*told, *map(duplicates.field, FIELDS)))


def test_a_pair_is_told_in_a_sentence() -> None:
    why = duplicates.why(("initial", "same_site", "other_city"), "acme.com")
    assert why == "Same last name, initial fits and same site acme.com; but other city"
    assert duplicates.why(()) == "Chosen by hand"
    assert [duplicates.score(value) for value in (0.85, 0.65, 0.2)] == [
        "Very likely the same", "May be the same", "Probably not the same",
    ]  # fmt: skip
    assert (duplicates.percent(0.967), duplicates.total(10_000, more=True)) == (
        "97 %", "10,000 pairs and more",
    )  # fmt: skip
