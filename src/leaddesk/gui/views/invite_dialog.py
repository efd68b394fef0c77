# SPDX-License-Identifier: MIT
"""An invitation for somebody of the team: read, changed, copied, or sent as an e-mail."""

from __future__ import annotations

import datetime as dt
from typing import Protocol, cast

from PySide6.QtCore import Qt, QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import InvitePerson
from leaddesk.desk.queries import AskRule
from leaddesk.desk.rules import decode_rule
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_invite_dialog import Ui_InviteDialog
from leaddesk.gui.screen import Bench
from leaddesk.words import errors, inviting, times

SERVICE = "team_place"
"""The door that tells the address of the team's server, '' for a file on this computer."""
HUB = "team_hub"
"""The door that tells address and fingerprint of the team's hub, None for a team without one."""
NEW_CODE = "new_code"
"""The door that makes a code: it returns `MadeCode`. It takes its time, and is asked apart."""
HOURS = 24


class MadeCode(Protocol):
    """A code as it is shown, its handle, and the hash of its secret that the hub is given."""

    @property
    def shown(self) -> str: ...  # noqa: D102
    @property
    def handle(self) -> str: ...  # noqa: D102
    @property
    def hashed(self) -> str: ...  # noqa: D102


class InviteDialog(QDialog):
    """What a person is told about where the team's data is and whom to choose there."""

    def __init__(self, bench: Bench, person: Person, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._person, self._subject = bench, person, ""
        self._ui = ui = Ui_InviteDialog()
        ui.setupUi(self)
        tell = bench.services.get(SERVICE)
        self._place = str(tell()) if tell is not None else ""
        self._hub: tuple[str, str] | None = None
        self._team, self._tried_again, self._gone = "", False, False
        self._code = ""
        self.finished.connect(self._on_finished)
        ui.title_label.setText(f"Invite {person.name}")
        ui.about_label.setText(inviting.about(self._place))
        ui.mail_button.setEnabled(bool(person.email))
        ui.mail_button.setToolTip("" if person.email else "This person has no e-mail address yet.")
        ui.code_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        ui.again_button.clicked.connect(self._again)
        ui.copy_button.clicked.connect(self._copy)
        ui.mail_button.clicked.connect(self._mail)
        ui.cancel_button.clicked.connect(self.reject)
        ui.copy_button.setFocus()
        self._begin()

    def _begin(self) -> None:
        """Find out whether there is a hub; the team's file is read apart."""
        hub = self._bench.services.get(HUB)
        if hub is None:
            self._ask()
        else:
            self._bench.ops.run_apart(hub, done=self._on_hub, failed=self._refused)

    def _on_hub(self, hub: object) -> None:
        if not self._gone:
            self._hub = cast("tuple[str, str] | None", hub)
            self._ask()

    def _ask(self) -> None:
        self._bench.ops.ask(
            AskRule("team"), slot="people.invite", answer=self._show, failed=self._refused
        )

    def _again(self) -> None:
        """Invite once more after it was refused."""
        self._tried_again = False
        ui = self._ui
        ui.again_button.hide()
        ui.problem.hide()
        ui.copy_button.show()
        ui.words_edit.show()
        self._fit()
        self._begin()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    @property
    def has_code(self) -> bool:
        """Whether an invitation with a code is shown, and the hub knows it."""
        return self._hub is not None and self._ui.copy_button.isEnabled()

    def _show(self, told: str) -> None:
        team = decode_rule("team", told).name
        by = self._bench.seat.person.name if self._bench.seat.person is not None else ""
        self._subject = inviting.subject(team)
        self._team = team
        if self._hub is None:
            told = inviting.message(self._person.name, by, team, self._place)
            self._ui.words_edit.setPlainText(told)
        else:
            self._make_code()

    # ------------------------------------------------------------------------- with a hub

    def _make_code(self) -> None:
        """Make a code here, and give the hub what it knows it by."""
        self._ui.about_label.setText("Making a code…")
        for button in (self._ui.copy_button, self._ui.mail_button):
            button.setEnabled(False)
        make = self._bench.services[NEW_CODE]
        self._bench.ops.run_apart(make, done=self._on_made, failed=self._refused)

    def _on_finished(self, result: int) -> None:
        self._gone = True
        if self._code and result == QDialog.DialogCode.Rejected:
            self._bench.frame.say(inviting.CODE_GONE)

    def _on_made(self, told: object) -> None:
        if self._gone:
            return
        code = cast("MadeCode", told)
        command = InvitePerson(self._person.id, code.handle, code.hashed, HOURS)
        self._bench.ops.do(
            command, initiator=self, done=lambda done: self._show_code(code, done),
            failed=self._not_invited,
        )  # fmt: skip

    def _show_code(self, code: MadeCode, _done: Done) -> None:
        if self._gone:
            return
        now, person = self._bench.machine.now(), self._bench.seat.person
        by, zone = (person.name, person.time_zone) if person is not None else ("", "UTC")
        until = times.moment(now + dt.timedelta(hours=HOURS), now, zone)
        hub = self._hub or ("", "")
        ui = self._ui
        self._code = code.shown
        ui.about_label.setText(inviting.about_code(until))
        ui.code_label.setText(code.shown)
        ui.code_label.show()
        ui.words_edit.setPlainText(
            inviting.code_message(self._person.name, by, self._team, hub, code.shown, until)
        )
        ui.copy_button.setEnabled(True)
        ui.mail_button.setEnabled(bool(self._person.email))
        ui.copy_button.setFocus()

    def _not_invited(self, error: LeadDeskError) -> None:
        """Make another code where this one begins like one that is open; say why else."""
        if error.key == "invitation_taken" and not self._tried_again:
            self._tried_again = True
            self._make_code()
        else:
            self._refused(error)

    def _refused(self, error: LeadDeskError) -> None:
        if self._gone:
            return
        self._ui.about_label.setText("Nobody was invited.")
        self._ui.problem.setText(errors.say(error))
        self._ui.problem.setVisible(True)
        self._ui.copy_button.hide()
        self._ui.words_edit.hide()
        self._ui.mail_button.setEnabled(False)
        self._ui.again_button.show()
        self._ui.again_button.setFocus()
        self._fit()

    # ------------------------------------------------------------------------- what is done

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
