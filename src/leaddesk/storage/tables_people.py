# SPDX-License-Identifier: MIT
"""The tables of what people of the team tell each other: notices, coaching, what was agreed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, SmallInteger, String, Table, Text

from leaddesk.storage.tables import Key, metadata

__all__ = ["acknowledgement", "agreed_action", "coaching_note", "meeting", "metadata", "notice"]

notice = Table(
    "notice",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("title", String(160), nullable=False),
    Column("words", Text, nullable=False),
    Column("tiers", String(20), nullable=False, server_default=""),
    Column("person_id", Key, nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("asked_by", Key, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("edited_at", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
Index("ix_notice_withdrawn", notice.c.withdrawn_at, notice.c.published_at)

acknowledgement = Table(
    "acknowledgement",
    metadata,
    Column("notice_id", Key, primary_key=True, autoincrement=False),
    Column("asked_at", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", Key, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
)

coaching_note = Table(
    "coaching_note",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, nullable=False),
    Column("by_id", Key, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("shared", SmallInteger, nullable=False, server_default="0"),
    Column("figures", Text, nullable=False, server_default=""),
    Column("edited_at", BigInteger, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
Index("ix_coaching_note_person", coaching_note.c.person_id, coaching_note.c.at)

meeting = Table(
    "meeting",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, nullable=False),
    Column("by_id", Key, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_meeting_person", meeting.c.person_id, meeting.c.at)

agreed_action = Table(
    "agreed_action",
    metadata,
    Column("id", Key, primary_key=True),
    Column("meeting_id", Key, nullable=False),
    Column("person_id", Key, nullable=False),
    Column("owner_id", Key, nullable=False),
    Column("words", String(500), nullable=False),
    Column("due_day", String(10), nullable=False),
    Column("agreed_at", BigInteger, nullable=False),
    Column("done_at", BigInteger, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
Index("ix_agreed_action_open", agreed_action.c.done_at, agreed_action.c.due_day)
