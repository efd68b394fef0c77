# SPDX-License-Identifier: MIT
"""The first start: look around in a made-up team, begin with one's own list, or join a team."""

from __future__ import annotations

import getpass
import json

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import AddPerson, ChangeRule, PersonFields
from leaddesk.desk.queries import TeamFacts
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Role
from leaddesk.gui.forms.ui_first_start_view import Ui_FirstStartView
from leaddesk.gui.own_file import SERVICE as OWN_FILE
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.join_form import JOIN, JoinForm
from leaddesk.gui.views.places import fill_countries, system_region, system_zone
from leaddesk.words import errors

OPEN_DEMO = "open_demo"
"""The service that connects to the demo team's desk."""
MAKE_DEMO = "make_demo"
"""The service that makes the demo's database: it is given `progress(share)` and `cancelled()`, and
returns how to connect to it, None when it was cancelled."""
PARTS = 1000


class FirstStartView(QWidget):
    """Three choices; `done` comes when the team has its first person.

    `encryption_wanted` comes before it.

    `open_other(connect)` asks to open the demo's database instead, or that of a team which was
    joined; `connect` returns its desk.
    """

    done = Signal()
    encryption_wanted = Signal()
    open_other = Signal(object)
    _progressed = Signal(float)

    def __init__(self, bench: Bench, facts: TeamFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._facts = facts
        self._zone = system_zone()
        self._cancelled = False
        self._busy = False
        self._ui = Ui_FirstStartView()
        self._ui.setupUi(self)
        ui = self._ui
        ui.name_edit.setMaxLength(LIMITS["person_name"])
        ui.name_edit.setText(_own_name())
        fill_countries(ui.region_combo, system_region())
        ui.zone_label.setText(f"Your clock: {self._zone.replace('_', ' ')}")
        ui.encrypt_check.setVisible(OWN_FILE in bench.services)
        ui.demo_card.setVisible(bool({OPEN_DEMO, MAKE_DEMO} & bench.services.keys()))
        self._join = JoinForm(bench, self)
        ui.join_place.addWidget(self._join)
        ui.join_card.setVisible(JOIN in bench.services)
        self._join.joined.connect(self.open_other)
        self._join.busy.connect(self._on_joining)
        ui.scroll_area.verticalScrollBar().rangeChanged.connect(self._show_focus)
        ui.own_button.clicked.connect(self._on_own)
        ui.demo_button.clicked.connect(self._on_demo)
        ui.stop_button.clicked.connect(self._on_stop)
        ui.name_edit.returnPressed.connect(self._on_own)
        ui.name_edit.textChanged.connect(lambda: self._say_name(""))
        self._progressed.connect(self._on_progress)
        self.setFocusProxy(ui.name_edit)

    def person(self) -> PersonFields:
        """Return the person who starts, in all three roles: one person does everything at first."""
        return PersonFields(
            name=clean_text(self._ui.name_edit.text(), LIMITS["person_name"]),
            roles=tuple(role.value for role in Role),
            time_zone=self._zone,
        )

    # ------------------------------------------------------------------------- one's own list

    def _on_own(self) -> None:
        if self._busy:
            return
        if not self.person().name:
            self._say_name("Type your name; it stands beside what you log.")
            return
        self._set_busy(True)
        self._bench.ops.do(
            AddPerson(self.person()), initiator=self, done=self._on_added, failed=self._on_failed
        )

    def _on_added(self, done: Done) -> None:
        """Put the team's region in force in the name of the person who was just added."""
        self._bench.ops.person_id = done.made_id or 0
        region = str(self._ui.region_combo.currentData() or "US")
        rule = {
            "region": region, "time_zone": self._zone, "currency": currency_of(region),
        }  # fmt: skip
        self._bench.ops.do(
            ChangeRule("team", json.dumps(rule)), initiator=self,
            done=lambda _done: self._finish(), failed=self._on_region_refused,
        )  # fmt: skip

    def _on_region_refused(self, error: LeadDeskError) -> None:
        """Go on without it: the region can be changed later, the person is in."""
        self._bench.frame.refuse(error)
        self._finish()

    def _finish(self) -> None:
        self._set_busy(False)
        if self._ui.encrypt_check.isVisible() and self._ui.encrypt_check.isChecked():
            self.encryption_wanted.emit()
        self.done.emit()

    def _say_name(self, words: str) -> None:
        self._ui.name_edit_problem.setText(words)
        self._ui.name_edit_problem.setVisible(bool(words))
        if words:
            self._ui.name_edit.setFocus()

    # ------------------------------------------------------------------------- a team

    def _on_joining(self, busy: bool) -> None:  # noqa: FBT001 - carried by a signal
        self._busy = busy
        self._ui.demo_card.setEnabled(not busy)
        self._ui.own_card.setEnabled(not busy)

    def _show_focus(self, *_range: int) -> None:
        """Keep what has the keyboard in view, and the button that goes on below it."""
        focus = self.focusWidget()
        if self._join.isAncestorOf(focus):
            for part in (self._join.last, focus):
                self._ui.scroll_area.ensureWidgetVisible(part)

    # ------------------------------------------------------------------------- the demo team

    def _on_demo(self) -> None:
        """Open the demo team; where it has to be made first, with progress and a way to stop."""
        if self._busy:
            return
        self._cancelled = False
        self._set_busy(True)
        self._ui.progress_label.setText("Making the demo team…")
        self._ui.progress_box.show()
        make = self._bench.services.get(MAKE_DEMO)
        self._ui.stop_button.setVisible(make is not None)
        if make is None:
            self._ui.progress_bar.setRange(0, 0)
            self.open_other.emit(self._bench.services[OPEN_DEMO])
            return
        self._ui.progress_bar.setRange(0, PARTS)
        self._ui.stop_button.setFocus()
        self._bench.ops.run_apart(
            lambda: make(self._progressed.emit, lambda: self._cancelled),
            done=self._on_demo_made,
            failed=self._on_failed,
        )

    def _on_progress(self, share: float) -> None:
        self._ui.progress_bar.setValue(round(share * PARTS))

    def _on_stop(self) -> None:
        self._cancelled = True
        self._ui.progress_label.setText("Stopping…")

    def _on_demo_made(self, connect: object) -> None:
        self._set_busy(False)
        self._ui.progress_box.hide()
        if connect is not None and not self._cancelled:
            self.open_other.emit(connect)

    # ------------------------------------------------------------------------- both

    def _on_failed(self, error: LeadDeskError) -> None:
        self._set_busy(False)
        self._ui.progress_box.hide()
        if self._cancelled:
            return
        self._ui.problem.setText(errors.say(error))
        self._ui.problem.show()

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, one meaning
        self._busy = busy
        self._ui.problem.hide()
        self._ui.demo_card.setEnabled(not busy)
        self._ui.own_card.setEnabled(not busy)
        self._ui.join_card.setEnabled(not busy)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ui.progress_box.isVisible():
            self._on_stop()
        else:
            super().keyPressEvent(event)


def currency_of(region: str) -> str:
    """Return the ISO 4217 code of a country's money; USD where the system does not know it."""
    territory = QLocale.codeToTerritory(region)
    locale = QLocale(QLocale.Language.AnyLanguage, territory)
    if locale.territory() != territory:
        return "USD"
    return locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) or "USD"


def _own_name() -> str:
    """Return the account's name as a start, empty for ones that name no person."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        return ""
    parts = name.replace(".", " ").replace("_", " ").split()
    plain = all(part.isalpha() for part in parts)
    if name in {"root", "user", "admin", "administrator"} or not plain:
        return ""
    return " ".join(part.capitalize() for part in parts)
