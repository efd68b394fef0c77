# SPDX-License-Identifier: MIT
"""What a person at a workstation saw, written outside every database: dials, and what was logged.

One line each, appended by one system call, so that the end of the process can't tear it. Moments
are seconds since 1970 on the machine's clock.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaddesk.system.clock import now


class Truth:
    """The log of one workstation; it goes on over ends of its process."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def say(self, what: str, **fields: object) -> None:
        """Append a line."""
        line = json.dumps({"what": what, "t": now().timestamp(), **fields})
        os.write(self._file, f"{line}\n".encode())


@dataclass(frozen=True, slots=True)
class Dial:
    """Somebody was on the telephone with a lead, under a lease (0: the lead is their own)."""

    seat: str
    lead_id: int
    lease_id: int
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Logged:
    """Something that a person began to log, and that LeadDesk said was logged when it is `safe`."""

    seat: str
    entry_id: str
    kind: str
    lead_id: int
    safe: bool


def read(path: Path) -> Iterator[Dial | Logged]:
    """Yield what one workstation's log says; a call that its process did not survive ends there."""
    dial: dict[str, Any] | None = None
    for line in path.read_text().splitlines():
        told = json.loads(line)
        if told["what"] == "dial":
            dial = told
        elif told["what"] in {"hung_up", "killed"} and dial is not None:
            yield Dial(path.stem, dial["lead"], dial["lease"], dial["t"], told["t"])
            dial = None
        elif told["what"] in {"begun", "logged"}:
            safe = told["what"] == "logged"
            yield Logged(path.stem, told["entry"], told["kind"], told["lead"], safe)
