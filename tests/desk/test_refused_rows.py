# SPDX-License-Identifier: MIT
"""Rows that were turned down stay as they were, in order, however many there are."""

from __future__ import annotations

from leaddesk.desk.refused_rows import RefusedRows
from leaddesk.domain.lead_draft import RejectedRow


def row(number: int, reason: str = "nobody") -> RejectedRow:
    """Return a row that was turned down."""
    return RejectedRow(number, reason, "why", (f"Ann {number}", ""))


def test_rows_come_back_in_the_order_in_which_they_came() -> None:
    rows = RefusedRows()
    for number in range(10):
        if number % 3 == 0:
            rows.begin()
        rows.append(row(number))

    assert list(rows) == [row(number) for number in range(10)]
    assert len(rows) == 10
    assert (rows[0], rows[-1]) == (row(0), row(9))
    assert rows[2:4] == (row(2), row(3))


def test_what_was_added_since_a_beginning_can_be_forgotten() -> None:
    rows = RefusedRows()
    rows.append(row(1))
    rows.begin()
    rows.append(row(2))

    rows.undo()

    assert list(rows) == [row(1)]


def test_what_was_given_out_stays_as_it_was() -> None:
    rows = RefusedRows()
    rows.append(row(1))
    given = rows.so_far()
    rows.append(row(2, "duplicate_known"))

    assert list(given) == [row(1)]
    assert given.reasons == {"nobody": 1}
    assert rows.so_far().reasons == {"nobody": 1, "duplicate_known": 1}
    assert not RefusedRows().so_far()
