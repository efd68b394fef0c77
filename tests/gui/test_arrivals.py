# SPDX-License-Identifier: MIT
"""What comes by itself: folders named, paused and forgotten, files looked at, forms set up."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.ports import FileTold, FolderTold
from leaddesk.desk.queries import ArrivalsView, FileRow, FolderRow, InquiryRow
from leaddesk.domain.errors import BadInput
from leaddesk.gui.views.arrivals_page import ArrivalsPage
from leaddesk.gui.views.folder_dialog import FolderDialog
from leaddesk.gui.views.import_view import ImportView
from leaddesk.gui.watching import Watching
from tests.gui import fake_answers_handoffs as team
from tests.gui import fake_answers_import as made
from tests.gui.sitting import Sitting
from tests.gui.test_import_view import Files, files  # noqa: F401 - a fixture

FOLDER = FolderRow(
    4, "desk-4", "/lists/fair", "Fair", "trade_show", "May", 2, "DE",
    paused=False, person_id=1, by="Dana Whitfield",
)  # fmt: skip
ASIDE = FileRow(
    "t1", "/lists/fair", "unknown.csv", "d" * 64, made.NOW, made.NOW, "aside",
    "The columns are not recognised.", 0,
)  # fmt: skip
GONE = dt.timedelta(minutes=3)
VIEW = ArrivalsView(
    (ASIDE,), (InquiryRow(made.NOW - GONE, "renewed", 7, "Ann Lee", "Acme"),), made.NOW - GONE
)


class Aside:
    """Files that were set aside, as a made-up computer has them."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.missing = False

    def __call__(self) -> Aside:
        return self

    def find(self, row: FileRow) -> Path:
        if self.missing:
            raise BadInput("file.missing", where=row.name)
        return Path("/lists/fair/needs a person") / row.name

    def try_again(self, row: FileRow) -> Path:
        self.done.append(f"again {row.name}")
        return Path("/lists/fair") / row.name

    def finish(self, row: FileRow) -> Path:
        self.done.append(f"done {row.name}")
        return Path("/lists/fair/done") / row.name


@pytest.fixture
def aside(sitting: Sitting, files: Files) -> Aside:  # noqa: F811
    """The page of what comes by itself, opened by its key."""
    found = Aside()
    services: Any = sitting.window.bench.services
    services["aside"] = found
    services["new_token"] = lambda: ("the-token", "e" * 64)
    sitting.desk.answers[queries.AskFolders] = lambda _query: (FOLDER,)
    sitting.desk.answers[queries.AskArrivals] = lambda _query: VIEW
    sitting.window.seat.sit(team.RUTH)
    sitting.window.go("import")
    sitting.press(Qt.Key.Key_C)
    return found


def page(sitting: Sitting) -> ArrivalsPage:
    view = sitting.window.current
    assert isinstance(view, ImportView)
    return view._arrivals.page


def dialog(sitting: Sitting) -> FolderDialog:
    return next(d for d in sitting.window.findChildren(FolderDialog) if d.isVisible())


def test_a_key_shows_what_comes_by_itself(sitting: Sitting, aside: Aside) -> None:
    shown = page(sitting)
    assert shown.isVisible()
    assert shown.folder == FOLDER
    assert shown.file == ASIDE
    assert shown._ui.reason_label.text() == ASIDE.reason
    sitting.press(Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_a_folder_is_named_in_a_form(sitting: Sitting, aside: Aside, tmp_path: Path) -> None:
    sitting.press(Qt.Key.Key_W, with_=Qt.KeyboardModifier.ShiftModifier)
    form = dialog(sitting)
    form._ui.path_edit.setText(str(tmp_path / "nowhere"))
    form._ui.save_button.click()
    assert "There is no folder" in form._ui.problem.text()
    form._ui.path_edit.setText(str(tmp_path))
    form._ui.source_edit.setText("Fair")
    form._ui.tier_combo.setCurrentIndex(1)
    form._ui.save_button.click()
    (done,) = sitting.commands(commands.WatchFolder)
    assert isinstance(done, commands.WatchFolder)
    fields = done.fields
    assert (fields.computer, fields.path, fields.source) == ("desk-4", str(tmp_path), "Fair")
    assert (fields.tier, fields.source_kind, fields.region) == (2, "list", team.TEAM.region)


def test_a_folder_is_changed_from_what_it_is(
    sitting: Sitting, aside: Aside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda _path: True)
    sitting.press(Qt.Key.Key_E)
    form = dialog(sitting)
    assert form.fields() == commands.FolderFields(
        "desk-4", "/lists/fair", "Fair", "trade_show", "May", 2, "DE"
    )
    form._ui.save_button.click()
    assert sitting.commands(commands.ChangeFolder) == [commands.ChangeFolder(4, form.fields())]


def test_keys_pause_and_remove_the_chosen_folder(sitting: Sitting, aside: Aside) -> None:
    sitting.press(Qt.Key.Key_P)
    sitting.press(Qt.Key.Key_Delete, with_=Qt.KeyboardModifier.ShiftModifier)
    assert sitting.commands(commands.PauseFolder) == [commands.PauseFolder(4, paused=True)]
    assert sitting.commands(commands.ForgetFolder) == [commands.ForgetFolder(4)]


def test_a_file_that_needs_a_person_is_looked_at_and_settled(
    sitting: Sitting,
    aside: Aside,
    files: Files,  # noqa: F811
) -> None:
    sitting.press(Qt.Key.Key_L)
    assert files.looked[-1][0] == "unknown.csv"
    view = sitting.window.current
    assert isinstance(view, ImportView)
    boxes = view._preview_page.mapper._boxes
    for row, field in ((0, "full_name"), (2, "phone")):
        boxes[row].setCurrentIndex(boxes[row].findData(field))
    view._start_import()
    options, dry = files.imported[-1]
    assert (options.digest, dry) == ("d" * 64, False)
    assert sitting.commands(commands.SettleFile) == [commands.SettleFile("t1", 7)]
    (kept,) = sitting.commands(commands.KeepMapping)
    assert isinstance(kept, commands.KeepMapping)
    assert json.loads(kept.mapping)["fields"]
    assert aside.done == ["done unknown.csv"]


def test_a_file_is_tried_again(sitting: Sitting, aside: Aside) -> None:
    sitting.press(Qt.Key.Key_T)
    assert aside.done == ["again unknown.csv"]
    assert sitting.commands(commands.SettleFile) == [commands.SettleFile("t1")]


def test_a_file_that_is_gone_is_told(sitting: Sitting, aside: Aside) -> None:
    aside.missing = True
    sitting.press(Qt.Key.Key_L)
    assert page(sitting).isVisible()


def test_a_new_token_is_shown_once_and_stands_in_what_to_copy(
    sitting: Sitting, aside: Aside
) -> None:
    ui = page(sitting)._ui
    assert ui.token_edit.text() == ""
    sitting.press(Qt.Key.Key_K)
    assert sitting.commands(commands.KeepIntakeToken) == []
    page(sitting).show_forms()
    sitting.press(Qt.Key.Key_K)
    assert "Press again" in ui.token_label.text()
    assert sitting.commands(commands.KeepIntakeToken) == []
    sitting.press(Qt.Key.Key_K)
    assert sitting.commands(commands.KeepIntakeToken) == [commands.KeepIntakeToken("e" * 64)]
    assert ui.token_edit.text() == "the-token"
    assert "the-token" in ui.form_edit.toPlainText()
    ui.curl_copy.click()
    assert "Bearer the-token" in QGuiApplication.clipboard().text()


def test_the_watch_lives_as_long_as_the_desk(sitting: Sitting) -> None:
    told: list[Callable[[object], None]] = []
    ended: list[bool] = []

    def watch(_desk: object, tell: Callable[[object], None]) -> Callable[[], None]:
        told.append(tell)
        return lambda: ended.append(True)

    sitting.desk.answers[queries.AskArrivals] = lambda _query: VIEW
    sitting.start()
    ops = sitting.window.ops
    waiting: list[int] = []
    bench = replace(sitting.window.bench, services={"watch": watch})
    watching = Watching(ops, bench, waiting.append)
    kinds: list[Kind] = []
    ops.changed.connect(lambda kind, _by: kinds.append(kind))
    ops.opened.emit()
    assert waiting == [1]
    told[0](FolderTold("/lists/fair", "It is gone."))
    assert watching.trouble == {"/lists/fair": "It is gone."}
    told[0](FileTold("/lists/fair", "a.csv", "done", Path("a.csv")))
    assert kinds[-1] & Kind.QUEUE
    ops.let_go()
    assert ended == [True]
