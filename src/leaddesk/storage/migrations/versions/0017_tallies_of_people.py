# SPDX-License-Identifier: MIT
"""Calls are tallied for each person as well, waits by source; campaigns may have a cost."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CALLS = "counted = 'calls' OR substr(counted, 1, 6) = 'calls,'"
_CONNECTS = "replace(counted, 'connects', '') <> counted"
_TALKS = "replace(counted, 'conversations', '') <> counted"
_SUMS = ", ".join(
    f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)" for condition in (_CALLS, _CONNECTS, _TALKS)
)
_COLUMNS = "person_id, day, tier, facet, key, calls, connects, conversations"


def upgrade() -> None:
    """Copy what was tallied for the team, and tally the journal for each person."""
    op.rename_table("tally", "tally_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_tally RENAME TO pk_tally_before")
    op.create_table(
        "tally",
        sa.Column("person_id", _Key, autoincrement=False, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("tier", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("facet", sa.String(10), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("connects", sa.Integer(), nullable=False),
        sa.Column("conversations", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "day", "tier", "facet", "key", name="pk_tally"),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO tally ({_COLUMNS}) SELECT 0, day, tier, facet, key, calls, connects, "
        "conversations FROM tally_before WHERE facet <> 'wait'"
    )
    op.drop_table("tally_before")
    for facet, column in (("hour", "hour"), ("source", "source_id")):
        key = f"CAST({column} AS VARCHAR(80))"
        _tally("person_id", facet, key, column, " AND person_id <> 0")
    key = "CAST(source_id AS VARCHAR(80)) || ':' || CAST(waited AS VARCHAR(80))"
    _tally("0", "wait", key, "source_id, waited", " AND waited <> 0")
    _more_tables()


def _tally(person: str, facet: str, key: str, by: str, where: str = "") -> None:
    groups = f"person_id, {by}" if person == "person_id" else by
    op.execute(
        f"INSERT INTO tally ({_COLUMNS}) SELECT {person}, day, tier, '{facet}', {key}, {_SUMS} "
        f"FROM journal WHERE voided_by = '' AND ({_CALLS} OR {_CONNECTS} OR {_TALKS}){where} "
        f"GROUP BY day, tier, {groups}"
    )


def _more_tables() -> None:
    op.create_table(
        "campaign_cost",
        sa.Column("campaign", sa.String(80), nullable=False),
        sa.Column("month_cost", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("campaign", name="pk_campaign_cost"),
    )
    op.create_table(
        "prepared",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_prepared"),
    )


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
