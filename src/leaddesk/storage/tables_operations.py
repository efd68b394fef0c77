# SPDX-License-Identifier: MIT
"""What a workstation of a team keeps beside the team's rows: its operations and their overlay."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, SmallInteger, String, Table, Text

from leaddesk.storage.tables import Key, metadata

# A workstation has a row here; one that works alone has none.
membership = Table(
    "membership",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", Text, nullable=False),
)

operation = Table(
    "operation",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
    Column("person_id", Key, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("format", SmallInteger, nullable=False),
    Column("told", Text, nullable=False),
    Column("lead_id", Key, nullable=False, server_default="0"),
    Column("in_hand", Key, nullable=False, server_default="0"),
    Column("lease_id", Key, nullable=False, server_default="0"),
    Column("state", String(10), nullable=False),
    Column("mark", BigInteger, nullable=False, server_default="0"),
    Column("answer", Text, nullable=False, server_default=""),
)
Index("ix_operation_state_seq", operation.c.state, operation.c.seq)
Index("ix_operation_lease_id", operation.c.lease_id)

# One row while rows are being captured: the operation that changes them.
overlay_now = Table(
    "overlay_now",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
)

# Rows as they were before an operation that the hub has not confirmed; written by triggers.
overlay_image = Table(
    "overlay_image",
    metadata,
    Column("n", Key, primary_key=True),
    Column("seq", Key, nullable=False),
    Column("name", String(40), nullable=False),
    Column("key", Text, nullable=False),
    Column("before", Text),
)
