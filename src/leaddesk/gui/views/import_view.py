# SPDX-License-Identifier: MIT
"""Importing a list in one place: choose a file, look at it, import it, see what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ImportOptions, KeepMapping, UndoImport
from leaddesk.desk.intake import ImportResult
from leaddesk.desk.link import FromHere
from leaddesk.desk.ports import ListPreview, Machine
from leaddesk.domain.errors import LeadDeskError, RuleBroken
from leaddesk.domain.person import Person, Role
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.settings import Settings
from leaddesk.gui.situation import When
from leaddesk.gui.theme import SPACE
from leaddesk.gui.views.arrivals_desk import ArrivalsDesk
from leaddesk.gui.views.import_preview import BY_HAND, ImportPreview, Planned
from leaddesk.gui.views.import_result import ImportResultPage
from leaddesk.gui.views.list_desk import ListDesk
from leaddesk.gui.views.list_import import ListImport
from leaddesk.gui.views.list_look import ListLook
from leaddesk.gui.views.places import system_region
from leaddesk.words import done as done_words
from leaddesk.words import errors, tiers

PROGRESS_MS = 100
CANCELLED = "import_cancelled"
WAITS = "list_waits"
ONLY_READ = "list_only_read"
"""Keys of what is said of an import that was stopped in time, of one that waits for the team's hub,
and of a count without the hub."""
AGE = "answer_age"
"""The service that tells whether the hub had a part in an answer: `views.age_notice`."""
FILTER = "Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.vcf);;All files (*)"
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ImportView(Screen):
    """The Import screen; nothing of a list is seen by anybody before all of it is in."""

    lives_on: ClassVar[Kind] = Kind.LISTS | Kind.LEADS | Kind.RULES

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._lists = ListDesk(bench, self)
        self._lists_page = self._lists.page
        self._preview_page = ImportPreview(self)
        self._result_page = ImportResultPage(self)
        self._pages = QStackedWidget(self)
        self._arrivals = ArrivalsDesk(bench, self)
        self._in_order = (
            self._lists_page, self._preview_page, self._result_page, self._arrivals.page
        )  # fmt: skip
        for page in self._in_order:
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.addWidget(self._pages)
        self._preview: ListPreview | None = None
        self._made: int | None = None
        self._look = ListLook(bench, self)
        self._import = ListImport(bench, self)
        self._progress = QTimer(self)
        self._progress.setInterval(PROGRESS_MS)
        self._wire()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self._lists.refresh()
        self._arrivals.learn()
        if self._pages.currentWidget() is self._arrivals.page:
            self._arrivals.refresh()

    @override
    def person_left(self) -> None:
        if not self._import.importing:
            self._go_to_lists()

    @override
    def situation(self) -> When:
        now, page = When.SEATED, self._pages.currentWidget()
        if page is self._lists_page:
            now |= self._lists.situation()
        elif page is self._result_page and self._made is not None:
            now |= When.MAY_UNDO_LIST
        elif page is self._arrivals.page:
            now |= self._arrivals.situation()
        return now

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return self._arrivals.handlers() | {
            "list.choose": self.choose_file,
            "list.undo": self._undo,
            "list.again": self._lists.again,
            "arrivals.show": self._show_arrivals,
        }

    @override
    def focus_first(self) -> None:
        shown = self._pages.currentWidget()
        next(page for page in self._in_order if page is shown).focus_first()

    def open_file(self, path: Path) -> None:
        """Look into a file and offer to import it."""
        if not self._import.importing:
            self._arrivals.aside = None
            self._look_into(path)

    def choose_file(self) -> None:
        """Ask for a file."""
        path = None if self._import.importing else chosen_file(self, self.bench.settings)
        if path is not None:
            self.open_file(path)

    # ------------------------------------------------------------------------- the lists

    def _wire(self) -> None:
        lists, preview, result = self._lists_page, self._preview_page, self._result_page
        lists.choose_pressed.connect(self.choose_file)
        lists.undo_pressed.connect(self._undo)
        lists.again_pressed.connect(self._lists.again)
        lists.arrivals_pressed.connect(self._show_arrivals)
        self._arrivals.page.back_pressed.connect(self._go_to_lists)
        self._arrivals.look.connect(self._look_into)
        preview.changed.connect(self._count)
        preview.reread.connect(self._look_again)
        preview.import_pressed.connect(self._start_import)
        preview.back_pressed.connect(self._go_to_lists)
        preview.stop_pressed.connect(self._stop)
        result.work_pressed.connect(self._work)
        result.another_pressed.connect(self.choose_file)
        result.undo_pressed.connect(self._undo)
        self._progress.timeout.connect(self._show_progress)
        self._look.seen.connect(self._show_preview)
        self._look.failed.connect(self._on_not_seen)
        run = self._import
        run.counting.connect(lambda rows: preview.show_count(None, rows))
        run.counted.connect(lambda found: preview.show_count(found.count, note=_note(self.bench)))
        run.imported.connect(self._on_imported)
        run.failed.connect(self._on_failed)

    def _undo(self) -> None:
        """Take back the list just imported, or the chosen one."""
        page, made = self._pages.currentWidget(), self._made
        if page is self._lists_page:
            self._lists.undo()
        elif page is self._result_page and made is not None:
            self._lists.do(UndoImport(made), self._on_undone)

    def _on_undone(self, done: Done) -> None:
        self._made = None
        self._result_page.show_undone(done_words.label(done))

    def _show_arrivals(self) -> None:
        if self._import.importing:
            return
        self._turn_to(self._arrivals.page)
        self.refresh_soon()
        self.bench.frame.refresh_actions()

    # ------------------------------------------------------------------------- looking

    def _look_into(self, path: Path, encoding: str = "", delimiter: str = "") -> None:
        self._import.stop()
        self._lists_page.say("")
        self._look.look(path, encoding, delimiter)

    def _look_again(self, encoding: str, delimiter: str) -> None:
        if self._preview is not None:
            self._look_into(self._preview.path, encoding, delimiter)

    def _on_not_seen(self, error: LeadDeskError) -> None:
        on_preview = self._pages.currentWidget() is self._preview_page
        (self._preview_page if on_preview else self._lists_page).say(errors.say(error))

    def _show_preview(self, preview: ListPreview) -> None:
        self._preview = preview
        offered = _tiers(self.bench.seat.person)
        self._preview_page.set_importing(False)
        self._preview_page.say("")
        self._preview_page.show_preview(preview, self._arrivals.region or system_region(), offered)
        self._turn_to(self._preview_page)
        self.bench.frame.refresh_actions()
        self._count()

    # ------------------------------------------------------------------------- the import

    def _count(self) -> None:
        """Count in the background what the import would bring."""
        self._import.stop()
        planned = self._preview_page.planned()
        self._preview_page.show_count(None)
        if planned is not None and self.bench.ops.is_open:
            self._import.count(planned)

    def _start_import(self) -> None:
        planned = self._preview_page.planned()
        if planned is None or self._import.importing:
            return
        planned = self._arrivals.planned(planned)
        self._preview_page.say("")
        self._preview_page.set_importing(True)
        self._progress.start()
        self._import.import_list(planned)
        self._show_progress()
        self.bench.frame.refresh_actions()

    def _show_progress(self) -> None:
        if self._import.importing:
            self._preview_page.show_progress(self._import.share, self._import.rows)

    def _stop(self) -> None:
        """Cancel the import; what was staged goes away and nothing was seen by anybody."""
        if self._import.importing:
            self._progress.stop()
            self._preview_page.show_stopping()
            self._import.cancel()

    def _end_import(self) -> None:
        self._import.stop()
        self._progress.stop()
        self._preview_page.set_importing(False)
        self.bench.frame.refresh_actions()

    def _on_failed(self, error: LeadDeskError) -> None:
        self._end_import()
        if error.key == WAITS:
            self._go_to_lists()
            self.bench.frame.say(errors.say(error))
            return
        self._preview_page.show_count(None)
        if error.key == CANCELLED:
            self._count()
        self._preview_page.say(errors.say(error))

    def _on_imported(self, planned: Planned, result: ImportResult) -> None:
        self._end_import()
        self._made = result.list_id
        if self._arrivals.settle(result.list_id or 0) or planned.mapping.name == BY_HAND:
            self.bench.ops.do(keep_mapping(planned), initiator=self)
        person = self.bench.seat.person
        may_call = person is not None and bool(person.tiers)
        self._result_page.show_result(planned.options.name, result, may_call=may_call)
        self._turn_to(self._result_page)
        self.bench.frame.refresh_actions()
        if result.turned_down:
            self.bench.ops.run_apart(
                partial(write_rejected, self.bench.machine, planned.preview, result),
                done=self._result_page.show_rejected_file,
            )

    def _go_to_lists(self) -> None:
        self._look.forget()
        self._import.stop()
        self._arrivals.aside = None
        self._preview, self._made = None, None
        self._turn_to(self._lists_page)
        self.refresh_soon()
        self.bench.frame.refresh_actions()

    def _turn_to(self, page: QWidget) -> None:
        """Show one of the pages; somebody at work elsewhere keeps the keyboard there."""
        here = self.has_keyboard()
        self._pages.setCurrentWidget(page)
        if here:
            self.focus_first()

    def _work(self) -> None:
        self._go_to_lists()
        self.bench.frame.go("queue")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._pages.currentWidget()
        if event.key() == Qt.Key.Key_Escape and self._import.importing:
            self._stop()
        elif event.key() == Qt.Key.Key_Escape and page is not self._lists_page:
            self._go_to_lists()
        elif event.key() in _ENTER and page is self._preview_page:
            if self._preview_page.ready:
                self._start_import()
        else:
            super().keyPressEvent(event)


def chosen_file(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a file, beginning in the folder of the last one."""
    folder = settings.read("import/folder")
    name, _filter = QFileDialog.getOpenFileName(parent, "Import a list", folder, FILTER)
    if not name:
        return None
    settings.write("import/folder", str(Path(name).parent))
    return Path(name)


def keep_mapping(planned: Planned) -> KeepMapping:
    """Return the command that keeps the columns of an import for files with its header."""
    return KeepMapping(planned.preview.header_key, json.dumps(planned.mapping.to_json()))


def _note(bench: Bench) -> str:
    """Return how far a count is to be trusted: without the hub it knows nothing of the team's."""
    age_of = bench.services.get(AGE)
    here = age_of is not None and isinstance(age_of(ImportOptions), FromHere)
    return errors.say(RuleBroken(ONLY_READ)) if here else ""


def _tiers(person: Person | None) -> tuple[int, ...]:
    """Return the tiers whose queue a person may fill."""
    mine = person.tiers if person is not None else ()
    if person is None or Role.TEAM_LEAD in person.roles or not mine:
        return tuple(tier.number for tier in tiers.known())
    return mine


def write_rejected(machine: Machine, preview: ListPreview, result: ImportResult) -> Path | None:
    """Write the turned-down rows and return where; None where no folder allows it."""
    try:
        return machine.write_rejected(preview.path, preview.header, result.turned_down)
    except OSError:
        return None
