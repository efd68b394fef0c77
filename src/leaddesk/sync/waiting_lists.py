# SPDX-License-Identifier: MIT
"""Lists that wait on a workstation for the hub: whole, safe on the disk, sent when it is back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.whereabouts import Run
from leaddesk.desk.wire_runs import ListOrder
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken, StoreUnavailable
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
    """A list that waits: `why` says in a key what the hub refused it for, empty for not yet."""

    id: str
    options: ImportOptions
    person_id: int
    at: dt.datetime
    rows: int
    parts: int
    why: str = ""


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
        """Clear away what a crash left half written; no list may be under way."""
        clear_in(self._folder)

    def drop(self, list_id: str) -> None:
        """Let go of a list; one that is not there is gone already."""
        if any(one.id == list_id for one in self.waiting()):
            self._files(list_id).drop()

    def send(self, door: HubDoor, sent: Callable[[WaitingList], object]) -> int:
        """Send what waits, oldest first; return how many the hub took.

        One that it refused stays with the reason until a person drops it. Raises HubAway, and what
        the hub refuses for the moment only; what was not sent waits on then.
        """
        count = 0
        for one in self.waiting():
            if one.why:
                continue
            try:
                self._send(door, one)
            except (HubAway, StoreUnavailable):
                raise
            except LeadDeskError as error:
                if error.key in _PASSING:
                    raise
                if error.key != "file_known":
                    refused = msgspec.json.encode(replace(one, why=error.key))
                    self._files(one.id).begin(refused, anew=True)
                    continue
            count += 1
            self._files(one.id).drop()
            sent(one)
        return count

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
