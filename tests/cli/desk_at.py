# SPDX-License-Identifier: MIT
"""The real desk over a real file, with a clock that a test sets."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, cast

import pytest

from leaddesk.bootstrap import program as bootstrap
from leaddesk.cli.run import run
from tests.cli.conftest import Told

MONDAY = dt.datetime(2026, 5, 11, 15, tzinfo=dt.UTC)  # 10:00 in Chicago


class DeskAt:
    """A prompt over one database; `now` is what the clock says."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.now = MONDAY
        self.database = folder / "team.db"
        self._capsys = capsys
        monkeypatch.setenv("LEADDESK_DATA", str(folder / "data"))
        monkeypatch.setattr(bootstrap, "clock", lambda: self.now)
        monkeypatch.setattr(bootstrap, "place", lambda: ("casey", "America/Chicago"))

    def __call__(self, *argv: str) -> Told:
        """Run one command on the database and return what it told."""
        code = run([*argv, "--database", str(self.database)], bootstrap)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        return Told(code, out, err)

    def ask(self, *argv: str) -> dict[str, Any]:
        """Run one command that has to work, and return its JSON."""
        told = self(*argv, "--json")
        assert told.code == 0, told.err
        return cast("dict[str, Any]", json.loads(told.out))

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.now += dt.timedelta(**time)
