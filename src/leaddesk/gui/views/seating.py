# SPDX-License-Identifier: MIT
"""Who sits at a window: whoever sat there last or is picked; who leaves lets go of their lead."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import ReleaseLead
from leaddesk.desk.queries import AskPeople
from leaddesk.domain.person import Person
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.gui.views.seat_page import SeatPage
from leaddesk.words import people as people_words

NOBODY = "Nobody yet"


class Seating(QObject):
    """Seats people at one window; `seated` comes when somebody sits and their screen is shown."""

    seated = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._ops, self._seat = window.ops, window.seat
        self._page: SeatPage | None = None
        self._ops.changed.connect(self._on_changed)
        self._seat.left.connect(self.let_go)
        self._seat.changed.connect(self._on_seat_changed)
        window.show_person(NOBODY, "")

    def ask(self) -> None:
        """Ask who is in the team, and seat whoever sat here last, or whoever is picked."""
        self._ops.ask(AskPeople(), slot="people", answer=self._on_people)

    def show_page(self) -> None:
        """Let somebody be picked."""
        if self._page is None:
            self._page = SeatPage(self._window)
            self._page.picked.connect(self.pick)
        self._window.show_page(self._page)
        self._page.show_people(self._seat.people)

    def pick(self, person: Person) -> None:
        """Seat a person; whoever sits here already goes back to their screen."""
        if person.id == self._seat.person_id:
            self._open_screen()
        else:
            self._seat.sit(person)

    def let_go(self, initiator: object = None) -> None:
        """Whoever sits here leaves: the lead in hand is free again."""
        if self._ops.is_open and self._seat.person is not None:
            self._ops.do(ReleaseLead(), initiator=initiator, failed=lambda _error: None)

    # ------------------------------------------------------------------------- inside

    def _on_changed(self, kinds: Kind, _initiator: object) -> None:
        if kinds & Kind.PEOPLE and self._seat.people:
            self.ask()

    def _on_people(self, people: tuple[Person, ...]) -> None:
        self._seat.know(_who_may_sit(self._window, people))
        if self._seat.person is not None or not self._seat.people:
            return
        around = self._window.around
        wanted = around.person.casefold() or around.settings.read("window/person").casefold()
        for person in self._seat.people:
            if wanted and wanted in {person.name.casefold(), str(person.id)}:
                self._seat.sit(person)
                return
        if len(self._seat.people) == 1:
            self._seat.sit(self._seat.people[0])
        else:
            self.show_page()

    def _on_seat_changed(self) -> None:
        person, window = self._seat.person, self._window
        self._ops.person_id = self._seat.person_id
        if person is None:
            window.show_person(NOBODY, "")
            self.show_page()
            return
        window.show_person(person.name, people_words.under_name(person))
        window.around.settings.write("window/person", str(person.id))
        self._ops.pulse.run_clocks()
        self._open_screen()
        self.seated.emit()

    def _open_screen(self) -> None:
        """Stay on the screen, else the one this window showed last, else the first one."""
        window = self._window
        ids = [entry.id for entry in window.entries]
        kept = window.around.settings.read("window/screen")
        if window.screen_id not in ids:
            window.go(kept if kept in ids else ids[0])


def _who_may_sit(window: MainWindow, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return all of them; at a workstation of a team only whose it is."""
    state = window.link.state
    owner = state.person_id if state is not None else 0
    return tuple(one for one in people if owner in {0, one.id})
