# SPDX-License-Identifier: MIT
"""What several whole-program tests do first: sit down, bring a list in."""

from __future__ import annotations

from pathlib import Path

from leaddesk.bootstrap import program as bootstrap
from leaddesk.desk.queries import AskLists, AskPeople
from tests.e2e.conftest import NEW_LEADS
from tests.e2e.patience import until
from tests.e2e.program import Place, Window

DANA = "Dana Whitfield"


def start_with_my_list(place: Place, window: Window) -> int:
    """Answer the first start by keys and return the person's id."""
    window.wait_for("Welcome")

    def name() -> None:
        window.press("ctrl+a")
        window.type(DANA)

    name()
    window.wait_for(f"Queue · {DANA}", "Return")
    (person,) = place.desk.ask(AskPeople(), bootstrap.clock())
    assert person.name == DANA
    return person.id


def import_list(place: Place, window: Window, sheet: Path, leads: int = NEW_LEADS) -> None:
    """Import a file by keys and go on to the queue."""
    window.wait_for(f"Import · {DANA}", "ctrl+i")
    window.wait_for("Import a list", "ctrl+o")
    window.type(str(sheet), title="Import a list")
    window.press("Return", title="Import a list")
    until("the file dialog to close", lambda: not window.shows("Import a list"))

    def is_in() -> bool:
        lists = place.desk.ask(AskLists(), bootstrap.clock())
        return [one.leads for one in lists] == [leads]

    def go_on() -> None:
        """Press Enter; before the look into the file is there, it chooses a file once more."""
        if window.shows("Import a list"):
            window.press("Escape", title="Import a list")
        else:
            window.press("Return")

    until("the list to be in", is_in, again=go_on)
    window.wait_for(f"Queue · {DANA}", "Return")
