# SPDX-License-Identifier: MIT
"""A plan that somebody types at is kept until it is put in force or thrown away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0015"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "plan_draft",
        sa.Column("person_id", _Key, autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_plan_draft"),
    )


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
