# SPDX-License-Identifier: MIT
"""A real hub with a team at work, and what must stay as it is whatever a colleague's token tries.

Dana and Sam have leads in every kind of hands, with marks in them that nobody else may read. Mo, a
qualifier, and Ria, a senior rep, have a token and no part in any of that; Bo's is blocked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from leaddesk.desk import commands
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.person import Role
from leaddesk.hub import answering
from leaddesk.hub.app import Conduct, HubApp
from leaddesk.hub.doors import Changed, Figures, Parts
from leaddesk.hub.joining import DeskDoorkeeper, Means
from leaddesk.hub.limits import Allowed
from leaddesk.hub.long_work import LongWork
from leaddesk.hub.ports import Caller
from leaddesk.hub.runs import Runs
from leaddesk.hub.sight import Sight, leased_in
from leaddesk.storage.tables import metadata
from leaddesk.system.intake_token import digest_of
from leaddesk.words import errors
from tests.factories import ANSWERS
from tests.hub.joining_house import fits, hashed
from tests.hub.stage import Reply, call
from tests.hub.stand import Stand, join
from tests.storage.conftest import Place

PLENTY: Final = Allowed(10**9, 10**9, 10**9, 10**9, 10**9, 10**9)
MARK, NAME = "canary", "Zanzibar"
"""What stands in all that is told of others' leads, and in their names."""

COACHED: Final = "canary of a coach"
SECRET_HASH: Final = hashed("canaryhash")

_FREE: Final = {"feed", "feed_mark", "prepared", "upkeep", "opened", "search_gap", "mapping"}
"""What follows from other rows or from the hub's own work, and what anybody keeps for all."""

_MAY_GROW: Final = {"source", "area", "duplicate_gap", "duplicate_pair"}
"""What everybody adds to by adding a lead: what is there stays."""

_NOT_COMPARED: Final[Mapping[str, frozenset[str]]] = {
    "hub_standing": frozenset({"last_lease"}),
    "workstation": frozenset({"seen_at", "version"}),
}


@dataclass(frozen=True, slots=True)
class Attacker:
    """Somebody with a token: their person, workstation and token."""

    person_id: int
    family: str
    token: str

    @property
    def device(self) -> str:
        """The identity of their workstation."""
        return f"{self.family}-device"


class HostileStage:
    """A hub over a database, with its application."""

    def __init__(self, place: Place, folder: Path, **conduct: Any) -> None:
        self.stand = Stand(place)
        self.office = self.stand.office
        self.crashes: list[BaseException] = []
        self.people = {"boss": self.office.boss, "dana": self.office.dana, "sam": self.office.sam}
        self.people["mo"] = self.office.person("Mo Me", Role.QUALIFIER)
        self.people["ria"] = self.office.person("Ria Rep", Role.SENIOR_REP)
        self.people["bo"] = self.office.person("Bo Blocked", Role.QUALIFIER)
        self.attackers = {name: self._let_in(name) for name in self.people}
        self.office.write("UPDATE workstation SET blocked_at = 1 WHERE id = 'bo'")
        self.parts = self._parts(folder)
        conduct = {"allowed": PLENTY} | conduct
        self.app = HubApp(self.parts, errors.say, self.crashes.append, Conduct(**conduct))
        self._set_out()

    def _let_in(self, name: str) -> Attacker:
        made = Attacker(self.people[name], name, f"token-of-{name}-" + name * 12)
        join(self.office, name, made.person_id)
        self.office.write(
            "UPDATE workstation SET token = :token WHERE id = :id",
            token=digest_of(made.token), id=name,
        )  # fmt: skip
        return made

    def _parts(self, folder: Path) -> Parts:
        office, hub = self.office, self.stand.hub
        keeper = DeskDoorkeeper(
            office.store, NoHolidays(), self.hub_id,
            Means(self.now, hashed=hashed, fits=fits),
        )  # fmt: skip
        self.runs = Runs(folder, LongWork(office.desk, office.store, self.now), self.crashes.append)
        self.sight = Sight(office.store, leased_in(self.stand.store))
        answers = answering.Answering(
            answering.Parts(
                office.desk,
                office.store,
                hub,
                self.runs,
                self.sight,
                keeper.person,
                self.now,
                lambda: 0,
            )
        )
        return Parts(hub, keeper, answers, self, self)

    # ------------------------------------------------------------------ beside the hub

    def now(self) -> dt.datetime:
        return self.office.now

    def hub_id(self) -> str:
        return str(self.office.sql("SELECT hub_id FROM hub_standing")[0][0])

    def told_since(self, mark: int | None) -> Changed:
        newest, persons = self.stand.store.told_since(mark)
        return Changed(newest, persons - {0}, everybody=0 in persons)

    def team(self) -> str:
        return "Acme"

    def figures(self) -> Figures:
        return Figures()

    # ------------------------------------------------------------------ the team at work

    def _set_out(self) -> None:
        office = self.office
        own, accepted, offered, leased = (self._victim(n) for n in range(4))
        later = office.now + dt.timedelta(hours=3)
        office.log(own, "callback", when=later, note=f"{MARK} note", then_take=False)
        self.handoffs = [
            office.hand_off(one, note=f"{MARK} note", receiver_id=office.sam)
            for one in (accepted, offered)
        ]
        office.do(commands.AcceptHandoff(self.handoffs[0]), office.sam)
        self.pool = office.lead("Pool", email="pool@example.com")
        self.mine = {name: office.lead(f"Mine {name}") for name in ("mo", "ria")}
        self._take("dana", leased)
        self._take("mo", self.mine["mo"])
        office.write("UPDATE lead SET tier = 2 WHERE id = :id", id=self.mine["ria"])
        self._take("ria", self.mine["ria"])
        self.victims = (own, accepted, offered, leased)
        boss, dana = self.people["boss"], self.people["dana"]
        note = commands.WriteCoachingNote(dana, COACHED)
        self.note = office.do(note, boss).made_id or 0
        kept = commands.KeepFilter(f"{MARK} filter", LeadFilter())
        self.filter = office.do(kept, dana).made_id or 0
        for_team = commands.KeepFilter("For all", LeadFilter(), for_team=True)
        self.team_filter = office.do(for_team, boss).made_id or 0
        notice = commands.PublishNotice(commands.NoticeFields("market", "News", "Words"))
        self.notice = office.do(notice, boss).made_id or 0
        office.do(commands.InvitePerson(dana, "ABCD", SECRET_HASH), boss)

    def _victim(self, number: int) -> int:
        return self.office.lead(
            f"{NAME}{number}", company=f"{NAME} {number} Ltd", title=f"{MARK} title",
            email=f"{MARK}{number}@example.com", street=f"{MARK} street {number}",
            phones=((f"+161277788{number:02}", "direct"),),
        )  # fmt: skip

    def _take(self, name: str, lead_id: int) -> None:
        who = self.attackers[name]
        self.stand.hub.take(Caller(who.family, who.device), lead_id)

    def lease_of(self, lead_id: int) -> int:
        """Return the live lease of a lead, 0 for none."""
        found = "SELECT id FROM team_lease WHERE lead_id = :lead AND live = 1"
        rows = self.office.sql(found, lead=lead_id)
        return int(rows[0][0]) if rows else 0

    def entries(self) -> list[str]:
        """Return ids of what others wrote into the journal."""
        own = self.people["mo"], self.people["ria"]
        rows = self.office.sql("SELECT id, person_id FROM journal ORDER BY seq DESC")
        return [row[0] for row in rows if row[1] not in own][:4]

    def last_seq(self, who: Attacker) -> int:
        rows = self.office.sql("SELECT last_seq FROM device WHERE id = :id", id=who.device)
        return int(rows[0][0]) if rows else 0

    def call(self, who: Attacker, name: str, body: object, **more: Any) -> Reply:
        return call(self.app, name, body, token=who.token, device=who.device, **more)

    def close(self) -> None:
        self.app.close()
        self.runs.close()
        self.stand.close()

    # ------------------------------------------------------------------ what must stay

    def protected(self) -> set[int]:
        """Return the leads that are nobody's business but their people's, and the pool's."""
        return {*self.victims, self.pool}

    def rows(self) -> dict[str, set[tuple[tuple[str, Any], ...]]]:
        """Return all rows of the database, by table."""
        found = {}
        with self.office.store.database.reading() as session:
            for table in metadata.sorted_tables:
                if table.name in _FREE:
                    continue
                hidden = _NOT_COMPARED.get(table.name, frozenset())
                names = [column.name for column in table.columns]
                quoted = ", ".join(f'"{name}"' for name in names)
                found[str(table.name)] = {
                    tuple((n, v) for n, v in zip(names, row, strict=True) if n not in hidden)
                    for row in session.sql(f'SELECT {quoted} FROM "{table.name}"')
                }
        return found

    def breaches(
        self, who: Attacker, before: Mapping[str, set[Any]], after: Mapping[str, set[Any]]
    ) -> list[str]:
        """Return what a person changed that is not theirs, in words for whoever reads the test."""
        mine = set(self.mine.values())
        known = {dict(row)["id"] for row in before["lead"]} - mine
        told = []
        for table, rows in after.items():
            gone, new = before[table] - rows, rows - before[table]
            told += [f"{table} lost {dict(row)}" for row in gone
                     if not self._is_theirs(who, table, dict(row), known)]  # fmt: skip
            told += [
                f"{table} got {dict(row)}"
                for row in new
                if table not in _MAY_GROW and not self._is_theirs(who, table, dict(row), known)
            ]
        return told

    def _is_theirs(
        self, who: Attacker, table: str, row: Mapping[str, Any], known: Iterable[int]
    ) -> bool:
        """Tell whether a row is about a person or a lead of theirs, or a new one."""
        lead = row["id"] if table == "lead" else row.get("lead_id", 0)
        if lead in self.protected() or (table == "team_lease" and lead in self.victims):
            # The pool is there to be taken, and taken it is a lease of theirs.
            return table in {"team_lease", "sight"} and lead == self.pool
        if table == "sight" or (table == "tally" and not row["person_id"]):
            # Who is given a handoff sees it; the team's own count is that of everybody together.
            return True
        if table == "device":
            return bool(row["workstation_id"] == who.family)
        if table == "done_operation":
            return str(row["device_id"]).startswith(who.family)
        if "person_id" in row:
            return bool(row["person_id"] == who.person_id)
        if table == "lead" or "lead_id" in row:
            return lead not in known
        return False


def marks_in(reply: Reply, *, names: bool) -> list[str]:
    """Return what an answer tells that only others may know."""
    text = reply.body.decode(errors="replace")
    marks = [
        MARK,
        "+161277788",
        "161277788",
        "token-of-",
        "canaryhash",
        "hsahyranac",
        digest_of("x"),
    ]
    return [mark for mark in marks + ([NAME] if names else []) if mark in text]


def body_of(value: object) -> bytes:
    """Return a body as JSON, also of what no command would hold."""
    return value if isinstance(value, bytes) else msgspec.json.encode(value)


__all__ = ["ANSWERS", "MARK", "NAME", "PLENTY", "Attacker", "HostileStage", "body_of", "marks_in"]
