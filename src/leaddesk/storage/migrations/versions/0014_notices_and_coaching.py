# SPDX-License-Identifier: MIT
"""Notices and who acknowledged them, notes on people, meetings and what was agreed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "notice",
        sa.Column("id", _Key, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("tiers", sa.String(20), nullable=False, server_default=""),
        sa.Column("person_id", _Key, nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", _Key, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_withdrawn", "notice", ["withdrawn_at", "published_at"])
    op.create_table(
        "acknowledgement",
        sa.Column("notice_id", _Key, nullable=False, autoincrement=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("person_id", _Key, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("notice_id", "asked_at", "person_id", name="pk_acknowledgement"),
    )
    _coaching()


def _coaching() -> None:
    op.create_table(
        "coaching_note",
        sa.Column("id", _Key, nullable=False),
        sa.Column("person_id", _Key, nullable=False),
        sa.Column("by_id", _Key, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shared", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.Column("figures", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_note"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_coaching_note_person", "coaching_note", ["person_id", "at"])
    op.create_table(
        "meeting",
        sa.Column("id", _Key, nullable=False),
        sa.Column("person_id", _Key, nullable=False),
        sa.Column("by_id", _Key, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_person", "meeting", ["person_id", "at"])
    op.create_table(
        "agreed_action",
        sa.Column("id", _Key, nullable=False),
        sa.Column("meeting_id", _Key, nullable=False),
        sa.Column("person_id", _Key, nullable=False),
        sa.Column("owner_id", _Key, nullable=False),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("due_day", sa.String(10), nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_agreed_action"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agreed_action_open", "agreed_action", ["done_at", "due_day"])


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
