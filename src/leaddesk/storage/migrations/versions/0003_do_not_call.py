# SPDX-License-Identifier: MIT
"""Do not call: whole persons and companies, what is held back, national lists, calling hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Exact = sa.String(254).with_variant(sa.String(254, collation="C"), "postgresql")


def upgrade() -> None:
    """Add what an entry is about, the places of leads held back, and the lists."""
    _entries()
    _held()
    _registries()
    _hours()


def downgrade() -> None:
    """Refuse: what stands on a list of persons and companies would be called again."""
    raise NotImplementedError


def _whole(name: str, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=default)


def _short(name: str, length: int, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def _id(name: str, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, _Key, nullable=False, server_default=default, autoincrement=name == "id")


def _entries() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute('ALTER TABLE suppression ALTER COLUMN value TYPE VARCHAR(254) COLLATE "C"')
    op.add_column("suppression", _id("lead_id", "0"))
    op.add_column("suppression", _short("label", 254, ""))
    op.create_index("ix_suppression_since", "suppression", ["since", "kind", "value"])
    op.create_index("ix_suppression_lead", "suppression", ["lead_id"])
    # Who was taken out of every queue before stands on the list as a person from now on.
    op.execute(
        "INSERT INTO suppression (kind, value, since, person_id, reason, lead_id, label) "
        "SELECT 'person', CAST(id AS VARCHAR(20)), COALESCE((SELECT MAX(journal.at) FROM journal "
        "WHERE journal.lead_id = lead.id AND journal.kind = 'call'), arrived_at), "
        "COALESCE((SELECT MAX(journal.person_id) FROM journal WHERE journal.lead_id = lead.id "
        "AND journal.kind = 'call' AND journal.outcome = 'do_not_call'), 0), 'asked', id, "
        "TRIM(first_name || ' ' || last_name) FROM lead WHERE state = 4"
    )


def _held() -> None:
    op.create_table(
        "hold",
        _id("lead_id"),
        _whole("since"),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("lead_id", name="pk_hold"),
    )
    op.create_table(
        "upkeep",
        _short("name", 20),
        _short("day", 10),
        _whole("after", "0"),
        _whole("until", "0"),
        _short("holder", 32, ""),
        _short("counts", 200, ""),
        sa.PrimaryKeyConstraint("name", name="pk_upkeep"),
    )


def _registries() -> None:
    op.create_table(
        "registry_file",
        _id("id"),
        _short("registry", 16),
        _short("status", 12),
        _short("dated", 10),
        _whole("imported_at"),
        _id("person_id"),
        _whole("numbers", "0"),
        _whole("touched_at", "0"),
        sa.PrimaryKeyConstraint("id", name="pk_registry_file"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_registry_file_registry", "registry_file", ["registry", "status"])
    op.create_table(
        "registry_block",
        _id("file_id"),
        _id("prefix"),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "prefix", name="pk_registry_block"),
    )


def _hours() -> None:
    op.create_table(
        "place_hours",
        _short("country", 2),
        _short("region", 3),
        sa.Column("value", sa.Text(), nullable=False),
        _id("confirmed_by", "0"),
        _whole("confirmed_at", "0"),
        sa.PrimaryKeyConstraint("country", "region", name="pk_place_hours"),
    )
