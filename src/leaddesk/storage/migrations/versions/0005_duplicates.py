# SPDX-License-Identifier: MIT
"""Likely duplicates, merged leads, and one open lead for each number that may be called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = "(lead.state IN (0, 1, 2) OR lead.kind <> 0)"


def upgrade() -> None:
    """Add column and tables, let every lead be looked at, and settle numbers that two leads call.

    Of open leads with one number the oldest keeps it; on the others it is shared, and whoever has
    no other number needs research.
    """
    op.add_column("lead", sa.Column("merged_into", _Key, nullable=False, server_default="0"))
    part = sa.text("merged_into <> 0")
    op.create_index(
        "ix_lead_merged", "lead", ["merged_into"], sqlite_where=part, postgresql_where=part
    )
    op.drop_index("ix_lead_name", "lead")
    seen = sa.text("state <> 9")
    op.create_index(
        "ix_lead_name",
        "lead",
        ["name_key", "id", "state", "company_key", "site"],
        sqlite_where=seen,
        postgresql_where=seen,
    )
    _tables()
    bind = op.get_bind()
    bind.execute(
        sa.text(
            "INSERT INTO duplicate_gap (first_id, last_id, marks) "
            "SELECT MIN(id), MAX(id), 1 FROM lead HAVING MAX(id) IS NOT NULL"
        )
    )
    _settle(bind)


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError


def _tables() -> None:
    op.create_table(
        "duplicate_pair",
        sa.Column("first_id", _Key, nullable=False, autoincrement=False),
        sa.Column("second_id", _Key, nullable=False, autoincrement=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("why", sa.String(200), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_duplicate_pair"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_duplicate_pair_second", "duplicate_pair", ["second_id"])
    op.create_index(
        "ix_duplicate_pair_open", "duplicate_pair", ["state", "score", "first_id", "second_id"]
    )
    op.create_table(
        "duplicate_gap",
        sa.Column("first_id", _Key, nullable=False, autoincrement=False),
        sa.Column("last_id", _Key, nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("first_id", name="pk_duplicate_gap"),
    )


def _settle(bind: sa.Connection) -> None:
    """Mark a number as shared on every open lead but the oldest that has it."""
    several = bind.execute(
        sa.text(
            "SELECT phone.lead_id, phone.position, phone.e164 FROM phone "
            "JOIN lead ON lead.id = phone.lead_id "
            f"WHERE phone.bad = '' AND {_OPEN} AND phone.e164 IN (SELECT e164 FROM phone "
            "WHERE bad = '' GROUP BY e164 HAVING COUNT(*) > 1) "
            "ORDER BY phone.e164, phone.lead_id"
        )
    ).all()
    seen = ""
    for lead_id, position, e164 in several:
        if e164 != seen:
            seen = e164
            continue
        values = {"lead": lead_id, "position": position, "e164": e164}
        bind.execute(
            sa.text(
                "UPDATE phone SET bad = 'shared' WHERE lead_id = :lead AND position = :position"
            ),
            {"lead": lead_id, "position": position},
        )
        bind.execute(
            sa.text(
                "UPDATE lead SET version = version + 1, phone = COALESCE((SELECT e164 FROM phone "
                "WHERE phone.lead_id = lead.id AND phone.bad = '' ORDER BY position LIMIT 1), '') "
                "WHERE id = :lead AND phone = :e164"
            ),
            {"lead": lead_id, "e164": e164},
        )
        bind.execute(
            sa.text(
                "UPDATE lead SET state = CASE WHEN state = 0 THEN 2 ELSE state END, kind = 0, "
                "why = CASE WHEN state = 0 THEN 'no_number' ELSE why END, owner_id = 0, due_at = 0 "
                "WHERE id = :lead AND phone = '' AND kind <> 0"
            ),
            {"lead": values["lead"]},
        )
