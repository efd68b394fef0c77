# SPDX-License-Identifier: MIT
"""A team with a watched folder: its desk, a clock to turn, and a computer that can be cut off."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from leaddesk.desk.desk import Desk
from leaddesk.desk.ports import FileTold, FolderTold
from leaddesk.desk.queries import AskLeads, FolderRow
from leaddesk.desk.reads import ReadUnit
from leaddesk.desk.unit import Store, Unit
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.system.folder_watch import FolderWatch, Speech
from leaddesk.system.machine import SystemMachine
from leaddesk.words import errors
from leaddesk.words.imports import turned_down
from tests.factories import NOON, make_template

LIST = """First name,Last name,Company,Phone,State,Country
Ann,Lee,Acme,+1 612 555 0148,MN,US
Bob,Ray,Beta,+1 612 555 0149,MN,US
Eve,,,,,
"""
"""Two leads and a row that is turned down."""


class Killed(BaseException):
    """The process ended here."""


class Power:
    """Cuts the computer off at the n-th step; whatever is tried afterwards does not happen."""

    def __init__(self) -> None:
        self.left = -1
        self.dead = False

    def step(self) -> None:
        """Do one step, or none any more."""
        if self.left == 0:
            self.dead = True
        if self.dead:
            raise Killed
        self.left -= 1

    def cut_after(self, steps: int) -> None:
        """Cut off after so many steps from now on; -1 never does."""
        self.left, self.dead = steps, False


class FragileStore:
    """A store over another one that ends with the power, before and after each transaction."""

    def __init__(self, store: Store, power: Power) -> None:
        self._store, self._power = store, power
        self.changed_elsewhere = store.changed_elsewhere
        self.bulk = store.bulk
        self.index_some = store.index_some
        self.find_some = store.find_some
        self.missed_erasures = store.missed_erasures
        self.after_erasing = store.after_erasing
        self.is_seat = store.is_seat
        self.close = store.close

    @contextlib.contextmanager
    def unit(self) -> Iterator[Unit]:
        """Begin a write."""
        self._power.step()
        with self._store.unit() as unit:
            yield unit
        self._power.step()

    def looking(self) -> contextlib.AbstractContextManager[ReadUnit]:
        """Begin a read."""
        return self._store.looking()


class Computer(SystemMachine):
    """This computer with a clock that a test turns."""

    def __init__(self) -> None:
        super().__init__(turned_down)
        self.at = NOON

    @override
    def now(self) -> dt.datetime:
        """Return the moment that was set."""
        return self.at

    @override
    def computer(self) -> str:
        """Return a made-up name."""
        return "desk-4"


_MADE: list[bytes] = []


def _template(tmp_path: Path) -> bytes:
    """Return a database with everything that ships, made once."""
    if not _MADE:
        make_template(tmp_path / "template.db").close()
        _MADE.append((tmp_path / "template.db").read_bytes())
    return _MADE[0]


class Team:
    """A desk over a file, a folder, and what the watch told."""

    def __init__(self, tmp_path: Path) -> None:
        self.power = Power()
        self.machine = Computer()
        self.path = tmp_path / "team.db"
        self.path.write_bytes(_template(tmp_path))
        self.land = tmp_path / "land"
        self.land.mkdir()
        self.told: list[FileTold | FolderTold] = []
        self.desks: list[Desk] = []
        self.desk = self.open()
        self.folder = FolderRow(
            1, "desk-4", str(self.land), "Fair", "trade_show", "May", 1, "US", False, 1
        )

    def open(self) -> Desk:
        """Open one more desk."""
        from leaddesk.storage.engine import Database
        from leaddesk.storage.store import SqlStore

        desk = Desk(FragileStore(SqlStore(Database(str(self.path)), "x"), self.power), NoHolidays())
        self.desks.append(desk)
        return desk

    def watch(self, desk: Desk | None = None) -> FolderWatch:
        """Return a fresh watch, as a program that was just started has it."""
        speech = Speech(errors.say, lambda at: f"{at:%d %B}")
        return FolderWatch(desk or self.desk, self.machine, speech, self.told.append)

    def drop(self, name: str, text: str = LIST) -> Path:
        """Put a whole file into the folder, as a move does it."""
        import os

        path = self.land / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
        return path

    def look(self, watch: FolderWatch | None = None) -> None:
        """Look once."""
        (watch or self.watch()).look(self.folder)

    def later(self, seconds: float) -> None:
        """Turn the clock."""
        self.machine.at += dt.timedelta(seconds=seconds)

    def names(self) -> list[str]:
        """Return the last names of the leads that are here."""
        rows = self.desk.ask(AskLeads(), self.machine.at).rows
        return sorted(row.name for row in rows)

    def files(self) -> list[str]:
        """Return every file below the folder."""
        found = (path for path in self.land.rglob("*") if path.is_file())
        return sorted(str(path.relative_to(self.land)) for path in found)

    def fragile_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let every change of a folder be a step at which the power can go."""
        import os

        for owner, name in (
            (os, "link"), (Path, "rename"), (Path, "unlink"), (Path, "rmdir"), (Path, "mkdir"),
            (Path, "write_text"),
        ):  # fmt: skip
            monkeypatch.setattr(owner, name, self._fragile(getattr(owner, name)))

    def _fragile(self, real: Any) -> Any:
        def step(*args: Any, **more: Any) -> Any:
            self.power.step()
            return real(*args, **more)

        return step
