# SPDX-License-Identifier: MIT
"""The versions of the rules are read from the journal, by an index of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the journal rows that changed rules."""
    part = sa.text("kind = 'change_rule'")
    op.create_index("ix_journal_rules", "journal", ["seq"], sqlite_where=part,
                    postgresql_where=part)  # fmt: skip


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
