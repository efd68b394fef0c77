# SPDX-License-Identifier: MIT
"""What a check of the database found is said in sentences a person can act on."""

from __future__ import annotations

import pytest

from leaddesk.domain.perfect_day import Metric
from leaddesk.storage.checking import FINDINGS, SEARCH_FINDINGS
from leaddesk.words import checking


@pytest.mark.parametrize("key", [*FINDINGS, *SEARCH_FINDINGS])
def test_each_finding_has_words_with_its_count_and_where_to_look(key: str) -> None:
    told = checking.finding(key, 3, "7, 8, 9")
    assert "3 " in told
    assert "rows stand where they can't" not in told
    assert told.endswith("(first: 7, 8, 9)")


def test_a_counter_is_told_against_the_journal() -> None:
    told = checking.drift("Dana Whitfield", "2026-05-12", 1, Metric.CALLS, kept=7, told=5)
    assert told == "Dana Whitfield, 2026-05-12, tier 1: 7 calls are counted, the journal says 5"


def test_a_damaged_file_and_a_lost_row_say_what_and_where() -> None:
    assert checking.damage("page 7") == "The file is damaged: page 7"
    assert checking.orphan("phone: lead") == "A row of phone refers to a lead that is not there"


def test_a_long_list_is_cut_and_says_by_how_much() -> None:
    assert checking.few(["x"] * 20) == ["x"] * 20
    assert checking.few(["x"] * 25) == [*["x"] * 20, "… and 5 more"]
