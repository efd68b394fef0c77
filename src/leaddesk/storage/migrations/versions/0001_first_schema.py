# SPDX-License-Identifier: MIT
"""The first schema: everything a team's database begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import sqlalchemy as sa
from alembic import op

from leaddesk.storage.search_letters import AS, READ

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

AutoIncrement = bool | Literal["auto", "ignore_fk"]
_Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, and what search needs beyond them."""
    for make in (_team, _places, _lists, _lead, _numbers, _journal, _handoff, _feedback):
        make()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE_SEARCH)
    else:
        # The driver takes a lone percent sign for a parameter.
        op.get_bind().exec_driver_sql(_FUNCTION.replace("%", "%%"))
        op.execute(_INDEX)


def downgrade() -> None:
    """Refuse: there is nothing before the first step."""
    raise NotImplementedError


def _column(kind: sa.types.TypeEngine[Any]) -> Callable[..., sa.Column[Any]]:
    def make(
        name: str, default: str | None = None, *, autoincrement: AutoIncrement = "auto"
    ) -> sa.Column[Any]:
        return sa.Column(
            name, kind, nullable=False, server_default=default, autoincrement=autoincrement
        )

    return make


_key = _column(_Key)
_big = _column(sa.BigInteger())
_small = _column(sa.SmallInteger())
_whole = _column(sa.Integer())
_real = _column(sa.Float(53))
_text = _column(sa.Text())


def _short(name: str, length: int, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def _exact(name: str, length: int, default: str | None = None) -> sa.Column[str]:
    kind = sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False, server_default=default)


def _part(name: str, table: str, where: str, *columns: str | sa.ColumnElement[Any]) -> None:
    """Make an index over a part of a table."""
    op.create_index(
        name, table, list(columns), sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _team() -> None:
    """Rules, people and their goals."""
    op.create_table(
        "rule",
        _short("key", 80),
        _text("value"),
        _whole("version", "1"),
        sa.PrimaryKeyConstraint("key", name="pk_rule"),
    )
    op.create_table(
        "person",
        _key("id"),
        _short("name", 80),
        _short("email", 254, ""),
        _short("extension", 20, ""),
        _short("roles", 80),
        _short("time_zone", 60),
        _text("hours"),
        _small("active", "1"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("name", name="uq_person_name"),
    )
    op.create_table(
        "absence",
        _key("person_id"),
        _short("day", 10),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_absence_person_id"),
        sa.PrimaryKeyConstraint("person_id", "day", name="pk_absence"),
    )
    op.create_table(
        "goal",
        _key("id"),
        _small("tier"),
        _key("person_id", "0"),
        _short("effective_from", 10),
        _text("value"),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
        sa.UniqueConstraint(
            "tier", "person_id", "effective_from", name="uq_goal_tier_person_id_effective_from"
        ),
    )


def _places() -> None:
    """Where leads come from and where they are."""
    op.create_table(
        "source",
        _key("id"),
        _short("name", 80),
        _short("kind", 20),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("name", name="uq_source_name"),
    )
    op.create_table(
        "area",
        _key("id"),
        _short("time_zones", 400),
        _short("country", 2),
        _short("region", 80),
        sa.PrimaryKeyConstraint("id", name="pk_area"),
        sa.UniqueConstraint(
            "time_zones", "country", "region", name="uq_area_time_zones_country_region"
        ),
    )
    op.create_table(
        "holiday",
        _short("country", 2),
        _short("region", 80),
        _whole("year"),
        _text("days"),
        sa.PrimaryKeyConstraint("country", "region", "year", name="pk_holiday"),
    )


def _lists() -> None:
    """Imported lists."""
    op.create_table(
        "lead_list",
        _key("id"),
        _short("name", 200),
        _key("source_id"),
        _short("campaign", 80, ""),
        _short("status", 12),
        _big("imported_at"),
        _key("person_id"),
        _text("counts", "{}"),
        _key("first_lead", "0"),
        _key("last_lead", "0"),
        _big("touched_at", "0"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_lead_list_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lead_list"),
    )
    op.create_table(
        "mapping",
        _short("header_key", 80),
        _text("value"),
        sa.PrimaryKeyConstraint("header_key", name="pk_mapping"),
    )
    op.create_table(
        "search_gap",
        _key("first_id", autoincrement=False),
        _key("last_id"),
        sa.PrimaryKeyConstraint("first_id", name="pk_search_gap"),
    )


def _lead() -> None:
    """Leads."""
    op.create_table(
        "lead",
        _key("id"),
        _whole("version", "1"),
        _small("tier"),
        _small("state"),
        _small("kind"),
        _short("why", 20, ""),
        _key("owner_id", "0"),
        _big("due_at", "0"),
        _big("arrived_at"),
        _small("inbound"),
        _whole("half_life"),
        _real("rank"),
        _short("ladder", 20),
        _small("step", "0"),
        _whole("attempts", "0"),
        _small("voicemails", "0"),
        _small("busy_run", "0"),
        _small("round", "0"),
        _short("phone", 16, ""),
        _key("area_id"),
        _short("first_name", 80, ""),
        _short("last_name", 80, ""),
        _short("company", 160, ""),
        _short("title", 120, ""),
        _exact("email", 254, ""),
        _key("list_id", "0"),
        _key("source_id", "0"),
        _short("campaign", 80, ""),
        _big("last_call_at", "0"),
        _big("counted_at", "0"),
        _short("last_outcome", 30, ""),
        _text("details", ""),
        _text("answers", ""),
        sa.PrimaryKeyConstraint("id", name="pk_lead"),
        sqlite_autoincrement=True,
    )
    _part("ix_lead_age", "lead", "kind = 3", "tier", "inbound", "area_id", "arrived_at", "id")
    _part("ix_lead_aside", "lead", "kind = 0 AND state <> 9", "tier", "state", "id")
    _part("ix_lead_email", "lead", "email <> ''", "email")
    _part("ix_lead_owned", "lead", "owner_id <> 0", "owner_id", "state", "id")
    whose = ("tier", "kind", "owner_id", "due_at", "id")
    _part("ix_lead_personal", "lead", "kind IN (1, 2, 6, 7, 8)", *whose)
    _part("ix_lead_pool", "lead", "kind IN (4, 5)", "tier", "kind", "area_id", "due_at", "id")
    rests: sa.ColumnElement[Any] = sa.literal_column("((due_at - last_call_at) / 604800000)")
    _part("ix_lead_rest", "lead", "kind = 5", "tier", rests, "area_id", "last_call_at", "id")
    rank: sa.ColumnElement[Any] = sa.desc(sa.column("rank"))
    _part("ix_lead_rank", "lead", "kind = 3", "tier", "half_life", "area_id", rank, "id")


def _numbers() -> None:
    """Numbers, who holds what, and what must not be called."""
    op.create_table(
        "phone",
        _key("lead_id", autoincrement=False),
        _small("position", autoincrement=False),
        _exact("e164", 16),
        _short("kind", 12, ""),
        _short("extension", 12, ""),
        _short("bad", 20, ""),
        sa.PrimaryKeyConstraint("lead_id", "position", name="pk_phone"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_phone_e164", "phone", ["e164"])
    op.create_table(
        "lease",
        _key("lead_id", autoincrement=False),
        _short("phone", 40),
        _key("person_id"),
        _big("taken_at"),
        _big("expires_at"),
        sa.PrimaryKeyConstraint("lead_id", name="pk_lease"),
        sa.UniqueConstraint("person_id", name="uq_lease_person_id"),
        sa.UniqueConstraint("phone", name="uq_lease_phone"),
    )
    op.create_table(
        "suppression",
        _short("kind", 10),
        _short("value", 254),
        _big("since"),
        _key("person_id"),
        _short("reason", 200, ""),
        sa.PrimaryKeyConstraint("kind", "value", name="pk_suppression"),
    )


def _journal() -> None:
    """What was done, counted by day."""
    op.create_table(
        "journal",
        _key("seq"),
        _short("id", 32),
        _big("at"),
        _big("written_at"),
        _key("person_id"),
        _short("device", 40),
        _small("tier", "0"),
        _short("kind", 20),
        _key("lead_id", "0"),
        _short("outcome", 30, ""),
        _text("note", ""),
        _text("data", ""),
        _short("day", 10, ""),
        _short("counted", 120, ""),
        _text("reversal", ""),
        _short("voided_by", 32, ""),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
        sa.UniqueConstraint("id", name="uq_journal_id"),
    )
    op.create_index("ix_journal_lead", "journal", ["lead_id", "seq"])
    op.create_index("ix_journal_person", "journal", ["person_id", "at"])
    _part("ix_journal_undo", "journal", "reversal <> '' AND voided_by = ''", "person_id", "seq")
    op.create_table(
        "counter",
        _key("person_id", autoincrement=False),
        _short("day", 10),
        _small("tier", autoincrement=False),
        _short("metric", 30),
        _whole("n"),
        sa.PrimaryKeyConstraint("person_id", "day", "tier", "metric", name="pk_counter"),
        sqlite_with_rowid=False,
    )


def _handoff() -> None:
    """Handoffs."""
    op.create_table(
        "handoff",
        _key("id"),
        _key("lead_id"),
        _short("state", 10),
        _small("open"),
        _key("giver_id"),
        _key("receiver_id"),
        _small("to_tier"),
        _small("hot"),
        _big("offered_at"),
        _big("first_offered_at"),
        _big("remind_at"),
        _big("accept_by"),
        _big("hard_stop_at"),
        _big("decided_at", "0"),
        _short("tried", 200, ""),
        _text("sheet"),
        _text("note", ""),
        _short("next_step", 500, ""),
        _big("next_step_at", "0"),
        _short("warm_reason", 500, ""),
        _short("packet", 32),
        _short("reason", 30, ""),
        _text("words", ""),
        _small("appealed", "0"),
        _short("fate", 20),
        _big("fate_at"),
        _big("next_at", "0"),
        _big("amount", "0"),
        sa.PrimaryKeyConstraint("id", name="pk_handoff"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handoff_clock", "handoff", ["state", "accept_by"])
    op.create_index("ix_handoff_giver", "handoff", ["giver_id", "id"])
    op.create_index("ix_handoff_lead", "handoff", ["lead_id", "id"])
    op.create_index("ix_handoff_receiver", "handoff", ["receiver_id", "open", "id"])


def _feedback() -> None:
    """Feedback owed and given, and who has the database open."""
    op.create_table(
        "feedback",
        _key("id"),
        _key("handoff_id"),
        _key("lead_id"),
        _key("giver_id"),
        _key("receiver_id"),
        _short("cause", 30),
        _big("since"),
        _big("due_at"),
        _big("given_at", "0"),
        _small("thanks", "0"),
        _text("line", ""),
        _small("rating", "0"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_giver", "feedback", ["giver_id", "given_at"])
    op.create_index("ix_feedback_handoff", "feedback", ["handoff_id"])
    op.create_index("ix_feedback_receiver", "feedback", ["receiver_id", "given_at"])
    op.create_table(
        "opened",
        _short("id", 32),
        _big("opened_at"),
        _big("writes"),
        sa.PrimaryKeyConstraint("id", name="pk_opened"),
    )


_SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE lead_search USING fts5(words, content='', "
    "prefix='1 2 3 4 5 6 7', detail='none', tokenize='unicode61 remove_diacritics 2')"
)
_FUNCTION = (
    "CREATE FUNCTION leaddesk_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE "
    f"RETURN translate(words, '{READ}', '{AS}')"
)
_INDEX = (
    "CREATE INDEX ix_lead_search ON lead USING gin (to_tsvector('simple', leaddesk_plain("
    "first_name || ' ' || last_name || ' ' || company || ' ' || split_part(email, '@', 1) "
    "|| ' ' || split_part(split_part(email, '@', 2), '.', 1))))"
)
