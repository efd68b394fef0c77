# SPDX-License-Identifier: MIT
"""The draft of a plan is kept; a note on somebody tells when its words were changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table and the column."""
    op.add_column(
        "coaching_note", sa.Column("edited_at", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.create_table(
        "plan_draft",
        sa.Column("person_id", _Key, autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_plan_draft"),
    )


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
