# SPDX-License-Identifier: MIT
"""What each work of many steps does at the hub: by the desk's own methods, for one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from leaddesk.desk import commands
from leaddesk.desk.desk import Desk
from leaddesk.desk.remote import tell_done, wanted_of
from leaddesk.desk.roles import Errand
from leaddesk.desk.stores.privacy import Erasures
from leaddesk.desk.unit import Store
from leaddesk.desk.whereabouts import Run
from leaddesk.desk.wire_runs import (
    ExportOrder,
    ListOrder,
    ListResult,
    Order,
    list_of,
    page_of,
    registry_of,
)
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.hub.known import known
from leaddesk.hub.runs import Running

_TOLD: Final[Mapping[Run, type]] = {
    Run.IMPORT_LIST: ListOrder,
    Run.EXPORT: ExportOrder,
    Run.CHANGE_LEADS: commands.ChangeLeads,
    Run.CHANGE_PERSON: commands.EditPerson,
    Run.IMPORT_REGISTRY: commands.RegistryOptions,
    Run.ERASE_AGAIN: Erasures,
}
_ERRANDS: Final = {
    Run.RESCRUB: Errand.RESCRUB,
    Run.RETAIN: Errand.RETAIN,
    Run.ERASE_AGAIN: Errand.ERASE_AGAIN,
}


def ordered(order: Order) -> tuple[Run, Any]:
    """Return which work an order is for, and what it is about.

    Raises BadInput: "unknown_wish", "bad_wish".
    """
    try:
        run = Run(order.run)
    except ValueError:
        raise BadInput("unknown_wish", where=order.run[:40]) from None
    kind = _TOLD.get(run)
    if kind is None:
        return run, None
    try:
        return run, msgspec.json.decode(order.told, type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadInput("bad_wish", where=order.run, detail=str(error)[:120]) from None


def wish_of(run: Run, told: Any) -> object:
    """Return what a person must be allowed for a work: a command, an errand or an export."""
    if run is Run.EXPORT:
        return wanted_of(told.name, told.told)
    if run is Run.IMPORT_LIST:
        return told.options
    return _ERRANDS.get(run, told)


class LongWork:
    """Does works whose parts are there; each method returns a result as JSON."""

    def __init__(self, desk: Desk, store: Store, now: Callable[[], dt.datetime]) -> None:
        self._desk, self._store, self._now = desk, store, now

    def __call__(self, running: Running) -> bytes:
        """Do a work; raises what the desk raises, RuleBroken when it was stopped."""
        if running.is_stopped():
            raise RuleBroken("run_stopped")
        run, told = ordered(running.order)
        # One that was begun again after a start of the hub may be done already.
        done = known(self._store, running.order.id, running.person_id)
        if done is not None:
            return tell_done(done)
        works: Mapping[Run, Callable[[Running, Any], bytes]] = {
            Run.IMPORT_LIST: self._import_list,
            Run.EXPORT: self._export,
            Run.CHANGE_LEADS: self._change_leads,
            Run.CHANGE_PERSON: self._change_person,
            Run.IMPORT_REGISTRY: self._import_registry,
            Run.RESCRUB: self._rescrub,
            Run.RETAIN: self._retain,
            Run.ERASE_AGAIN: self._erase_again,
        }
        return works[run](running, told)

    def _import_list(self, running: Running, told: ListOrder) -> bytes:
        result = self._desk.import_list(
            (chunk for part in _parts(running) for chunk in list_of(part)),
            told.options, running.person_id, self._now(),
            dry_run=told.dry_run, report=running.report, cancelled=running.is_stopped,
        )  # fmt: skip
        for start in range(0, len(result.turned_down), _PAGE):
            running.keep(page_of(result.turned_down[start : start + _PAGE]))
        return _told(ListResult(result.count, result.list_id, dict(result.reasons)))

    def _import_registry(self, running: Running, told: commands.RegistryOptions) -> bytes:
        result = self._desk.import_registry(
            (chunk for part in _parts(running) for chunk in registry_of(part)),
            told, running.person_id, self._now(),
            report=running.report, cancelled=running.is_stopped,
        )  # fmt: skip
        return _told(result)

    def _change_leads(self, running: Running, told: commands.ChangeLeads) -> bytes:
        return tell_done(
            self._desk.change_leads(
                told, running.person_id, self._now(), report=running.report,
                cancelled=running.is_stopped, entry_id=running.order.id,
            )
        )  # fmt: skip

    def _change_person(self, running: Running, told: commands.EditPerson) -> bytes:
        return tell_done(
            self._desk.change_person(
                told, running.person_id, self._now(), report=running.report,
                cancelled=running.is_stopped, entry_id=running.order.id,
            )
        )  # fmt: skip

    def _export(self, running: Running, told: ExportOrder) -> bytes:
        outlet = _Pages(running)
        return _told(
            self._desk.export(
                wanted_of(told.name, told.told), outlet, running.person_id, self._now(),
                report=running.report, cancelled=running.is_stopped,
            )
        )  # fmt: skip

    def _rescrub(self, running: Running, _told_none: None) -> bytes:
        return _told(
            self._desk.rescrub(
                running.person_id, self._now(), report=running.report, cancelled=running.is_stopped
            )
        )

    def _retain(self, running: Running, _told_none: None) -> bytes:
        return _told(
            self._desk.retain(
                running.person_id, self._now(), report=running.report, cancelled=running.is_stopped
            )
        )

    def _erase_again(self, running: Running, told: Erasures) -> bytes:
        return _told(self._desk.erase_again(told, running.person_id, self._now()))


_PAGE: Final = 5_000
"""Rows kept out of a list that go in one part."""


class _Pages:
    """An outlet that keeps what is written for the workstation to fetch."""

    def __init__(self, running: Running) -> None:
        self._running = running

    def write(self, records: Sequence[Any]) -> None:
        """Keep some records as a part."""
        if records:
            self._running.keep(page_of(records))

    def finish(self) -> None:
        """Have nothing to finish: each part is on the disk."""

    def keep(self) -> None:
        """Leave it to be fetched."""

    def drop(self) -> None:
        """Leave nothing."""
        self._running.made.drop()


def _parts(running: Running) -> Iterator[bytes]:
    return running.files.parts(running.parts)


def _told(result: object) -> bytes:
    return msgspec.json.encode(result)
