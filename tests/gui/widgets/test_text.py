# SPDX-License-Identifier: MIT
"""Labels and tooltips show what people wrote as it was written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.text import SHORTEST, Text, plain_tip, set_look, set_tip


def test_words_without_a_tag_stay_as_they_are() -> None:
    assert plain_tip("Calder & Sons") == "Calder & Sons"


@settings(max_examples=50)
@given(st.text(alphabet="<>&/ab=\"' ", max_size=20))
def test_a_tip_reads_like_the_words_it_was_made_from(words: str) -> None:
    tip = plain_tip(words)
    if tip == words:
        assert "<" not in words
        return
    document = QTextDocument()
    document.setHtml(tip)
    assert document.toPlainText().split() == words.split()


def test_a_tip_set_on_a_widget_shows_no_markup(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, "<b>Priya</b>")
    assert "&lt;b&gt;" in widget.toolTip()


def test_an_eliding_label_can_be_squeezed_and_another_can_not(qtbot: QtBot) -> None:
    words = "Operations Director at Northfield Optics"
    squeezed, stiff = Text(text=words, elides=True), Text(text=words)
    qtbot.addWidget(squeezed)
    qtbot.addWidget(stiff)
    assert squeezed.minimumSizeHint().width() == SHORTEST
    assert stiff.minimumSizeHint().width() > 10 * SHORTEST


def test_a_look_dresses_the_widget_again(qtbot: QtBot) -> None:
    label = Text(text="Priya Raman")
    qtbot.addWidget(label)
    label.ensurePolished()
    small = label.sizeHint().height()
    set_look(label, "title")
    assert label.sizeHint().height() > small
