# SPDX-License-Identifier: MIT
"""Lists that wait on a workstation for the hub: whole, safe on the disk, sent when it is back."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from leaddesk.desk.attending import error_of
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.whereabouts import Run
from leaddesk.desk.wire_runs import ListOrder
from leaddesk.domain.errors import HubAway, LeadDeskError, NotFound, RuleBroken, StoreUnavailable
from leaddesk.sync.doors import HubDoor
from leaddesk.sync.far_runs import done_at
from leaddesk.system.part_files import PartFiles, begun_in, clear_in

FOLDER = "waiting-lists"

_PASSING = frozenset(
    {
        "hub_too_often",
        "import_cancelled",
        "part_missing",
        "run",
        "run_failed",
        "run_stopped",
        "too_many_runs",
        "workstation_blocked",
    }
)
"""What says nothing about the list: the hub is busy, ends, or does not let this machine in."""


@dataclass(frozen=True, slots=True)
class WaitingList:
    """A list that waits: `why` says in a key what the hub refused it for, empty for not yet.

    `kind` and `fields` are the type and the fields of that error.
    """

    id: str
    options: ImportOptions
    person_id: int
    at: dt.datetime
    rows: int
    parts: int
    why: str = ""
    kind: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def refusal(self) -> LeadDeskError | None:
        """Return what the hub refused it for, None for not yet."""
        return error_of(self.kind, self.why, self.fields) if self.why else None


@dataclass(frozen=True, slots=True)
class ListStanding:
    """How many lists wait, the oldest of them since when, and how many the hub refused."""

    waiting: int
    since: dt.datetime | None
    attention: int


@dataclass(frozen=True, slots=True)
class HeldParts:
    """A list on the disk: how many rows and parts it has."""

    id: str
    rows: int
    parts: int
    files: PartFiles

    def each(self) -> Iterator[tuple[int, bytes]]:
        """Yield the parts; how far that is was told while it was read."""
        for part in self.files.parts(self.parts):
            yield 0, part


class WaitingLists:
    """The lists of one workstation, oldest first; one thread sends, any may look."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._sending, self._lock = threading.Lock(), threading.Lock()
        self._going = ""

    def standing(self) -> ListStanding:
        """Return the counts of what is here."""
        found = self.waiting()
        waits = [one.at for one in found if not one.why]
        return ListStanding(len(waits), min(waits, default=None), len(found) - len(waits))

    def waiting(self) -> tuple[WaitingList, ...]:
        """Return the lists that wait, oldest first."""
        found = []
        for files in begun_in(self._folder):
            try:
                found.append(msgspec.json.decode(files.head(), type=WaitingList))
            except (StoreUnavailable, msgspec.DecodeError, ValueError):
                continue  # Dropped meanwhile, or none of ours: it is not ours to clear away.
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def hold(
        self, list_id: str, parts: Iterable[tuple[int, bytes]], report: Report, stop: Cancelled
    ) -> HeldParts:
        """Write a list to the disk while it is read; it does not wait before `keep`.

        Raises StoreUnavailable, RuleBroken("import_cancelled") when `stop` says so, and what
        reading it raises; nothing of it is left then.
        """
        files = self._files(list_id)
        files.drop()
        rows = number = 0
        try:
            files.make()
            for rows, data in parts:
                _stop_if(stop)
                files.add(number, data)
                number += 1
                report(rows)
        except BaseException:
            files.drop()
            raise
        return HeldParts(list_id, rows, number, files)

    def keep(
        self, held: HeldParts, options: ImportOptions, person_id: int, at: dt.datetime
    ) -> WaitingList:
        """Let a list that is held wait for the hub; it is safe when this returns."""
        kept = WaitingList(held.id, options, person_id, at, held.rows, held.parts)
        held.files.begin(msgspec.json.encode(kept))
        return kept

    def clear(self) -> None:
        """Clear away what a crash left half written, and lists that were let go.

        No list may be under way.
        """
        clear_in(self._folder)

    def drop_all(self) -> None:
        """Leave no list here, whatever becomes of it."""
        for files in begun_in(self._folder):
            files.drop()
        self.clear()

    def let_go(self, list_id: str) -> WaitingList:
        """Send a list no more, and return it; it can be brought back until `clear`.

        Raises NotFound("waiting_list"), and RuleBroken("list_going") while it is being sent.
        """
        with self._lock:
            one = self._one(list_id)
            if self._going == list_id:
                raise RuleBroken("list_going", name=one.options.name)
            if not self._files(list_id).hide():
                raise NotFound("waiting_list", what=list_id)
        return one

    def bring_back(self, list_id: str) -> WaitingList:
        """Let a list wait again that was let go; raises NotFound("waiting_list")."""
        hidden = [path.name for path in self._folder.glob("*") if path.is_dir()]
        if list_id not in hidden or not self._files(list_id).show():
            raise NotFound("waiting_list", what=list_id)
        return self._one(list_id)

    def send_again(self, list_id: str) -> WaitingList:
        """Have a list sent again that the hub refused; raises NotFound("waiting_list")."""
        one = replace(self._one(list_id), why="", kind="", fields={})
        self._files(list_id).begin(msgspec.json.encode(one), anew=True)
        return one

    def _one(self, list_id: str) -> WaitingList:
        for one in self.waiting():
            if one.id == list_id:
                return one
        raise NotFound("waiting_list", what=list_id)

    def send(self, door: HubDoor, settled: Callable[[WaitingList], object]) -> int:
        """Send what waits, oldest first; return how many the hub took.

        `settled` hears of each that it took or refused. One that it refused stays with the reason
        until a person lets it go or has it sent again. Raises HubAway, and what the hub refuses for
        the moment only; what was not sent waits on then.
        """
        count = 0
        with self._sending:
            for one in self.waiting():
                if one.why:
                    continue
                with self._under_way(one) as is_here:
                    if not is_here:
                        continue
                    took = self._took(door, one)
                count += took
                settled(one)
        return count

    @contextlib.contextmanager
    def _under_way(self, one: WaitingList) -> Iterator[bool]:
        """Keep a list from being let go meanwhile; False where that was done before."""
        with self._lock:
            is_here = self._files(one.id).is_there()
            self._going = one.id if is_here else ""
        try:
            yield is_here
        finally:
            with self._lock:
                self._going = ""

    def _took(self, door: HubDoor, one: WaitingList) -> bool:
        """Tell whether the hub took a list; it is not here any more then, else with the reason."""
        files = self._files(one.id)
        try:
            self._send(door, one)
        except (HubAway, StoreUnavailable):
            raise
        except LeadDeskError as error:
            if error.key in _PASSING:
                raise
            if error.key != "file_known":
                told = {name: str(value) for name, value in error.fields.items()}
                kind = type(error).__name__
                refused = replace(one, why=error.key, kind=kind, fields=told)
                if files.is_there():  # Another window may have let it go.
                    files.begin(msgspec.json.encode(refused), anew=True)
                return False
        files.drop()
        return True

    def _send(self, door: HubDoor, one: WaitingList) -> None:
        files = self._files(one.id)
        # Where its file told nothing, its own id keeps the list from being imported twice.
        options = replace(one.options, digest=one.options.digest or one.id)
        order = ListOrder(options)
        done_at(
            door,
            Run.IMPORT_LIST,
            one.id,
            order,
            lambda _rows: None,
            lambda: False,
            lambda: ((0, part) for part in files.parts(one.parts)),
        )

    def _files(self, list_id: str) -> PartFiles:
        return PartFiles(self._folder / list_id)


def _stop_if(stop: Cancelled) -> None:
    if stop():
        raise RuleBroken("import_cancelled")
