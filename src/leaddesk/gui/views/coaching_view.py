# SPDX-License-Identifier: MIT
"""Coaching: a page for each person and for the team, its agenda, actions and notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import DropCoachingNote, HoldMeeting, SettleAction, ShareCoachingNote
from leaddesk.desk.queries import (
    AskCoached,
    AskMeeting,
    AskPersonPage,
    CoachedRow,
    MeetingPage,
    PersonPage,
)
from leaddesk.gui.forms.ui_coaching_view import Ui_CoachingView
from leaddesk.gui.models import coaching_rows
from leaddesk.gui.models.coaching_rows import Shown
from leaddesk.gui.models.report_orders import free_path
from leaddesk.gui.report_files import report_folder, write_paper
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.coaching_dialogs import CoachingNoteDialog, MeetingHeldDialog
from leaddesk.gui.views.coaching_page import CoachingPage
from leaddesk.gui.views.screen_dialog import ScreenDialog
from leaddesk.gui.views.screen_write import ScreenWrite
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import times


class CoachingView(Screen):
    """The Coaching screen: for team leads everybody's page, for others their own."""

    lives_on: ClassVar[Kind] = (
        Kind.COACHING | Kind.NOTICES | Kind.HANDOFFS | Kind.FEEDBACK | Kind.PEOPLE | Kind.RULES
    )

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_CoachingView()
        self._ui.setupUi(self)
        self._people: tuple[Shown, ...] = ()
        self._key = ""
        self._page = CoachingPage(self._ui, self)
        self._dialog, self._work = ScreenDialog(self, self.focus_first), ScreenWrite(self)
        ui = self._ui
        ui.held_button.show_button("It was held…", "H", ButtonKind.PRIMARY, "check")
        ui.note_button.show_button("Note…", "N", icon_name="message-square")
        ui.copy_button.show_button("Copy", "Ctrl+Shift+C", icon_name="copy")
        ui.pdf_button.show_button("PDF", "Ctrl+P", icon_name="file-down")
        ui.edit_button.show_button("Edit…", "E")
        ui.done_button.show_button("Done", "D", icon_name="check")
        ui.drop_button.show_button("Take away", "Del", ButtonKind.DANGER)
        for button, action in (
            (ui.held_button, "coaching.held"),
            (ui.note_button, "coaching.note"),
            (ui.copy_button, "coaching.copy"),
            (ui.pdf_button, "coaching.pdf"),
            (ui.edit_button, "coaching.edit"),
            (ui.done_button, "coaching.done"),
            (ui.share_button, "coaching.share"),
            (ui.drop_button, "coaching.drop"),
        ):
            button.clicked.connect(lambda _on=False, act=action: bench.frame.act(act))
        ui.people.row_chosen.connect(self._on_chosen)
        self._page.chosen.connect(bench.frame.refresh_actions)
        ui.page_empty.show_state(
            "Nothing chosen", icon_name="message-square", words="Choose somebody at the left."
        )

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        ops, me = self.bench.ops, self.bench.seat.person_id
        self._page.reader_id = me
        self._ui.list_card.setVisible(self._leads)
        ops.ask(AskCoached(me), slot="coaching", answer=self._show_people)

    @override
    def person_left(self) -> None:
        self._dialog.reject()
        self._people, self._key = (), ""
        self._work.forget()
        self._ui.people.show_rows(())
        self._page.forget()

    @override
    def situation(self) -> When:
        now, page = When.SEATED, self._page
        if page.title and self._key:
            now |= When.AGENDA_SHOWN
        if not self._leads or self._work.busy:
            return now
        if page.title and not page.is_mine:
            now |= When.MAY_HOLD
            if page.person is not None:
                now |= When.MAY_COACH
        if page.action is not None:
            now |= When.ACTION_CHOSEN
        if page.note is not None and not page.is_mine:
            now |= When.COACHING_NOTE_CHOSEN
            if page.note.by_id == page.reader_id:
                now |= When.COACHING_NOTE_OWN
        return now

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "coaching.held": self._held,
            "coaching.note": self._write_note,
            "coaching.copy": self._copy,
            "coaching.pdf": self._save,
            "coaching.edit": self._edit_note,
            "coaching.done": self._settle,
            "coaching.share": self._share,
            "coaching.drop": self._drop,
        }

    @override
    def focus_first(self) -> None:
        first = self._ui.people if self._leads else self._ui.agenda
        first.setFocus()

    @property
    def _leads(self) -> bool:
        return self.bench.seat.may(HoldMeeting)

    # ------------------------------------------------------------------------- showing

    def _show_people(self, rows: tuple[CoachedRow, ...]) -> None:
        now, zone = self.bench.ops.now(), self.bench.seat.time_zone
        before, self._people = self._people, coaching_rows.people(rows, now, zone)
        self._key = coaching_rows.next_key(before, self._people, self._key)
        self._ui.people.show_rows(self._people)
        self._ui.people.select_key(self._key)
        self._ask_page()

    def _on_chosen(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self._page.forget()
            self._ask_page()

    def _ask_page(self) -> None:
        ops = self.bench.ops
        if not self._key:
            self._page.forget()
        elif self._key == "0":
            ops.ask(AskMeeting(), slot="coaching.page", answer=self._show_meeting)
        else:
            asked = AskPersonPage(int(self._key))
            ops.ask(asked, slot="coaching.page", answer=self._show_person)

    def _show_person(self, page: PersonPage) -> None:
        self._page.show_person(page, self.bench.ops.now(), self.bench.seat.time_zone)
        self._after_shown()

    def _show_meeting(self, page: MeetingPage) -> None:
        self._page.show_meeting(page, self.bench.ops.now(), self.bench.seat.time_zone)
        self._after_shown()

    def _after_shown(self) -> None:
        """Show the buttons of what may be done here."""
        ui, may = self._ui, self.situation()
        ui.held_button.setVisible(bool(may & When.MAY_HOLD))
        ui.note_button.setVisible(bool(may & When.MAY_COACH))
        self.bench.frame.refresh_actions()

    # ------------------------------------------------------------------------- doing

    def _held(self) -> None:
        page, me = self._page, self.bench.seat.person_id
        person = (page.person.person_id, page.person.name) if page.person else (0, "")
        dialog = MeetingHeldDialog(
            self.bench.ops, person, self.bench.seat.people, person[0] or me, self
        )
        self._dialog.open(dialog)

    def _write_note(self) -> None:
        if self._page.person is not None:
            self._dialog.open(CoachingNoteDialog(self.bench.ops, self._page.person, self))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._page.text)
        self.bench.frame.say("The agenda is on the clipboard as text")

    def _save(self) -> None:
        """Save the agenda as a PDF where reports go."""
        page, bench = self._page, self.bench
        day = times.local(bench.ops.now(), bench.seat.time_zone).date()
        path = free_path(report_folder(bench.settings), f"{page.title} {day.isoformat()}.pdf")
        title, told = page.title, page.agenda
        bench.ops.run(
            bench.ops.threads.readers, lambda: write_paper(bench.machine, path, title, told),
            lambda done: bench.frame.say(f"Saved to {done}"), bench.frame.refuse,
        )  # fmt: skip

    def _edit_note(self) -> None:
        page, note = self._page.person, self._page.note
        if page is not None and note is not None:
            self._dialog.open(CoachingNoteDialog(self.bench.ops, page, self, note=note))

    def _settle(self) -> None:
        row = self._page.action
        if row is not None:
            self._work.write(SettleAction(row.id, done=row.done_at is None))

    def _share(self) -> None:
        row = self._page.note
        if row is not None:
            self._work.write(ShareCoachingNote(row.id, shared=not row.shared))

    def _drop(self) -> None:
        row = self._page.note
        if row is not None:
            self._work.write(DropCoachingNote(row.id))
