# SPDX-License-Identifier: MIT
"""Importing a list: looked at, counted in the background, imported at once or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from leaddesk.desk import commands, queries
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import Cancelled, ImportCount, ImportResult
from leaddesk.desk.ports import ListPreview
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken
from leaddesk.domain.lead_draft import DraftOptions, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.gui.views.import_view import ImportView
from leaddesk.gui.widgets.figures import FigureTile
from leaddesk.words import errors
from tests.gui import fake_answers_handoffs as team
from tests.gui import fake_answers_import as made
from tests.gui.fake_machine import AtOnce
from tests.gui.sitting import Sitting


@dataclass
class Files:
    """What the computer has and what was asked of it."""

    previews: dict[str, ListPreview] = field(default_factory=dict)
    looked: list[tuple[str, str, str]] = field(default_factory=list)
    read: list[tuple[ColumnMapping, DraftOptions]] = field(default_factory=list)
    imported: list[tuple[ImportOptions, bool]] = field(default_factory=list)
    refuse: LeadDeskError | None = None
    too_late: bool = False
    result: ImportResult = made.IMPORTED
    counted: ImportResult = made.COUNTED
    rejected: list[tuple[RejectedRow, ...]] = field(default_factory=list)

    def preview(self, path: Path, *, encoding: str = "", delimiter: str = "") -> ListPreview:
        self.looked.append((path.name, encoding, delimiter))
        if path.name not in self.previews:
            raise BadInput("file_unreadable", where=path.name)
        return self.previews[path.name]

    def drafts(self, path: Path, mapping: ColumnMapping, options: DraftOptions) -> made.FakeDrafts:
        self.read.append((mapping, options))
        return made.FakeDrafts()

    def write(self, beside: Path, header: Iterable[str], rows: tuple[RejectedRow, ...]) -> Path:
        self.rejected.append(rows)
        return beside.with_name("rejected.csv")

    def import_list(
        self, chunks: object, options: ImportOptions, person_id: int, at: object,
        *, dry_run: bool = False, cancelled: Cancelled, **_rest: Any,
    ) -> ImportResult:  # fmt: skip
        self.imported.append((options, dry_run))
        if cancelled() and not self.too_late:
            raise RuleBroken("import_cancelled")
        if self.refuse is not None:
            raise self.refuse
        return self.counted if dry_run else self.result


@pytest.fixture
def files(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> Files:
    """A computer with two lists, and the Import screen open on it."""
    files = Files({"known.csv": made.KNOWN, "unknown.csv": made.UNKNOWN})
    monkeypatch.setattr(sitting.machine, "preview_list", files.preview)
    monkeypatch.setattr(sitting.machine, "read_drafts", files.drafts)
    monkeypatch.setattr(sitting.machine, "write_rejected", files.write)
    monkeypatch.setattr(sitting.desk, "import_list", files.import_list)
    sitting.machine.at = made.NOW
    sitting.desk.people = team.PEOPLE
    sitting.desk.answers[queries.AskTeam] = lambda _query: team.TEAM
    sitting.desk.answers[queries.AskLists] = lambda _query: made.LISTS
    sitting.desk.answers[queries.AskMapping] = lambda _query: ""
    sitting.start(team.DANA.name, "import")
    return files


def screen(sitting: Sitting) -> ImportView:
    shown = sitting.window.current
    assert isinstance(shown, ImportView)
    return shown


def texts(sitting: Sitting) -> str:
    labels = screen(sitting).findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def figures(sitting: Sitting) -> list[str]:
    tiles = screen(sitting).findChildren(FigureTile)
    return [tile.accessibleName() for tile in tiles if tile.isVisible()]


def choose(sitting: Sitting, row: int, field: str) -> None:
    """Pick what a column holds."""
    box = screen(sitting)._preview_page.mapper._boxes[row]
    box.setCurrentIndex(box.findData(field))


def count_now(sitting: Sitting) -> None:
    """Let the pause after the last change be over."""
    screen(sitting)._preview_page._recount.timeout.emit()


def test_a_known_file_is_named_and_counted_before_anything_is_written(
    sitting: Sitting, files: Files
) -> None:
    sitting.window.open_file(Path("known.csv"))
    assert sitting.desk.expected == [Path("known.csv")]
    assert "ZoomInfo export" in texts(sitting)
    assert [dry_run for _options, dry_run in files.imported] == [True]
    assert any("11,908" in words for words in figures(sitting))
    assert screen(sitting)._preview_page._ui.import_button.text() == "Import 11,908 leads"
    assert not sitting.commands(commands.KeepMapping)


def test_a_count_that_was_due_when_the_window_closed_is_let_go(
    sitting: Sitting, files: Files
) -> None:
    sitting.window.open_file(Path("known.csv"))
    counted = len(files.imported)
    sitting.program.close()
    count_now(sitting)
    assert len(files.imported) == counted


def test_enter_imports_and_the_result_page_tells_all(sitting: Sitting, files: Files) -> None:
    sitting.window.open_file(Path("known.csv"))
    sitting.press(Qt.Key.Key_Return)
    options, dry_run = files.imported[-1]
    assert not dry_run
    assert options == ImportOptions("zoominfo-midwest", "ZoomInfo", "list", "", 1, "US")
    shown = texts(sitting)
    assert "11,908 leads imported from zoominfo-midwest" in shown
    assert "This person is here already: 1" in shown
    assert "rejected.csv" in shown
    assert files.rejected == [made.IMPORTED.turned_down]


def test_the_path_of_the_rejected_rows_can_be_copied(sitting: Sitting, files: Files) -> None:
    sitting.window.open_file(Path("known.csv"))
    sitting.press(Qt.Key.Key_Return)
    sitting.click(screen(sitting)._result_page._ui.copy_button)
    assert QGuiApplication.clipboard().text().endswith("rejected.csv")


def test_the_import_just_made_is_taken_back_with_one_key(sitting: Sitting, files: Files) -> None:
    sitting.window.open_file(Path("known.csv"))
    sitting.press(Qt.Key.Key_Return)
    sitting.press(Qt.Key.Key_U)
    assert sitting.commands(commands.UndoImport) == [commands.UndoImport(7)]
    sitting.press(Qt.Key.Key_U)
    assert len(sitting.commands(commands.UndoImport)) == 1


def test_only_a_list_that_may_be_undone_offers_it(sitting: Sitting, files: Files) -> None:
    lists = screen(sitting)._lists_page
    assert [lists.undoable] == [3]
    lists._ui.lists_table.setFocus()
    sitting.press(Qt.Key.Key_Down)
    assert [lists.undoable] == [None]
    sitting.press(Qt.Key.Key_U)
    assert not sitting.commands(commands.UndoImport)
    sitting.press(Qt.Key.Key_Up, Qt.Key.Key_U)
    assert sitting.commands(commands.UndoImport) == [commands.UndoImport(3)]


def test_unknown_columns_are_asked_for_and_kept(sitting: Sitting, files: Files) -> None:
    sitting.window.open_file(Path("unknown.csv"))
    shown = texts(sitting)
    assert "Not recognised" in shown
    assert "Say which column holds the name, the company or the e-mail." in shown
    assert not files.imported
    choose(sitting, 0, "full_name")
    choose(sitting, 1, "company")
    choose(sitting, 2, "phone")
    count_now(sitting)
    sitting.press(Qt.Key.Key_Return)
    mapping, options = files.read[-1]
    assert mapping.fields == (("full_name", 0), ("company", 1), ("phone", 2))
    assert (options.encoding, options.delimiter, options.region) == ("cp1252", ";", "US")
    kept = sitting.commands(commands.KeepMapping)[-1]
    assert isinstance(kept, commands.KeepMapping)
    assert kept.header_key == "booth-key"
    assert "full_name" in kept.mapping


def test_a_mapping_that_was_kept_is_used_again(sitting: Sitting, files: Files) -> None:
    mapping = ColumnMapping("by_hand", (("full_name", 0), ("phone", 2)))
    text = json.dumps(mapping.to_json())
    sitting.desk.answers[queries.AskMapping] = lambda _query: text
    sitting.window.open_file(Path("unknown.csv"))
    assert files.read[-1][0].fields == mapping.fields
    assert "Mapped by hand before" in texts(sitting)


def test_a_field_that_takes_one_column_leaves_the_column_that_had_it(
    sitting: Sitting, files: Files
) -> None:
    sitting.window.open_file(Path("unknown.csv"))
    choose(sitting, 0, "company")
    choose(sitting, 1, "company")
    choose(sitting, 2, "phone")
    choose(sitting, 3, "phone")
    mapper = screen(sitting)._preview_page.mapper
    assert mapper.fields() == (("company", 1), ("phone", 2), ("phone", 3))


def test_an_unsure_encoding_is_asked_for_and_the_file_read_anew(
    sitting: Sitting, files: Files
) -> None:
    sitting.window.open_file(Path("unknown.csv"))
    box = screen(sitting)._preview_page._ui.encoding_combo
    assert box.isVisible()
    box.setCurrentIndex(box.findData("cp1250"))
    box.activated.emit(box.currentIndex())
    assert files.looked[-1] == ("booth-14.csv", "cp1250", ";")


def test_a_file_that_cannot_be_read_is_said_in_words(sitting: Sitting, files: Files) -> None:
    sitting.window.open_file(Path("missing.csv"))
    problem = screen(sitting)._lists_page._ui.choose_problem
    assert problem.isVisible()
    assert problem.text()
    assert not files.imported


def test_cancel_stops_the_import_and_says_that_nothing_was_imported(
    sitting: Sitting, files: Files
) -> None:
    importer = sitting.program.ops.threads.importer
    assert isinstance(importer, AtOnce)
    sitting.window.open_file(Path("known.csv"))
    importer.held = True
    sitting.press(Qt.Key.Key_Return)
    view = screen(sitting)
    run = view._import._run
    assert run is not None
    assert view._preview_page._ui.progress_bar.isVisible()
    sitting.press(Qt.Key.Key_Escape)
    assert run.cancelled
    assert "Stopping…" in texts(sitting)
    importer.run()
    stopped = errors.say(RuleBroken("import_cancelled"))
    assert stopped in texts(sitting)
    assert view._pages.currentWidget() is view._preview_page
    assert view._preview_page.ready
    assert sitting.target is view._preview_page._ui.name_edit
    sitting.press(Qt.Key.Key_Return)
    assert files.imported


def test_an_import_that_ends_leaves_the_keyboard_where_the_person_works(
    sitting: Sitting, files: Files
) -> None:
    """The next lead is called while a long list comes in."""
    importer = sitting.program.ops.threads.importer
    assert isinstance(importer, AtOnce)
    sitting.window.open_file(Path("known.csv"))
    importer.held = True
    sitting.press(Qt.Key.Key_Return)
    sitting.control(Qt.Key.Key_1)
    assert sitting.window.screen_id == "queue"
    at = QApplication.focusWidget()
    importer.run()
    assert files.imported
    assert QApplication.focusWidget() is at
    sitting.window.go("import")
    assert screen(sitting)._result_page.isVisible()


def test_an_import_that_was_done_before_the_cancel_says_so(sitting: Sitting, files: Files) -> None:
    importer = sitting.program.ops.threads.importer
    assert isinstance(importer, AtOnce)
    sitting.window.open_file(Path("known.csv"))
    importer.held, files.too_late = True, True
    sitting.press(Qt.Key.Key_Return)
    sitting.press(Qt.Key.Key_Escape)
    importer.run()
    assert "11,908 leads imported" in texts(sitting)
    sitting.press(Qt.Key.Key_U)
    assert sitting.commands(commands.UndoImport) == [commands.UndoImport(7)]


def test_an_import_that_fails_says_why_and_can_be_tried_again(
    sitting: Sitting, files: Files
) -> None:
    sitting.window.open_file(Path("known.csv"))
    files.refuse = BadInput("file_changed", where="known.csv")
    sitting.press(Qt.Key.Key_Return)
    page = screen(sitting)._preview_page
    assert page._ui.problem.text()
    assert not page._ui.progress_bar.isVisible()


def test_a_file_without_a_new_lead_cannot_be_imported(sitting: Sitting, files: Files) -> None:
    files.counted = replace(made.COUNTED, count=ImportCount(rows=3, duplicates_known=3))
    sitting.window.open_file(Path("known.csv"))
    assert "There is no new lead in this file." in texts(sitting)
    sitting.press(Qt.Key.Key_Return)
    assert all(dry_run for _options, dry_run in files.imported)


def test_escape_goes_back_to_the_lists(sitting: Sitting, files: Files) -> None:
    sitting.window.open_file(Path("known.csv"))
    sitting.press(Qt.Key.Key_Escape)
    view = screen(sitting)
    assert view._pages.currentWidget() is view._lists_page


def test_a_second_file_replaces_the_first_at_once(sitting: Sitting, files: Files) -> None:
    sitting.readers.held = True
    sitting.window.open_file(Path("known.csv"))
    sitting.window.open_file(Path("unknown.csv"))
    sitting.readers.run()
    assert "booth-14.csv" in texts(sitting)
    assert "zoominfo-midwest.csv" not in texts(sitting)
