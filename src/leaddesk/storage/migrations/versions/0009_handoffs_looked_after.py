# SPDX-License-Identifier: MIT
"""Handoffs say who decided, how long it took, and when nobody showed up; scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; when a prospect did not show up is read from the journal."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    for name, kind, default in (
        ("decider_id", key, "0"),
        ("accept_minutes", sa.Integer(), "-1"),
        ("missed_at", sa.BigInteger(), "0"),
        ("lot", sa.SmallInteger(), "10000"),
    ):
        op.add_column("handoff", sa.Column(name, kind, nullable=False, server_default=default))
    op.execute(
        "UPDATE handoff SET missed_at = COALESCE((SELECT MIN(journal.at) FROM journal "
        "WHERE journal.lead_id = handoff.lead_id AND journal.kind = 'call' "
        "AND journal.outcome = 'no_show' AND journal.voided_by = '' "
        "AND journal.at >= handoff.first_offered_at), 0) WHERE state = 'accepted'"
    )
    op.create_index("ix_handoff_open", "handoff", ["open", "id"])
    told = ["giver_id", "receiver_id", "accept_minutes", "state", "first_offered_at", "held_at",
            "missed_at", "reason"]  # fmt: skip
    op.create_index("ix_handoff_figures", "handoff", told)
    op.create_table(
        "handoff_score",
        sa.Column("handoff_id", key, autoincrement=False, nullable=False),
        sa.Column("scorer_id", key, nullable=False),
        sa.Column("scored_at", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("handoff_id", name="pk_handoff_score"),
    )
    op.create_index("ix_handoff_score_at", "handoff_score", ["scored_at"])


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
