# SPDX-License-Identifier: MIT
"""The tables of people who were erased: that it was done, and what they are known again by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger, String, Table

from leaddesk.storage.tables import Key, metadata

__all__ = ["erased_trait", "erasure", "erasure_secret", "metadata"]

erasure = Table(
    "erasure",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("person_id", Key, nullable=False),
    Column("reason", String(200), nullable=False, server_default=""),
    Column("leads", Integer, nullable=False),
)
Index("ix_erasure_at", erasure.c.at)

erased_trait = Table(
    "erased_trait",
    metadata,
    Column("digest", String(32), primary_key=True),
    Column("erasure_id", String(32), nullable=False),
    Column("no_call", SmallInteger, nullable=False),
)
Index("ix_erased_trait_erasure", erased_trait.c.erasure_id)

# A database that took over erasures of another one has the secrets of both.
erasure_secret = Table(
    "erasure_secret",
    metadata,
    Column("value", String(64), primary_key=True),
    Column("made_at", BigInteger, nullable=False),
)
