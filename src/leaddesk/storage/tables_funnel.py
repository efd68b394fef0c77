# SPDX-License-Identifier: MIT
"""The tables of the funnel: what the calls of a day came to, and what a source costs."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, SmallInteger, String, Table

from leaddesk.storage.tables import Key, metadata

__all__ = ["metadata", "source_cost", "tally"]

# Sums of the journal, kept with it: what came of the calls of a day, by each facet of them.
tally = Table(
    "tally",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("tier", SmallInteger, primary_key=True, autoincrement=False),
    Column("facet", String(10), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("calls", Integer, nullable=False),
    Column("connects", Integer, nullable=False),
    Column("conversations", Integer, nullable=False),
    sqlite_with_rowid=False,
)

source_cost = Table(
    "source_cost",
    metadata,
    Column("source_id", Key, primary_key=True, autoincrement=False),
    Column("month_cost", BigInteger, nullable=False),
)
