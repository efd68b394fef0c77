# SPDX-License-Identifier: MIT
"""Leads that come by themselves: watched folders, their files, and inquiries from web forms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of watched folders and of the intake."""
    _folders()
    _files()
    _inquiries()


def downgrade() -> None:
    """Refuse: a backup made before the step brings the way back."""
    raise NotImplementedError


def _folders() -> None:
    op.create_table(
        "watched_folder",
        sa.Column("id", _Key, nullable=False),
        sa.Column("computer", sa.String(40), nullable=False),
        sa.Column("path", sa.String(1000), nullable=False),
        sa.Column("source", sa.String(80), nullable=False, server_default=""),
        sa.Column("source_kind", sa.String(20), nullable=False),
        sa.Column("campaign", sa.String(80), nullable=False, server_default=""),
        sa.Column("tier", sa.SmallInteger(), nullable=False),
        sa.Column("region", sa.String(2), nullable=False, server_default=""),
        sa.Column("paused", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.Column("person_id", _Key, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watched_folder"),
        sa.UniqueConstraint("computer", "path", name="uq_watched_folder_computer_path"),
    )


def _files() -> None:
    op.create_table(
        "arrival",
        sa.Column("take", sa.String(32), nullable=False),
        sa.Column("folder", sa.String(1000), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("came_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("list_id", _Key, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("take", name="pk_arrival"),
    )
    op.create_index("ix_arrival_came", "arrival", ["came_at"])
    op.create_table(
        "list_file",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("list_id", _Key, nullable=False),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_list_file"),
    )
    op.create_index("ix_list_file_list", "list_file", ["list_id"])


def _inquiries() -> None:
    op.create_table(
        "inquiry",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("came_at", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(12), nullable=False),
        sa.Column("lead_id", _Key, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("key", name="pk_inquiry"),
    )
    op.create_index("ix_inquiry_came", "inquiry", ["came_at"])
    op.create_table(
        "intake_token",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", _Key, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_intake_token"),
    )
