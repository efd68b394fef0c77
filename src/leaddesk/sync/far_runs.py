# SPDX-License-Identifier: MIT
"""Work of many steps as a workstation sees it: ordered at the hub, fed, asked after to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.whereabouts import Run
from leaddesk.desk.wire_runs import End, Order, Part, Progress
from leaddesk.domain.errors import BadInput, HubAway, NotFound, RuleBroken
from leaddesk.sync.doors import HubDoor

TRIES: Final = 3
"""How often a call is made whose answer was lost."""

_CANCELLED: Final = "import_cancelled"
_PROGRESS: Final = msgspec.json.Decoder(Progress)
_PART: Final = msgspec.json.Decoder(Part)


@dataclass(frozen=True, slots=True)
class Ended:
    """Work that is done: its result as JSON, and the parts of it."""

    result: bytes
    parts: Iterator[bytes]


class FarRun:
    """One work at the hub; calls whose answers were lost are made again."""

    def __init__(self, door: HubDoor, run: Run, run_id: str, told: object) -> None:
        self._door = door
        self._order = Order(run_id, run.value, msgspec.Raw(msgspec.json.encode(told)))

    def begin(self) -> None:
        """Order it; raises HubAway and what the hub refuses it with."""
        told = msgspec.json.encode(self._order)
        called(lambda: self._door.list_begin(told))

    def send(self, parts: Iterable[tuple[int, bytes]], report: Report, stop: Cancelled) -> int:
        """Send the parts, each with the rows up to its end; return how many there were."""
        number = 0
        for rows, data in parts:
            self._stop_if(stop)
            told = msgspec.json.encode(Part(self._order.id, number, data))
            called(lambda: self._door.list_part(told))  # noqa: B023 - called at once
            report(rows)
            number += 1
        return number

    def end(self, parts: int, report: Report, stop: Cancelled) -> Ended:
        """Have it done and return what it came to.

        Raises HubAway, what the hub's desk raised, and RuleBroken when `stop` says so.
        """
        while True:
            end = End(self._order.id, parts, stop=stop())
            told = msgspec.json.encode(end)
            progress = _read(_PROGRESS, called(lambda: self._door.list_end(told)))  # noqa: B023
            if progress.failure is not None:
                error = progress.failure.error()
                if error.key == _CANCELLED and not end.stop:
                    # Nobody here asked for that: the hub ends, and left nothing.
                    raise HubAway("hub_silent")
                raise error
            if progress.over:
                return Ended(bytes(progress.result), self._fetched(progress.parts))
            report(progress.rows)

    def _fetched(self, parts: int) -> Iterator[bytes]:
        for number in range(parts):
            told = msgspec.json.encode(Part(self._order.id, number))
            found = called(lambda: self._door.list_part(told))  # noqa: B023 - called at once
            yield _read(_PART, found).data

    def _stop_if(self, stop: Cancelled) -> None:
        if stop():
            told = msgspec.json.encode(End(self._order.id, stop=True))
            called(lambda: self._door.list_end(told))
            raise RuleBroken(_CANCELLED)


def done_at(
    door: HubDoor,
    run: Run,
    run_id: str,
    told: object,
    report: Report,
    stop: Cancelled,
    parts: Callable[[], Iterable[tuple[int, bytes]]] = lambda: (),
) -> Ended:
    """Have work done at the hub; one that the hub forgot, started again meanwhile, begins anew.

    Raises HubAway, and what the hub's desk raised; it left nothing then.
    """
    for left in reversed(range(TRIES)):
        far = FarRun(door, run, run_id, told)
        far.begin()
        try:
            return far.end(far.send(parts(), report, stop), report, stop)
        except NotFound as error:
            if error.key != "run" or not left:
                raise
    raise HubAway("hub_silent")


def called(call: Callable[[], bytes]) -> bytes:
    """Make a call, and again when its answer was lost; raises HubAway after `TRIES`."""
    for left in reversed(range(TRIES)):
        try:
            return call()
        except HubAway:
            if not left:
                raise
    raise HubAway("hub_silent")


def _read(decoder: msgspec.json.Decoder[Any], told: bytes) -> Any:
    try:
        return decoder.decode(told)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadInput("bad_answer", where="list", detail=str(error)[:120]) from None
