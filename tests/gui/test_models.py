# SPDX-License-Identifier: MIT
"""Answers of the desk turned into what widgets show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from leaddesk.desk.queries import OutcomeOffer
from leaddesk.domain.outcome import DEFAULT_OUTCOMES, TIER_1, Needs
from leaddesk.domain.perfect_day import Metric
from leaddesk.gui.models import day_strip, lead_facts, pad_buttons, up_next
from leaddesk.gui.models.rows_model import Column, RowsModel
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.day_bars import Standing
from leaddesk.gui.widgets.outcome_pad import OutcomeKind
from tests.gui.made_leads import START, day_of, made_card

COUNTS: dict[str, int] = {
    Metric.CALLS: 51,
    Metric.CONVERSATIONS: 9,
    Metric.NEW_LEAD_CALLS: 13,
    Metric.HANDOFFS: 3,
}


@dataclass(frozen=True)
class Row:
    """A row of a made-up table."""

    id: int
    name: str
    size: int = 0


def table() -> RowsModel[Row]:
    columns: list[Column[Row]] = [
        Column("name", "Name", lambda row: row.name),
        Column("size", "Size", lambda row: f"{row.size:,}", right=True),
    ]
    return RowsModel(columns, lambda row: row.id)


def rows(count: int) -> list[Row]:
    return [Row(number, f"Lead {number}", number * 1000) for number in range(count)]


def test_a_table_of_rows_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = table()
    model.show_rows(rows(5))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.add_rows(rows(9))
    assert model.rowCount() == 9
    assert model.index(8, 1).data() == "8,000"


def test_rows_with_the_same_keys_are_updated_in_place() -> None:
    model = table()
    model.show_rows(rows(3))
    changed: list[int] = []
    resets: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.modelReset.connect(lambda: resets.append(1))
    model.show_rows([Row(0, "Lead 0"), Row(1, "Renamed", 1000), Row(2, "Lead 2", 2000)])
    assert changed == [1]
    assert not resets
    assert model.index(1, 0).data() == "Renamed"
    model.show_rows(rows(2))
    assert resets
    assert model.place_of(1) == 1
    assert model.place_of(2) == -1


def test_a_cell_says_its_column_to_a_screen_reader() -> None:
    model = table()
    model.show_rows(rows(1))
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: Lead 0"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Size"


def test_a_click_moves_goal_and_bar_together() -> None:
    before = day_of(COUNTS)
    after = day_strip.moved(before, {Metric.CALLS: 1, Metric.CONVERSATIONS: 1})
    exact = day_of({**COUNTS, Metric.CALLS: 52, Metric.CONVERSATIONS: 10})
    assert after.score == pytest.approx(exact.score)
    assert [goal.done for goal in after.goals] == [goal.done for goal in exact.goals]


@given(st.dictionaries(st.sampled_from(list(Metric)), st.integers(0, 200)))
def test_the_moved_bar_is_the_one_the_desk_will_give(more: dict[Metric, int]) -> None:
    added: dict[str, int] = {metric.value: count for metric, count in more.items()}
    after = day_strip.moved(day_of(COUNTS), added)
    summed: dict[str, int] = {
        metric: COUNTS.get(metric, 0) + added.get(metric, 0) for metric in Metric
    }
    assert after.score == pytest.approx(day_of(summed).score)


def test_a_day_that_became_perfect_is_shown_as_reached() -> None:
    more: dict[str, int] = {
        Metric.CALLS: 40,
        Metric.NEW_LEAD_CALLS: 40,
        Metric.CONVERSATIONS: 9,
        Metric.HANDOFFS: 2,
    }
    done = day_strip.moved(day_of(COUNTS), more)
    assert done.perfect
    assert day_strip.bar_of(done).standing is Standing.REACHED


@pytest.mark.parametrize("outcome", DEFAULT_OUTCOMES, ids=lambda o: f"{o.tier}-{o.id}")
def test_what_a_click_counts_follows_the_flags(outcome: object) -> None:
    assert outcome in DEFAULT_OUTCOMES
    found = next(o for o in DEFAULT_OUTCOMES if o is outcome)
    counts = day_strip.counts_of(found, new_lead=True, counted=True)
    assert (Metric.CALLS in counts) == found.counts_dial
    assert (Metric.CONVERSATIONS in counts) == found.conversation
    again = day_strip.counts_of(found, new_lead=True, counted=False)
    assert Metric.CALLS not in again
    assert Metric.NEW_LEAD_CALLS not in again


@pytest.mark.parametrize(
    "minutes, tone",
    [(0, Tone.GOOD), (4, Tone.GOOD), (6, Tone.WARN), (20, Tone.HOT), (61, Tone.BAD)],
)
def test_speed_to_lead_says_time_and_colour(minutes: int, tone: Tone) -> None:
    card = replace(made_card(0), speed_started=START - dt.timedelta(minutes=minutes))
    words, shown = lead_facts.speed_chip(card, START)
    assert words.startswith("Speed to lead ")
    assert shown is tone


def test_a_lead_without_that_clock_has_no_chip() -> None:
    assert lead_facts.speed_chip(made_card(1), START)[0] == ""


def test_an_open_number_says_until_when() -> None:
    number = lead_facts.phone_numbers(made_card(0), START)[0]
    assert number.may_call
    assert number.open_words == "10:42 local, open until 16:00"


def test_no_call_is_offered_where_the_law_allows_none() -> None:
    card = replace(
        made_card(0), lawful_now=False, open_until=None, opens_at=START + dt.timedelta(hours=1)
    )
    number = lead_facts.phone_numbers(card, START)[0]
    assert not number.may_call
    assert "opens 11:42" in number.reason


def test_a_bad_number_says_why_it_is_not_called() -> None:
    card = made_card(0)
    bad = replace(card.phones[0], bad="disconnected")
    number = lead_facts.phone_numbers(replace(card, phones=(bad,)), START)[0]
    assert not number.may_call
    assert "disconnected" in number.reason


def test_a_lead_whose_zone_is_unknown_is_not_called() -> None:
    number = lead_facts.phone_numbers(replace(made_card(0), time_zone=""), START)[0]
    assert not number.may_call


def test_a_dial_within_four_hours_counts_once() -> None:
    card = made_card(1)
    called = replace(card.history[1], at=START - dt.timedelta(hours=1))
    assert lead_facts.counts_again(card, START)
    assert not lead_facts.counts_again(replace(card, history=(called,)), START)
    assert lead_facts.counts_again(replace(card, history=(replace(called, voided=True),)), START)


def test_the_pad_keeps_the_order_of_the_keyboard_and_the_rest_under_more() -> None:
    offers = tuple(OutcomeOffer(outcome, "") for outcome in reversed(TIER_1))
    buttons, more = pad_buttons.buttons_of(offers, made_card(0), START)
    assert [button.key for button in buttons] == list("1234567890")
    assert {button.kind for button in buttons if button.key == "9"} == {OutcomeKind.PRIMARY}
    assert {button.kind for button in buttons if button.key == "0"} == {OutcomeKind.DANGER}
    assert len(buttons) + len(more) == len(TIER_1)


def test_a_button_that_is_off_says_why() -> None:
    voicemail = next(o for o in TIER_1 if o.id == "voicemail")
    buttons, _more = pad_buttons.buttons_of(
        (OutcomeOffer(voicemail, "", off="voicemails"),), made_card(0), START
    )
    assert not buttons[0].enabled
    assert buttons[0].reason_disabled


def test_a_lead_that_waits_for_its_hours_is_dimmed_with_the_time() -> None:
    row = up_next.head_row(made_card(0), START)
    assert row.chip == "3 min"
    assert row.tone is Tone.HOT
    assert row.trailing == "10:42"


def test_every_need_of_an_outcome_is_asked_for() -> None:
    assert {o.needs for o in DEFAULT_OUTCOMES} == set(Needs)
