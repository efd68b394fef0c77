# SPDX-License-Identifier: MIT
"""The table of what a team lead made of sheets that were handed over."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, SmallInteger, Table, Text

from leaddesk.storage.tables import Key, metadata

__all__ = ["handoff_score", "metadata"]

handoff_score = Table(
    "handoff_score",
    metadata,
    Column("handoff_id", Key, primary_key=True, autoincrement=False),
    Column("scorer_id", Key, nullable=False),
    Column("scored_at", BigInteger, nullable=False),
    Column("score", SmallInteger, nullable=False),
    Column("marks", Text, nullable=False),
    Column("line", Text, nullable=False),
)
Index("ix_handoff_score_at", handoff_score.c.scored_at)
