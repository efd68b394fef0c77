# SPDX-License-Identifier: MIT
"""Do not call: the team's list, national lists, and when people may be called where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import ConfirmPlace, RemoveNoCall
from leaddesk.desk.queries import (
    AskNoCall,
    AskPlaces,
    AskRegistries,
    AskTeam,
    NoCallPage,
    TeamFacts,
)
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.no_call_dialogs import (
    AddDialog,
    BindDialog,
    PlaceDialog,
    RegistryDialog,
    RemoveDialog,
)
from leaddesk.gui.views.no_call_pages import HOURS, LIST, NATIONAL, NoCallPages
from leaddesk.gui.views.registry_import import RegistryImport
from leaddesk.gui.views.screen_dialog import ScreenDialog

TYPED_MS = 200
"""How long after the last letter a search is asked."""
PAGE = 200
CODES = {"US": "1", "GB": "44"}
FILTER = "Lists of numbers (*.txt *.csv);;All files (*)"


class NoCallView(Screen):
    """The Do not call screen."""

    lives_on: ClassVar[Kind] = Kind.NO_CALL | Kind.LEADS | Kind.RULES | Kind.PEOPLE

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._pages = NoCallPages(self, bench.ops.now)
        self._region = "US"
        self._dialog = ScreenDialog(self, self._pages.focus_first)
        self._work = RegistryImport(bench, self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._typed.timeout.connect(self._ask_list)
        pages = self._pages
        pages.pressed.connect(bench.frame.act)
        pages.searched.connect(self._typed.start)
        pages.chosen.connect(bench.frame.refresh_actions)
        pages.reached_end.connect(self._ask_more)
        pages.cancelled.connect(self._work.cancel)
        self._work.progressed.connect(pages.show_progress)
        self._work.ended.connect(self._on_ended)
        self._work.failed.connect(self._on_failed)

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self._ask_list()
        ops = self.bench.ops
        ops.ask(AskRegistries(), slot="no_call.registries", answer=self._pages.show_registries)
        ops.ask(AskPlaces(), slot="no_call.places", answer=self._pages.show_places)
        ops.ask(AskTeam(), slot="no_call.team", answer=self._learn_team)
        self._pages.show_role(leads=self._leads)

    @override
    def person_left(self) -> None:
        self._dialog.reject()
        self._pages.forget()

    @override
    def situation(self) -> When:
        now = When.SEATED
        if not self._leads:
            return now
        page = self._pages.current
        if page == LIST and self._pages.entry is not None:
            now |= When.ENTRY_CHOSEN
        if page == NATIONAL and self._pages.registry is not None:
            now |= When.REGISTRY_CHOSEN
        if page == HOURS and self._pages.place is not None:
            now |= When.PLACE_CHOSEN
        return now

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        show = self._pages.show_page
        return {
            "dnc.show_list": lambda: show(LIST),
            "dnc.show_national": lambda: show(NATIONAL),
            "dnc.show_hours": lambda: show(HOURS),
            "dnc.search": self._search,
            "dnc.add": self._add,
            "dnc.remove": self._remove,
            "dnc.import": self.choose_file,
            "dnc.bind": self._bind,
            "dnc.rescrub": self._rescrub,
            "dnc.confirm": self._confirm,
            "dnc.edit_hours": self._edit_hours,
        }

    @override
    def focus_first(self) -> None:
        self._pages.focus_first()

    @property
    def _leads(self) -> bool:
        return self.bench.seat.may(RemoveNoCall)

    # ------------------------------------------------------------------------- the list

    def _ask_list(self) -> None:
        if not self.bench.ops.is_open:  # the window closed before the typing came to rest
            return
        asked = AskNoCall(self._pages.search, limit=PAGE)
        self.bench.ops.ask(asked, slot="no_call.list", answer=self._show_list)

    def _ask_more(self) -> None:
        after = self._pages.next_after
        if after is not None:
            asked = AskNoCall("", after, PAGE)
            self.bench.ops.ask(asked, slot="no_call.list", answer=self._pages.add_list)

    def _show_list(self, page: NoCallPage) -> None:
        self._pages.show_list(page, self.bench.seat.time_zone)
        self.bench.frame.refresh_actions()

    def _search(self) -> None:
        self._pages.show_page(LIST)
        self._pages.focus_search()

    def _add(self) -> None:
        self._dialog.open(AddDialog(self.bench.ops, self._region, self))

    def _remove(self) -> None:
        row = self._pages.entry
        if row is not None:
            self._dialog.open(RemoveDialog(self.bench.ops, row, self))

    # ------------------------------------------------------------------------- national lists

    def choose_file(self) -> None:
        """Ask for a file of a national list, then which list and which day."""
        self._pages.show_page(NATIONAL)
        if self._work.running:
            return
        folder = self.bench.settings.read("import/folder")
        name, _filter = QFileDialog.getOpenFileName(self, "Import a national list", folder, FILTER)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Offer to import a file of a national list."""
        look = self.bench.machine.look_at_registry(path)
        rows = self._pages.registries
        chosen = self._pages.registry
        dialog = RegistryDialog(self.bench.ops, look, rows, chosen.key if chosen else "", self)

        def begin() -> None:
            options = dialog.options
            country = next(row.country for row in rows if row.key == options.key)
            self._work.import_file(path, CODES[country], options)

        dialog.accepted.connect(begin)
        self._dialog.open(dialog)

    def _bind(self) -> None:
        row = self._pages.registry
        if row is not None:
            dialog = BindDialog(self.bench.ops, row, self)
            dialog.accepted.connect(self._rescrub)
            self._dialog.open(dialog)

    def _rescrub(self) -> None:
        self._pages.show_page(NATIONAL)
        self._work.rescrub()

    def _on_ended(self, words: str) -> None:
        self._pages.end_progress("")
        self.bench.frame.say(words)
        self.refresh_soon()

    def _on_failed(self, error: LeadDeskError) -> None:
        self._pages.end_progress_with(error)
        self.refresh_soon()

    # ------------------------------------------------------------------------- calling hours

    def _confirm(self) -> None:
        row = self._pages.place
        if row is not None:
            hours = row.hours
            command = ConfirmPlace(hours.country, hours.region, not hours.is_confirmed)
            self.bench.ops.do(command, initiator=self, done=self._dialog.on_written)

    def _edit_hours(self) -> None:
        self._dialog.open(PlaceDialog(self.bench.ops, self._pages.place, self))

    def _learn_team(self, facts: TeamFacts) -> None:
        self._region = facts.region
