# SPDX-License-Identifier: MIT
"""When a handoff reached each stage, what was sold, and versions of the plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STAGES = ("held_at", "presented_at", "proposed_at", "won_at")
_OUTCOMES = {
    "held_at": "('appointment_held', 'presentation_held', 'proposal_sent', 'won')",
    "presented_at": "('presentation_held', 'proposal_sent', 'won')",
    "proposed_at": "('proposal_sent', 'won')",
    "won_at": "('won')",
}
"""Outcomes by which a stage is reached, also one that was passed over."""


def upgrade() -> None:
    """Add columns and tables, and fill them from the journal."""
    for name in _STAGES:
        column = sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")
        op.add_column("handoff", column)
        op.execute(
            f"UPDATE handoff SET {name} = COALESCE((SELECT MIN(journal.at) FROM journal "
            "WHERE journal.lead_id = handoff.lead_id AND journal.at >= handoff.decided_at "
            f"AND journal.outcome IN {_OUTCOMES[name]} AND journal.kind = 'call' "
            "AND journal.voided_by = ''), 0) WHERE state = 'accepted'"
        )
    op.create_index("ix_handoff_first", "handoff", ["first_offered_at"])
    _sales()
    op.create_table(
        "plan",
        sa.Column("id", _Key, nullable=False),
        sa.Column("begins", sa.String(10), nullable=False),
        sa.Column("ends", sa.String(10), nullable=False),
        sa.Column("effective_from", sa.String(10), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", _Key, nullable=False),
        sa.Column("why", sa.String(200), nullable=False, server_default=""),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_period", "plan", ["begins", "ends", "id"])


def _sales() -> None:
    op.create_table(
        "sale",
        sa.Column("id", _Key, nullable=False),
        sa.Column("lead_id", _Key, nullable=False),
        sa.Column("handoff_id", _Key, nullable=False, server_default="0"),
        sa.Column("person_id", _Key, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sale"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sale_at", "sale", ["at"])
    op.create_index("ix_sale_lead", "sale", ["lead_id"])
    op.execute(
        "INSERT INTO sale (lead_id, handoff_id, person_id, at, amount) SELECT lead_id, id, "
        "receiver_id, won_at, amount FROM handoff WHERE won_at <> 0 AND fate = 'won'"
    )


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
