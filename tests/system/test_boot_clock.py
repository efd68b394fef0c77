# SPDX-License-Identifier: MIT
"""The clock of this boot goes on, and a machine that does not tell its boot has none in common."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leaddesk.system import boot_clock
from leaddesk.system.boot_clock import BootClock

_TELL = "from leaddesk.system.boot_clock import *; print(boot_identity()); print(seconds())"


def told_by_another_process() -> tuple[str, float]:
    done = subprocess.run([sys.executable, "-c", _TELL], capture_output=True, text=True, check=True)
    boot, seconds = done.stdout.splitlines()
    return boot, float(seconds)


def test_it_never_goes_back_and_is_the_same_for_every_process() -> None:
    clock = BootClock()
    first = clock.seconds()
    boot, there = told_by_another_process()
    assert first <= there <= clock.seconds()
    assert boot == clock.boot()
    assert 0 < len(boot) <= 80


@pytest.mark.skipif(sys.platform != "linux", reason="the file is Linux's")
def test_sleep_is_counted() -> None:
    up = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    assert abs(BootClock().seconds() - up) < 5


@pytest.mark.skipif(sys.platform != "linux", reason="the file is Linux's")
def test_where_the_boot_is_not_told_it_is_this_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(boot_clock, "_BOOT_ID", tmp_path / "none")
    mine = BootClock().boot()
    assert mine == BootClock().boot()
    assert mine.startswith("process ")
    (tmp_path / "none").write_text("\n", encoding="ascii")
    assert BootClock().boot() == mine
    assert told_by_another_process()[0] != mine
