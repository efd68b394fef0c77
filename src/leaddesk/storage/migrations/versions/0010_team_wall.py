# SPDX-License-Identifier: MIT
"""The team's wall: when a lead in hand was rung, and what many people did, by indexes alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_WIDER = {
    "ix_journal_person": ("journal", ["person_id", "at", "tier", "counted", "voided_by"]),
    "ix_feedback_receiver": ("feedback", ["receiver_id", "given_at", "due_at"]),
}


def upgrade() -> None:
    """Add when a lead in hand was rung, index decisions, and let two indexes tell all they can."""
    op.add_column(
        "lease", sa.Column("dialled_at", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.create_index("ix_handoff_decided", "handoff", ["decided_at", "state"])
    for name, (table, columns) in _WIDER.items():
        op.drop_index(name, table)
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
