# SPDX-License-Identifier: MIT
"""Work of many steps that a workstation has done at its hub: begun, fed in parts, asked after.

The order goes first, then the parts that it works on, then the end, which is asked again until the
work is over. What comes of it that is long is fetched in parts as well. Each call may be lost and
made again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from leaddesk.desk import exports
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import Chunk, ImportCount
from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.desk.remote import Failure
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import LeadDraft, RejectedRow

PART_BYTES: Final = 2_000_000
"""A part, packed: as text of a body it is a third longer, and stays below four megabytes."""

_OPEN_BYTES: Final = 64_000_000
"""A part, unpacked: more is none that a workstation made."""

_NONE: Final = msgspec.Raw(b"null")

RECORDS: Final[Mapping[str, type]] = {
    "LeadsWanted": exports.LeadOut,
    "JournalWanted": exports.EntryOut,
    "CountsWanted": exports.CountOut,
    "CalendarWanted": exports.AgreedOut,
    "EverythingWanted": exports.TablePage,
}
"""What an export brings, by what is wanted."""


class Order(msgspec.Struct, frozen=True):
    """Work to be done under an id: `run` is a `whereabouts.Run`, `told` what it is about."""

    id: str
    run: str
    told: msgspec.Raw = _NONE


@dataclass(frozen=True, slots=True)
class ListOrder:
    """A list to import, or only to count."""

    options: ImportOptions
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be taken out, by the name of its class."""

    name: str
    told: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is worked on, from 0; without `data`, that part of the result is asked for."""

    id: str
    number: int
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class End:
    """All `parts` are there: do the work, or say how far it is. `stop` ends it, leaving nothing."""

    id: str
    parts: int = 0
    stop: bool = False


class Progress(msgspec.Struct, frozen=True):
    """How far it is: `rows` handled; once `over`, its result and how many `parts` that has."""

    rows: int
    over: bool = False
    result: msgspec.Raw = _NONE
    failure: Failure | None = None
    parts: int = 0


@dataclass(frozen=True, slots=True)
class ListResult:
    """What a list came to; the rows kept out are its parts."""

    count: ImportCount
    list_id: int | None
    reasons: dict[str, int]


_PACK: Final = msgspec.msgpack.Encoder().encode
_FRAMES: Final = msgspec.msgpack.Decoder(list[bytes])
_DRAFTS: Final = msgspec.msgpack.Decoder(list[LeadDraft | RejectedRow])
_REFUSED: Final = msgspec.msgpack.Decoder(list[RejectedRow])
_BLOCKS: Final = msgspec.msgpack.Decoder(tuple[int, dict[int, list[int]], dict[int, list[int]]])


def parts_of_list(chunks: Iterable[Chunk]) -> Iterator[tuple[int, bytes]]:
    """Yield a list as parts, each with the rows up to its end."""
    rows = 0

    def frames() -> Iterator[tuple[int, bytes]]:
        nonlocal rows
        for chunk in chunks:
            rows += len(chunk)
            for some in _small(list(chunk)):
                yield rows, some

    yield from _parts(frames())


def list_of(part: bytes) -> Iterator[list[LeadDraft | RejectedRow]]:
    """Yield the chunks of a part; raises BadInput("bad_part")."""
    for frame in _opened(part):
        yield _read(_DRAFTS, frame)


def parts_of_registry(chunks: Iterable[RegistryChunk]) -> Iterator[tuple[int, bytes]]:
    """Yield a national list as parts, each with the rows up to its end."""
    rows = 0

    def frames() -> Iterator[tuple[int, bytes]]:
        nonlocal rows
        for chunk in chunks:
            rows += chunk.rows
            more = {block: list(numbers) for block, numbers in chunk.more.items()}
            less = {block: list(numbers) for block, numbers in chunk.less.items()}
            yield rows, _PACK((chunk.rows, more, less))

    yield from _parts(frames())


def registry_of(part: bytes) -> Iterator[RegistryChunk]:
    """Yield the chunks of a part of a national list; raises BadInput("bad_part")."""
    for frame in _opened(part):
        yield RegistryChunk(*_read(_BLOCKS, frame))


def page_of(records: Sequence[Any]) -> bytes:
    """Return some records of an export as a part."""
    return zlib.compress(_PACK(list(records)), 1)


def records_of(wanted: str, part: bytes) -> list[Any]:
    """Return the records of a part of an export; raises BadInput("bad_part")."""
    kind: Any = RECORDS[wanted]
    found: list[Any] = _read(msgspec.msgpack.Decoder(list[kind]), _open(part))
    return found


def refused_of(part: bytes) -> list[RejectedRow]:
    """Return the rows of a part that were kept out of a list; raises BadInput("bad_part")."""
    found: list[RejectedRow] = _read(_REFUSED, _open(part))
    return found


def _small(rows: list[Any]) -> Iterator[bytes]:
    """Yield rows packed, none of it too long for a part."""
    packed = _PACK(rows)
    if len(packed) <= PART_BYTES or len(rows) == 1:
        yield packed
        return
    half = len(rows) // 2
    yield from _small(rows[:half])
    yield from _small(rows[half:])


def _parts(frames: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Gather frames until a part is full; what they come to packed is always less."""
    held: list[bytes] = []
    size = rows = 0
    for rows, frame in frames:
        if held and size + len(frame) > PART_BYTES:
            yield rows, zlib.compress(_PACK(held), 1)
            held, size = [], 0
        held.append(frame)
        size += len(frame)
    if held:
        yield rows, zlib.compress(_PACK(held), 1)


def _opened(part: bytes) -> list[bytes]:
    found: list[bytes] = _read(_FRAMES, _open(part))
    return found


def _open(part: bytes) -> bytes:
    opener = zlib.decompressobj()
    try:
        told = opener.decompress(part, _OPEN_BYTES)
    except zlib.error:
        raise BadInput("bad_part", where="part") from None
    if opener.unconsumed_tail or not opener.eof:
        raise BadInput("bad_part", where="part")
    return told


def _read(decoder: Any, told: bytes) -> Any:
    try:
        return decoder.decode(told)
    except (msgspec.DecodeError, ValueError):
        raise BadInput("bad_part", where="part") from None
