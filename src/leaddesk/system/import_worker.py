# SPDX-License-Identifier: MIT
"""Imports long lists in a process of its own, so that the window keeps its interpreter to itself.

The process opens the same database, reads the list through a reading process, and tells in
MessagePack how far it is, what it turned down and how it ended. It stays a while for the next list:
a list is counted before it is imported.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.door import Desk
from leaddesk.desk.intake import Cancelled, ImportCount, ImportResult, Report, TurnedDown
from leaddesk.desk.refused_rows import RefusedRows
from leaddesk.domain import errors
from leaddesk.domain.errors import LeadDeskError, StoreUnavailable
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.system.child_process import Child, Pipe, settle_in
from leaddesk.system.list_files import FileDrafts

IMPORTER: Final = "leaddesk-import"
"""The name of the process."""
LOOK_SECONDS: Final = 0.1
"""How often it is asked whether a person wants to stop."""
_WAITS_SECONDS: Final = 60.0


class Order(msgspec.Struct, frozen=True, tag=True):
    """One list to import or to count."""

    path: str
    mapping: dict[str, object]
    reading: DraftOptions
    options: ImportOptions
    person_id: int
    at: dt.datetime
    dry_run: bool


class Wake(msgspec.Struct, frozen=True, tag=True):
    """A list is likely to come: open the desk."""


class Go(msgspec.Struct, frozen=True, tag=True):
    """What was turned down is kept: the list may be shown."""


class Stop(msgspec.Struct, frozen=True, tag=True):
    """Leave nothing of the list."""


class Handled(msgspec.Struct, frozen=True, tag=True):
    """Rows handled so far, and bytes read of how many."""

    rows: int
    read: tuple[int, int]


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Rows kept out so far, packed; the list is not shown before the answer."""

    packed: list[tuple[int, bytes]]
    reasons: dict[str, int]

    def rows(self) -> RefusedRows:
        """Return the rows."""
        return RefusedRows.from_packed(self.packed, self.reasons)


class Ended(msgspec.Struct, frozen=True, tag=True):
    """The import is done."""

    count: ImportCount
    list_id: int | None
    refused: Refused


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The import left nothing, for a reason: the kind of error, its key and its fields."""

    kind: str
    key: str
    fields: dict[str, str | int | float | bool | None]

    def error(self) -> LeadDeskError:
        """Return the error as it was."""
        kind = getattr(errors, self.kind, LeadDeskError)
        found: LeadDeskError = kind(self.key, **self.fields)
        return found


_Said: TypeAlias = Handled | Refused | Ended | Failed
_SAID: Final = msgspec.msgpack.Decoder(_Said)
_ASKED: Final = msgspec.msgpack.Decoder(Wake | Order | Go | Stop)
_PACK: Final = msgspec.msgpack.Encoder().encode


class ImportWorker:
    """The importing process as this one sees it; one list at a time."""

    def __init__(self, serve: Callable[..., None], *told: object) -> None:
        """Take what the process runs, found by its name there: `serve(pipe, *told)`."""
        self._serve, self._told = serve, told
        self._one = threading.Lock()
        self._child: Child | None = None
        self._left = 0.0
        self._closed = False

    def take(self) -> bool:
        """Reserve it for one list; False when another thread has it."""
        return self._one.acquire(blocking=False)

    def leave(self) -> None:
        """Let others have it."""
        self._left = time.monotonic()
        self._one.release()

    def wake(self) -> None:
        """Have the process come up and open its desk; whoever asks has taken it.

        Raises OSError and StoreUnavailable("not_open").
        """
        self._ready().send(_PACK(Wake()))

    def import_list(
        self,
        drafts: FileDrafts,
        options: ImportOptions,
        person_id: int,
        at: dt.datetime,
        *,
        dry_run: bool,
        report: Report,
        cancelled: Cancelled,
        turned_down: TurnedDown,
    ) -> ImportResult:
        """Import as `desk.Desk.import_list` does, in the process; whoever asks has taken it.

        Raises what that raises, and StoreUnavailable("import_died") when the process is gone.
        """
        mapping, path = drafts.mapping.to_json(), str(drafts.path.absolute())
        order = Order(path, mapping, drafts.options, options, person_id, at, dry_run)
        run = None
        try:
            child = self._ready()
            child.send(_PACK(order))
            run = _Run(child, cancelled)
            said = run.to_its_end(drafts, report, turned_down)
        except (OSError, EOFError):
            self._drop()
            if run is None or run.trouble is None:
                raise StoreUnavailable("import_died", where=drafts.path.name) from None
            raise run.trouble from None
        except LeadDeskError:
            raise
        except BaseException:
            self._drop()
            raise
        if run.trouble is not None and (dry_run or isinstance(said, Failed)):
            raise run.trouble
        if isinstance(said, Failed):
            raise said.error()
        refused = said.refused
        return ImportResult(said.count, said.list_id, refused.rows(), refused.reasons)

    def close(self) -> None:
        """End the process when nothing is under way in it any more; safe to call twice."""
        with self._one:
            self._closed = True
            child, self._child = self._child, None
            if child is not None:
                child.hang_up()

    def _ready(self) -> Child:
        """Return the process that waits for a list, or a new one."""
        if self._closed:
            raise StoreUnavailable("not_open")
        child = self._child
        if child is not None:
            soon = time.monotonic() - self._left < _WAITS_SECONDS / 2
            if soon and child.is_alive:
                return child
            self._drop()
        self._child = Child(self._serve, *self._told, name=IMPORTER, has_children=True)
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()


class _Run:
    """One import under way in the process; `trouble` is what went wrong on this side."""

    def __init__(self, child: Child, cancelled: Cancelled) -> None:
        self._child, self._cancelled = child, cancelled
        self._stopping = False
        self.trouble: Exception | None = None

    def to_its_end(
        self, drafts: FileDrafts, report: Report, turned_down: TurnedDown
    ) -> Ended | Failed:
        """Pass on what is told, and return how it ended; trouble on this side stops the import.

        Raises OSError or EOFError when the process is gone.
        """
        while True:
            said = self._heard()
            if isinstance(said, Ended | Failed):
                return said
            try:
                if isinstance(said, Handled):
                    drafts.read = said.read
                    report(said.rows)
                else:
                    turned_down(said.rows())
            except Exception as error:  # noqa: BLE001 - told when nothing of the list is left
                self.trouble = self.trouble or error
                self._stop()
            if isinstance(said, Refused):
                self._child.send(_PACK(Stop() if self._stopping else Go()))

    def _heard(self) -> _Said:
        """Return what is said next; who wants to stop is heard meanwhile."""
        while not self._child.speaks(LOOK_SECONDS):
            if self._cancelled():
                self._stop()
        if self._cancelled():
            self._stop()
        said: _Said = _SAID.decode(self._child.hear())
        return said

    def _stop(self) -> None:
        if not self._stopping:
            self._stopping = True
            self._child.send(_PACK(Stop()))


def serve(
    pipe: Pipe, open_desk: Callable[[], Desk], report: Callable[[BaseException], object]
) -> None:
    """Import one list after the other, as long as somebody wants it; runs in the child.

    The desk is opened when the first list comes; `report` is told what nobody expected.
    """
    settle_in()
    desk: Desk | None = None

    def opened() -> Desk:
        nonlocal desk
        desk = desk or open_desk()
        return desk

    with contextlib.suppress(BrokenPipeError, ConnectionError, EOFError):
        while pipe.poll(_WAITS_SECONDS):
            order = _ASKED.decode(pipe.recv_bytes())
            if isinstance(order, Wake):
                with contextlib.suppress(LeadDeskError):  # told when a list comes
                    opened()
            elif isinstance(order, Order):
                pipe.send_bytes(_PACK(_done(_Work(pipe, order), opened, report)))
    if desk is not None:
        desk.close()


def _done(
    work: _Work, opened: Callable[[], Desk], report: Callable[[BaseException], object]
) -> Ended | Failed:
    """Do the work and return how it ended; raises only when nobody listens any more."""
    try:
        with contextlib.closing(work.drafts):
            work.drafts.start()  # It comes up while the desk is opened.
            return work.done(opened())
    except LeadDeskError as error:
        return _failed(error)
    except (BrokenPipeError, ConnectionError, EOFError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was, the window has to hear of it
        report(error)
        return Failed("StoreUnavailable", "import_failed", {"detail": type(error).__name__})


def _failed(error: LeadDeskError) -> Failed:
    kind = next(kind for kind in type(error).__mro__ if kind.__module__ == errors.__name__)
    fields = {
        name: value if isinstance(value, str | int | float | None) else str(value)
        for name, value in error.fields.items()
    }
    return Failed(kind.__name__, error.key, fields)


class _Work:
    """One order being carried out, in the child."""

    def __init__(self, pipe: Pipe, order: Order) -> None:
        self._pipe, self._order = pipe, order
        mapping = ColumnMapping.from_json(order.mapping)
        self.drafts = FileDrafts(Path(order.path), mapping, order.reading, again=order.dry_run)
        self._stopped = False

    def done(self, desk: Desk) -> Ended:
        """Import and return how it ended; raises what the desk raises."""
        order = self._order
        result = desk.import_list(
            self.drafts, order.options, order.person_id, order.at, dry_run=order.dry_run,
            report=self._report, cancelled=self._cancelled, turned_down=self._turned_down,
        )  # fmt: skip
        return Ended(result.count, result.list_id, _refused(result.turned_down))

    def _report(self, rows: int) -> None:
        self._pipe.send_bytes(_PACK(Handled(rows, self.drafts.read)))

    def _cancelled(self) -> bool:
        """Tell whether the other side wants to stop, or is gone."""
        while not self._stopped and self._pipe.poll():
            self._hear()
        return self._stopped

    def _turned_down(self, rows: object) -> None:
        """Give out the rows kept out and wait until they are kept."""
        self._pipe.send_bytes(_PACK(_refused(rows)))
        if not self._stopped:
            self._hear()
        if self._stopped:
            raise errors.RuleBroken("import_cancelled")

    def _hear(self) -> None:
        try:
            self._stopped = isinstance(_ASKED.decode(self._pipe.recv_bytes()), Stop)
        except (EOFError, OSError):
            self._stopped = True


def _refused(rows: object) -> Refused:
    packed = rows if isinstance(rows, RefusedRows) else RefusedRows()
    return Refused(packed.packed(), dict(packed.reasons))
