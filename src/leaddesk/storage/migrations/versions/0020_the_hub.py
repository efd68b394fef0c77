# SPDX-License-Identifier: MIT
"""A hub keeps devices, leases, operations and a feed; a workstation the leases it holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of a team; whoever works alone leaves them empty."""
    op.drop_index("ix_overlay_image_seq", "overlay_image")
    _memory()
    _devices()
    _operations()
    _leases()
    _feed()


def _memory() -> None:
    op.create_table(
        "hub_standing",
        sa.Column("hub_id", sa.String(32), primary_key=True),
        sa.Column("epoch", sa.String(32), nullable=False),
        sa.Column("fingerprint", sa.String(80), nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("frozen_until", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("ceiling", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("last_lease", sa.BigInteger, nullable=False, server_default="0"),
    )


def _devices() -> None:
    op.create_table(
        "workstation",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("blocked_at", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("version", sa.String(20), nullable=False, server_default=""),
    )
    op.create_index("ix_workstation_person_id", "workstation", ["person_id"])
    op.create_table(
        "device",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("workstation_id", sa.String(32), nullable=False),
        sa.Column("last_seq", _KEY, nullable=False, server_default="0"),
    )
    op.create_table(
        "invitation",
        sa.Column("handle", sa.String(8), primary_key=True),
        sa.Column("secret", sa.String(160), nullable=False),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("made_by", _KEY, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("used_at", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("withdrawn_at", sa.BigInteger, nullable=False, server_default="0"),
    )


def _operations() -> None:
    op.create_table(
        "done_operation",
        sa.Column("device_id", sa.String(32), primary_key=True),
        sa.Column("seq", _KEY, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("mark", sa.BigInteger, nullable=False),
        sa.Column("answer", sa.Text, nullable=False, server_default=""),
        sa.Column("other", sa.SmallInteger, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )
    first = sa.text("other = 0")
    op.create_index(
        "uq_done_operation_id", "done_operation", ["id"],
        unique=True, sqlite_where=first, postgresql_where=first,
    )  # fmt: skip


def _leases() -> None:
    op.create_table(
        "team_lease",
        sa.Column("id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("lead_id", _KEY, nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("workstation_id", sa.String(32), nullable=False),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("granted_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("live", sa.SmallInteger, nullable=False),
        sa.Column("why", sa.String(12), nullable=False, server_default=""),
    )
    live = sa.text("live = 1")
    for column in ("lead_id", "phone"):
        op.create_index(
            f"uq_team_lease_{column}", "team_lease", [column],
            unique=True, sqlite_where=live, postgresql_where=live,
        )  # fmt: skip
    op.create_index("ix_team_lease_newest", "team_lease", ["lead_id", "id"])
    op.create_index("ix_team_lease_workstation", "team_lease", ["workstation_id", "live"])
    op.create_index("ix_team_lease_expires", "team_lease", ["live", "expires_at"])
    op.create_index("ix_team_lease_person", "team_lease", ["person_id", "granted_at"])
    op.create_table(
        "held_lease",
        sa.Column("id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("lead_id", _KEY, nullable=False),
        sa.Column("boot", sa.String(80), nullable=False),
        sa.Column("over", sa.Float, nullable=False),
    )
    op.create_index("ix_held_lease_lead_id", "held_lease", ["lead_id"])


def _feed() -> None:
    op.create_table(
        "sight",
        sa.Column("lead_id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("person_id", _KEY, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sight_person", "sight", ["person_id", "lead_id"])
    op.create_table(
        "feed",
        sa.Column("person_id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entity", sa.String(20), primary_key=True),
        sa.Column("key", sa.String(40), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_feed_mark", "feed", ["mark"])
    op.create_table(
        "feed_mark",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.BigInteger, nullable=False),
        sa.Column("floor", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("held", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("turn", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("since", sa.String(32), nullable=False, server_default=""),
    )
