# SPDX-License-Identifier: MIT
"""What can be done with the lists that were imported, and with those that wait for the hub."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import LetGo, RepeatOperation, UndoImport
from leaddesk.desk.queries import AskLists, AskWaiting, ListRow, WaitingListRow, WaitingView
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.import_lists import ImportLists
from leaddesk.words import sync


class ListDesk(QObject):
    """The page of the lists and what stands behind it."""

    def __init__(self, bench: Bench, screen: Screen) -> None:
        super().__init__(screen)
        self._bench, self._screen = bench, screen
        self._rows: tuple[ListRow, ...] = ()
        self._waiting: tuple[WaitingListRow, ...] = ()
        self._counts = (0, 0)
        self.page = ImportLists(screen)
        self.page.chosen.connect(self._on_chosen)
        if bench.link is not None:
            bench.link.changed.connect(self._on_link)

    def refresh(self) -> None:
        """Ask again for all that is shown."""
        bench, self._counts = self._bench, self._counted()
        bench.ops.ask(AskLists(), slot="lists", answer=self._show_lists)
        if self._in_team():
            question = AskWaiting(bench.seat.person_id)
            bench.ops.ask(question, slot="lists.waiting", answer=self._show_waiting)
        elif self._waiting:
            self._show_waiting(WaitingView((), 0, None))

    def situation(self) -> When:
        """Return what is the case on the page."""
        now, waiting = When.ALWAYS, self.page.waiting
        if waiting is not None or self.page.undoable is not None:
            now |= When.MAY_UNDO_LIST
        if waiting is not None and waiting.why is not None:
            now |= When.MAY_REPEAT_LIST
        return now

    def undo(self) -> None:
        """Take the chosen list back; one that waits is not sent."""
        waiting, list_id = self.page.waiting, self.page.undoable
        if waiting is not None:
            self.do(LetGo(list_id=waiting.id))
        elif list_id is not None:
            self.do(UndoImport(list_id))

    def again(self) -> None:
        """Have the chosen list sent again that the hub refused."""
        waiting = self.page.waiting
        if waiting is not None and waiting.why is not None:
            self.do(RepeatOperation(list_id=waiting.id))

    def do(self, command: object, then: Callable[[Done], None] = lambda _done: None) -> None:
        """Do something to a list, and show the lists as they are then."""

        def done(result: Done) -> None:
            self._bench.frame.told(result)
            then(result)
            self._look_again()

        def failed(error: LeadDeskError) -> None:
            self._bench.frame.refuse(error)
            self._look_again()

        self._bench.ops.do(command, initiator=self._screen, done=done, failed=failed)

    def _look_again(self) -> None:
        self._screen.refresh_soon()
        self._bench.frame.refresh_actions()

    def _show_lists(self, rows: tuple[ListRow, ...]) -> None:
        self._rows = rows
        self._show()

    def _show_waiting(self, view: WaitingView) -> None:
        self._waiting = tuple(reversed(view.lists))
        self._show()

    def _show(self) -> None:
        seat = self._bench.seat
        self.page.show_lists(
            (*self._waiting, *self._rows), self._bench.ops.now, seat.time_zone,
            lambda: seat.person.name if seat.person is not None else "",
        )  # fmt: skip

    def _on_link(self) -> None:
        """Look again when something more or less waits: another window may have done it."""
        if self._counted() != self._counts:
            self._counts = self._counted()
            self._screen.refresh_soon()
        self._explain()

    def _counted(self) -> tuple[int, int]:
        """Return how much waits and how much needs attention."""
        state = self._bench.link.state if self._bench.link is not None else None
        return (state.waiting, state.attention) if state is not None else (0, 0)

    def _on_chosen(self) -> None:
        self._explain()
        self._bench.frame.refresh_actions()

    def _explain(self) -> None:
        """Say why the chosen list waits; that changes with how the hub is reached."""
        row, link = self.page.waiting, self._bench.link
        if row is None or link is None:
            self.page.explain("")
            return
        now, zone = self._bench.ops.now(), self._bench.seat.time_zone
        self.page.explain(sync.about_list(row, link.state, now, zone))

    def _in_team(self) -> bool:
        link = self._bench.link
        return link is not None and link.state is not None
