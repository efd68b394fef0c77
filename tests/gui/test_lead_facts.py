# SPDX-License-Identifier: MIT
"""A lead says where its data comes from and on which basis it is kept, on every screen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from leaddesk.gui.models import lead_facts
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.lead_detail import LeadDetail
from leaddesk.gui.widgets.field_grid import Field, FieldGrid
from tests.gui.made_leads import CHICAGO, START, made_card
from tests.gui.sitting import Sitting

FAIR = replace(
    made_card(0), source="Midwest Fair", source_kind="trade_show", basis="legitimate_interest",
    origin="Stand 12, 3 to 5 March",
)  # fmt: skip


def texts(root: LeadDetail | FieldGrid) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root)]


def test_the_row_under_the_number_has_source_and_basis_with_more_in_the_tip() -> None:
    source, basis, *rest = lead_facts.facts(FAIR)
    assert (source.label, source.value) == ("Source", "Midwest Fair (trade show)")
    assert (basis.label, basis.value) == ("Basis", "Legitimate interest")
    assert basis.tip == (
        "Legitimate interest, GDPR Article 6(1)(f). The source has it from: Stand 12, 3 to 5 March."
    )
    assert [field.label for field in rest] == ["Campaign", "Attempts", "Owner"]


def test_where_there_is_little_height_the_basis_stays() -> None:
    labels = [field.label for field in lead_facts.facts(FAIR, short=True)]
    assert labels == ["Source", "Basis", "Attempts", "Owner"]


def test_a_plain_source_is_not_said_twice() -> None:
    assert lead_facts.facts(made_card(0))[0].value == "Web form"
    shown = replace(made_card(0), source="trade show", source_kind="trade_show")
    assert lead_facts.facts(shown)[0].value == "Trade show"


def test_the_lead_beside_the_table_says_article_and_origin(qtbot: QtBot, worn: Theme) -> None:
    detail = LeadDetail()
    qtbot.addWidget(detail)
    detail.show_card(FAIR, START, CHICAGO)
    shown = texts(detail)
    assert "Midwest Fair (trade show)" in shown
    assert "Legitimate interest, GDPR Article 6(1)(f)" in shown
    assert shown[shown.index("Data from") + 1] == "Stand 12, 3 to 5 March"


def test_what_nobody_noted_is_no_empty_line() -> None:
    facts = lead_facts.source_facts(replace(FAIR, origin="", basis=""))
    assert [field.label for field in facts] == ["Source"]


def test_the_queue_shows_it_for_the_lead_in_hand(at_work: Sitting) -> None:
    grid = at_work.queue.lead.findChild(FieldGrid)
    assert grid is not None
    shown = texts(grid)
    assert shown[shown.index("Basis") + 1] == "Asked us for an answer"


def test_columns_by_words_give_the_long_one_more_room(qtbot: QtBot, worn: Theme) -> None:
    grid = FieldGrid(columns=4, by_words=True)
    qtbot.addWidget(grid)
    grid.resize(384, 60)
    fields = [Field("Attempts", "0 of 6"), Field("Basis", "Legitimate interest"), Field("A", "b")]
    grid.show_fields(fields)
    grid.show()
    wide = [pair.width() for pair in grid._pairs]
    assert wide[1] > wide[0] > wide[2]
    assert len({pair.y() for pair in grid._pairs}) == 1
