# SPDX-License-Identifier: MIT
"""Watches folders: a list that landed whole is imported once, or given to a person with a reason.

Each file goes through steps that may end anywhere, and are carried on by whoever looks next:
renamed (nobody else can take it), claimed (the database knows who is at it), imported (list, digest
of the content and claim change in one transaction), moved to where it belongs.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from leaddesk.desk.arrivals import HELD
from leaddesk.desk.commands import ClaimFile, HoldFile, ImportOptions, SetFileAside
from leaddesk.desk.door import Desk
from leaddesk.desk.intake import ImportCount
from leaddesk.desk.ports import FileTold, FolderTold, ListPreview, Machine
from leaddesk.desk.queries import AskFile, AskFolders, AskImported, AskMapping, AskTeam, FileRow
from leaddesk.desk.queries import FolderRow as Folder
from leaddesk.domain.cleaning import clean_text
from leaddesk.domain.errors import BadInput, LeadDeskError, NotFound, RuleBroken, StoreUnavailable
from leaddesk.domain.lead_draft import DraftOptions, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.system import watched_files
from leaddesk.system.watched_files import ASIDE, DONE, Landing, Taken

LOOK_SECONDS: Final = 0.4
"""How often a folder is looked at."""
HOLD_SECONDS: Final = 4.0
"""How often it is said that a file is still being worked on."""

_LOG = logging.getLogger(__name__)
_COLUMNS_TOLD: Final = 12
NOBODY: Final = 0


Tell = Callable[[FileTold | FolderTold], None]


@dataclass(frozen=True, slots=True)
class Speech:
    """How the watch says things: an error in words, and a day."""

    error: Callable[[LeadDeskError], str]
    day: Callable[[dt.datetime], str]


class FolderWatch:
    """Looks into folders for lists; one thread at a time, as many watches as there are windows."""

    def __init__(self, desk: Desk, machine: Machine, speech: Speech, tell: Tell) -> None:
        self._desk, self._machine, self._speech, self._tell = desk, machine, speech, tell
        self._landings: dict[str, Landing] = {}
        self._trouble: dict[str, str] = {}
        self._stop = threading.Event()

    def stop(self) -> None:
        """Stop soon; a file in work is carried on by whoever looks next."""
        self._stop.set()

    def run(self, folders: Callable[[], Sequence[Folder]]) -> None:
        """Look again and again until it is stopped; trouble is told and tried again."""
        while not self._stop.is_set():
            try:
                self.look_into(folders())
            except StoreUnavailable:
                pass  # The window says so already; the next look asks again.
            except Exception as error:  # noqa: BLE001 - one bad moment must not end the watch
                _LOG.error("A look into the watched folders ended in %s.", type(error).__name__)
            self.wait()

    def look_into(self, folders: Sequence[Folder]) -> None:
        """Look once into each folder that is not paused."""
        for folder in folders:
            if not folder.paused and not self._stop.is_set():
                self.look(folder)

    @property
    def waiting(self) -> int:
        """How many files are there that are not whole yet, or that somebody else is at."""
        landings = self._landings.values()
        return sum(landing.waiting + len(list(landing.taken())) for landing in landings)

    def wait(self) -> bool:
        """Wait until it is time for the next look; True when it was stopped meanwhile."""
        return self._stop.wait(LOOK_SECONDS)

    def kept_folders(self) -> Sequence[Folder]:
        """Return the folders that the team watches on this computer."""
        return self._desk.ask(AskFolders(self._machine.computer()), self._machine.now())

    def look(self, folder: Folder) -> None:
        """Look into a folder once: carry on what was begun, take what is whole."""
        landing = self._landings.get(folder.path)
        if landing is None:
            landing = self._landings[folder.path] = Landing(Path(folder.path))
        trouble = ""
        try:
            jobs = [partial(self._carry_on, folder, *taking) for taking in landing.taken()]
            jobs += [partial(self._take, folder, landing, path) for path in landing.whole()]
        except OSError as error:
            jobs, trouble = [], self._worded_trouble(error, landing)
        for job in jobs:
            if self._stop.is_set():
                return
            try:
                job()
            except OSError as error:
                # One file in trouble is no reason to leave the others lying.
                trouble = self._worded_trouble(error, landing)
            except StoreUnavailable as error:
                trouble = self._speech.error(error)
                break
        self._say_trouble(folder, trouble)

    # ------------------------------------------------------------------------- one file

    def _take(self, folder: Folder, landing: Landing, path: Path) -> None:
        taken = landing.take(path)
        if taken is not None:
            self._work(folder, taken)

    def _carry_on(self, folder: Folder, take: str, room: Path) -> None:
        """Go on with what somebody began and left; nothing happens while they are at it."""
        row = self._row(take)
        if row is not None and self._machine.now() - row.touched_at < HELD:
            return
        path = _list_in(room, row)
        if path is None:
            # Moved already, or about to be renamed into it.
            self._tidy(room, row)
            return
        taken = Taken(take, Path(folder.path), path)
        if row is not None and row.state != "working":
            self._desk.carry_on(self._machine.now())
            self._finish(taken, row)
        else:
            self._work(folder, taken)

    def _work(self, folder: Folder, taken: Taken) -> None:
        """Import a taken file, unless somebody else is at it."""
        reason = ""
        try:
            digest = watched_files.digest(taken.path)
        except OSError as error:
            if not taken.path.exists():
                return
            where, detail = taken.path.name, error.strerror or ""
            digest = ""
            reason = self._speech.error(BadInput("file.unreadable", where=where, detail=detail))
        claim = ClaimFile(taken.take, str(taken.folder), taken.path.name, digest)
        claimed = self._desk.do(claim, NOBODY, self._machine.now())
        if claimed.made_id is None:
            return
        count: ImportCount | None = None
        try:
            if not reason:
                self._desk.carry_on(self._machine.now())
                count = self._import(folder, taken, digest)
        except StoreUnavailable:
            raise
        except LeadDeskError as error:
            if error.key == "import_cancelled":
                return
            reason = self._speech.error(self._worded(error, digest))
        row = self._row(taken.take)
        if row is not None and row.state == "working" and reason:
            self._desk.do(SetFileAside(taken.take, reason), NOBODY, self._machine.now())
            row = self._row(taken.take)
        if row is not None:
            self._finish(taken, row, count)

    def _import(self, folder: Folder, taken: Taken, digest: str) -> ImportCount:
        """Import a file and return what it brought; raises LeadDeskError for the rest."""
        if self._desk.ask(AskImported(digest), self._machine.now()) is not None:
            raise RuleBroken("file_known")
        preview = self._machine.preview_list(taken.path)
        mapping = self._mapping(preview)
        header = tuple(mapping.header or preview.header)
        region = folder.region or self._desk.ask(AskTeam(), self._machine.now()).region
        reading = DraftOptions(
            region=region or "US",
            country=region,
            source=folder.source,
            campaign=folder.campaign,
            encoding=preview.encoding,
            delimiter=preview.delimiter,
        )
        drafts = self._machine.read_drafts(taken.path, mapping, reading)
        try:
            result = self._desk.import_list(
                drafts,
                _options(folder, taken, region, digest),
                folder.person_id,
                self._machine.now(),
                report=self._hold(taken.take),
                cancelled=self._stop.is_set,
                turned_down=lambda rows: self._give_back(taken.path, header, rows),
            )
        finally:
            drafts.close()
        return result.count

    def _mapping(self, preview: ListPreview) -> ColumnMapping:
        """Return the mapping that was kept for a header, or that is recognised for sure.

        Raises BadInput("watch.columns") and BadInput("watch.letters").
        """
        kept = self._desk.ask(AskMapping(preview.header_key), self._machine.now())
        if kept:
            return ColumnMapping.from_json(json.loads(kept))
        where = preview.path.name
        if preview.mapping is None:
            columns = ", ".join(name for name in preview.header[:_COLUMNS_TOLD] if name)
            raise BadInput("watch.columns", where=where, detail=columns)
        if not preview.encoding_sure:
            raise BadInput("watch.letters", where=where, detail=preview.encoding)
        return preview.mapping

    def _worded(self, error: LeadDeskError, digest: str) -> LeadDeskError:
        """Return what to say to a person who finds the file set aside."""
        if error.key == "file_known":
            at = self._desk.ask(AskImported(digest), self._machine.now())
            return RuleBroken("watch.known", detail=self._speech.day(at or self._machine.now()))
        if error.key in {"person", "person_inactive"} and isinstance(error, (NotFound, RuleBroken)):
            return RuleBroken("watch.person")
        return error

    def _give_back(self, path: Path, header: Sequence[str], rows: Sequence[RejectedRow]) -> None:
        """Write the rows that were turned down beside the file, while nobody sees its leads yet."""
        for before in path.parent.iterdir():
            if before != path:
                before.unlink()
        if rows:
            self._machine.write_rejected(path, header, rows)

    def _hold(self, take: str) -> Callable[[int], None]:
        """Return what says now and then that somebody is at the file."""
        last = time.monotonic()

        def hold(_rows: int) -> None:
            nonlocal last
            if time.monotonic() - last >= HOLD_SECONDS:
                last = time.monotonic()
                self._desk.do(HoldFile(take), NOBODY, self._machine.now())

        return hold

    # ------------------------------------------------------------------------- its end

    def _finish(self, taken: Taken, row: FileRow, count: ImportCount | None = None) -> None:
        """Move a file to where it belongs, with what goes beside it, and tell."""
        if not taken.path.exists():
            return
        room = taken.path.parent
        target = taken.folder / (ASIDE if row.state == "aside" else DONE)
        if row.state != "aside":
            for beside in sorted(room.iterdir()):
                if beside != taken.path:
                    watched_files.move(beside, target, beside.name)
        place = watched_files.move(taken.path, target, taken.path.name)
        if row.state == "aside":
            _write_reason(place, row.reason)
        self._tidy(room, row)
        told = FileTold(str(taken.folder), row.name, row.state, place, row.reason, count)
        self._tell(told)

    def _tidy(self, room: Path, row: FileRow | None) -> None:
        """Take away what is left of a taking whose file is where it belongs."""
        if row is not None:
            for left in room.iterdir():
                if row.state == "done":
                    watched_files.move(left, room.parent.parent / DONE, left.name)
                elif row.state != "working":
                    left.unlink()
        watched_files.leave(room)

    def _row(self, take: str) -> FileRow | None:
        return self._desk.ask(AskFile(take), self._machine.now())

    def _worded_trouble(self, error: OSError, landing: Landing) -> str:
        return self._speech.error(watched_files.in_words(error, landing.folder))

    def _say_trouble(self, folder: Folder, words: str) -> None:
        if self._trouble.get(folder.path, "") != words:
            self._trouble[folder.path] = words
            self._tell(FolderTold(folder.path, words))


def _options(folder: Folder, taken: Taken, region: str, digest: str) -> ImportOptions:
    return ImportOptions(
        name=taken.path.name,
        source=folder.source,
        source_kind=folder.source_kind,
        campaign=folder.campaign,
        tier=folder.tier,
        default_region=region,
        digest=digest,
        take=taken.take,
    )


def _list_in(room: Path, row: FileRow | None) -> Path | None:
    """Return the list that lies in the folder of a taking; what lies beside it is made by us."""
    files = [path for path in room.iterdir() if path.is_file()]
    if row is None:
        return files[0] if files else None
    return next((path for path in files if clean_text(path.name, 255) == row.name), None)


def _write_reason(place: Path, reason: str) -> None:
    """Write beside a file why it needs a person; a reason that can't be written is no trouble."""
    with contextlib.suppress(OSError):
        place.with_name(place.name + ".txt").write_text(reason + "\n", encoding="utf-8")
