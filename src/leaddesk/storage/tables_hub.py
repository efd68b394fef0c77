# SPDX-License-Identifier: MIT
"""What a hub keeps beside its team's rows, and the leases that a workstation holds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, SmallInteger, String, Table, Text, text

from leaddesk.storage.tables import Key, metadata

# One row: the hub's own memory.
hub_standing = Table(
    "hub_standing",
    metadata,
    Column("hub_id", String(32), primary_key=True),
    Column("epoch", String(32), nullable=False),
    Column("fingerprint", String(80), nullable=False),
    Column("secret", String(64), nullable=False),
    Column("frozen_until", BigInteger, nullable=False, server_default="0"),
    Column("ceiling", BigInteger, nullable=False, server_default="0"),
    Column("last_lease", BigInteger, nullable=False, server_default="0"),
)

# A workstation as it joined; `token` is the digest of what it shows at every call.
workstation = Table(
    "workstation",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("person_id", Key, nullable=False),
    Column("name", String(80), nullable=False),
    Column("token", String(64), nullable=False, unique=True),
    Column("joined_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False, server_default="0"),
    Column("blocked_at", BigInteger, nullable=False, server_default="0"),
    Column("version", String(20), nullable=False, server_default=""),
)
Index("ix_workstation_person_id", workstation.c.person_id)

# An identity of a workstation: it takes another one when an old copy of its file was put back.
device = Table(
    "device",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workstation_id", String(32), nullable=False),
    Column("last_seq", Key, nullable=False, server_default="0"),
)

# A code is a short handle to find the row and a secret of which the argon2 hash is kept.
invitation = Table(
    "invitation",
    metadata,
    Column("handle", String(8), primary_key=True),
    Column("secret", String(160), nullable=False),
    Column("person_id", Key, nullable=False),
    Column("made_by", Key, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    Column("used_at", BigInteger, nullable=False, server_default="0"),
    Column("withdrawn_at", BigInteger, nullable=False, server_default="0"),
)

done_operation = Table(
    "done_operation",
    metadata,
    Column("device_id", String(32), primary_key=True),
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("mark", BigInteger, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("other", SmallInteger, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
Index(
    "uq_done_operation_id",
    done_operation.c.id,
    unique=True,
    sqlite_where=text("other = 0"),
    postgresql_where=text("other = 0"),
)

# `live` leases are unique per lead and per number: the indexes decide, whoever asks at once.
team_lease = Table(
    "team_lease",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("lead_id", Key, nullable=False),
    Column("phone", String(40), nullable=False),
    Column("workstation_id", String(32), nullable=False),
    Column("person_id", Key, nullable=False),
    Column("granted_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("live", SmallInteger, nullable=False),
    Column("why", String(12), nullable=False, server_default=""),
)
_LIVE = text("live = 1")
Index("uq_team_lease_lead_id", team_lease.c.lead_id, unique=True, sqlite_where=_LIVE,
      postgresql_where=_LIVE)  # fmt: skip
Index("uq_team_lease_phone", team_lease.c.phone, unique=True, sqlite_where=_LIVE,
      postgresql_where=_LIVE)  # fmt: skip
Index("ix_team_lease_newest", team_lease.c.lead_id, team_lease.c.id)
Index("ix_team_lease_workstation", team_lease.c.workstation_id, team_lease.c.live)
Index("ix_team_lease_expires", team_lease.c.live, team_lease.c.expires_at)
Index("ix_team_lease_person", team_lease.c.person_id, team_lease.c.granted_at)

# Who was sent a lead: what changes of it is told to these as well.
sight = Table(
    "sight",
    metadata,
    Column("lead_id", Key, primary_key=True, autoincrement=False),
    Column("person_id", Key, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
Index("ix_sight_person", sight.c.person_id, sight.c.lead_id)

# What changed for whom, in which transaction: person 0 is everybody. `mark` is a count of
# transactions on SQLite, the transaction's own id on PostgreSQL.
feed = Table(
    "feed",
    metadata,
    Column("person_id", Key, primary_key=True, autoincrement=False),
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("entity", String(20), primary_key=True),
    Column("key", String(40), primary_key=True),
    sqlite_with_rowid=False,
)
Index("ix_feed_mark", feed.c.mark)

# One row at a hub, none elsewhere. `mark`: that of the newest transaction (SQLite). Below `floor`
# what changed is not known any more. `held`: 1 within a transaction that has its mark. `turn`
# counts the hub's own transactions. `since` changes when changes may have gone untold before.
feed_mark = Table(
    "feed_mark",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("mark", BigInteger, nullable=False),
    Column("floor", BigInteger, nullable=False, server_default="0"),
    Column("held", SmallInteger, nullable=False, server_default="0"),
    Column("turn", BigInteger, nullable=False, server_default="0"),
    Column("since", String(32), nullable=False, server_default=""),
)

# A workstation's own leases: until `over` seconds on the clock of the boot it was got in.
held_lease = Table(
    "held_lease",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("lead_id", Key, nullable=False),
    Column("boot", String(80), nullable=False),
    Column("over", Float, nullable=False),
)
Index("ix_held_lease_lead_id", held_lease.c.lead_id)
