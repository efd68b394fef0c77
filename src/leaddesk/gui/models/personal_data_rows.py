# SPDX-License-Identifier: MIT
"""Sources with their legal basis, and erasures, as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from leaddesk.desk.queries import ErasureRow, SourceRow
from leaddesk.gui.models.rows_model import Column
from leaddesk.words import leads, numbers, personal_data, times


def source_columns() -> tuple[Column[SourceRow], ...]:
    """Return the columns of the sources."""
    return (
        Column("name", "Source", _name, width=190),
        Column("kind", "How leads arrive", lambda row: leads.source_kind(row.kind), width=250),
        Column(
            "basis", "Basis in force", personal_data.basis_in_force,
            tip=lambda row: personal_data.basis(row.basis), width=280,
        ),
        Column("origin", "The source has it from", lambda row: row.origin, width=240),
    )  # fmt: skip


def erasure_columns(
    now: Callable[[], dt.datetime], zone: Callable[[], str]
) -> tuple[Column[ErasureRow], ...]:
    """Return the columns of the erasures; times are on the clock of `zone`."""
    return (
        Column("at", "When", lambda row: times.stamp(row.at, now(), zone()), width=150),
        Column("by", "By", lambda row: row.person, width=170),
        Column("reason", "How they asked", lambda row: row.reason, width=380),
        Column("leads", "Leads", lambda row: numbers.number(row.leads), right=True, width=80),
    )


def _name(row: SourceRow) -> str:
    return times.sentence_start(leads.source(row.name)) if row.name else "(no name)"
