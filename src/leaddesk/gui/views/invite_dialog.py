# SPDX-License-Identifier: MIT
"""An invitation for somebody of the team: read, changed, copied, or sent as an e-mail."""

from __future__ import annotations

from PySide6.QtCore import QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from leaddesk.desk.queries import AskRule
from leaddesk.desk.rules import decode_rule
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_invite_dialog import Ui_InviteDialog
from leaddesk.gui.screen import Bench, Screen
from leaddesk.words import inviting

SERVICE = "team_place"
"""The door that tells the address of the team's server, '' for a file on this computer."""


class InviteDialog(QDialog):
    """What a person is told about where the team's data is and whom to choose there."""

    def __init__(self, bench: Bench, person: Person, parent: Screen) -> None:
        super().__init__(parent)
        self._bench, self._person, self._subject = bench, person, ""
        self._ui = ui = Ui_InviteDialog()
        ui.setupUi(self)
        tell = bench.services.get(SERVICE)
        self._place = str(tell()) if tell is not None else ""
        ui.title_label.setText(f"Invite {person.name}")
        ui.about_label.setText(inviting.about(self._place))
        ui.mail_button.setEnabled(bool(person.email))
        ui.mail_button.setToolTip("" if person.email else "This person has no e-mail address yet.")
        ui.copy_button.clicked.connect(self._copy)
        ui.mail_button.clicked.connect(self._mail)
        ui.cancel_button.clicked.connect(self.reject)
        bench.ops.ask(AskRule("team"), slot="people.invite", answer=self._show)
        ui.copy_button.setFocus()

    def _show(self, told: str) -> None:
        team = decode_rule("team", told).name
        by = self._bench.seat.person.name if self._bench.seat.person is not None else ""
        self._subject = inviting.subject(team)
        self._ui.words_edit.setPlainText(inviting.message(self._person.name, by, team, self._place))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._ui.words_edit.toPlainText())
        self._bench.frame.say("The invitation is copied.")
        self.accept()

    def _mail(self) -> None:
        query = QUrlQuery()
        query.addQueryItem("subject", _encoded(self._subject))
        query.addQueryItem("body", _encoded(self._ui.words_edit.toPlainText()))
        letter = QUrl(f"mailto:{self._person.email}")
        letter.setQuery(query)
        if QDesktopServices.openUrl(letter):
            self.accept()
        else:
            self._ui.problem.setText("No mail program opened. Copy the words instead.")
            self._ui.problem.setVisible(True)


def _encoded(words: str) -> str:
    return bytes(QUrl.toPercentEncoding(words).data()).decode()
