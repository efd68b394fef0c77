# SPDX-License-Identifier: MIT
"""The page of a person or of the team: the agenda, and the actions and notes beside it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.queries import (
    ActionRow,
    CoachingNoteRow,
    MeetingPage,
    PersonPage,
    Talks,
)
from leaddesk.gui.forms.ui_coaching_view import Ui_CoachingView
from leaddesk.gui.models import coaching_rows
from leaddesk.gui.models.coaching_rows import Shown
from leaddesk.gui.widgets.agenda_page import AgendaPart
from leaddesk.words import agenda_html, coaching, people, times

_NO_TALKS = Talks(None, (), ())
_NOTHING = "No actions and no notes yet."


class CoachingPage(QObject):
    """Fills the right side of the screen; `chosen` when another action or note is chosen."""

    chosen = Signal()

    def __init__(self, ui: Ui_CoachingView, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self.reader_id = 0
        """Who sits here, and may change what they wrote."""
        self.agenda = ""
        """The agenda as a page of HTML."""
        self._clock: tuple[dt.datetime, str] | None = None
        self._entries: tuple[Shown, ...] = ()
        self.forget()
        ui.entries.row_chosen.connect(self._on_chosen)

    def forget(self) -> None:
        """Show nothing."""
        self.person: PersonPage | None = None
        self.title = self.text = ""
        self._talks, self._notes = _NO_TALKS, tuple[CoachingNoteRow, ...]()
        self._key = ""
        self._entries = ()
        self._ui.entries.show_rows(())
        self._ui.pages.setCurrentWidget(self._ui.page_empty)

    @property
    def is_mine(self) -> bool:
        """Whether it is the page of who sits here, which is read only."""
        return self.person is not None and self.person.mine

    @property
    def action(self) -> ActionRow | None:
        """The chosen action."""
        rows = (*self._talks.open, *self._talks.settled)
        return next((row for row in rows if self._key == f"action:{row.id}"), None)

    @property
    def note(self) -> CoachingNoteRow | None:
        """The chosen note."""
        return next((row for row in self._notes if self._key == f"note:{row.id}"), None)

    def show_person(self, page: PersonPage, now: dt.datetime, zone: str) -> None:
        """Show a person's page."""
        self.person = page
        last = coaching.last_held(page.talks.last_held, now, zone, "one-to-one")
        under = f"{people.roles(page.roles)} · {last}"
        parts = coaching.person_agenda(page, now, zone)
        self._show(page.name, under, parts, page.talks, page.notes, (now, zone))

    def show_meeting(self, page: MeetingPage, now: dt.datetime, zone: str) -> None:
        """Show the page of the team's meeting."""
        self.person = None
        last = coaching.last_held(page.talks.last_held, now, zone, "meeting")
        parts = coaching.meeting_agenda(page, now, zone)
        self._show(coaching.TEAM_MEETING, last, parts, page.talks, (), (now, zone))

    def _show(
        self,
        title: str,
        under: str,
        parts: tuple[coaching.Part, ...],
        talks: Talks,
        notes: tuple[CoachingNoteRow, ...],
        clock: tuple[dt.datetime, str],
    ) -> None:
        ui, self._clock = self._ui, clock
        self.title, self.text = title, coaching.as_text(title, under, parts)
        self.agenda = agenda_html.whole(title, under, parts)
        self._talks, self._notes = talks, notes
        ui.title_label.setText(title)
        ui.under_label.setText(under)
        ui.agenda.show_parts([AgendaPart(part.title, part.lines, part.trailing) for part in parts])
        before, self._entries = self._entries, coaching_rows.entries(talks, notes, *clock)
        self._key = coaching_rows.next_key(before, self._entries, self._key)
        ui.entries.show_rows(self._entries)
        ui.entries.select_key(self._key)
        ui.entries.setVisible(bool(self._entries))
        ui.entry_area.setVisible(bool(self._entries))
        ui.entries_label.setText(_NOTHING)
        ui.entries_note.setVisible(not self._entries)
        self._show_entry()
        ui.pages.setCurrentWidget(ui.page)

    def _show_entry(self) -> None:
        ui, note, action = self._ui, self.note, self.action
        if self._clock is not None:
            now, zone = self._clock
            lines: tuple[str, ...] = ()
            if note is not None:
                lines = coaching.note(note, now, zone)
            elif action is not None:
                lines = (coaching.action(action, times.local(now, zone).date()),)
            ui.entry_label.setText("\n".join(lines))
        may = not self.is_mine
        ui.done_button.setVisible(may and action is not None)
        is_done = action is not None and action.done_at is not None
        ui.done_button.show_button("Open again" if is_done else "Done", "D")
        for button in (ui.share_button, ui.drop_button):
            button.setVisible(may and note is not None)
        ui.edit_button.setVisible(may and note is not None and note.by_id == self.reader_id)
        shared = note is not None and note.shared
        ui.share_button.show_button("Unshare" if shared else "Share", "S")

    def _on_chosen(self, key: str) -> None:
        self._key = key
        self._show_entry()
        self.chosen.emit()
