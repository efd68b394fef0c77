# SPDX-License-Identifier: MIT
"""Importing a national list: streamed into blocks nobody sees, then put in force as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leaddesk.desk.book import Book
from leaddesk.desk.commands import RegistryOptions
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.registry_rules import RegistryState
from leaddesk.desk.unit import Store
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.person import Person

BLOCKS = 1000
"""Blocks written in one transaction: at most 10,000,000 numbers, a few hundredths of a second."""


@dataclass(frozen=True, slots=True)
class RegistryChunk:
    """A piece of a file: how many rows, and the numbers to add and take out, by block."""

    rows: int
    more: Mapping[int, Iterable[int]]
    less: Mapping[int, Iterable[int]]


@dataclass(frozen=True, slots=True)
class RegistryResult:
    """What an import came to: rows read, numbers the list has now."""

    key: str
    rows: int
    numbers: int


class RegistryRun:
    """One import of a national list; the file before stays in force until this one is whole."""

    def __init__(
        self, store: Store, book: Book, options: RegistryOptions, who: Person, at: dt.datetime
    ) -> None:
        """Take what the import works with.

        Raises RuleBroken("no_full_list"), NotFound("registry"),
        BadInput for a date in the future or before that of the file in force.
        """
        self._store, self._book, self._options = store, book, options
        self._who, self._at = who, at
        self._state = _checked(book, options, at)
        self._numbers = 0

    def run(
        self, chunks: Iterable[RegistryChunk], report: Report, cancelled: Cancelled
    ) -> RegistryResult:
        """Read the whole file, then put it in force; trouble before that leaves the old one."""
        with self._store.unit() as unit:
            file_id = unit.registries.open_file(
                self._options.key, self._options.dated, self._who.id, self._at
            )
        rows = 0
        try:
            if self._options.delta:
                self._copy(file_id, cancelled)
            for chunk in chunks:
                rows += chunk.rows
                self._merge(file_id, chunk, cancelled)
                report(rows)
            self._check_full()
        except BaseException:
            with self._store.unit() as unit:
                unit.registries.abandon(file_id)
            raise
        self._put_in_force(file_id, rows)
        return RegistryResult(self._options.key, rows, self._numbers)

    def _check_full(self) -> None:
        if not self._numbers:
            raise BadInput("registry_empty")

    def _copy(self, file_id: int, cancelled: Cancelled) -> None:
        """Begin with what the file in force has; changes come on top."""
        old = self._state.file
        after = 0
        while old is not None:
            _stop_if(cancelled)
            with self._store.unit() as unit:
                after = unit.registries.copy_some(old.id, file_id, after, BLOCKS)
            if not after:
                self._numbers = old.numbers
                return

    def _merge(self, file_id: int, chunk: RegistryChunk, cancelled: Cancelled) -> None:
        prefixes = sorted({*chunk.more, *chunk.less})
        for start in range(0, len(prefixes), BLOCKS):
            _stop_if(cancelled)
            part = prefixes[start : start + BLOCKS]
            more = {p: chunk.more[p] for p in part if p in chunk.more}
            less = {p: chunk.less[p] for p in part if p in chunk.less}
            with self._store.unit() as unit:
                if unit.registries.status(file_id) != "staging":
                    raise RuleBroken("import_cancelled")
                self._numbers += unit.registries.merge(file_id, more, less, self._at)

    def _put_in_force(self, file_id: int, rows: int) -> None:
        with self._store.unit() as unit:
            if unit.registries.status(file_id) != "staging":
                raise RuleBroken("import_cancelled")
            unit.registries.put_in_force(file_id, self._numbers)
            # Should this process end now, the next one compares every lead with the new file.
            unit.no_call.forget_night()
            work = Work(unit, self._who, self._at, self._book, new_entry_id(self._at))
            dated = self._options.dated.isoformat()
            data = {"registry": self._options.key, "dated": dated, "rows": rows}
            work.write("registry_imported", data=data | {"numbers": self._numbers})


def _checked(book: Book, options: RegistryOptions, at: dt.datetime) -> RegistryState:
    state = next((one for one in book.registries if one.registry.key == options.key), None)
    if state is None:
        raise NotFound("registry", what=options.key[:20])
    if options.dated > book.today(at):
        raise BadInput("registry_in_future", where="dated", detail=options.dated.isoformat())
    if state.file is not None and options.dated < state.file.dated:
        raise BadInput("registry_older", where="dated", detail=state.file.dated.isoformat())
    if options.delta and state.file is None:
        raise RuleBroken("no_full_list", name=state.registry.name)
    return state


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise RuleBroken("import_cancelled")
