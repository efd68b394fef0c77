# SPDX-License-Identifier: MIT
"""A long list in the real window: it comes in beside the work, and leaves no process behind."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.display import Display
from tests.e2e.patience import until
from tests.e2e.program import Place
from tests.e2e.steps import import_list, start_with_my_list

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes"),
]
ROWS = 5_000


def _children(pid: int) -> set[int]:
    """Return the processes below one."""
    found = {
        int(child)
        for thread in Path(f"/proc/{pid}/task").iterdir()
        for child in (thread / "children").read_text("ascii").split()
    }
    return found | {below for child in found for below in _children(child)}


def test_a_long_list_comes_in_and_the_window_still_closes_at_once(
    place: Place, screen: Display
) -> None:
    sheet = place.folder / "fair.csv"
    rows = "".join(
        f"Ann{n};Lee;Acme {n} Works;612-{556 + n // 1000:03}-{n % 10000:04};a{n}@acme.example\n"
        for n in range(ROWS)
    )
    sheet.write_text("First Name;Last Name;Company;Phone;E-mail\n" + rows, encoding="utf-8")
    window = place.open_window(screen)
    dana = start_with_my_list(place, window)
    import_list(place, window, sheet, ROWS)
    until("a lead in hand", lambda: place.held(dana))
    left = _children(window.pid)
    assert left  # The importing process waits a while for a further list.
    window.quit()
    until(
        "the processes behind the window to be gone",
        lambda: not any(Path(f"/proc/{child}").exists() for child in left),
        patience=5,
    )
