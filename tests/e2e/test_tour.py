# SPDX-License-Identifier: MIT
"""The tour and the demo team as a person gets them: the whole program, started as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240)]
PNG = b"\x89PNG\r\n\x1a\n"
SMALLEST_PICTURE = 20_000
"""A window of this size with something on it takes more bytes than this."""


def leaddesk(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run the program with folders of its own and without a display."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY"}
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    environment |= {"LEADDESK_DATA": str(folder / "data"), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-m", "leaddesk", *argv],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def told(folder: Path, *argv: str) -> dict[str, object]:
    """Return what a command answers as JSON."""
    done = leaddesk(folder, *argv, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def test_the_tour_works_through_the_real_window_and_checks_itself(tmp_path: Path) -> None:
    done = leaddesk(tmp_path, "tour")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    folder = tmp_path / "leaddesk-tour"
    pictures = sorted(folder.glob("*.png"))
    assert len(pictures) == 30
    assert all(picture.read_bytes().startswith(PNG) for picture in pictures)
    assert all(picture.stat().st_size > SMALLEST_PICTURE for picture in pictures)
    assert "Handoffs 1 of 5" in done.stdout
    assert "Presentations 1 of 3" in done.stdout
    rejected = (folder / "spring-campaign-rejected.csv").read_text(encoding="utf-8-sig")
    assert len(rejected.splitlines()) == 7


def test_the_demo_team_is_alive_whenever_it_is_made(tmp_path: Path) -> None:
    file = str(tmp_path / "demo.db")
    made = told(tmp_path, "demo", "--database", file)
    assert (made["people"], made["leads"]) == (7, 2000)
    lead = told(tmp_path, "next", "--as", "Dana", "--peek", "--database", file)
    assert "Priya Raman" in json.dumps(lead)
    assert told(tmp_path, "check", "--database", file)["ok"] is True
    again = leaddesk(tmp_path, "demo", "--database", file)
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
