# SPDX-License-Identifier: MIT
"""What was done lately: the newest is taken back first, and what is old is forgotten."""

from __future__ import annotations

from leaddesk.desk.commands import BringBack, TakeBack
from leaddesk.sync.lately import MOST, Lately


def test_the_newest_is_first_wherever_it_was_done() -> None:
    lately = Lately()
    assert lately.newest() == ""
    lately.add("at the hub")
    lately.add("here", TakeBack())
    lately.add("let go", BringBack(4))
    assert (lately.newest(), lately.back("let go")) == ("let go", BringBack(4))
    lately.forget("let go")
    assert (lately.newest(), lately.back("here")) == ("here", TakeBack())
    lately.forget("here")
    assert (lately.newest(), lately.back("at the hub")) == ("at the hub", None)
    lately.forget("at the hub")
    lately.forget("at the hub")
    assert lately.newest() == ""


def test_no_more_is_kept_than_can_be_taken_back() -> None:
    lately = Lately()
    for number in range(MOST + 2):
        lately.add(str(number), BringBack(number))
    assert [lately.back(str(number)) for number in (1, 2)] == [None, BringBack(2)]
