# SPDX-License-Identifier: MIT
"""A team's day in the real window: from the first start to what a restart still knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.bootstrap import program as bootstrap
from leaddesk.desk.queries import AskHandoffs, AskLead
from tests.e2e.conftest import NEW_LEADS
from tests.e2e.display import Display
from tests.e2e.patience import until
from tests.e2e.program import Place, Window
from tests.e2e.steps import DANA, import_list, start_with_my_list

pytestmark = pytest.mark.e2e

SAM = "Sam Ortiz"


def hand_off(place: Place, window: Window, dana: int) -> None:
    """Fill the sheet of the lead in hand while talking, and pass it on."""
    window.press("q")
    for answer in (
        "Line scanners fit",
        "They lose a day a week",
        "Signed off",
        "She decides",
        "May",
    ):
        window.type(answer)
        window.press("Return")
    window.press("Escape")
    held = place.held(dana)
    window.press("9")
    window.type("Presentation on Tuesday")
    until("the handoff", lambda: place.held(dana) != held, again=lambda: window.press("Return"))


def sit_down(window: Window, words: str, *keys: str) -> None:
    """Let somebody else sit down, by the palette."""
    window.press("ctrl+k")
    window.type("somebody else")
    window.wait_for("Who is at the desk", "Return")
    window.wait_for(words, *keys)


def test_a_day_from_the_first_start_to_the_restart(
    place: Place, screen: Display, sheet: Path
) -> None:
    asked = place.install("xdg-mime", "exit 0")
    window = place.open_window(screen)
    dana = start_with_my_list(place, window)
    sam = place.hire(SAM, "senior_rep")
    import_list(place, window, sheet)
    until("a lead in hand", lambda: place.held(dana))
    first = place.held(dana)

    # Space asks for a telephone that is not there; the work goes on.
    until("the question for a telephone", asked.exists, again=lambda: window.press("space"))
    assert asked.read_text(encoding="utf-8").startswith("query default x-scheme-handler/tel")
    window.press("1")
    until("the outcome", lambda: place.done_today(dana) == 1)
    until("the next lead", lambda: place.held(dana) not in {0, first})
    window.press("ctrl+z")
    until("the lead to come back", lambda: place.held(dana) == first)
    assert place.done_today(dana) == 0

    hand_off(place, window, dana)
    (sent,) = place.desk.ask(AskHandoffs(dana), bootstrap.clock()).sent
    assert (sent.lead_id, sent.receiver, sent.warm) == (first, SAM, False)
    assert sent.answered == sent.asked

    sit_down(window, SAM, "Down", "Return")
    receive(place, window, dana, sam, first)

    window.quit()
    again = place.open_window(screen)
    again.wait_for(f"Queue · {SAM}")
    again.quit()
    check_by_command_line(place, first)


def receive(place: Place, window: Window, dana: int, sam: int, first: int) -> None:
    """Accept what was handed off, and call it."""
    until("Dana to let go", lambda: not place.held(dana))
    window.wait_for(f"Handoffs · {SAM}", "ctrl+2")
    view = AskHandoffs(sam)
    until(
        "the handoff to be accepted",
        lambda: not place.desk.ask(view, bootstrap.clock()).to_accept,
        again=lambda: window.press("Return"),
    )
    window.wait_for(f"Queue · {SAM}", "ctrl+1")
    until("the accepted lead in hand", lambda: place.held(sam, 2) == first)
    window.press("1")
    until("the call of the rep", lambda: place.held(sam, 2) == 0)


def check_by_command_line(place: Place, first: int) -> None:
    """The same day, told by the command line."""
    (row,) = place.ask("handoffs", "--as", "sam")["working"]
    assert (row["lead_id"], row["giver"]) == (first, DANA)
    card = place.desk.ask(AskLead(first), bootstrap.clock())
    assert next(line.outcome for line in card.history if line.kind == "call") == "no_answer"
    assert place.ask("progress", "--as", "dana", "--tier", "1")["goals"][3]["done"] == 1
    assert len(place.ask("leads")["leads"]) == NEW_LEADS
    assert place.ask("check")["ok"] is True
