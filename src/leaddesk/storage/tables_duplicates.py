# SPDX-License-Identifier: MIT
"""The tables of likely duplicates: pairs that were found, and leads still to be looked at."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, SmallInteger, String, Table

from leaddesk.storage.tables import Key, metadata

__all__ = ["duplicate_gap", "duplicate_pair", "metadata"]

# Two leads that are likely one, the lower id first: the score in thousandths, and what a person
# made of it.
duplicate_pair = Table(
    "duplicate_pair",
    metadata,
    Column("first_id", Key, primary_key=True, autoincrement=False),
    Column("second_id", Key, primary_key=True, autoincrement=False),
    Column("score", SmallInteger, nullable=False),
    Column("why", String(200), nullable=False),
    Column("state", String(10), nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_duplicate_pair_second", duplicate_pair.c.second_id)
Index(
    "ix_duplicate_pair_open",
    duplicate_pair.c.state,
    duplicate_pair.c.score,
    duplicate_pair.c.first_id,
    duplicate_pair.c.second_id,
)

duplicate_gap = Table(
    "duplicate_gap",
    metadata,
    Column("first_id", Key, primary_key=True, autoincrement=False),
    Column("last_id", Key, nullable=False),
    Column("marks", Integer, nullable=False),
)
