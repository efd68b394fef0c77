# SPDX-License-Identifier: MIT
"""The heads of a tier's queue: a few dozen index seeks, never a scan.

They go over open areas, and over half-lives of new leads or lengths of rests.

Each statement repeats the `WHERE` of its partial index word for word: so both databases use it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    FromClause,
    Select,
    and_,
    bindparam,
    exists,
    literal,
    select,
    text,
    true,
)
from sqlalchemy.sql.selectable import NamedFromClause

from leaddesk.storage import tables
from leaddesk.storage.dialects import int_list
from leaddesk.storage.tables import lead, lease
from leaddesk.storage.tables_hub import team_lease

HEAD_COLUMNS = ("id", "rank", "half_life", "due_at", "arrived_at", "inbound", "last_call_at")


def personal(dialect: Dialect) -> Select[tuple[int]]:
    """Return leads of one kind that wait for one owner (0: anyone), due first."""
    return _of_owner(dialect, lead.c.due_at)


def personal_longest(dialect: Dialect) -> Select[tuple[int]]:
    """Return leads of one kind that wait for one owner and are due, longest since the last call.

    All of them are read and sorted: there are as many as one person has.
    """
    return _of_owner(dialect, lead.c.last_call_at)


def _of_owner(dialect: Dialect, order: ColumnElement[Any]) -> Select[tuple[int]]:
    open_areas = int_list(dialect, "areas")
    return (
        select(*(lead.c[name] for name in HEAD_COLUMNS))
        .where(
            text(tables.PERSONAL),
            lead.c.tier == bindparam("tier"),
            lead.c.kind == bindparam("kind"),
            lead.c.owner_id == bindparam("owner"),
            lead.c.due_at <= bindparam("now"),
            lead.c.area_id.in_(select(open_areas.c.value)),
            _free(lead),
        )
        .order_by(order, lead.c.id)
        .limit(bindparam("limit"))
    )


def pool(dialect: Dialect) -> Select[tuple[int]]:
    """Return retries or rested leads that are due, over the open areas, due first."""
    areas = int_list(dialect, "areas")
    inner = lead.alias("head")
    head = (
        select(*(inner.c[name] for name in HEAD_COLUMNS))
        .where(
            text("head." + tables.POOL),
            inner.c.tier == bindparam("tier"),
            inner.c.kind == bindparam("kind"),
            inner.c.area_id == areas.c.value,
            inner.c.due_at <= bindparam("now"),
            _free(inner),
        )
        .order_by(inner.c.due_at, inner.c.id)
        .limit(bindparam("limit"))
        .correlate(areas)
    )
    return _merged(dialect, (areas,), head, lambda c: (c["due_at"], c["id"]))


def rested(dialect: Dialect) -> Select[tuple[int]]:
    """Return leads whose rest is over, longest since the last call, over rests and open areas.

    Rests differ in length, so leads do not come due in the order of their last calls; those that
    rest equally long nearly do. Whoever was called less than the whole weeks of a rest ago is not
    due, which ends each seek where its leads begin to rest still.
    """
    areas, weeks = int_list(dialect, "areas"), int_list(dialect, "weeks")
    inner = lead.alias("head")
    head = (
        select(*(inner.c[name] for name in HEAD_COLUMNS))
        .where(
            text("head." + tables.REST),
            inner.c.tier == bindparam("tier"),
            text(f"(head.due_at - head.last_call_at) / {tables.WEEK_MS} = weeks.value"),
            inner.c.area_id == areas.c.value,
            inner.c.last_call_at <= bindparam("now") - weeks.c.value * tables.WEEK_MS,
            inner.c.due_at <= bindparam("now"),
            _free(inner),
        )
        .order_by(inner.c.last_call_at, inner.c.id)
        .limit(bindparam("limit"))
        .correlate(areas, weeks)
    )
    return _merged(dialect, (weeks, areas), head, lambda c: (c["last_call_at"], c["id"]))


def by_score(dialect: Dialect) -> Select[tuple[int]]:
    """Return never-called leads by score, over half-lives and open areas.

    log2(score/100) is rank − hours/half-life, so the order is exact at the moment `hours`.
    """
    areas, lives = int_list(dialect, "areas"), int_list(dialect, "lives")
    inner = lead.alias("head")
    head = (
        select(*(inner.c[name] for name in HEAD_COLUMNS))
        .where(
            text("head." + tables.NEW),
            inner.c.tier == bindparam("tier"),
            inner.c.half_life == lives.c.value,
            inner.c.area_id == areas.c.value,
            _free(inner),
        )
        .order_by(inner.c.rank.desc(), inner.c.id)
        .limit(bindparam("limit"))
        .correlate(areas, lives)
    )
    return _merged(
        dialect,
        (lives, areas),
        head,
        lambda c: ((c["rank"] - bindparam("hours") / c["half_life"]).desc(), c["id"]),
    )


def of_hand(where: str, order: str) -> Callable[[Dialect], Select[tuple[int]]]:
    """Return the statement for the leads of a hand (`ids`) that fulfil a condition, in an order.

    A hand is small: its leads are read by their ids, never by an index over all leads of a kind,
    which the plus before `tier` keeps the planner from. The few leads that people of a workstation
    have in front of them are read once, not sought for each lead.
    """

    def statement(dialect: Dialect) -> Select[tuple[int]]:
        hand, areas = int_list(dialect, "ids"), int_list(dialect, "areas")
        lasts = lease.c.expires_at > bindparam("now")
        return (
            select(*(lead.c[name] for name in HEAD_COLUMNS))
            .where(
                lead.c.id.in_(select(hand.c.value)),
                text("+lead.tier = :tier"),
                lead.c.area_id.in_(select(areas.c.value)),
                text(where),
                lead.c.id.not_in(select(lease.c.lead_id).where(lasts)),
                lead.c.phone.not_in(select(lease.c.phone).where(lasts)),
            )
            .order_by(text(order))
            .limit(bindparam("limit"))
        )

    return statement


def newest_inbound(dialect: Dialect) -> Select[tuple[int]]:
    """Return inbound leads that came after `since` and were never called, newest first."""
    return _by_age(dialect, fresh=True)


def longest_waiting(dialect: Dialect) -> Select[tuple[int]]:
    """Return never-called leads, the longest waiting first."""
    return _by_age(dialect, fresh=False)


def _by_age(dialect: Dialect, *, fresh: bool) -> Select[tuple[int]]:
    areas, ways = int_list(dialect, "areas"), int_list(dialect, "ways")
    inner = lead.alias("head")
    order = (inner.c.arrived_at.desc(), inner.c.id.desc())
    head = (
        select(*(inner.c[name] for name in HEAD_COLUMNS))
        .where(
            text("head." + tables.NEW),
            inner.c.tier == bindparam("tier"),
            inner.c.inbound == ways.c.value,
            inner.c.area_id == areas.c.value,
            inner.c.arrived_at > bindparam("since") if fresh else literal(1) == literal(1),
            _free(inner),
        )
        .order_by(*(order if fresh else (inner.c.arrived_at, inner.c.id)))
        .limit(bindparam("limit"))
        .correlate(areas, ways)
    )
    return _merged(
        dialect,
        (ways, areas),
        head,
        lambda c: (c["arrived_at"].desc(), c["id"].desc()) if fresh else (c["arrived_at"], c["id"]),
    )


def _free(who: FromClause) -> ColumnElement[bool]:
    """Return the condition that neither the lead nor its number is in somebody's hand.

    At a hub, hands are those of workstations as well.
    """
    held, lent = lease.alias("held"), team_lease.alias("lent")
    return and_(
        ~exists(
            select(literal(1))
            .select_from(held)
            .where(held.c.lead_id == who.c.id, held.c.expires_at > bindparam("now"))
        ),
        ~exists(
            select(literal(1))
            .select_from(held)
            .where(held.c.phone == who.c.phone, held.c.expires_at > bindparam("now"))
        ),
        *(
            ~exists(select(literal(1)).select_from(lent).where(text("lent.live = 1"), same))
            for same in (lent.c.lead_id == who.c.id, lent.c.phone == who.c.phone)
        ),
    )


def _merged(
    dialect: Dialect,
    over: tuple[FromClause, ...],
    head: Select[tuple[int]],
    order: Callable[[Mapping[str, ColumnElement[Any]]], tuple[ColumnElement[Any], ...]],
) -> Select[tuple[int]]:
    """Return the best of the heads taken for each combination of `over`."""
    if dialect.name == "sqlite":
        # SQLite has no lateral join; a correlated IN over the head's ids is its equal.
        found: NamedFromClause = lead.alias("found")
        ids = head.with_only_columns(head.selected_columns[0])
        source: FromClause = over[0]
        for table in over[1:]:
            source = source.join(table, true())
        source = source.join(found, found.c.id.in_(ids))
    else:
        found = head.lateral("found")
        source = over[0]
        for table in over[1:]:
            source = source.join(table, true())
        source = source.join(found, true())
    columns = {name: found.c[name] for name in HEAD_COLUMNS}
    return (
        select(*columns.values())
        .select_from(source)
        .order_by(*order(columns))
        .limit(bindparam("limit"))
    )
