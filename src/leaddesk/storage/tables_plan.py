# SPDX-License-Identifier: MIT
"""The tables of the plan: what was sold, and every version of the way from revenue to the day."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from leaddesk.storage.tables import Key, metadata

__all__ = ["metadata", "plan", "plan_draft", "sale"]

sale = Table(
    "sale",
    metadata,
    Column("id", Key, primary_key=True),
    Column("lead_id", Key, nullable=False),
    Column("handoff_id", Key, nullable=False, server_default="0"),
    Column("person_id", Key, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_sale_at", sale.c.at)
Index("ix_sale_lead", sale.c.lead_id)

plan = Table(
    "plan",
    metadata,
    Column("id", Key, primary_key=True),
    Column("begins", String(10), nullable=False),
    Column("ends", String(10), nullable=False),
    Column("effective_from", String(10), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("person_id", Key, nullable=False),
    Column("why", String(200), nullable=False, server_default=""),
    Column("value", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_plan_period", plan.c.begins, plan.c.ends, plan.c.id)

plan_draft = Table(
    "plan_draft",
    metadata,
    Column("person_id", Key, primary_key=True, autoincrement=False),
    Column("value", Text, nullable=False),
)
