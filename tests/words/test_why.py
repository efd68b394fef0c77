# SPDX-License-Identifier: MIT
"""Each reason for being next has one line and one chip, in the prospect's clock."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.queries import Why
from leaddesk.words import why
from tests.words.samples import CHICAGO, HOUR, MINUTE, NOW, card

HALF_PAST_ONE = NOW + 2 * HOUR + 48 * MINUTE
CODES = (
    "callback",
    "appointment",
    "technical",
    "no_show",
    "returned",
    "referred",
    "fresh",
    "retry",
    "busy",
    "future_need",
    "contract",
    "new",
    "rest",
    "accepted",
    "next_step",
    "touch",
)


@pytest.mark.parametrize(
    "reason,line,chip",
    [
        (Why("callback", at=HALF_PAST_ONE), "Callback agreed for 13:30", "Callback 13:30"),
        (
            Why("callback", at=HALF_PAST_ONE - 24 * HOUR),
            "Callback agreed for yesterday 13:30",
            "Callback 11 May",
        ),
        (
            Why("fresh", at=NOW - 3 * MINUTE, source="web form"),
            "Came in 3 min ago from the web form",
            "3 min",
        ),
        (
            Why("retry", attempt=3, of=6, part="afternoon"),
            "Try 3 of 6 · afternoon this time",
            "Try 3 of 6",
        ),
        (Why("retry", attempt=2, of=8), "Try 2 of 8", "Try 2 of 8"),
        (
            Why("returned", person="Sam Ortiz", words="Budget is missing"),
            "Returned by Sam Ortiz: “Budget is missing”",
            "Returned",
        ),
        (Why("referred", person="Tom Okafor"), "Referred by Tom Okafor", "Referred"),
        (Why("new", source="trade show"), "Never called · trade show", "New"),
        (Why("accepted", at=NOW - HOUR), "Accepted 1 h ago, not called yet", "Accepted"),
        (
            Why("no_show", at=NOW - HOUR, attempt=1, of=3),
            "Did not show up · try 1 of 3",
            "No-show",
        ),
        (
            Why("appointment", at=NOW + 52 * HOUR),
            "Appointment for Thursday 14:42",
            "Appointment Thu 14:42",
        ),
    ],
)
def test_a_reason_reads_as_promised(reason: Why, line: str, chip: str) -> None:
    assert why.line(reason, NOW, CHICAGO) == line
    assert why.chip(reason, NOW, CHICAGO) == chip


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("at", [None, NOW, NOW - 100 * HOUR])
def test_each_code_has_words_with_and_without_facts(code: str, at: dt.datetime | None) -> None:
    for reason in (Why(code, at=at), Why(code, at=at, attempt=1, of=6, words="x" * 300)):
        assert 0 < len(why.line(reason, NOW, CHICAGO)) < 120
        assert 0 < len(why.chip(reason, NOW, CHICAGO)) < 25


def test_the_codes_are_those_of_the_desk() -> None:
    assert set(why.CODES) >= set(CODES)


def test_a_closed_lead_tells_what_closed_it() -> None:
    assert why.line(Why("not_interested"), NOW, CHICAGO) == "Not interested"


def test_a_code_nobody_knows_says_nothing_false() -> None:
    assert why.line(Why("?"), NOW, CHICAGO) == ""
    assert why.chip(Why("?"), NOW, CHICAGO) == ""


def test_a_new_lead_shows_its_score_and_a_waiting_one_its_opening() -> None:
    assert why.chip(Why("new"), NOW, CHICAGO, score=82) == "New · 82"
    opens = NOW + 22 * HOUR + 18 * MINUTE
    assert why.chip(Why("new"), NOW, CHICAGO, score=82, opens_at=opens) == "Opens Wed 09:00"


def test_a_card_reads_in_the_clock_of_its_lead() -> None:
    assert why.card_line(card(), NOW) == "Came in 3 min ago from the web form"
    assert why.card_chip(card(), NOW) == "3 min"
