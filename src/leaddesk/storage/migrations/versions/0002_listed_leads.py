# SPDX-License-Identifier: MIT
"""Leads in a list: keys to sort and compare by, indexes, bulk changes, kept filters."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from leaddesk.domain.lead_keys import lead_keys

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Exact = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")
_SEEN = "state <> 9"
_BROWSED = (
    "source_id", "tier", "state", "kind", "owner_id", "area_id", "attempts", "last_outcome",
    "campaign", "list_id", "inbound", "arrived_at", "last_call_at", "due_at",
)  # fmt: skip
_STEP = 5000


def upgrade() -> None:
    """Add the keys and fill them, then the indexes, then the tables."""
    for name in ("company_key", "name_key", "site"):
        op.add_column("lead", sa.Column(name, _Exact, nullable=False, server_default=""))
    _fill(op.get_bind())
    _index("ix_lead_arrived", _SEEN, "arrived_at", "id")
    _index("ix_lead_company", _SEEN, "company_key", "id")
    _index("ix_lead_name", _SEEN, "name_key", "id")
    _index("ix_lead_site", "site <> ''", "site")
    _index("ix_lead_browse", _SEEN, *_BROWSED)
    _tables()


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError


def _fill(bind: sa.Connection) -> None:
    """Work the keys out for every lead that is there."""
    read = sa.text(
        "SELECT id, first_name, last_name, company, email, details FROM lead "
        "WHERE id > :after ORDER BY id LIMIT :limit"
    )
    write = sa.text(
        "UPDATE lead SET company_key = :company_key, name_key = :name_key, site = :site "
        "WHERE id = :id"
    )
    after = 0
    while rows := bind.execute(read, {"after": after, "limit": _STEP}).all():
        bind.execute(write, [_keys_of(*row) for row in rows])
        after = rows[-1][0]


def _keys_of(
    lead_id: int, first: str, last: str, company: str, email: str, details: str
) -> dict[str, Any]:
    website = str(json.loads(details).get("website", "")) if details else ""
    return {"id": lead_id, **lead_keys((first, last, company, email), website)._asdict()}


def _index(name: str, where: str, *columns: str) -> None:
    part = sa.text(where)
    op.create_index(name, "lead", list(columns), sqlite_where=part, postgresql_where=part)


def _tables() -> None:
    op.create_table(
        "bulk",
        sa.Column("id", _Key, nullable=False),
        sa.Column("entry_id", sa.String(32), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_bulk"),
        sa.UniqueConstraint("entry_id", name="uq_bulk_entry_id"),
    )
    op.create_table(
        "bulk_image",
        sa.Column("lead_id", _Key, nullable=False, autoincrement=False),
        sa.Column("bulk_id", _Key, nullable=False, autoincrement=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("lead_id", "bulk_id", name="pk_bulk_image"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bulk_image_bulk", "bulk_image", ["bulk_id", "lead_id"])
    op.create_table(
        "kept_filter",
        sa.Column("id", _Key, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("person_id", _Key, nullable=False, server_default="0"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_filter"),
        sa.UniqueConstraint("person_id", "name", name="uq_kept_filter_person_id_name"),
        sqlite_autoincrement=True,
    )
