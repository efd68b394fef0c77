# SPDX-License-Identifier: MIT
"""Finding leads by any word of name, company or e-mail, and by numbers: prefixes, never a ranking.

SQLite keeps a full-text table with prefix indexes; PostgreSQL an expression index. In a file,
imported leads become searchable, and are filed by name and company, in small steps after the
import, so that nobody waits for it (`search_gap`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.search_letters import AS, MARKS, READ

SQLITE_TABLE = (
    "CREATE VIRTUAL TABLE lead_search USING fts5(words, content='', "
    "prefix='1 2 3 4 5 6 7', detail='none', tokenize='unicode61 remove_diacritics 2')"
)
POSTGRESQL_FUNCTION = (
    "CREATE FUNCTION leaddesk_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE "
    f"RETURN translate(words, '{READ}', '{AS}')"
)
"""PostgreSQL's way to the letters that SQLite's tokenizer sees."""

_POSTGRESQL_WORDS = (
    "to_tsvector('simple', leaddesk_plain("
    "first_name || ' ' || last_name || ' ' || company || ' ' || split_part(email, '@', 1) "
    "|| ' ' || split_part(split_part(email, '@', 2), '.', 1)))"
)
POSTGRESQL_INDEX = f"CREATE INDEX ix_lead_search ON lead USING gin ({_POSTGRESQL_WORDS})"

_MARK = re.compile(f"[{MARKS}]")
SEARCHED = ("first_name", "last_name", "company", "email")
WORD_LIMIT = 6
_WORD = re.compile(r"[^\W_\u19b0-\u19c9\u1cf2\u1cf3]+")
"""Letters and digits, without the few that SQLite takes for blanks."""

_WORDS_OF = Sql("SELECT first_name, last_name, company, email FROM lead WHERE id = :id")
_ADD = Sql("INSERT INTO lead_search (rowid, words) VALUES (:id, :words)")
_DROP = Sql("INSERT INTO lead_search (lead_search, rowid, words) VALUES ('delete', :id, :words)")
_WAITS = Sql("SELECT 1 FROM lead WHERE id = :id AND filed = 0")
_FIND_SQLITE = Sql("SELECT rowid FROM lead_search WHERE lead_search MATCH :words LIMIT :limit")
_FIND_POSTGRESQL = Sql(
    f"SELECT id FROM lead WHERE {_POSTGRESQL_WORDS} @@ to_tsquery('simple', "
    "replace(leaddesk_plain(:words), ' ', ':* & ') || ':*') "
    "AND state <> 9 ORDER BY id LIMIT :limit"
)
_BY_NUMBER = Sql(
    "SELECT DISTINCT lead_id FROM phone WHERE e164 >= :low AND e164 < :high "
    "ORDER BY lead_id LIMIT :limit"
)
_BY_EMAIL = Sql(
    "SELECT id FROM lead WHERE email <> '' AND email >= :low AND email < :high "
    "AND state <> 9 ORDER BY email LIMIT :limit"
)
_GAPS = Sql("SELECT first_id, last_id FROM search_gap ORDER BY first_id LIMIT 1")
# Other leads stand in a gap as well: ones of a list that is still read, ones added by hand.
_GAP_ROWS = Sql(
    "SELECT id, first_name, last_name, company, email FROM lead WHERE id >= :first AND id <= :last "
    "AND filed = 0 AND (state <> 9 OR EXISTS (SELECT 1 FROM lead_list "
    "WHERE lead_list.id = lead.list_id AND lead_list.status = 'showing')) ORDER BY id LIMIT :limit"
)
_FILE = Sql("UPDATE lead SET filed = 1 WHERE id = :id")
_GAP_CLOSE = Sql("DELETE FROM search_gap WHERE first_id = :first")
_GAP_OPEN = Sql(
    "INSERT INTO search_gap (first_id, last_id) VALUES (:first, :last) "
    "ON CONFLICT (first_id) DO UPDATE SET last_id = MAX(last_id, excluded.last_id)"
)


def words(fields: Sequence[str]) -> str:
    """Return what of a lead is searched: first name, last name, company, parts of the e-mail.

    Endings of addresses are left out: what nearly every lead has makes every search slow.
    """
    *names, email = fields
    local, _, domain = email.partition("@")
    return " ".join(part for part in (*names, local, domain.partition(".")[0]) if part)


def words_of(session: Session, lead_id: int) -> str:
    """Return the searched words of a lead as it is now; empty when it is not there."""
    row = session.one(_WORDS_OF, id=lead_id)
    return words(row) if row else ""


def reindex(session: Session, lead_id: int, before: str) -> None:
    """Bring the index in step with a lead whose words were `before` (empty: not indexed)."""
    if not session.is_sqlite or session.one(_WAITS, id=lead_id):
        return
    after = words_of(session, lead_id)
    if before == after:
        return
    if before:
        session.run(_DROP, id=lead_id, words=before)
    if after:
        session.run(_ADD, id=lead_id, words=after)


def open_gap(session: Session, first_id: int, last_id: int) -> None:
    """Note that these leads are neither searchable nor filed yet."""
    if session.is_sqlite:
        session.run(_GAP_OPEN, first=first_id, last=last_id)


def has_gap(session: Session) -> bool:
    """Tell whether some leads are neither searchable nor filed yet."""
    return session.one(_GAPS) is not None


def close_some(session: Session, limit: int) -> int:
    """File up to `limit` leads of the oldest gap and make them searchable; return how many."""
    gap = session.one(_GAPS)
    if gap is None:
        return 0
    first, last = gap
    rows = session.rows(_GAP_ROWS, first=first, last=last, limit=limit)
    session.many(_ADD, [{"id": row[0], "words": words(row[1:])} for row in rows])
    session.many(_FILE, [{"id": row[0]} for row in rows])
    session.run(_GAP_CLOSE, first=first)
    if len(rows) == limit:
        session.run(_GAP_OPEN, first=rows[-1][0] + 1, last=last)
    return max(1, len(rows))


def forget(session: Session, rows: Sequence[Row]) -> None:
    """Take leads out of the index before they go; rows are (id, first, last, company, e-mail).

    Those that still wait to be found were never in it.
    """
    if session.is_sqlite:
        gone = [row for row in rows if not session.one(_WAITS, id=row[0])]
        session.many(_DROP, [{"id": row[0], "words": words(row[1:])} for row in gone])


def find_by_words(session: Session, text: str, limit: int) -> list[int]:
    """Return leads in which every word begins some word; an @ asks for addresses first."""
    found = split(text)
    if not found:
        return []
    if "@" in text:
        low = text.strip().casefold()
        rows = session.rows(_BY_EMAIL, low=low, high=low + "\U0010ffff", limit=limit)
        if rows:
            return [row[0] for row in rows]
    if session.is_sqlite:
        match = " AND ".join(f'"{word}"*' for word in found)
        return [row[0] for row in session.rows(_FIND_SQLITE, words=match, limit=limit)]
    return [row[0] for row in session.rows(_FIND_POSTGRESQL, words=" ".join(found), limit=limit)]


def split(text: str) -> list[str]:
    """Return the words of what somebody typed, in small letters and without loose accents."""
    composed = unicodedata.normalize("NFC", text.replace("\0", " ")).lower()
    return _WORD.findall(_MARK.sub("", composed))[:WORD_LIMIT]


def find_by_number(session: Session, prefixes: Sequence[str], limit: int) -> list[int]:
    """Return leads with a number that begins with one of some E.164 prefixes."""
    ids: list[int] = []
    for prefix in prefixes:
        # ':' follows '9', so this is every number that begins with the prefix.
        rows = session.rows(_BY_NUMBER, low=prefix, high=prefix + ":", limit=limit)
        ids.extend(row[0] for row in rows if row[0] not in ids)
    return ids[:limit]
