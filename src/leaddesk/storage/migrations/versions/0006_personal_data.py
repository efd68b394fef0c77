# SPDX-License-Identifier: MIT
"""On which basis data is kept, and people who were erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns of a source and the tables of erased people."""
    op.add_column("source", sa.Column("basis", sa.String(20), nullable=False, server_default=""))
    op.add_column("source", sa.Column("origin", sa.String(200), nullable=False, server_default=""))
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", _Key, nullable=False),
        sa.Column("reason", sa.String(200), nullable=False, server_default=""),
        sa.Column("leads", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
    )
    op.create_index("ix_erasure_at", "erasure", ["at"])
    op.create_table(
        "erased_trait",
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("erasure_id", sa.String(32), nullable=False),
        sa.Column("no_call", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_erased_trait"),
    )
    op.create_index("ix_erased_trait_erasure", "erased_trait", ["erasure_id"])
    op.create_table(
        "erasure_secret",
        sa.Column("value", sa.String(64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("value", name="pk_erasure_secret"),
    )


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
