# SPDX-License-Identifier: MIT
"""The command line over a desk with canned answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

import pytest

from leaddesk.cli.run import run
from tests.cli.stub_doors import StubDoors


@dataclass(frozen=True)
class Told:
    """What one command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        assert self.out.count("\n") == 1
        return cast("dict[str, Any]", json.loads(self.out))


class Prompt:
    """A prompt to type commands at."""

    def __init__(self, doors: StubDoors, capsys: pytest.CaptureFixture[str]) -> None:
        self.doors = doors
        self._capsys = capsys

    def __call__(self, *argv: str) -> Told:
        """Run one command; it never leaves by an exception."""
        code = run(argv, self.doors)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        return Told(code, out, err)


@pytest.fixture
def prompt(capsys: pytest.CaptureFixture[str]) -> Prompt:
    return Prompt(StubDoors(), capsys)
