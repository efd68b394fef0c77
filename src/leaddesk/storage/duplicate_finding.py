# SPDX-License-Identifier: MIT
"""Looks for likely duplicates in small steps: leads that came, and leads whose names changed.

`duplicate_gap` says which are to be looked at. A step reads on a view of its own and writes only
what it found, so that no click waits for it; what another window looked at meanwhile is left to it.
A lead is compared with those that have its name, company, site or address, never with all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Dialect

from leaddesk.domain.company_name import folded
from leaddesk.domain.duplicate import PairScore, Party, pair_score
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.duplicates import mark
from leaddesk.storage.engine import Database, Session, Sql
from leaddesk.storage.tables import FILED

MOST: Final = 60
"""A company, site or name at alike companies that more leads have is passed over: it says little,
and its pairs grow with its square."""
_START, _SHORT_START = 8, 4
"""Of every namesake only those are compared whose company begins with the same letters."""

_COMPARED: Final = "id, first_name, last_name, company_key, site, email, name_key"
_GAP = Sql("SELECT first_id, last_id, marks FROM duplicate_gap ORDER BY first_id LIMIT 1")
_TAKE = Sql(
    "DELETE FROM duplicate_gap WHERE first_id = :first AND last_id = :last AND marks = :marks"
)
_ROWS = Sql(
    f"SELECT {_COMPARED} FROM lead WHERE id >= :first AND id <= :last AND state NOT IN (7, 9) "
    "ORDER BY id LIMIT :limit"
)
_BLOCKS: Final = {
    # Every column asked for here stands in the index: of a common name few leads are read.
    "name": Sql(
        f"SELECT {_COMPARED} FROM lead WHERE name_key = :key AND {FILED} AND state <> 9 AND "
        "(company_key = :company OR company_key = '' OR (site <> '' AND site = :site) "
        "OR substr(company_key, 1, :length) = :start) LIMIT :most"
    ),
    "company": Sql(
        f"SELECT {_COMPARED} FROM lead WHERE company_key = :key AND {FILED} AND state <> 9 "
        "LIMIT :most"
    ),
    "site": Sql(f"SELECT {_COMPARED} FROM lead WHERE site <> '' AND site = :key LIMIT :most"),
    "email": Sql(f"SELECT {_COMPARED} FROM lead WHERE email <> '' AND email = :key LIMIT :most"),
}
_KNOWN = Sql(
    "SELECT first_id, second_id FROM duplicate_pair "
    "WHERE first_id >= :first AND first_id <= :last AND state = 'open' UNION "
    "SELECT first_id, second_id FROM duplicate_pair "
    "WHERE second_id >= :first AND second_id <= :last AND state = 'open'"
)
_KEEP = Sql(
    "INSERT INTO duplicate_pair (first_id, second_id, score, why, state) "
    "VALUES (:first, :second, :score, :why, 'open') ON CONFLICT (first_id, second_id) "
    "DO UPDATE SET score = excluded.score, why = excluded.why"
)
_FORGET = Sql(
    "DELETE FROM duplicate_pair WHERE first_id = :first AND second_id = :second AND state = 'open'"
)


def _details(dialect: Dialect) -> str:
    return f"SELECT id, details FROM lead WHERE id IN ({listed_ids('ids', dialect)})"


class _Compared(NamedTuple):
    """A lead as it is compared, with the keys that lead to others."""

    id: int
    party: Party
    name_key: str


Pairs = dict[tuple[int, int], PairScore]


def find_some(database: Database, limit: int) -> int:
    """Look at up to `limit` leads of the oldest gap; return how many were read, 0 without any."""
    with database.reading() as session:
        step = look_at(session, limit)
    if step is None:
        return 0
    with database.writing() as session:
        keep(session, step)
    return step.read


class Step(NamedTuple):
    """What one step read: the gap it is from, where it ends, what was found and what is no more."""

    first: int
    last: int
    marks: int
    end: int
    read: int
    found: Pairs
    gone: list[tuple[int, int]]


def look_at(session: Session, limit: int) -> Step | None:
    """Look at up to `limit` leads of the oldest gap; None when there is none."""
    gap = session.one(_GAP)
    if gap is None:
        return None
    first, last, marks = gap
    rows = [_compared(row) for row in session.rows(_ROWS, first=first, last=last, limit=limit)]
    end = last if len(rows) < limit else rows[-1].id
    found = _look(session, rows, last)
    seen = {lead.id for lead in rows}
    gone = [
        (a, b)
        for a, b in session.rows(_KNOWN, first=first, last=end)
        if (a, b) not in found and (b in seen or (a in seen and b > last))
    ]
    return Step(first, last, marks, end, max(1, len(rows)), found, gone)


def keep(session: Session, step: Step) -> None:
    """Write what a step found, unless its gap is another one by now."""
    if not session.run(_TAKE, first=step.first, last=step.last, marks=step.marks):
        return
    if step.end < step.last:
        mark(session, step.end + 1, step.last)
    session.many(_FORGET, [{"first": a, "second": b} for a, b in step.gone])
    session.many(_KEEP, [_row(pair, score) for pair, score in sorted(step.found.items())])


def _look(session: Session, rows: list[_Compared], last: int) -> Pairs:
    """Return the likely pairs of some leads with any other.

    Who stands further on in the same gap, up to `last`, finds its pairs with these itself.
    """
    blocks: Blocks = {}
    found: Pairs = {}
    parties: dict[int, Party] = {}
    for lead in rows:
        tried: set[int] = {lead.id}
        for other in _candidates(session, lead, blocks):
            if other.id in tried or lead.id < other.id <= last:
                continue
            tried.add(other.id)
            score = pair_score(lead.party, other.party)
            if score.likely:
                found[min(lead.id, other.id), max(lead.id, other.id)] = score
                parties |= {lead.id: lead.party, other.id: other.party}
    return _with_cities(session, found, parties)


Blocks = dict[tuple[str, ...], "list[_Compared]"]
"""Leads that share a name, company, site or address, read once in a step."""


def _candidates(session: Session, lead: _Compared, blocks: Blocks) -> Iterable[_Compared]:
    party = lead.party
    company = party.company_key
    length = _START if len(company) > _START else _SHORT_START
    around = {"company": company, "site": party.site, "start": company[:length], "length": length}
    for name in _names(lead):
        yield from _block(session, blocks, "name", name, around)
    for kind, key in (
        ("company", company),
        ("site", party.site),
        ("email", party.email),
    ):
        if key:
            yield from _block(session, blocks, kind, key, {})


def _names(lead: _Compared) -> tuple[str, ...]:
    """Return a lead's name as it is kept, and with first and last name swapped."""
    party = lead.party
    if not lead.name_key:
        return ()
    if not (party.first_name and party.last_name):
        return (lead.name_key,)
    return tuple(dict.fromkeys((lead.name_key, folded(f"{party.first_name} {party.last_name}"))))


def _block(
    session: Session, blocks: Blocks, kind: str, key: str, around: Mapping[str, object]
) -> list[_Compared]:
    """Return the leads that have a name, company, site or address; none when too many have."""
    place = (kind, key, *map(str, around.values()))
    if place not in blocks:
        rows = session.rows(_BLOCKS[kind], key=key, most=MOST + 1, **around)
        blocks[place] = [] if len(rows) > MOST else [_compared(row) for row in rows]
    return blocks[place]


def _with_cities(
    session: Session,
    found: Pairs,
    parties: dict[int, Party],
) -> Pairs:
    """Compare likely pairs once more with their cities, which stand among a card's details."""
    ids = sorted({lead_id for pair in found for lead_id in pair})
    if not ids:
        return {}
    cities = {
        int(row[0]): str(json.loads(row[1]).get("city", "")) if row[1] else ""
        for row in session.rows(_details, ids=json_list(ids))
    }
    again = {
        (a, b): pair_score(
            parties[a]._replace(city=cities.get(a, "")), parties[b]._replace(city=cities.get(b, ""))
        )
        for a, b in found
    }
    return {pair: score for pair, score in again.items() if score.likely}


def _compared(row: tuple[object, ...]) -> _Compared:
    lead_id, first, last, company_key, site, email, name_key = row
    party = Party(str(first), str(last), str(company_key), str(site), str(email))
    return _Compared(int(str(lead_id)), party, str(name_key))


def _row(pair: tuple[int, int], score: PairScore) -> dict[str, object]:
    return {
        "first": pair[0],
        "second": pair[1],
        "score": round(score.score * 1000),
        "why": ",".join(score.reasons),
    }
