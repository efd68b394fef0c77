# SPDX-License-Identifier: MIT
"""The tables of what comes by itself: watched folders, their files, inquiries, the token."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from leaddesk.storage.tables import Key, metadata

__all__ = ["arrival", "inquiry", "intake_token", "list_file", "metadata", "watched_folder"]

# A folder is a place on one computer, so each belongs to the computer that named it.
watched_folder = Table(
    "watched_folder",
    metadata,
    Column("id", Key, primary_key=True),
    Column("computer", String(40), nullable=False),
    Column("path", String(1000), nullable=False),
    Column("source", String(80), nullable=False, server_default=""),
    Column("source_kind", String(20), nullable=False),
    Column("campaign", String(80), nullable=False, server_default=""),
    Column("tier", SmallInteger, nullable=False),
    Column("region", String(2), nullable=False, server_default=""),
    Column("paused", SmallInteger, nullable=False, server_default="0"),
    Column("person_id", Key, nullable=False),
    UniqueConstraint("computer", "path"),
)

# A file out of a watched folder, from the moment that somebody took it to where it lies now.
arrival = Table(
    "arrival",
    metadata,
    Column("take", String(32), primary_key=True),
    Column("folder", String(1000), nullable=False),
    Column("name", String(255), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("came_at", BigInteger, nullable=False),
    Column("touched_at", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("list_id", Key, nullable=False, server_default="0"),
)
Index("ix_arrival_came", arrival.c.came_at)

list_file = Table(
    "list_file",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("list_id", Key, nullable=False),
    Column("imported_at", BigInteger, nullable=False),
)
Index("ix_list_file_list", list_file.c.list_id)

inquiry = Table(
    "inquiry",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("body", String(64), nullable=False),
    Column("came_at", BigInteger, nullable=False),
    Column("result", String(12), nullable=False),
    Column("lead_id", Key, nullable=False, server_default="0"),
)
Index("ix_inquiry_came", inquiry.c.came_at)

intake_token = Table(
    "intake_token",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("made_at", BigInteger, nullable=False),
    Column("person_id", Key, nullable=False),
)
