# SPDX-License-Identifier: MIT
"""By what a call is counted, tallies of each day, where handoffs came from, costs of sources."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CALLS = "counted = 'calls' OR substr(counted, 1, 6) = 'calls,'"
_CONNECTS = "replace(counted, 'connects', '') <> counted"
_TALKS = "replace(counted, 'conversations', '') <> counted"
_REACHED = (
    "('callback', 'not_now', 'not_interested', 'qualified', 'unqualified', 'already_customer', "
    "'contract_until', 'appointment_set', 'appointment_held', 'presentation_held', 'won', 'lost')"
)
"""Outcomes by which the prospect was reached in person, as they were shipped so far."""
_FUNNEL = (
    "first_offered_at", "giver_id", "receiver_id", "source_id", "campaign", "state", "decided_at",
    "presented_at", "proposed_at", "won_at",
)  # fmt: skip


def upgrade() -> None:
    """Add columns and tables, and fill them from what is known of each call.

    The hour and the try of a call of before are not known, and counted apart.
    """
    _columns()
    _tables()
    for table, where in (("journal", "WHERE kind IN ('call', 'handoff')"), ("handoff", "")):
        op.execute(
            f"UPDATE {table} SET "
            "source_id = COALESCE((SELECT lead.source_id FROM lead WHERE lead.id = "
            f"{table}.lead_id), 0), campaign = COALESCE((SELECT lead.campaign FROM lead "
            f"WHERE lead.id = {table}.lead_id), '') {where}"
        )
    op.execute(
        f"UPDATE journal SET counted = counted || ',connects' WHERE ({_CALLS}) "
        f"AND outcome IN {_REACHED}"
    )
    op.execute(
        "INSERT INTO counter (person_id, day, tier, metric, n) SELECT person_id, day, tier, "
        f"'connects', COUNT(*) FROM journal WHERE {_CONNECTS} AND voided_by = '' "
        "GROUP BY person_id, day, tier"
    )
    for facet, column in (
        ("attempt", "attempt"), ("campaign", "campaign"), ("hour", "hour"), ("source", "source_id"),
    ):  # fmt: skip
        op.execute(
            "INSERT INTO tally (day, tier, facet, key, calls, connects, conversations) "
            f"SELECT day, tier, '{facet}', CAST({column} AS VARCHAR(80)), "
            f"SUM(CASE WHEN {_CALLS} THEN 1 ELSE 0 END), "
            f"SUM(CASE WHEN {_CONNECTS} THEN 1 ELSE 0 END), "
            f"SUM(CASE WHEN {_TALKS} THEN 1 ELSE 0 END) FROM journal "
            f"WHERE voided_by = '' AND ({_CALLS} OR {_CONNECTS} OR {_TALKS}) "
            f"GROUP BY day, tier, {column}"
        )


def _columns() -> None:
    for table in ("journal", "handoff"):
        op.add_column(table, sa.Column("source_id", _Key, nullable=False, server_default="0"))
        op.add_column(
            table, sa.Column("campaign", sa.String(80), nullable=False, server_default="")
        )
    for name, default in (("hour", "-1"), ("attempt", "-1"), ("waited", "0")):
        column = sa.Column(name, sa.SmallInteger(), nullable=False, server_default=default)
        op.add_column("journal", column)
    op.drop_index("ix_handoff_first", "handoff")
    op.create_index("ix_handoff_first", "handoff", list(_FUNNEL))


def _tables() -> None:
    op.create_table(
        "tally",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("tier", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("facet", sa.String(10), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("connects", sa.Integer(), nullable=False),
        sa.Column("conversations", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "tier", "facet", "key", name="pk_tally"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_cost",
        sa.Column("source_id", _Key, autoincrement=False, nullable=False),
        sa.Column("month_cost", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name="pk_source_cost"),
    )


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
