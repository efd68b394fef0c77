# SPDX-License-Identifier: MIT
"""Emptying everything personal of some leads, in every table that has any of it.

Nothing of this is recorded for undo: that would keep what is erased.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Dialect

from leaddesk.domain.erasure import ERASED_NAME
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.search import reindex, words_of

_LEAD = Sql(
    "UPDATE lead SET version = version + 1, state = 8, kind = 0, why = :why, owner_id = 0, "
    "due_at = 0, phone = '', first_name = '', last_name = :name, company = '', title = '', "
    "email = '', details = '', answers = '', company_key = '', name_key = '', site = '', "
    "merged_into = 0 WHERE id = :id"
)
_HANDOFF = Sql(
    "UPDATE handoff SET sheet = '{}', note = '', next_step = '', warm_reason = '', words = '', "
    "fate = CASE WHEN open = 1 THEN 'erased' ELSE fate END, open = 0, next_at = 0 "
    "WHERE lead_id = :id"
)
_FEEDBACK = Sql("UPDATE feedback SET line = '' WHERE lead_id = :id")
_SCORE = Sql(
    "UPDATE handoff_score SET line = '' WHERE handoff_id IN "
    "(SELECT id FROM handoff WHERE lead_id = :id)"
)
_OWED = Sql("DELETE FROM feedback WHERE lead_id = :id AND given_at = 0")
_JOURNAL = Sql("UPDATE journal SET note = '', data = '', reversal = '' WHERE lead_id = :id")
_DELETED = tuple(
    Sql(f"DELETE FROM {table} WHERE {column} = :id")
    for table, column in (
        ("phone", "lead_id"),
        ("lease", "lead_id"),
        ("hold", "lead_id"),
        ("bulk_image", "lead_id"),
        ("inquiry", "lead_id"),
        ("duplicate_pair", "first_id"),
        ("duplicate_pair", "second_id"),
    )
)
_NAMING = Sql(
    "SELECT seq, lead_id FROM journal WHERE seq > :after AND (LOWER(note) LIKE :named "
    "OR LOWER(data) LIKE :named OR LOWER(reversal) LIKE :named) ORDER BY seq"
)
_LEADING = Sql(
    "SELECT seq, lead_id FROM journal WHERE seq > :after AND (data LIKE :other "
    "OR data LIKE :dropped OR reversal LIKE :row OR reversal LIKE :part) ORDER BY seq"
)
_REVERSALS = Sql("SELECT reversal FROM journal WHERE lead_id = :id AND reversal <> ''")
_IDENTITY = {"phone": "e164", "lead": "email"}
_LAST_ENTRY = Sql("SELECT COALESCE(MAX(seq), 0) FROM journal")
_SAID = Sql("SELECT note, data, reversal FROM journal WHERE seq = :seq")
_SAY = Sql("UPDATE journal SET note = :note, data = :data, reversal = :reversal WHERE seq = :seq")
_OWN_ENTRIES = Sql("DELETE FROM suppression WHERE lead_id = :id")
_PERSON_ENTRY = Sql("DELETE FROM suppression WHERE kind = 'person' AND value = CAST(:id AS TEXT)")
_VALUE_ENTRY = Sql("DELETE FROM suppression WHERE kind IN ('number', 'email') AND value = :value")
_SHARED_ENTRY = Sql(
    "UPDATE suppression SET label = value, lead_id = 0 "
    "WHERE lead_id = :id AND kind IN ('number', 'email') AND value = :value"
)
_NAMELESS = Sql("UPDATE suppression SET label = value, lead_id = 0 WHERE lead_id = :id")


_ERASED = Sql("SELECT 1 FROM lead WHERE id = :id AND state = 8")
_VALUES = Sql(
    "SELECT e164 FROM phone WHERE lead_id = :id UNION "
    "SELECT email FROM lead WHERE id = :id AND email <> ''"
)
# What waits to be sent goes as it is: the hub has its say on it, and then it is emptied here.
_EMPTY = "UPDATE operation SET told = '', answer = '' WHERE told <> '' AND state <> 'waiting' AND "
_OPERATIONS = Sql(
    f"{_EMPTY} (lead_id IN (SELECT id FROM lead WHERE state = 8) OR id IN (SELECT journal.id "
    "FROM journal INNER JOIN lead ON lead.id = journal.lead_id WHERE lead.state = 8))"
)
_NAMING_OPERATIONS = Sql(f"{_EMPTY} (LOWER(told) LIKE :named OR LOWER(answer) LIKE :named)")
_ALONE = Sql("SELECT 1 FROM membership WHERE name = 'device'")
_LEFT = tuple(
    Sql(text)
    for text in (
        "UPDATE operation SET state = 'let_go' WHERE state = 'waiting'",
        "DELETE FROM overlay_image",
    )
)


def is_erased(session: Session, lead_id: int) -> bool:
    """Tell whether a lead is here as erased."""
    return session.one(_ERASED, id=lead_id) is not None


def values_of(session: Session, lead_ids: Sequence[int]) -> tuple[str, ...]:
    """Return the numbers and addresses that some leads have."""
    found = {str(row[0]) for one in lead_ids for row in session.rows(_VALUES, id=one)}
    return tuple(sorted(found | earlier_values(session, lead_ids)))


def blank_operations(session: Session, values: Sequence[str] = ()) -> None:
    """Empty what operations tell of erased leads, or with numbers and addresses of theirs.

    A file that left its team, and still has operations, sends none of them any more.
    """
    if session.one(_ALONE) is None:
        for statement in _LEFT:
            session.run(statement)
    session.run(_OPERATIONS)
    for value in values:
        session.run(_NAMING_OPERATIONS, named=f"{_ANY}{value.lower()}{_ANY}")


def scrub_pages(session: Session) -> None:
    """Have SQLite overwrite what this connection deletes; a server's pages are its own affair."""
    if session.is_sqlite:
        session.sql("PRAGMA secure_delete=ON")


def blank(session: Session, lead_ids: Sequence[int], why: str) -> None:
    """Empty everything personal of some leads: what was counted and decided stays."""
    for lead_id in lead_ids:
        words = words_of(session, lead_id)
        session.run(_LEAD, id=lead_id, why=why, name=ERASED_NAME)
        for statement in (_HANDOFF, _SCORE, _FEEDBACK, _OWED, _JOURNAL, *_DELETED):
            session.run(statement, id=lead_id)
        reindex(session, lead_id, words)
    blank_operations(session)


def earlier_values(session: Session, lead_ids: Sequence[int]) -> frozenset[str]:
    """Return every number and address that the history of some leads tells they had."""
    found: set[str] = set()
    for lead_id in lead_ids:
        for (reversal,) in session.rows(_REVERSALS, id=lead_id):
            for table, _key, before, after in msgspec.json.decode(reversal):
                column = _IDENTITY.get(table)
                found |= {str((row or {}).get(column, "")) for row in (before, after) if column}
    return frozenset(found - {""})


def last_entry(session: Session) -> int:
    """Return the newest journal row."""
    row = session.one(_LAST_ENTRY)
    return int(row[0]) if row else 0


def mentions(
    session: Session, values: Sequence[str], lead_ids: Sequence[int], after: int = 0
) -> tuple[int, ...]:
    """Return other journal rows that may name one of some values, or lead to one of some leads.

    Reads the whole journal, or what is newer than a row.
    """
    own, found = set(lead_ids), set[int]()
    for value in values:
        rows = session.rows(_NAMING, named=f"{_ANY}{value.lower()}{_ANY}", after=after)
        found |= {int(seq) for seq, lead_id in rows if lead_id not in own}
    for one in own:
        rows = session.rows(
            _LEADING, after=after, other=f'{_ANY}"other":{one},{_ANY}',
            dropped=f'{_ANY}"dropped":{one},{_ANY}', row=f'{_ANY}["lead",{{"id":{one}}}{_ANY}',
            part=f'{_ANY}"lead_id":{one}{_ANY}',
        )  # fmt: skip
        found |= {int(seq) for seq, lead_id in rows if lead_id not in own}
    return tuple(sorted(found))


def blank_mentions(
    session: Session, entries: Sequence[int], values: Sequence[str], lead_ids: Sequence[int]
) -> None:
    """Empty what journal rows say that names one of some values, or leads to one of some leads."""
    named = re.compile("|".join(map(_whole, values)) or _NEVER, re.IGNORECASE)
    leading = re.compile("|".join(map(_pointer, lead_ids)) or _NEVER)
    for seq in entries:
        row = session.one(_SAID, seq=seq)
        if row is None:
            continue
        note, data, reversal = (str(text) for text in row)
        note = named.sub(ERASED_NAME, note)
        data, reversal = (
            "" if named.search(text) or leading.search(text) else text for text in (data, reversal)
        )
        session.run(_SAY, seq=seq, note=note, data=data, reversal=reversal)
    blank_operations(session, values)


_NEVER = "(?!)"


def _whole(value: str) -> str:
    """Return a pattern of a number or an address that is no part of a longer one, in JSON too."""
    if "@" in value:
        return rf"(?:(?<![\w.%+-])|(?<=\\[nrt])){re.escape(value)}(?![\w-]|\.\w)"
    return rf"(?<!\d){re.escape(value)}(?!\d)"


def _pointer(lead_id: int) -> str:
    """Return a pattern of what tells of a lead in another one's journal row."""
    return rf'"(?:other|dropped|lead_id)":{lead_id}\b|\["lead",\{{"id":{lead_id}\}}'


def unlist(
    session: Session, lead_ids: Sequence[int], values: Sequence[str], shared: Iterable[str]
) -> bool:
    """Take a person's own entries off the do-not-call list; tell whether there were any.

    What others have as well stays on it, without the name: nothing else keeps it from being called.
    """
    kept = sum(
        session.run(_SHARED_ENTRY, id=lead_id, value=value)
        for lead_id in lead_ids
        for value in shared
    )
    gone = kept + sum(
        session.run(statement, id=lead_id)
        for lead_id in lead_ids
        for statement in (_OWN_ENTRIES, _PERSON_ENTRY)
    )
    return bool(gone + sum(session.run(_VALUE_ENTRY, value=value) for value in values))


def unlink(session: Session, lead_ids: Sequence[int]) -> None:
    """Take names off the do-not-call list; numbers and addresses stay on it."""
    for lead_id in lead_ids:
        session.run(_PERSON_ENTRY, id=lead_id)
        session.run(_NAMELESS, id=lead_id)


_ANY = "%"


def listed(ids: Sequence[int]) -> str:
    """Return ids as the JSON that `listed_ids` reads."""
    return json_list(ids)


def among(column: str, dialect: Dialect) -> str:
    """Return the condition that a column is one of the parameter `ids`."""
    return f"{column} IN ({listed_ids('ids', dialect)})"
