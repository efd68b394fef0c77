# SPDX-License-Identifier: MIT
"""A small team over real files: the hub's database, and workstations with files of their own.

Commands are real ones on both sides. What the hub knows of devices and leases is in memory.
"""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
from typing_extensions import override

from leaddesk.desk.operations import State
from leaddesk.desk.unit import Unit
from leaddesk.desk.wire import LeadRows, News, Rows, Sent
from leaddesk.domain.errors import HubAway
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.person import Role
from leaddesk.hub import doing
from leaddesk.hub.hub import Hub, Surroundings
from leaddesk.hub.leasing import Terms
from leaddesk.hub.ports import Caller, Device, Free, HubUnit, Lease, Tie
from leaddesk.storage import bundles, overlay, reach
from leaddesk.storage.engine import Database, Session, Sql
from leaddesk.storage.store import SqlStore
from leaddesk.sync.file_seat import work_under
from leaddesk.sync.replicator import Replicator
from tests.factories import Office, open_copy
from tests.hub.memory_hub import Data, MemoryHub
from tests.sync.small_parts import Cable, Mark, MortalSeat, Watch

_FREE = Sql(
    "SELECT id, phone FROM lead WHERE kind <> 0 AND state IN (0, 1, 2) AND owner_id = 0 "
    "AND due_at <= :now AND tier IN (SELECT CASE WHEN roles LIKE '%senior%' THEN 2 ELSE 1 END "
    "FROM person WHERE id = :person) ORDER BY id"
)
_SEEN = Sql(
    "SELECT id FROM lead WHERE owner_id = :person "
    "OR id IN (SELECT lead_id FROM journal WHERE person_id = :person) "
    "OR id IN (SELECT lead_id FROM handoff WHERE receiver_id = :person OR giver_id = :person)"
)


class SmallHub(MemoryHub):
    """`HubStore` over a real database; devices, leases and the feed are in memory."""

    def __init__(self, office: Office) -> None:
        super().__init__(lambda: office.now)
        self.office = office
        self.marks: dict[int, int] = {}
        self.newest_mark = 0
        self.sent: dict[str, set[int]] = {}
        self._known: dict[int, bytes] = {}
        self._unit: Unit | None = None
        self._session: Session | None = None

    @override
    @contextlib.contextmanager
    def unit(self) -> Iterator[HubUnit]:
        kept = copy.deepcopy((self.data, self.marks, self.newest_mark, self.sent, self._known))
        try:
            with self.office.store.syncing() as (unit, rows):
                self._unit, self._session = unit, rows._session
                self._notice()
                yield self
        except BaseException:
            self.data, self.marks, self.newest_mark, self.sent, self._known = kept
            raise
        finally:
            self._unit = self._session = None

    looking = unit

    def _rows(self) -> Session:
        assert self._session is not None
        return self._session

    def _notice(self) -> None:
        """Mark every lead that is not as it was."""
        for (lead_id,) in self._rows().rows(Sql("SELECT id FROM lead")):
            told = msgspec.json.encode(bundles.read_lead(self._rows(), lead_id))
            if self._known.get(lead_id) != told:
                self._known[lead_id] = told
                self._touch(lead_id, "")

    @override
    def _touch(self, lead_id: int, family: str) -> None:
        del family
        self.newest_mark += 1
        self.marks[lead_id] = self.newest_mark

    @override
    def mark(self) -> int:
        return self.newest_mark

    @override
    def do(
        self, device: Device, sent: Sent, at: dt.datetime, since: dt.datetime, *, late: bool,
        proved: bool = True,
    ) -> tuple[State, str]:  # fmt: skip
        assert self._unit is not None
        book = self.office.desk._book_of(self._unit)
        found = doing.do(
            self._unit, book, device.person_id, sent, at, since, late=late, proved=proved
        )
        self._notice()
        return found

    @override
    def about(self, device: Device, sent: Sent) -> int:
        assert self._unit is not None
        return doing.about(self._unit, device.person_id, sent)

    @override
    def tie(self, device: Device, lead_id: int) -> Tie | None:
        found = reach.tie(self._rows(), device.person_id, lead_id)
        if found is None:
            return None
        leased = any(
            one.person_id == device.person_id and one.lead_id == lead_id
            for one in self.data.leases.values()
        )
        return Tie(found[0] or leased, found[1])

    @override
    def leads_team(self, device: Device) -> bool:
        assert self._unit is not None
        people = {one.id: one for one in self._unit.team.people()}
        return Role.TEAM_LEAD in people[device.person_id].roles

    @override
    def ends_lease(self, sent: Sent) -> bool:
        return doing.ends_lease(sent)

    @override
    def free(self, device: Device, at: dt.datetime, most: int) -> list[Free]:
        del most
        rows = self._rows().rows(_FREE, now=int(at.timestamp() * 1000), person=device.person_id)
        return [Free(lead_id, phone) for lead_id, phone in rows]

    @override
    def rebuild(
        self, lease_id: int, lead_id: int, device: Device, until: dt.datetime | None
    ) -> Lease | None:
        row = self._rows().one(Sql("SELECT phone FROM lead WHERE id = :id"), id=lead_id)
        if row is None or (until is not None and self._taken(lead_id, row[0])):
            return None
        return self._put(lease_id, Free(lead_id, row[0]), device, until)

    def _reach(self, device: Device) -> set[int]:
        held = {one.lead_id for one in self.live(device)}
        return held | {row[0] for row in self._rows().rows(_SEEN, person=device.person_id)}

    @override
    def rows_of(self, device: Device, lead_ids: Iterable[int]) -> list[LeadRows]:
        lead_ids, reach = list(lead_ids), self._reach(device)
        told = self.sent.setdefault(device.family, set())
        told |= {one for one in lead_ids if one in reach}
        return [
            LeadRows(n, self._bundle(n) if n in reach else None)
            for n in lead_ids
            if n in told or n in reach
        ]

    def _bundle(self, lead_id: int) -> Rows:
        return on_the_way(bundles.read_lead(self._rows(), lead_id))

    @override
    def news(self, device: Device, cursor: int, most: int) -> News:
        del most
        ids = sorted(n for n, mark in self.marks.items() if mark > cursor)
        return self._told(device, ids)

    @override
    def snapshot(self, device: Device, after: int, most: int) -> News:
        mine = sorted(n for n in self._reach(device) if n > after)
        return replace(self._told(device, mine[:most]), more=len(mine) > most)

    def tables(self) -> News:
        """Return the shared tables as they are now."""
        with self.office.store.database.reading() as session:
            return News("", 0, 0, tables=on_the_way(bundles.read_shared(session)))

    def _told(self, device: Device, ids: Sequence[int]) -> News:
        return News(
            "",
            self.newest_mark,
            self.newest_mark,
            leads=tuple(self.rows_of(device, ids)),
            own=on_the_way(bundles.read_own(self._rows(), device.person_id)),
            tables=on_the_way(bundles.read_shared(self._rows())),
        )


def on_the_way(rows: Rows) -> Rows:
    """Return rows as they are after the way."""
    return msgspec.json.decode(msgspec.json.encode(rows), type=Rows)


class Workstation(Office):
    """An office over a workstation's own file, and its side of the team."""

    def __init__(self, team: SmallTeam, person: int, file: Path) -> None:
        super().__init__(open_copy(team.template, file))
        self.team, self.me, self.file = team, person, file
        self.clock = Watch()
        self.cable = Cable(team.hub, f"P{person}")
        device = f"P{person}"
        for name, value in (("device", device), ("person", str(person))):
            self.write("INSERT INTO membership (name, value) VALUES (:n, :v)", n=name, v=value)
        with self.store.database.writing() as session:
            overlay.install(session)
        self.guard = Mark(f"{device}/0")
        self.dana = person
        self._begin()

    def _begin(self) -> None:
        work_under(self.store, self.clock)
        self.seat = MortalSeat(self.store, NoHolidays())
        self.side = Replicator(self.seat, self.cable, self.clock, self.guard, self.team.fresh)

    def open_again(self, copied: Path | None = None) -> None:
        """Open the file as after a start, or an old copy of it in its place."""
        self.desk.close()
        if copied is not None:
            for end in ("-wal", "-shm"):
                self.file.with_name(self.file.name + end).unlink(missing_ok=True)
            shutil.copyfile(copied, self.file)
        now = self.now
        Office.__init__(self, SqlStore(Database(str(self.file)), "test desk"))
        self.now, self.dana = now, self.me
        self._begin()

    def copy(self) -> Path:
        """Copy the file as it is now."""
        target = self.file.with_suffix(".copy")
        self.store.database.empty_log()
        shutil.copyfile(self.file, target)
        return target

    def sync(self, target: int = 3) -> bool:
        """Bring both sides in step; False when the hub was away."""
        try:
            self.side.sync(target)
        except HubAway:
            return False
        return True

    def log_states(self) -> list[tuple[int, str]]:
        return [
            (row[0], row[1]) for row in self.sql("SELECT seq, state FROM operation ORDER BY seq")
        ]

    def hand(self) -> list[int]:
        """Return the leads that are in the file under leases, by lead."""
        return sorted(row[0] for row in self.sql("SELECT lead_id FROM held_lease"))

    def bundle(self, lead_id: int) -> Rows:
        with self.store.database.reading() as session:
            return plain(bundles.read_lead(session, lead_id))


def plain(rows: Rows) -> Rows:
    """Return rows without what each database numbers and names by itself."""
    unlike = {"journal": {0, 5}}
    return {
        name: sorted(
            [value for n, value in enumerate(row) if n not in unlike.get(name, set())]
            for row in table
        )
        for name, table in rows.items()
    }


class SmallTeam:
    """Dana and Ben, who call, and Sam, who receives; the hub is an office with all the leads."""

    def __init__(self, template: Database, folder: Path, leads: int = 6) -> None:
        self.template, self.folder = template, folder
        self.office = Office(open_copy(template, folder / "hub.db"))
        self.ben = self.office.person("Ben Cruz", "qualifier")
        self.leads = [self.office.lead() for _ in range(leads)]
        self.store = SmallHub(self.office)
        self._ids = 0
        self.kept: Data | None = None
        self.hub = Hub(self.store, Surroundings(lambda: self.office.now, self.fresh), Terms())
        self.open: list[Workstation] = []

    def fresh(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    def workstation(self, person: int) -> Workstation:
        made = Workstation(self, person, self.folder / f"seat{person}.db")
        self.open.append(made)
        return made

    def later(self, step: dt.timedelta) -> None:
        """Turn every clock."""
        for one in (self.office, *self.open):
            one.later(step)
        for seat in self.open:
            seat.clock.now += step.total_seconds()

    def bundle(self, lead_id: int) -> Rows:
        with self.office.store.database.reading() as session:
            return plain(bundles.read_lead(session, lead_id))

    def reach(self, person: int) -> set[int]:
        """Return the leads that a person's workstation is to have."""
        with self.store.looking() as unit:
            return self.store._reach(unit.device(Caller(f"P{person}", f"P{person}")))

    def backup(self) -> None:
        """Keep the hub as it is now."""
        path = self.office.store.database.path
        assert path is not None
        self.office.store.database.empty_log()
        shutil.copyfile(path, path.with_suffix(".backup"))
        self.kept = self.store.backup()

    def restore(self) -> None:
        """Put the hub's backup back."""
        path, now = self.office.store.database.path, self.office.now
        assert path is not None
        assert self.kept is not None
        self.office.desk.close()
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        shutil.copyfile(path.with_suffix(".backup"), path)
        Office.__init__(self.office, SqlStore(Database(str(path)), "hub"))
        self.office.now = now
        self.store.restore(self.kept)
        self.store._known.clear()

    def close(self) -> None:
        for one in (self.office, *self.open):
            one.desk.close()
