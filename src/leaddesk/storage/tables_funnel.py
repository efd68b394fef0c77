# SPDX-License-Identifier: MIT
"""The tables of the funnel: what calls of a day came to, costs, and what was worked out ahead."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, SmallInteger, String, Table, Text

from leaddesk.storage.tables import Key, metadata

__all__ = ["campaign_cost", "metadata", "prepared", "source_cost", "tally"]

# Sums of the journal, kept with it: what came of the calls of a day, by each facet of them; those
# of everybody together (person 0), and some of each person.
tally = Table(
    "tally",
    metadata,
    Column("person_id", Key, primary_key=True, autoincrement=False),
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

campaign_cost = Table(
    "campaign_cost",
    metadata,
    Column("campaign", String(80), primary_key=True),
    Column("month_cost", BigInteger, nullable=False),
)

# Figures of whole days until yesterday, worked out ahead of the first look of a day.
prepared = Table(
    "prepared",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("day", String(10), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("data", Text, nullable=False),
)
