# SPDX-License-Identifier: MIT
"""Somebody is invited by keys: the words are copied, or a mail program opens with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, QUrlQuery, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.rules import TeamRule, encode_rule
from leaddesk.gui.views.invite_dialog import SERVICE, InviteDialog
from leaddesk.gui.views.people_view import PeopleView
from tests.gui.made_leads import DANA, LEE
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless
from tests.gui.test_people_view import DAY, choose

SERVER = "postgresql://db.example/sales"
Key = Qt.Key


class Mail(QObject):
    """Stands in for the mail program."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[QUrl] = []

    @Slot(QUrl)
    def take(self, letter: QUrl) -> None:
        """Take a letter."""
        self.letters.append(letter)


@pytest.fixture
def invited(sitting: Sitting, qtbot: QtBot) -> InviteDialog:
    """Let Lee, a team lead, invite Dana, who has an e-mail address, with `I`."""
    person = replace(DANA, email="dana@example.com")
    rows = tuple(
        queries.StaffRow(one, DAY, works=True, absence=None, open=0) for one in (person, LEE)
    )
    sitting.desk.answers[queries.AskStaff] = lambda _query: rows
    sitting.desk.answers[queries.AskRule] = lambda _query: encode_rule(
        "team", TeamRule(name="North team")
    )
    sitting.start("Lee Novak", "people")
    view = sitting.window.current
    assert isinstance(view, PeopleView)
    view.bench = replace(view.bench, services={SERVICE: lambda: SERVER})
    view.focus_first()
    choose(sitting, 0)
    sitting.press(Key.Key_I)
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, InviteDialog)
    return dialog


def test_the_invitation_is_copied_with_enter(sitting: Sitting, invited: InviteDialog) -> None:
    assert nameless(invited) == []
    sitting.press(Key.Key_Return)
    told = QGuiApplication.clipboard().text()
    assert "North team works in LeadDesk" in told
    assert f"--database {SERVER}" in told
    assert not invited.isVisible()


def test_the_mail_program_gets_the_words_as_they_were_changed(invited: InviteDialog) -> None:
    mail = Mail()
    take: Any = "take"  # The stub says bytes, the binding takes a name.
    QDesktopServices.setUrlHandler("mailto", mail, take)
    try:
        invited._ui.words_edit.setPlainText("Come & see: 100 % of it.\nLee")
        invited._ui.mail_button.click()
    finally:
        QDesktopServices.unsetUrlHandler("mailto")
    assert [letter.path() for letter in mail.letters] == ["dana@example.com"]
    query = QUrlQuery(mail.letters[0])
    full = QUrl.ComponentFormattingOption.FullyDecoded
    assert query.queryItemValue("body", full) == "Come & see: 100 % of it.\nLee"
    assert query.queryItemValue("subject", full) == "Your place at North team in LeadDesk"
    assert not invited.isVisible()
