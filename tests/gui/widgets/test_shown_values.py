# SPDX-License-Identifier: MIT
"""Small widgets say what they were given and announce what was pressed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.banner import Banner, BannerAction
from leaddesk.gui.widgets.bar_charts import Bar, BarList, Histogram
from leaddesk.gui.widgets.cap_button import CapButton
from leaddesk.gui.widgets.charts import PaceCurve, PaceState, Sparkline
from leaddesk.gui.widgets.chips import Chip, KeyHint
from leaddesk.gui.widgets.empty_state import EmptyState
from leaddesk.gui.widgets.field_grid import Field, FieldGrid
from leaddesk.gui.widgets.figures import Figure, FigureRow, FigureTile
from leaddesk.gui.widgets.text import Text
from tests.gui.widgets.gallery_frame import banner
from tests.gui.widgets.gallery_lead import empty


def test_a_chip_without_words_takes_no_room(qtbot: QtBot) -> None:
    chip = Chip(text="Score 91")
    qtbot.addWidget(chip)
    chip.show_chip("", Tone.GOOD)
    assert chip.isHidden()
    chip.show_chip("Callback 13:30", Tone.WARN)
    assert not chip.isHidden()
    assert chip.tone is Tone.WARN


def test_a_key_cap_is_spoken_as_a_key(qtbot: QtBot) -> None:
    cap = KeyHint(keys="Ctrl+K")
    qtbot.addWidget(cap)
    assert cap.accessibleName() == "key Ctrl+K"


def test_a_button_with_a_cap_says_the_key(qtbot: QtBot) -> None:
    button = CapButton(text="Accept", keys="Enter")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Accept, key Enter"
    narrow = button.sizeHint().width()
    button.show_button("Accept and call now", "Space", icon_name="phone")
    assert button.sizeHint().width() > narrow


def test_an_action_of_a_banner_is_announced(qtbot: QtBot) -> None:
    made = banner()
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.action_chosen) as said:
        made.findChildren(QPushButton)[0].click()
    assert said.args == ["retry"]


def test_a_banner_can_be_put_away_and_come_back_with_other_actions(qtbot: QtBot) -> None:
    made = banner()
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.dismissed):
        made.findChildren(QToolButton)[0].click()
    assert made.isHidden()
    made.show_banner("Back again", Tone.GOOD, (BannerAction("ok", "Fine"),))
    assert [button.text() for button in made._buttons] == ["Fine"]
    assert made.accessibleName() == "Back again"
    assert isinstance(made, Banner)


def test_an_empty_screen_says_why_and_offers_what_helps(qtbot: QtBot) -> None:
    made = empty()
    qtbot.addWidget(made)
    assert made.accessibleDescription().startswith("212 wait for local hours")
    with qtbot.waitSignal(made.action_chosen) as said:
        made.findChildren(CapButton)[1].click()
    assert said.args == ["import"]
    made.show_state("All done")
    assert isinstance(made, EmptyState)
    assert [label.text() for label in made.findChildren(Text) if label.isVisibleTo(made)] == [
        "All done"
    ]


def test_a_missing_fact_is_a_dash(qtbot: QtBot) -> None:
    grid = FieldGrid()
    qtbot.addWidget(grid)
    grid.show_fields((Field("Owner", ""), Field("Territory", "Midwest")))
    names = {label.accessibleName() for label in grid.findChildren(Text)}
    assert {"Owner: —", "Territory: Midwest"} <= names


@pytest.mark.parametrize("width,columns", [(600, 4), (300, 2), (100, 1)])
def test_as_many_facts_stand_side_by_side_as_fit(qtbot: QtBot, width: int, columns: int) -> None:
    grid = FieldGrid()
    qtbot.addWidget(grid)
    grid.show_fields([Field(str(n), str(n)) for n in range(4)])
    grid.resize(width, 200)
    grid.show()

    def side_by_side() -> bool:
        tops = [pair.y() for pair in grid._pairs]
        return tops.count(min(tops)) == columns

    qtbot.waitUntil(side_by_side)


def test_charts_are_read_as_sentences(qtbot: QtBot) -> None:
    pace, spark, columns = PaceCurve(), Sparkline(), Histogram()
    for chart in (pace, spark, columns):
        qtbot.addWidget(chart)
    pace.show_state(PaceState(80, 420, summary="41 of 80 calls"))
    spark.show_values((1, 2), "rising")
    columns.show_columns((1, 2), 1, ("a", "b", "c"), "63% likely")
    assert [chart.accessibleName() for chart in (pace, spark, columns)] == [
        "41 of 80 calls",
        "rising",
        "63% likely",
    ]


def test_charts_of_nothing_can_be_drawn(qtbot: QtBot) -> None:
    for chart in (PaceCurve(), Sparkline(), Histogram(), BarList()):
        qtbot.addWidget(chart)
        chart.resize(200, 100)
        assert not chart.grab().isNull()
    flat = Sparkline()
    qtbot.addWidget(flat)
    flat.show_values((5, 5, 5), "flat")
    nothing = BarList()
    qtbot.addWidget(nothing)
    nothing.show_bars((Bar("Calls", 0),))
    assert not flat.grab().isNull()
    assert not nothing.grab().isNull()


def test_figures_say_what_they_count(qtbot: QtBot) -> None:
    row = FigureRow()
    qtbot.addWidget(row)
    row.show_figures((Figure("Ready", "1,208"), Figure("Given", "92%")))
    row.show_figures((Figure("Ready", "1,207"),))
    tiles = row.findChildren(FigureTile)
    assert [tile.accessibleName() for tile in tiles if not tile.isHidden()] == ["Ready: 1,207"]
