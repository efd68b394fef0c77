# SPDX-License-Identifier: MIT
"""Reads a list in a child process, so that no file can hurt the window; drafts come in chunks.

The child gets a path and plain values, and answers in MessagePack: reading its answer can run
nothing. On Linux it may take 1 GB of memory, and it is ended when it stays silent for too long.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import msgspec

from leaddesk.domain.drafting import draft_rows
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import DraftOptions, LeadDraft, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.system.child_process import Child, Pipe, settle_in
from leaddesk.system.leadfile import FilePreview, LeadFile, open_leadfile

Drafts = list[LeadDraft | RejectedRow]

STALL_SECONDS: Final = 60.0
_MEMORY_BYTES: Final = 1 << 30
_WAITS_SECONDS: Final = 60.0
_ROWS, _PREVIEW, _FAULT, _END = "rows", "preview", "fault", "end"

Order = tuple[str, dict[str, Any] | None, dict[str, Any], int]
"""What the child is asked: path, mapping (None for a preview), options, rows per chunk."""
Message = tuple[str, int, int, Any]
"""What the child says: kind, bytes read, bytes in all, payload (rows are MessagePack inside)."""

_ORDER_DECODER: Final = msgspec.msgpack.Decoder(Order)
_MESSAGE_DECODER: Final = msgspec.msgpack.Decoder(Message)
_ROWS_DECODER: Final = msgspec.msgpack.Decoder(list[LeadDraft | RejectedRow])


class DraftStream:
    """The chunks of one list; iterate it once, `close()` at any time ends the child.

    `bytes_read` of `bytes_total` is how far reading came; both are 0 before the first chunk.
    """

    def __init__(
        self, messages: Iterator[Message], child: _Reader | None = None, *, again: bool = False
    ) -> None:
        self._messages = messages
        self._child = child
        self._again = again
        self.bytes_read = 0
        self.bytes_total = 0

    def __iter__(self) -> Iterator[Drafts]:
        """Yield chunks in order; raises BadInput for the file's faults and for a dead child."""
        for kind, read, total, payload in self._messages:
            self.bytes_read, self.bytes_total = read, total
            if kind == _ROWS:
                yield _ROWS_DECODER.decode(payload)

    def close(self) -> None:
        """End the stream, and the child unless it read to the end and stays for another time."""
        child, self._child = self._child, None
        if child is None:
            return
        if self._again and child.is_waiting:
            _SPARE.keep(child)
        else:
            child.close()

    def __enter__(self) -> Self:
        """Return itself; `with` closes the child whatever happens."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the stream."""
        self.close()


def iter_drafts(
    path: Path,
    mapping: ColumnMapping,
    options: DraftOptions,
    *,
    chunk: int = 2000,
    inline: bool = False,
    again: bool = False,
    stall_seconds: float = STALL_SECONDS,
) -> DraftStream:
    """Return the drafts of a list in chunks; use it in a `with`, or close it.

    `inline` reads in this process, for small lists that were made here. With `again` the child
    stays a while for the same list: it is counted first, and then imported. Raises BadInput while
    iterating: what `open_leadfile` and its rows raise, file.reader_died, file.reader_stalled.
    """
    order: Order = (str(path), mapping.to_json(), dataclasses.asdict(options), chunk)
    if inline:
        return DraftStream(_faults_raised(_messages(order)))
    child = _SPARE.take(path)
    if child is None:
        child = _Reader(path)
    child.ask(order)
    return DraftStream(
        _faults_raised(child.messages(stall_seconds, again=again)), child, again=again
    )


def preview_file(path: Path, options: DraftOptions, *, inline: bool = False) -> FilePreview:
    """Return how a list reads and its first rows, read in a child; raises BadInput.

    Only encoding, delimiter and sheet of `options` count here.
    """
    order: Order = (str(path), None, dataclasses.asdict(options), 0)
    if inline:
        return open_as(order).preview()
    child = _Reader(path)
    child.ask(order)
    try:
        for kind, _, _, payload in _faults_raised(child.messages(STALL_SECONDS)):
            if kind == _PREVIEW:
                found = msgspec.convert(payload, FilePreview, strict=False)
                _SPARE.keep(child)
                return found
    except BaseException:
        child.close()
        raise
    raise BadInput("file.reader_died", where=path.name)


def open_as(order: Order) -> LeadFile:
    """Open the list of an order as its options say."""
    path, _, options, _ = order
    return open_leadfile(
        Path(path),
        encoding=options["encoding"],
        delimiter=options["delimiter"],
        sheet=options["sheet"],
    )


def _messages(order: Order) -> Iterator[Message]:
    """Read a list and say what is found; the file's faults are said too, not raised."""
    try:
        file = open_as(order)
        _, mapping, options, chunk = order
        if mapping is None:
            yield _PREVIEW, 0, file.total_bytes, dataclasses.asdict(file.preview())
            return
        found = draft_rows(file.rows(), ColumnMapping.from_json(mapping), DraftOptions(**options))
        while drafts := list(itertools.islice(found, chunk)):
            yield _ROWS, file.bytes_read, file.total_bytes, msgspec.msgpack.encode(drafts)
        yield _END, file.total_bytes, file.total_bytes, None
    except BadInput as fault:
        told = {name: str(value) for name, value in fault.fields.items()}
        yield _FAULT, 0, 0, (fault.key, told)
    except MemoryError:
        yield _FAULT, 0, 0, ("file.bomb", {"where": Path(order[0]).name})


def _faults_raised(messages: Iterator[Message]) -> Iterator[Message]:
    """Pass messages on; a fault is raised as the BadInput that it was."""
    for message in messages:
        if message[0] == _FAULT:
            key, fields = message[3]
            raise BadInput(key, **fields)
        yield message


class _Reader:
    """One reading process, and since when it waits for a further order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle_since: float | None = None
        try:
            self._child = Child(_serve, name="leaddesk-reader")
        except OSError as error:
            detail = str(error)[:120]
            raise BadInput("file.reader_died", where=path.name, detail=detail) from None

    def ask(self, order: Order) -> None:
        """Have the child begin; one that is gone is told of when its answer is read."""
        self._idle_since = None
        self._child.send(msgspec.msgpack.encode(order))

    def messages(self, stall_seconds: float, *, again: bool = False) -> Iterator[Message]:
        """Yield what the child says until it ends; raises BadInput when it dies or stalls.

        A child that has shown the head of a file stays for its rows, and with `again` one that read
        the rows stays as well; any other is ended.
        """
        try:
            while True:
                if not self._child.speaks(stall_seconds):
                    raise BadInput("file.reader_stalled", where=self.path.name)
                message: Message = _MESSAGE_DECODER.decode(self._child.hear())
                if message[0] == _PREVIEW or (again and message[0] == _END):
                    self._idle_since = time.monotonic()
                yield message
                if message[0] in (_END, _FAULT, _PREVIEW):
                    return
        except (EOFError, OSError):
            raise BadInput("file.reader_died", where=self.path.name) from None
        finally:
            if self._idle_since is None:
                self.close()

    @property
    def is_waiting(self) -> bool:
        """Tell whether the child is there and waits for a further order."""
        since = self._idle_since
        soon = since is not None and time.monotonic() - since < _WAITS_SECONDS / 2
        return soon and self._child.is_alive

    def close(self) -> None:
        """End the process and wait until it is gone; safe to call twice, from any thread."""
        self._child.close()


class _Spare:
    """The child that read in a list last: starting another one takes half a second."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: _Reader | None = None

    def keep(self, child: _Reader) -> None:
        """Keep a child for the rows of its file, in the place of the one before."""
        with self._lock:
            before, self._child = self._child, child
        if before is not None:
            before.close()

    def take(self, path: Path) -> _Reader | None:
        """Return the child that waits for this file's rows; any other one is ended."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None and not (child.path == path and child.is_waiting):
            child.close()
            return None
        return child


_SPARE: Final = _Spare()


def _serve(pipe: Pipe) -> None:
    """Read a list and send what is found; runs in the child, as long as the other side listens.

    It waits for somebody to want more of the same file, but not for long.
    """
    settle_in()
    _limit_memory()
    with contextlib.suppress(BrokenPipeError, ConnectionError, EOFError):
        while pipe.poll(_WAITS_SECONDS):
            order = _ORDER_DECODER.decode(pipe.recv_bytes())
            for message in _messages(order):
                pipe.send_bytes(msgspec.msgpack.encode(message))


def _limit_memory() -> None:
    """Let this process take 1 GB at most, where the system can hold it to that."""
    if sys.platform != "linux":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = _MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(hard, _MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
