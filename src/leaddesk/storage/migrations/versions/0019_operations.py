# SPDX-License-Identifier: MIT
"""A workstation of a team keeps its operations, and rows as they were before them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of a workstation; one that works alone leaves them empty."""
    op.create_table(
        "membership",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "operation",
        sa.Column("seq", _KEY, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("format", sa.SmallInteger, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("lead_id", _KEY, nullable=False, server_default="0"),
        sa.Column("in_hand", _KEY, nullable=False, server_default="0"),
        sa.Column("lease_id", _KEY, nullable=False, server_default="0"),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("mark", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("answer", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("ix_operation_state_seq", "operation", ["state", "seq"])
    op.create_index("ix_operation_lease_id", "operation", ["lease_id"])
    op.create_table(
        "overlay_now",
        sa.Column("seq", _KEY, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "overlay_image",
        sa.Column("n", _KEY, primary_key=True),
        sa.Column("seq", _KEY, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
    )
    op.create_index("ix_overlay_image_seq", "overlay_image", ["seq"])
