# SPDX-License-Identifier: MIT
"""The tables of a team's database; moments are integer milliseconds since 1970 (UTC).

Indexes over a part of a table are in `part_indexes`: they belong to the schema, not to any read.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Key = BigInteger().with_variant(Integer, "sqlite")
"""Integer keys: 64 bits on both databases, and SQLite's own row id."""


def _exact(length: int) -> String:
    """Return a text whose order is that of its characters, so that prefixes are ranges."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


rule = Table(
    "rule",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("value", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)

person = Table(
    "person",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("email", String(254), nullable=False, server_default=""),
    Column("extension", String(20), nullable=False, server_default=""),
    Column("roles", String(80), nullable=False),
    Column("time_zone", String(60), nullable=False),
    Column("hours", Text, nullable=False),
    Column("active", SmallInteger, nullable=False, server_default="1"),
    Column("joined", String(10), nullable=False, server_default=""),
    Column("tiers", String(40), nullable=False, server_default=""),
)

absence = Table(
    "absence",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("kind", String(12), nullable=False, server_default="away"),
    Column("share", SmallInteger, nullable=False, server_default="0"),
)

goal = Table(
    "goal",
    metadata,
    Column("id", Key, primary_key=True),
    Column("tier", SmallInteger, nullable=False),
    Column("person_id", Key, nullable=False, server_default="0"),
    Column("effective_from", String(10), nullable=False),
    Column("value", Text, nullable=False),
    UniqueConstraint("tier", "person_id", "effective_from"),
)

source = Table(
    "source",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("basis", String(20), nullable=False, server_default=""),
    Column("origin", String(200), nullable=False, server_default=""),
)

area = Table(
    "area",
    metadata,
    Column("id", Key, primary_key=True),
    Column("time_zones", String(400), nullable=False),
    Column("country", String(2), nullable=False),
    Column("region", String(80), nullable=False),
    UniqueConstraint("time_zones", "country", "region"),
)

holiday = Table(
    "holiday",
    metadata,
    Column("country", String(2), primary_key=True),
    Column("region", String(80), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("days", Text, nullable=False),
)

lead_list = Table(
    "lead_list",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("source_id", ForeignKey("source.id"), nullable=False),
    Column("campaign", String(80), nullable=False, server_default=""),
    Column("status", String(12), nullable=False),
    Column("imported_at", BigInteger, nullable=False),
    Column("person_id", Key, nullable=False),
    Column("counts", Text, nullable=False, server_default="{}"),
    Column("first_lead", Key, nullable=False, server_default="0"),
    Column("last_lead", Key, nullable=False, server_default="0"),
    Column("touched_at", BigInteger, nullable=False, server_default="0"),
)

mapping = Table(
    "mapping",
    metadata,
    Column("header_key", String(80), primary_key=True),
    Column("value", Text, nullable=False),
)

# What the queue orders by are columns; what only a card shows is JSON in `details`. An `owner_id`
# of 0 is anybody, a moment of 0 is none: equality in an index works alike on both databases then.
lead = Table(
    "lead",
    metadata,
    Column("id", Key, primary_key=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("tier", SmallInteger, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("kind", SmallInteger, nullable=False),
    Column("why", String(20), nullable=False, server_default=""),
    Column("owner_id", Key, nullable=False, server_default="0"),
    Column("due_at", BigInteger, nullable=False, server_default="0"),
    Column("arrived_at", BigInteger, nullable=False),
    Column("inbound", SmallInteger, nullable=False),
    Column("half_life", Integer, nullable=False),
    Column("rank", Float(53), nullable=False),
    Column("ladder", String(20), nullable=False),
    Column("step", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("voicemails", SmallInteger, nullable=False, server_default="0"),
    Column("busy_run", SmallInteger, nullable=False, server_default="0"),
    Column("round", SmallInteger, nullable=False, server_default="0"),
    Column("phone", String(16), nullable=False, server_default=""),
    Column("area_id", Key, nullable=False),
    Column("first_name", String(80), nullable=False, server_default=""),
    Column("last_name", String(80), nullable=False, server_default=""),
    Column("company", String(160), nullable=False, server_default=""),
    Column("title", String(120), nullable=False, server_default=""),
    Column("email", _exact(254), nullable=False, server_default=""),
    Column("list_id", Key, nullable=False, server_default="0"),
    Column("source_id", Key, nullable=False, server_default="0"),
    Column("campaign", String(80), nullable=False, server_default=""),
    Column("last_call_at", BigInteger, nullable=False, server_default="0"),
    Column("counted_at", BigInteger, nullable=False, server_default="0"),
    Column("last_outcome", String(30), nullable=False, server_default=""),
    Column("details", Text, nullable=False, server_default=""),
    Column("answers", Text, nullable=False, server_default=""),
    Column("company_key", _exact(80), nullable=False, server_default=""),
    Column("name_key", _exact(80), nullable=False, server_default=""),
    Column("site", _exact(80), nullable=False, server_default=""),
    Column("merged_into", Key, nullable=False, server_default="0"),
    # 0 while a lead of a list does not stand in the indexes by name and company yet (`search`).
    Column("filed", SmallInteger, nullable=False, server_default="1"),
    # An id is never given twice: what the journal tells of a lead that is gone stays its own.
    sqlite_autoincrement=True,
)

PERSONAL = "kind IN (1, 2, 6, 7, 8)"
POOL = "kind IN (4, 5)"
NEW = "kind = 3"
REST = "kind = 5"
SEEN = "state <> 9"
"""Leads of an import that is still being read are seen by nobody."""
FILED = "filed = 1"
"""Leads that stand in the indexes by name and company; those of a list join them after it."""
OPEN = "(lead.state IN (0, 1, 2) OR lead.kind <> 0)"
"""Leads that are worked or will be again: each number that may be called has one of them."""
BROWSED = (
    "source_id", "tier", "state", "kind", "owner_id", "area_id", "attempts", "last_outcome",
    "campaign", "list_id", "inbound", "arrived_at", "last_call_at", "due_at",
)  # fmt: skip
"""Columns that leads are filtered and sorted by when they are listed.

The source stands first, which no seek of the queue asks for: none takes this index by mistake.
"""
WEEK_MS = 7 * 24 * 3600 * 1000
RESTS_WEEKS = f"(due_at - last_call_at) / {WEEK_MS}"
"""Whole weeks between the last call and the end of a lead's rest, as an index knows them."""

phone = Table(
    "phone",
    metadata,
    Column("lead_id", Key, primary_key=True, autoincrement=False),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("e164", _exact(16), nullable=False),
    Column("kind", String(12), nullable=False, server_default=""),
    Column("extension", String(12), nullable=False, server_default=""),
    Column("bad", String(20), nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
Index("ix_phone_e164", phone.c.e164)

lease = Table(
    "lease",
    metadata,
    Column("lead_id", Key, primary_key=True, autoincrement=False),
    Column("phone", String(40), nullable=False, unique=True),
    Column("person_id", Key, nullable=False, unique=True),
    Column("taken_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("dialled_at", BigInteger, nullable=False, server_default="0"),
)

suppression = Table(
    "suppression",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("value", _exact(254), primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("person_id", Key, nullable=False),
    Column("reason", String(200), nullable=False, server_default=""),
    Column("lead_id", Key, nullable=False, server_default="0"),
    Column("label", String(254), nullable=False, server_default=""),
)
Index("ix_suppression_since", suppression.c.since, suppression.c.kind, suppression.c.value)
Index("ix_suppression_lead", suppression.c.lead_id)

journal = Table(
    "journal",
    metadata,
    Column("seq", Key, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("person_id", Key, nullable=False),
    Column("device", String(40), nullable=False),
    Column("tier", SmallInteger, nullable=False, server_default="0"),
    Column("kind", String(20), nullable=False),
    Column("lead_id", Key, nullable=False, server_default="0"),
    Column("outcome", String(30), nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("data", Text, nullable=False, server_default=""),
    Column("day", String(10), nullable=False, server_default=""),
    Column("counted", String(120), nullable=False, server_default=""),
    Column("reversal", Text, nullable=False, server_default=""),
    Column("voided_by", String(32), nullable=False, server_default=""),
    # By what a call is counted in `tally`: taken back, it is uncounted by these.
    Column("source_id", Key, nullable=False, server_default="0"),
    Column("campaign", String(80), nullable=False, server_default=""),
    Column("hour", SmallInteger, nullable=False, server_default="-1"),
    Column("attempt", SmallInteger, nullable=False, server_default="-1"),
    Column("waited", SmallInteger, nullable=False, server_default="0"),
)
RULE_CHANGES = "kind = 'change_rule'"
Index("ix_journal_lead", journal.c.lead_id, journal.c.seq)
# What counted, and when, is read from the index alone.
Index(
    "ix_journal_person",
    journal.c.person_id, journal.c.at, journal.c.tier, journal.c.counted, journal.c.voided_by,
)  # fmt: skip
counter = Table(
    "counter",
    metadata,
    Column("person_id", Key, primary_key=True, autoincrement=False),
    Column("day", String(10), primary_key=True),
    Column("tier", SmallInteger, primary_key=True, autoincrement=False),
    Column("metric", String(30), primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

handoff = Table(
    "handoff",
    metadata,
    Column("id", Key, primary_key=True),
    Column("lead_id", Key, nullable=False),
    Column("state", String(10), nullable=False),
    Column("open", SmallInteger, nullable=False),
    Column("giver_id", Key, nullable=False),
    Column("receiver_id", Key, nullable=False),
    Column("to_tier", SmallInteger, nullable=False),
    Column("hot", SmallInteger, nullable=False),
    Column("offered_at", BigInteger, nullable=False),
    Column("first_offered_at", BigInteger, nullable=False),
    Column("remind_at", BigInteger, nullable=False),
    Column("accept_by", BigInteger, nullable=False),
    Column("hard_stop_at", BigInteger, nullable=False),
    Column("decided_at", BigInteger, nullable=False, server_default="0"),
    Column("tried", String(200), nullable=False, server_default=""),
    Column("sheet", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("next_step", String(500), nullable=False, server_default=""),
    Column("next_step_at", BigInteger, nullable=False, server_default="0"),
    Column("warm_reason", String(500), nullable=False, server_default=""),
    Column("packet", String(32), nullable=False),
    Column("reason", String(30), nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default=""),
    Column("appealed", SmallInteger, nullable=False, server_default="0"),
    Column("fate", String(20), nullable=False),
    Column("fate_at", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False, server_default="0"),
    Column("amount", BigInteger, nullable=False, server_default="0"),
    # When each stage after acceptance was first reached; one that was passed over counts with the
    # next.
    Column("held_at", BigInteger, nullable=False, server_default="0"),
    Column("presented_at", BigInteger, nullable=False, server_default="0"),
    Column("proposed_at", BigInteger, nullable=False, server_default="0"),
    Column("won_at", BigInteger, nullable=False, server_default="0"),
    Column("decider_id", Key, nullable=False, server_default="0"),
    Column("accept_minutes", Integer, nullable=False, server_default="-1"),
    Column("missed_at", BigInteger, nullable=False, server_default="0"),
    Column("lot", SmallInteger, nullable=False, server_default="10000"),
    # Where the lead was from when it was handed over.
    Column("source_id", Key, nullable=False, server_default="0"),
    Column("campaign", String(80), nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
FUNNEL = (
    "first_offered_at", "giver_id", "receiver_id", "source_id", "campaign", "state", "decided_at",
    "presented_at", "proposed_at", "won_at",
)  # fmt: skip
"""What the funnel asks of a handoff: its index answers without the row."""
Index("ix_handoff_first", *(handoff.c[name] for name in FUNNEL))
Index("ix_handoff_lead", handoff.c.lead_id, handoff.c.id)
Index("ix_handoff_receiver", handoff.c.receiver_id, handoff.c.open, handoff.c.id)
Index("ix_handoff_giver", handoff.c.giver_id, handoff.c.id)
Index("ix_handoff_clock", handoff.c.state, handoff.c.accept_by)
Index("ix_handoff_decided", handoff.c.decided_at, handoff.c.state)
Index("ix_handoff_open", handoff.c.open, handoff.c.id)
_told = ("giver_id", "receiver_id", "accept_minutes", "state", "first_offered_at", "held_at",
         "missed_at", "reason")  # fmt: skip
Index("ix_handoff_figures", *(handoff.c[name] for name in _told))

feedback = Table(
    "feedback",
    metadata,
    Column("id", Key, primary_key=True),
    Column("handoff_id", Key, nullable=False),
    Column("lead_id", Key, nullable=False),
    Column("giver_id", Key, nullable=False),
    Column("receiver_id", Key, nullable=False),
    Column("cause", String(30), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("given_at", BigInteger, nullable=False, server_default="0"),
    Column("thanks", SmallInteger, nullable=False, server_default="0"),
    Column("line", Text, nullable=False, server_default=""),
    Column("rating", SmallInteger, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
Index("ix_feedback_receiver", feedback.c.receiver_id, feedback.c.given_at, feedback.c.due_at)
Index("ix_feedback_giver", feedback.c.giver_id, feedback.c.given_at)
Index("ix_feedback_handoff", feedback.c.handoff_id)

search_gap = Table(
    "search_gap",
    metadata,
    Column("first_id", Key, primary_key=True, autoincrement=False),
    Column("last_id", Key, nullable=False),
)

# Who has the database open, and how often each wrote: how one window learns of another's work on
# PostgreSQL. SQLite counts that itself.
opened = Table(
    "opened",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("opened_at", BigInteger, nullable=False),
    Column("writes", BigInteger, nullable=False),
)
