# SPDX-License-Identifier: MIT
"""Leads of a list join the indexes by name and company after the list, in small steps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_lead_company": ["company_key", "id"],
    "ix_lead_name": ["name_key", "id", "state", "company_key", "site"],
}


def upgrade() -> None:
    """Say of every lead but those the search waits for that it is filed; index those that are."""
    op.add_column("lead", sa.Column("filed", sa.SmallInteger(), nullable=False, server_default="1"))
    op.execute(
        "UPDATE lead SET filed = 0 WHERE EXISTS (SELECT 1 FROM search_gap "
        "WHERE search_gap.first_id <= lead.id AND search_gap.last_id >= lead.id)"
    )
    filed = sa.text("filed = 1")
    for name, columns in _INDEXES.items():
        op.drop_index(name, "lead")
        op.create_index(name, "lead", columns, sqlite_where=filed, postgresql_where=filed)


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
