# SPDX-License-Identifier: MIT
"""An agenda as a page to print: every word, nothing of it taken for markup."""

from __future__ import annotations

from leaddesk.words.agenda_html import whole
from leaddesk.words.coaching import Part


def test_every_part_and_line_stands_on_the_page_and_is_escaped() -> None:
    parts = (Part("Numbers", ("Calls <b>71</b>", "Talks 7"), "R&D"), Part("Notes", ("Nothing.",)))
    told = whole("Dana & Sam", "Qualifier", parts)
    assert "<h1 style='font-size:17pt;margin:0'>Dana &amp; Sam</h1>" in told
    assert "Calls &lt;b&gt;71&lt;/b&gt;" in told
    assert "(R&amp;D)" in told
    assert told.index("Numbers") < told.index("Talks 7") < told.index("Notes")
    assert told.count("<li") == 3
    assert "()" not in told
