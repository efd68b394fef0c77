# SPDX-License-Identifier: MIT
"""A team lead at everybody's handoffs, by keyboard: filter, decide, score, and the figures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from leaddesk.desk import commands, queries
from leaddesk.domain.errors import RuleBroken
from leaddesk.gui.models.handoff_rows import Lens
from leaddesk.gui.models.team_handoff_rows import owed_rows
from leaddesk.gui.views.team_handoffs_view import TeamHandoffsView
from leaddesk.gui.widgets.rows import UpNextRow
from tests.gui import fake_answers_handoffs as made
from tests.gui.handoffs_shown import open_handoffs, texts
from tests.gui.sitting import Sitting

NOBODY = queries.HandoffsView((), (), (), (), ())
KEYS = Qt.Key


@pytest.fixture
def leading(sitting: Sitting) -> TeamHandoffsView:
    return open_handoffs(sitting, made.RUTH, NOBODY)


def asked(sitting: Sitting) -> queries.AskTeamHandoffs:
    found = [one for one in sitting.desk.asked if isinstance(one, queries.AskTeamHandoffs)]
    return found[-1]


def key(view: TeamHandoffsView) -> str:
    return view._list._ui.rows.current_key


def choose(sitting: Sitting, box: QComboBox, words: str) -> None:
    """Choose an entry of a box with the arrow keys."""
    box.setFocus()
    while box.currentText() != words:
        before = box.currentIndex()
        sitting.press(KEYS.Key_Down)
        assert box.currentIndex() > before


def row_titles(view: TeamHandoffsView) -> list[str]:
    model = view._list._ui.rows.model()
    return [str(model.index(place, 0).data()) for place in range(model.rowCount())]


def test_who_only_leads_sees_everybodys_with_the_late_ones_on_top(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    titles = row_titles(leading)
    assert titles[:3] == ["Past their time", "Tom Reed", "To accept"]
    assert titles.index("In work") < titles.index("Over")
    assert key(leading) == "team:31"
    assert "11 of 412 handoffs, scroll for more" not in texts(leading)
    assert f"{len(made.EVERYBODY.rows)} of 412 handoffs, scroll for more" in texts(leading)
    assert "To score · 3" in [b.text() for b in leading._team.chips._group.buttons()]


def test_a_handoff_is_shown_whole_with_the_calls_of_its_lead(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    shown = texts(leading)
    for words in (
        "Tom Reed", "Time to accept is over since 30 min", "What Ben learned",
        "Optical QA on two lines from January", "“Wants to see it on curved lenses.",
    ):  # fmt: skip
        assert words in shown
    history = leading._detail._record._entries.entries
    assert any("Qualified" in entry.text for entry in history)


def test_boxes_filter_by_state_age_giver_receiver_and_source(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    sitting.press(KEYS.Key_Slash)
    ui = leading._team.filter._ui
    assert ui.state_combo.hasFocus()
    choose(sitting, ui.state_combo, "Rejected")
    choose(sitting, ui.giver_combo, "From Dana Whitfield")
    choose(sitting, ui.receiver_combo, "To Sam Ortiz")
    choose(sitting, ui.source_combo, "Web form")
    choose(sitting, ui.age_combo, "Offered over 7 days ago")
    wanted = asked(sitting).wanted
    assert (wanted.state, wanted.giver_id, wanted.receiver_id) == ("rejected", 1, 4)
    assert wanted.source_id == 2
    assert wanted.offered_before == made.NOW - 7 * 24 * made.minutes(60)


def test_an_empty_filter_says_so(sitting: Sitting, leading: TeamHandoffsView) -> None:
    nothing = replace(made.EVERYBODY, rows=(), next_after=None, total=0)
    sitting.desk.answers[queries.AskTeamHandoffs] = lambda _query: nothing
    choose(sitting, leading._team.filter._ui.state_combo, "Won")
    assert "Nothing matches the filter" in texts(leading)
    sitting.press(KEYS.Key_3)
    assert "Nothing to score" in texts(leading)


def test_the_next_page_comes_at_the_end_of_the_list(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    older = replace(made.CLOSED[0], id=77, name="Older One")
    sitting.desk.answers[queries.AskTeamHandoffs] = lambda _query: replace(
        made.EVERYBODY, rows=(older,), next_after=None
    )
    leading._list._ui.rows.setFocus()
    sitting.press(KEYS.Key_End)
    assert asked(sitting).after == made.EVERYBODY.next_after
    assert row_titles(leading)[-1] == "Older One"
    assert row_titles(leading)[1] == "Tom Reed"


def test_g_gives_it_to_another_receiver(sitting: Sitting) -> None:
    robin = replace(made.SAM, id=9, name="Robin Vale")
    leading = open_handoffs(sitting, made.RUTH, NOBODY)
    sitting.desk.people = (*made.PEOPLE, robin)
    leading.bench.seat.know(sitting.desk.people)
    sitting.press(KEYS.Key_G)
    sitting.press(KEYS.Key_Tab)
    sitting.write("Sam is at a fair")
    sitting.press(KEYS.Key_Return)
    done = sitting.commands(commands.ReassignHandoff)
    assert done == [commands.ReassignHandoff(31, 9, "Sam is at a fair")]


def test_without_another_receiver_it_says_what_to_do(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    sitting.press(KEYS.Key_G, KEYS.Key_Return)
    assert "Nobody else works in that tier" in texts(leading)
    assert not sitting.commands(commands.ReassignHandoff)


def test_l_pulls_it_back_with_words(sitting: Sitting, leading: TeamHandoffsView) -> None:
    sitting.press(KEYS.Key_L, KEYS.Key_Return)
    assert not sitting.commands(commands.PullBackHandoff)
    sitting.write("They called Ben again")
    sitting.press(KEYS.Key_Return)
    done = sitting.commands(commands.PullBackHandoff)
    assert done == [commands.PullBackHandoff(31, "They called Ben again")]
    assert leading._list._ui.rows.hasFocus()


def test_d_decides_in_the_receivers_place(sitting: Sitting, leading: TeamHandoffsView) -> None:
    sitting.press(KEYS.Key_D)
    assert "Decide in the place of Sam Ortiz" in texts(leading)
    sitting.press(KEYS.Key_3)
    sitting.write("We know them")
    sitting.press(KEYS.Key_Return)
    done = sitting.commands(commands.OverrideHandoff)
    assert done == [commands.OverrideHandoff(31, "rejected", "We know them", "duplicate")]


def test_a_rejection_can_be_turned_and_an_appeal_is_decided(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    leading._list.choose("team:32")
    sitting.press(KEYS.Key_D)
    assert "Decide the appeal" in texts(leading)
    assert "“The other one is in Austria”" in texts(leading)
    sitting.press(KEYS.Key_Escape)
    leading._list.choose("team:21")
    sitting.press(KEYS.Key_D, KEYS.Key_1)
    sitting.write("Another branch")
    sitting.press(KEYS.Key_Return)
    done = sitting.commands(commands.OverrideHandoff)
    assert done == [commands.OverrideHandoff(21, "accepted", "Another branch", "")]


def test_s_scores_by_digits_and_a_line(sitting: Sitting, leading: TeamHandoffsView) -> None:
    sitting.press(KEYS.Key_S)
    sitting.press(KEYS.Key_4, KEYS.Key_5, KEYS.Key_3, KEYS.Key_Return)
    assert "Give a mark from 1 to 5: Why now is known." in texts(leading)
    sitting.press(KEYS.Key_2, KEYS.Key_1)
    sitting.write("Names who signs")
    sitting.press(KEYS.Key_Return)
    marks = (("need", 4), ("fit", 5), ("decision", 3), ("timing", 2), ("next_step", 1))
    done = sitting.commands(commands.ScoreHandoff)
    assert done == [commands.ScoreHandoff(31, marks, "Names who signs")]
    assert leading._team.mode == "everybody"


def test_what_is_over_can_be_scored_but_not_moved(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    leading._list.choose("team:22")
    for pressed in (KEYS.Key_G, KEYS.Key_L, KEYS.Key_D):
        sitting.press(pressed)
        assert leading._detail.panel is None
    sitting.press(KEYS.Key_S)
    assert leading._detail.panel is not None


def test_a_refusal_stays_in_the_panel(sitting: Sitting, leading: TeamHandoffsView) -> None:
    sitting.desk.failing = RuleBroken("in_other_hand", person="Sam Ortiz", lead="Tom Reed")
    sitting.press(KEYS.Key_L)
    sitting.write("words")
    sitting.press(KEYS.Key_Return)
    assert "Sam Ortiz" in leading._detail.panel.problem.text()  # type: ignore[union-attr]


def test_3_lists_what_waits_to_be_scored(sitting: Sitting, leading: TeamHandoffsView) -> None:
    sitting.press(KEYS.Key_3)
    assert asked(sitting).wanted.state == "to_score"
    assert not leading._team.filter._ui.state_combo.isVisible()
    sitting.press(KEYS.Key_1)
    assert queries.AskHandoffs(made.RUTH.id) in sitting.desk.asked
    sitting.press(KEYS.Key_2)
    assert asked(sitting).wanted.state == ""


def test_5_lists_who_owes_whom_feedback_the_longest_first(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    hours = (2, 50, -3)
    late = [
        replace(row, owed_by=made.NOW - made.minutes(60 * ago))
        for row, ago in zip(made.EVERYBODY.rows[-3:], hours, strict=True)
    ]
    page = replace(made.EVERYBODY, rows=tuple(late), total=2, owed_late=2, next_after=None)
    sitting.desk.answers[queries.AskTeamHandoffs] = lambda _query: page
    sitting.press(KEYS.Key_5)
    assert asked(sitting).wanted.state == "owed_late"
    assert "Feedback overdue · 2" in [b.text() for b in leading._team.chips._group.buttons()]
    assert row_titles(leading) == [late[1].name, late[0].name]
    assert key(leading) == f"team:{late[1].id}"
    shown = owed_rows(page, Lens(made.NOW, made.RUTH.time_zone, made.RUTH.id))[1]
    assert isinstance(shown, UpNextRow)
    assert shown.subtitle.startswith(f"{late[0].receiver} owes {late[0].giver}")
    assert shown.chip == "2 h late"


def test_b_calls_the_one_who_owes_feedback(sitting: Sitting, leading: TeamHandoffsView) -> None:
    card = sitting.desk.ask(queries.AskHandoff(made.EVERYBODY.rows[-1].id), made.NOW)
    assert card.receiver is not None
    owed = replace(card, row=replace(card.row, owed_by=made.NOW - made.minutes(60)))
    sitting.desk.answers[queries.AskHandoff] = lambda _query: owed
    leading.refresh_soon()
    assert leading._detail.colleague == card.receiver
    assert f"{owed.row.receiver} owes {owed.row.giver} feedback." in texts(leading)


def test_4_shows_figures_with_what_they_rest_on(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    sitting.press(KEYS.Key_4)
    page = leading._team.figures
    assert page.isVisible()
    assert not leading._list.isVisible()
    tiles = [tile.accessibleName() for tile in page._ui.figure_row._tiles]
    assert tiles[0] == "Accepted of 200: good: 92 %"
    assert tiles[1] == "Time to accept, 184: 1 h 20 m"
    bars = page._ui.reasons_bars.accessibleName()
    assert bars.startswith("No budget (returned) 9 · 75 % · 75 % so far, Duplicate (rejected) 3")
    model = page._ui.table.model()
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Accepted: 94 % (170 of 180, 92–96 %)"
    few = model.index(1, 1)
    assert few.data() == "70 % (14 of 20, 56–81 %, few)"
    assert few.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert model.index(0, 1).data(Qt.ItemDataRole.ForegroundRole) is None


def test_figures_are_by_giver_receiver_or_pair_and_of_a_time(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    sitting.press(KEYS.Key_4)
    page = leading._team.figures
    for name, first in (("Receivers", "Sam Ortiz"), ("Pairs", "Dana Whitfield to Sam Ortiz")):
        sitting.click(next(b for b in page._by._group.buttons() if b.text() == name))
        assert page._ui.table.model().index(0, 0).data() == first
    sitting.click(next(b for b in page._since._group.buttons() if b.text() == "30 days"))
    assert sitting.desk.asked[-1] == queries.AskHandoffFigures(
        made.RUTH.id, made.NOW - 30 * 24 * made.minutes(60)
    )


def test_figures_of_nothing_say_what_will_stand_here(
    sitting: Sitting, leading: TeamHandoffsView
) -> None:
    sitting.desk.answers[queries.AskHandoffFigures] = lambda _query: replace(
        made.FIGURES, pairs=(), reasons=()
    )
    sitting.press(KEYS.Key_4)
    assert "No handoffs in this time" in texts(leading)


def test_nobody_else_sees_any_of_it(sitting: Sitting) -> None:
    shown = open_handoffs(sitting, made.SAM, made.RECEIVER)
    assert not shown._ui.lead_bar.isVisible()
    for pressed in (KEYS.Key_2, KEYS.Key_4, KEYS.Key_G, KEYS.Key_L, KEYS.Key_D, KEYS.Key_S):
        sitting.press(pressed)
    assert shown._detail.panel is None
    assert shown._team.mode == "mine"
    assert not any(isinstance(one, queries.AskTeamHandoffs) for one in sitting.desk.asked)


def test_giver_and_receiver_see_the_score(sitting: Sitting) -> None:
    score = queries.ScoreCard(
        made.RUTH.name, made.NOW, 420, (("Who decides is known", 4),), "Names who signs"
    )
    shown = open_handoffs(sitting, made.SAM, made.RECEIVER)
    sitting.desk.answers[queries.AskHandoff] = lambda query: replace(
        made.handoff_card(query.handoff_id), score=score
    )
    sitting.press(KEYS.Key_Down)
    assert "Scored 4.2 of 5" in texts(shown)
    assert "“Names who signs”" in texts(shown)
    assert not shown._detail._record._entries.isVisible()
