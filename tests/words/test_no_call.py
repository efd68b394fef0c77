# SPDX-License-Identifier: MIT
"""Tests for do-not-call lists in words: never a colour alone, dates as people say them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.queries import NoCallRow, RegistryRow, ScrubFact
from leaddesk.domain.place_hours_table import SHIPPED
from leaddesk.words import empty, no_call
from tests.words.samples import NOW, card, empty_reasons

TODAY = dt.date(2026, 12, 1)
OWN = ScrubFact("")
US = ScrubFact("US registry", True, dt.date(2026, 11, 20), dt.date(2026, 12, 21))


@pytest.mark.parametrize(
    "fact, words, holds",
    [
        (OWN, "Not on the list of your team", False),
        (replace(OWN, on_it=("person", "number")), "On the list of your team: person and number",
         True),
        (US, "Checked against the US registry of 20 Nov, good until 21 Dec", False),
        (replace(US, has_run_out=True),
         "Checked against the US registry of 20 Nov, which has run out on 21 Dec", True),
        (replace(US, on_it=("+1",)), "Checked against the US registry of 20 Nov: 1 number on it",
         True),
        (replace(US, binds=False),
         "Checked against the US registry of 20 Nov, which does not bind your team", False),
        (replace(US, dated=None), "Not checked against the US registry yet: no file was imported",
         True),
    ],
)  # fmt: skip
def test_how_a_lead_stands_to_a_list(fact: ScrubFact, words: str, holds: bool) -> None:  # noqa: FBT001
    assert no_call.scrub_lines(replace(card(), scrub=(fact,)), TODAY) == ((words, holds),)


def test_what_stops_a_call_is_said_before_all_else() -> None:
    told = [
        no_call.scrub_line(replace(card(), scrub=facts), TODAY)
        for facts in ((), (OWN,), (OWN, US), (OWN, US, replace(US, has_run_out=True)))
    ]
    assert [words[:20] for words in told] == [
        "", "Not on the list of y", "Checked against the ", "Checked against the ",
    ]  # fmt: skip
    assert "run out" in told[3]


def test_how_a_national_list_stands() -> None:
    row = RegistryRow("us", "US registry", "US", "", "yes", True, 31)
    told = [
        no_call.registry_line(one, TODAY)
        for one in (
            row,
            replace(row, has_run_out=True),
            replace(row, dated=US.dated, good_until=US.good_until, numbers=5_000_000),
            replace(row, dated=US.dated, good_until=US.good_until, has_run_out=True),
            replace(row, dated=US.dated, good_until=US.good_until, binds=False),
        )
    ]
    assert told == [
        "No file was imported yet.",
        "No file was imported yet. Leads there wait for its first file.",
        "5,000,000 numbers of 20 Nov, good until 21 Dec.",
        "0 numbers of 20 Nov. It ran out on 21 Dec: leads there wait for a newer file.",
        "0 numbers of 20 Nov. It does not bind your team: nobody is held back by it.",
    ]


def test_hours_of_places_are_told_shortly() -> None:
    told = {row.key: no_call.hours(row) for row in SHIPPED}
    assert told["US", "FL"] == "every day 8:00–20:00, at most 3 calls in 24 hours"
    assert told["FR", ""] == "Mon–Fri 10:00–13:00 and 14:00–20:00, not on holidays"
    assert told["AU", ""] == "Mon–Fri 9:00–20:00, Sat 9:00–17:00, not on holidays"


def test_entries_and_lists_in_words() -> None:
    row = NoCallRow("site", "acme.com", "acme.com", NOW, "Ann", "", 1000)
    assert no_call.leads(row, 1000) == "1,000 or more"
    assert no_call.leads(replace(row, leads=0), 1000) == "none"
    assert no_call.kind("site") == "Company, by its site"
    assert no_call.run_out(("UK TPS", "UK CTPS")).startswith("The UK TPS and the UK CTPS have run")


def test_an_empty_queue_names_the_list_it_waits_for() -> None:
    told = empty.lines(empty_reasons(unscrubbed=3), NOW, "America/Chicago")
    assert "3 wait for a newer file of the US registry" in told
