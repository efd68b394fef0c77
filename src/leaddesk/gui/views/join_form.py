# SPDX-License-Identifier: MIT
"""Joining a team: address and code, then the hub's fingerprint to compare, then in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.errors import BadInput, HubAway, LeadDeskError
from leaddesk.domain.invitation_code import read_code
from leaddesk.gui.forms.ui_join_form import Ui_JoinForm
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.field_problems import FieldProblems
from leaddesk.words import errors, joining

PEEK = "peek_hub"
"""The service that looks at a hub: it is given an address, and returns a `SeenHub`."""
JOIN = "joining"
"""The service that returns a new `Joining`."""
USED = "join.stopped_used"
"""The key of what is said after a stop that came too late for the code."""

ADDRESS, CODE, PERSON = "address", "code", "person"
_LONGEST_ADDRESS = 200
_LONGEST_CODE = 40


class SeenHub(Protocol):
    """A hub as it answered: its certificate's fingerprint in hex, and its team."""

    @property
    def fingerprint(self) -> str: ...  # noqa: D102
    @property
    def team(self) -> str: ...  # noqa: D102


class Entered(Protocol):
    """A team that was joined: how its database is opened, who sits there, where its secret is."""

    @property
    def connect(self) -> object: ...  # noqa: D102
    @property
    def person_id(self) -> int: ...  # noqa: D102
    @property
    def token_in_file(self) -> bool: ...  # noqa: D102


class Joining(Protocol):
    """One try to join a team."""

    def join(self, address: str, code: str, name: str, fingerprint: str) -> Entered:
        """Join; takes its time. Raises RuleBroken("join.stopped"), ("join.stopped_used")."""
        ...

    def stop(self) -> None:
        """Have `join` end within a moment, with nothing left of it."""
        ...


class JoinForm(QWidget):
    """Address and code; `joined(connect)` comes when this computer is in the team.

    `busy` says when it works, and nothing else should be begun; `grown` when it may need more room.
    """

    joined = Signal(object)
    busy = Signal(bool)
    grown = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._seen: SeenHub | None = None
        self._joining: Joining | None = None
        self._entered: Entered | None = None
        self._run = 0
        self._ui = ui = Ui_JoinForm()
        ui.setupUi(self)
        ui.address_edit.setMaxLength(_LONGEST_ADDRESS)
        ui.code_edit.setMaxLength(_LONGEST_CODE)
        ui.person_edit.setMaxLength(LIMITS["person_name"])
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        ui.print_label.setFont(fixed)
        ui.print_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problems = FieldProblems(
            {
                ADDRESS: (ui.address_edit, ui.address_edit_problem),
                CODE: (ui.code_edit, ui.code_edit_problem),
                PERSON: (ui.person_edit, ui.person_edit_problem),
            }
        )
        ui.address_edit.textEdited.connect(lambda _text: self._on_typed(ADDRESS))
        ui.code_edit.textEdited.connect(lambda _text: self._on_typed(CODE))
        ui.person_edit.textEdited.connect(lambda _text: self._on_typed(PERSON))
        for edit in (ui.address_edit, ui.code_edit, ui.person_edit):
            edit.returnPressed.connect(self._on_join)
        ui.join_button.clicked.connect(self._on_join)
        ui.join_button.installEventFilter(self)
        ui.stop_button.installEventFilter(self)
        ui.stop_button.clicked.connect(self.stop)
        bench.ops.closing.connect(self.stop)
        self.setFocusProxy(ui.address_edit)
        self._show_seen(None)

    @property
    def is_busy(self) -> bool:
        """Whether a hub is being asked."""
        return self._ui.progress_box.isVisibleTo(self)

    @property
    def has_seen(self) -> bool:
        """Whether a hub's fingerprint is shown to be compared."""
        return self._seen is not None

    @property
    def last(self) -> QWidget:
        """What stands lowest: the button that goes on."""
        return self._ui.join_button

    def go_on(self) -> bool:
        """Open the team that was joined, once it was read where its key lies; False before that."""
        entered, self._entered = self._entered, None
        if entered is not None:
            self.busy.emit(False)
            self.joined.emit(entered.connect)
        return entered is not None

    def stop(self) -> None:
        """Wait no longer for a hub that is looked at; end a joining, and say what became of it."""
        if not self.is_busy:
            return
        if self._joining is None:
            self._run += 1
            self._work("")
        else:
            self._ui.progress_label.setText("Stopping…")
            self._ui.stop_button.setEnabled(False)
            self._joining.stop()

    # ------------------------------------------------------------------------- the steps

    def _on_typed(self, field: str) -> None:
        self._problems.say(field, "")
        self._say("")
        if field == ADDRESS:
            self._show_seen(None)

    def _on_join(self) -> None:
        ui = self._ui
        if self.go_on() or self.is_busy or not self._is_filled():
            return
        if self._seen is None:
            self._work("Looking for the hub…")
            self._begin(self._call(PEEK), self._on_seen)
            return
        seen, code, person = self._seen, ui.code_edit.text(), ui.person_edit.text()
        joining = self._joining = cast("Joining", self._call(JOIN)())
        self._work("Joining, and fetching your leads…")
        self._begin(
            lambda address: joining.join(address, code, person, seen.fingerprint), self._on_joined
        )

    def _is_filled(self) -> bool:
        """Say what is missing, at the first field that lacks something."""
        ui = self._ui
        if not ui.address_edit.text().strip():
            return self._ask_for(ADDRESS, "Type the address that stands in your invitation.")
        try:
            read_code(ui.code_edit.text())
        except BadInput as error:
            return self._ask_for(CODE, errors.say(error))
        if ui.person_box.isVisibleTo(self) and not ui.person_edit.text().strip():
            return self._ask_for(PERSON, "Type your name; it stands beside what you log.")
        return True

    def _begin(self, ask: Callable[[str], object], then: Callable[[object], None]) -> None:
        """Ask a hub on another thread; an answer after a stop counts for nothing."""
        self._run += 1
        run, address = self._run, self._ui.address_edit.text()

        def done(answer: object) -> None:
            if run == self._run:
                self._work("")
                then(answer)

        def failed(error: LeadDeskError) -> None:
            if run == self._run:
                self._work("")
                self._refused(error)

        self._bench.ops.run_apart(lambda: ask(address), done=done, failed=failed)

    def _call(self, service: str) -> Callable[..., object]:
        return self._bench.services[service]

    def _on_seen(self, answer: object) -> None:
        self._show_seen(cast("SeenHub", answer))
        self._ui.join_button.setFocus()

    def _on_joined(self, answer: object) -> None:
        entered = cast("Entered", answer)
        self._bench.settings.write("window/person", str(entered.person_id))
        self._ui.code_edit.clear()
        self._entered = entered
        if entered.token_in_file:
            self._tell_of_file()
        else:
            self.go_on()

    def _tell_of_file(self) -> None:
        """Let nothing but going on be done while it is read where the key lies."""
        ui = self._ui
        for part in (ui.address_edit, ui.code_edit, ui.person_edit):
            part.setEnabled(False)
        ui.seen_label.setText(joining.IN_FILE)
        ui.print_label.hide()
        ui.join_button.setText("Go on")
        ui.join_button.setFocus()
        self.busy.emit(True)
        self.grown.emit()

    # ------------------------------------------------------------------------- what is shown

    def _refused(self, error: LeadDeskError) -> None:
        """Say why not, under the field that it is about."""
        ui = self._ui
        if error.key == USED:
            ui.code_edit.clear()
        if error.key == "needs_your_name":
            ui.person_box.show()
            self._ask_for(PERSON, errors.say(error))
        elif isinstance(error, HubAway) or error.key == "hub_bad_address":
            self._show_seen(None)
            self._ask_for(ADDRESS, errors.say(error))
        elif error.key.startswith("code_") or error.fields.get("where") == CODE:
            self._ask_for(CODE, errors.say(error))
        else:
            self._say(errors.say(error))

    def _ask_for(self, field: str, words: str) -> bool:
        self._problems.say(field, words)
        edits = {ADDRESS: self._ui.address_edit, CODE: self._ui.code_edit}
        edit = edits.get(field, self._ui.person_edit)
        edit.setFocus()
        edit.selectAll()
        self.grown.emit()
        return False

    def _say(self, words: str) -> None:
        self._ui.problem.setText(words)
        self._ui.problem.setVisible(bool(words))
        self.grown.emit()

    def _show_seen(self, seen: SeenHub | None) -> None:
        ui, self._seen = self._ui, seen
        ui.seen_box.setVisible(seen is not None)
        ui.join_button.setText("Join" if seen is None else "It is the same: join")
        if seen is not None:
            ui.seen_label.setText(joining.who_answers(seen.team))
            ui.print_label.setText(joining.fingerprint(seen.fingerprint))
        self.grown.emit()

    def _work(self, words: str) -> None:
        """Show that a hub is asked, or with no words that it is not."""
        ui = self._ui
        ui.progress_label.setText(words)
        ui.progress_box.setVisible(bool(words))
        ui.stop_button.setEnabled(True)
        self._say("")
        for part in (ui.address_edit, ui.code_edit, ui.person_edit, ui.join_button):
            part.setEnabled(not words)
        if words:
            for field in (ADDRESS, CODE, PERSON):
                self._problems.say(field, "")
            ui.stop_button.setFocus()
        else:
            self._joining = None
            if not ui.join_button.hasFocus():
                ui.code_edit.setFocus()
        self.busy.emit(bool(words))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter join, once for each press; the same key never stops what it began."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return False
        if watched is self._ui.join_button and not event.isAutoRepeat():
            self._on_join()
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_busy:
            self.stop()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # A field has done what it says; nobody joins by the same key that showed the hub.
            event.accept()
        else:
            super().keyPressEvent(event)
