# SPDX-License-Identifier: MIT
"""The tables of what must not be called: leads held back, national lists, hours of places."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, Text

from leaddesk.storage.tables import Key, metadata

__all__ = ["hold", "metadata", "place_hours", "registry_block", "registry_file", "upkeep"]

# Where a lead stood before it was held back, so that it can return there.
hold = Table(
    "hold",
    metadata,
    Column("lead_id", Key, primary_key=True, autoincrement=False),
    Column("since", BigInteger, nullable=False),
    Column("place", Text, nullable=False),
)

# What is done once a day by whichever window is open: how far it is, and who is at it until when.
upkeep = Table(
    "upkeep",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("day", String(10), nullable=False),
    Column("after", BigInteger, nullable=False, server_default="0"),
    Column("until", BigInteger, nullable=False, server_default="0"),
    Column("holder", String(32), nullable=False, server_default=""),
    Column("counts", String(200), nullable=False, server_default=""),
)

registry_file = Table(
    "registry_file",
    metadata,
    Column("id", Key, primary_key=True),
    Column("registry", String(16), nullable=False),
    Column("status", String(12), nullable=False),
    Column("dated", String(10), nullable=False),
    Column("imported_at", BigInteger, nullable=False),
    Column("person_id", Key, nullable=False),
    Column("numbers", BigInteger, nullable=False, server_default="0"),
    Column("touched_at", BigInteger, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
Index("ix_registry_file_registry", registry_file.c.registry, registry_file.c.status)

# Ten thousand numbers a row: `prefix` is an E.164 number without its last four digits.
registry_block = Table(
    "registry_block",
    metadata,
    Column("file_id", Key, primary_key=True, autoincrement=False),
    Column("prefix", Key, primary_key=True, autoincrement=False),
    Column("numbers", LargeBinary, nullable=False),
)

place_hours = Table(
    "place_hours",
    metadata,
    Column("country", String(2), primary_key=True),
    Column("region", String(3), primary_key=True),
    Column("value", Text, nullable=False),
    Column("confirmed_by", Key, nullable=False, server_default="0"),
    Column("confirmed_at", BigInteger, nullable=False, server_default="0"),
)
