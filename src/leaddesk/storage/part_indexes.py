# SPDX-License-Identifier: MIT
"""Indexes over a part of a table; import it wherever the whole schema is made or compared.

They stand apart because naming PostgreSQL in an index makes SQLAlchemy import that dialect, which a
desk over a file never needs to read or write.
"""

from __future__ import annotations

from sqlalchemy import Index, text

from leaddesk.storage.tables import (
    BROWSED,
    FILED,
    NEW,
    PERSONAL,
    POOL,
    REST,
    RESTS_WEEKS,
    RULE_CHANGES,
    SEEN,
    journal,
    lead,
)


def _leads(name: str, where: str, *columns: str) -> Index:
    """Return an index over a part of the leads: one queue's heads, nothing that waits elsewhere.

    A column with a minus stands in falling order.
    """
    return Index(
        name,
        *(lead.c[c[1:]].desc() if c.startswith("-") else lead.c[c] for c in columns),
        sqlite_where=text(where),
        postgresql_where=text(where),
    )


PART_INDEXES = (
    _leads("ix_lead_personal", PERSONAL, "tier", "kind", "owner_id", "due_at", "id"),
    _leads("ix_lead_pool", POOL, "tier", "kind", "area_id", "due_at", "id"),
    Index(
        "ix_lead_rest",
        lead.c.tier,
        text(f"({RESTS_WEEKS})"),
        lead.c.area_id,
        lead.c.last_call_at,
        lead.c.id,
        sqlite_where=text(REST),
        postgresql_where=text(REST),
    ),
    _leads("ix_lead_rank", NEW, "tier", "half_life", "area_id", "-rank", "id"),
    _leads("ix_lead_age", NEW, "tier", "inbound", "area_id", "arrived_at", "id"),
    _leads("ix_lead_owned", "owner_id <> 0", "owner_id", "state", "id"),
    _leads("ix_lead_email", "email <> ''", "email"),
    # The screen that lists leads: each order that is walked, and one index with all that a filter
    # asks, so that a rare filter reads a tenth of the table.
    _leads("ix_lead_arrived", SEEN, "arrived_at", "id"),
    _leads("ix_lead_company", FILED, "company_key", "id"),
    _leads("ix_lead_name", FILED, "name_key", "id", "state", "company_key", "site"),
    _leads("ix_lead_site", "site <> ''", "site"),
    _leads("ix_lead_merged", "merged_into <> 0", "merged_into"),
    _leads("ix_lead_browse", SEEN, *BROWSED),
    _leads("ix_lead_aside", "kind = 0 AND state <> 9", "tier", "state", "id"),
    # What the versions of the rules are read from, among all that people ever did.
    Index(
        "ix_journal_rules",
        journal.c.seq,
        sqlite_where=text(RULE_CHANGES),
        postgresql_where=text(RULE_CHANGES),
    ),
    Index(
        "ix_journal_undo",
        journal.c.person_id,
        journal.c.seq,
        sqlite_where=text("reversal <> '' AND voided_by = ''"),
        postgresql_where=text("reversal <> '' AND voided_by = ''"),
    ),
)
"""All of them; SQLAlchemy knows them by their tables once this module was imported."""
