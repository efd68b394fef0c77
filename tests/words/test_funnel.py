# SPDX-License-Identifier: MIT
"""The funnel in words: what each cell says, how it is sorted, copied, and greyed."""

from __future__ import annotations

from leaddesk.desk.queries import AskFunnel
from leaddesk.domain.conversion import Conversion
from leaddesk.words import funnel, shares
from tests.gui.fake_answers_funnel import answer

VIEW = answer(AskFunnel())


def test_a_share_comes_with_its_range_and_how_many() -> None:
    counted = Conversion(1200, 96)
    assert shares.share(counted) == "8.0 %"
    assert shares.range_of(counted) == "7–9 % of 1,200"
    assert shares.short_range(counted) == "7–9 of 1,200"
    assert shares.range_of(Conversion(10, 5)).endswith(", few")
    assert shares.share(Conversion(0, 0)) == shares.NOTHING


def test_what_rests_on_few_is_grey() -> None:
    ben, dana, team = funnel.sheet("person", VIEW).rows
    assert ben[2].faint
    assert not dana[2].faint
    assert team[0].text == "The team"


def test_the_best_sure_hour_has_the_deepest_shade() -> None:
    told = funnel.sheet("hours", VIEW)
    assert told.heads == ("", "9:00", "10:00", "11:00")
    monday, _, wednesday = told.rows[:3]
    assert monday[1].part == 1
    # Five of five are no proof.
    assert (wednesday[2].part, wednesday[2].faint) == (None, True)
    assert wednesday[3].part == 0.5


def test_times_are_told_with_how_many_leads() -> None:
    said = [row[0].said for row in funnel.sheet("stays", VIEW).rows]
    assert "usually 4 min, 60 leads" in said[0]
    assert "usually –, 0 leads" in said[-1]


def test_a_source_is_held_against_its_cost() -> None:
    web, fair = funnel.sheet("value", VIEW).rows
    assert [cell.text for cell in web] == ["Web", "5", "$9,000", "$500", "$500", "18.0 ×"]
    assert fair[3].text == "not known"
    assert "cost not known" in fair[0].said


def test_stays_are_told_by_source_and_of_all() -> None:
    web, whole = funnel.sheet("stays_by", VIEW).rows
    assert [cell.text for cell in web] == ["Web", "4 min", "2 h", "–", "–"]
    assert (web[2].small, web[3].small) == ("31 leads", "")
    assert whole[0].text == "All sources"


def test_a_campaign_is_held_against_its_cost() -> None:
    nameless, spring = funnel.sheet("campaign_value", VIEW).rows
    assert nameless[0].text == "No campaign"
    assert [cell.text for cell in spring] == ["Spring", "4", "$8,000", "$200", "$197.13", "40.6 ×"]


def test_one_person_is_named_and_has_looks_of_their_own() -> None:
    ben = answer(AskFunnel(person_id=1))
    assert funnel.stages(ben).title.startswith("Funnel of Ben Cruz, ")
    for key in funnel.LOOKS_OF_PERSON:
        assert funnel.sheet(key, ben).rows
    assert funnel.sheet("source", ben).rows[-1][0].text == "Ben Cruz"


def test_in_brief_the_stages_have_their_number_and_share() -> None:
    rows = funnel.card(VIEW).rows
    assert [cell.text for cell in rows[1]] == ["Connects", "250", "25 %"]
    assert not any(cell.small for row in rows for cell in row)


def test_rows_follow_the_column_and_keep_their_keys() -> None:
    told = funnel.in_order(funnel.sheet("value", VIEW), 0, falling=False)
    assert [row[0].text for row in told.rows] == ["Fair", "Web"]
    assert told.keys == (4, 3)


def test_a_sheet_is_copied_with_tabs() -> None:
    first, second = funnel.stages(VIEW).as_text().split("\n")[:2]
    assert first == "Stage\tReached\tOf the stage before"
    assert second == "Calls\t1,000\t"


def test_every_look_has_a_name_and_rows_or_a_reason() -> None:
    for key in funnel.LOOKS:
        told = funnel.sheet(key, VIEW)
        assert told.title
        assert bool(told.rows) != bool(told.empty)
