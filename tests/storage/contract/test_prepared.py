# SPDX-License-Identifier: MIT
"""Figures that were worked out ahead, on both databases."""

from __future__ import annotations

from leaddesk.desk.records import Prepared
from tests.factories import Office


def test_the_newest_figure_of_a_name_is_kept(office: Office) -> None:
    first, second = Prepared("2026-05-12", 3, "[1]"), Prepared("2026-05-13", 1 << 40, "{}")
    for figure in (first, second):
        with office.store.unit() as unit:
            unit.prepared.keep("plan", figure)
        with office.store.looking() as unit:
            assert unit.prepared.get("plan") == figure
            assert unit.prepared.get("habits") is None
    assert office.sql("SELECT COUNT(*) FROM prepared") == [(1,)]
