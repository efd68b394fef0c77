# SPDX-License-Identifier: MIT
"""What can be done on the page of what comes by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import (
    ForgetFolder,
    KeepIntakeToken,
    PauseFolder,
    SettleFile,
    WatchFolder,
)
from leaddesk.desk.queries import (
    ArrivalsView,
    AskArrivals,
    AskFolders,
    AskTeam,
    FileRow,
    FolderRow,
    TeamFacts,
)
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.arrivals_page import ArrivalsPage
from leaddesk.gui.views.folder_dialog import FolderDialog
from leaddesk.gui.views.import_preview import Planned
from leaddesk.words import arrivals


class AsideFiles(Protocol):
    """What bootstrap does with files that were set aside."""

    def find(self, row: FileRow) -> Path:
        """Return where a file lies; raises BadInput("file.missing")."""
        ...

    def try_again(self, row: FileRow) -> Path:
        """Put a file back where lists land."""
        ...

    def finish(self, row: FileRow) -> Path:
        """Move a file to the ones that are done."""
        ...


class ArrivalsDesk(QObject):
    """The page and what stands behind it; `look(path)` asks to see a file.

    `aside` is the file that is being looked at, None for one of elsewhere; `region` the team's.
    """

    look = Signal(object)

    def __init__(self, bench: Bench, screen: Screen) -> None:
        super().__init__(screen)
        self._bench, self._screen = bench, screen
        self.region = ""
        self.aside: FileRow | None = None
        self.page = ArrivalsPage(bench.trouble, screen)
        self.page.chosen.connect(bench.frame.refresh_actions)
        self.page.pressed.connect(self._on_pressed)

    def learn(self) -> None:
        """Ask once for the team's region, which an import begins with."""
        if not self.region:
            self._bench.ops.ask(AskTeam(), slot="arrivals.team", answer=self._learn_team)

    def refresh(self) -> None:
        """Ask again for all that is shown; in a team that needs the hub."""
        ask = self._bench.ops.ask
        ask(AskFolders(self._computer), slot="folders", answer=self.page.show_folders)
        ask(AskArrivals(), slot="arrivals", answer=self._show_arrivals)

    def situation(self) -> When:
        """Return what is the case on the page."""
        now = When.ALWAYS
        leads_team = self._bench.seat.may(WatchFolder)
        if leads_team and self.page.folder is not None:
            now |= When.FOLDER_CHOSEN
        if leads_team and self.page.forms_shown:
            now |= When.WEB_FORM_SHOWN
        if self.page.file is not None and "aside" in self._bench.services:
            now |= When.FILE_ASIDE
        return now

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Return what the actions of the page do."""
        return {
            "folder.watch": self._watch,
            "folder.change": self._change,
            "folder.pause": self._pause,
            "folder.forget": self._forget,
            "file.look": self._look,
            "file.again": self._again,
            "token.make": self._make_token,
        }

    def planned(self, planned: Planned) -> Planned:
        """Return a planned import; that of a file set aside carries the digest of its content."""
        if self.aside is None:
            return planned
        return replace(planned, options=replace(planned.options, digest=self.aside.digest))

    def settle(self, list_id: int) -> bool:
        """Note that a person imported the file that was looked at, and move it to `done`.

        False when it was none out of a watched folder.
        """
        row, self.aside = self.aside, None
        if row is None:
            return False
        settled = SettleFile(row.take, list_id)
        self._bench.ops.do(settled, initiator=self._screen)
        self._bench.ops.run_apart(
            partial(self._aside.finish, row),
            done=lambda _path: self._screen.refresh_soon(),
            failed=self._bench.frame.refuse,
        )
        return True

    # ------------------------------------------------------------------------- inside

    @property
    def _computer(self) -> str:
        return self._bench.machine.computer()

    @property
    def _aside(self) -> AsideFiles:
        found: object = self._bench.services["aside"]()
        files: AsideFiles = found  # type: ignore[assignment]
        return files

    def _on_pressed(self, action: str) -> None:
        self.handlers()[action]()

    def _learn_team(self, facts: TeamFacts) -> None:
        self.region = facts.region

    def _show_arrivals(self, view: ArrivalsView) -> None:
        ops, seat = self._bench.ops, self._bench.seat
        self.page.show_arrivals(view, ops.now, seat.time_zone, arrivals.command())

    def _watch(self, row: FolderRow | None = None) -> None:
        dialog = FolderDialog(
            self._bench.ops, self._screen, computer=self._computer, region=self.region, row=row
        )
        dialog.written.connect(self._told)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _change(self) -> None:
        if self.page.folder is not None:
            self._watch(self.page.folder)

    def _pause(self) -> None:
        folder = self.page.folder
        if folder is not None:
            self._do(PauseFolder(folder.id, not folder.paused))

    def _forget(self) -> None:
        folder = self.page.folder
        if folder is not None:
            self._do(ForgetFolder(folder.id))

    def _do(self, command: object) -> None:
        self._bench.ops.do(command, initiator=self._screen, done=self._told)

    def _told(self, done: Done) -> None:
        self._bench.frame.told(done)
        self._screen.refresh_soon()

    def _look(self) -> None:
        row = self.page.file
        if row is None:
            return

        def found(path: Path) -> None:
            self.aside = row
            self.look.emit(path)

        find = partial(self._aside.find, row)
        self._bench.ops.run_apart(find, done=found, failed=self._bench.frame.refuse)

    def _again(self) -> None:
        row = self.page.file
        if row is None:
            return

        def back(_path: Path) -> None:
            self._bench.ops.do(SettleFile(row.take), initiator=self._screen)
            self._bench.frame.say(f"{row.name} is back in its folder")
            self._screen.refresh_soon()

        self._bench.ops.run_apart(
            partial(self._aside.try_again, row), done=back, failed=self._bench.frame.refuse
        )

    def _make_token(self) -> None:
        make = self._bench.services.get("new_token")
        if make is None:
            return
        if not self.page.may_replace_token():
            return
        told: Any = make()
        token, digest = str(told[0]), str(told[1])

        def made(done: Done) -> None:
            self.page.show_token(token, None, arrivals.command())
            self._told(done)

        self._bench.ops.do(KeepIntakeToken(digest), initiator=self._screen, done=made)
