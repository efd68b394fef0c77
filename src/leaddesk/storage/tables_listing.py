# SPDX-License-Identifier: MIT
"""The tables of the screen that lists leads: changes of many at once, and filters that are kept."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, Text, UniqueConstraint

from leaddesk.storage.tables import Key, metadata

__all__ = ["bulk", "bulk_image", "kept_filter", "metadata"]

# What one bulk change did to each lead, so that it can be taken back however many they were.
bulk = Table(
    "bulk",
    metadata,
    Column("id", Key, primary_key=True),
    Column("entry_id", String(32), nullable=False, unique=True),
    Column("status", String(12), nullable=False),
    Column("touched_at", BigInteger, nullable=False, server_default="0"),
)

bulk_image = Table(
    "bulk_image",
    metadata,
    Column("lead_id", Key, primary_key=True, autoincrement=False),
    Column("bulk_id", Key, primary_key=True, autoincrement=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_bulk_image_bulk", bulk_image.c.bulk_id, bulk_image.c.lead_id)

kept_filter = Table(
    "kept_filter",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("person_id", Key, nullable=False, server_default="0"),
    Column("value", Text, nullable=False),
    UniqueConstraint("person_id", "name"),
    sqlite_autoincrement=True,
)
