# SPDX-License-Identifier: MIT
"""The window: rail, strip, one screen at a time, and what lies over all of them.

It paints its outline with next to nothing imported; `frame` puts rail and strip in its place,
`furnish` brings what stands behind them, and only then is there a desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget
from typing_extensions import override

from leaddesk.gui.views.outline import Outline, colours_for

if TYPE_CHECKING:
    # Imported when they are needed: the window paints first.
    from PySide6.QtGui import QCloseEvent

    from leaddesk.desk.changes import Done, Kind
    from leaddesk.domain.errors import LeadDeskError
    from leaddesk.gui.ops import Ops
    from leaddesk.gui.screen import Bench, Screen
    from leaddesk.gui.screens import ScreenEntry
    from leaddesk.gui.settings import Settings
    from leaddesk.gui.surroundings import Surroundings
    from leaddesk.gui.widgets.nav_rail import NavItem

PAINTED_AFTER_MS = 1000
"""A window that is not painted by then (minimised, on another desktop) goes on without."""


class MainWindow(QMainWindow):
    """The frame around the screens; what a screen may ask of it is `screen.Frame`."""

    painted = Signal()
    screen_shown = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._was_painted = False
        self._made: dict[str, Screen] = {}
        self._entries: tuple[ScreenEntry, ...] = ()
        self._screen = ""
        self._badges: dict[str, int] = {}
        self._cover_title = ""
        self.setWindowTitle("LeadDesk")
        outline = Outline(colours_for(settings.read("window/scheme")), self)
        outline.painted.connect(self._on_paint)
        self.setCentralWidget(outline)
        _restore_geometry(self, settings)

    def frame(self) -> None:
        """Put rail, strip and the opening page in the place of the outline; called once."""
        from leaddesk.gui.forms.ui_main_window import Ui_MainWindow
        from leaddesk.gui.screens import SCREENS

        self._ui = Ui_MainWindow()
        self._ui.setupUi(self)
        self._ui.banner_room.hide()
        self._entries = SCREENS
        self._show_rail()
        self._ui.rail.setEnabled(False)
        self._ui.opening_page.setFocus()

    def furnish(self, ops: Ops, around: Surroundings) -> None:
        """Bring what stands behind the painted frame; called once, before anybody sits down."""
        from leaddesk.gui.day_watch import DayWatch
        from leaddesk.gui.link_watch import LinkWatch
        from leaddesk.gui.seat import Seat
        from leaddesk.gui.shortcuts import Actions
        from leaddesk.gui.views.banner_board import BannerBoard
        from leaddesk.gui.views.footed_toast import FootedToast
        from leaddesk.gui.views.menu_button import menu_button

        self.ops, self.around, self.seat = ops, around, Seat(self)
        self.link = LinkWatch(ops, around.services)
        self.day = DayWatch(ops, self.seat, self._ui.strip, self.link)
        self.board = BannerBoard(self._ui.banner)
        self.toast = FootedToast(self)
        self.actions_here = Actions(self, around.table)
        self.bench = _bench(self)
        self._ui.strip.add_tool(menu_button(self, self.actions_here))
        self._ui.rail.screen_chosen.connect(self.go)
        self._ui.strip.sync_clicked.connect(partial(_explain, self))
        ops.refused.connect(self.refuse)
        ops.changed.connect(self._on_changed)
        self.seat.changed.connect(self._on_seat_changed)

    # ------------------------------------------------------------------------- what screens ask

    def told(self, done: Done) -> None:
        """Say in a toast what was done, with Undo when it can be taken back."""
        from leaddesk.words import done as done_words

        self.toast.show_message(done_words.label(done), done_words.undo_words(done))

    def say(self, text: str) -> None:
        """Say something in a toast."""
        self.toast.show_message(text, "", "")

    def refuse(self, error: LeadDeskError) -> None:
        """Say why something was refused; what the store refuses stays said until it works."""
        from leaddesk.domain.errors import StoreUnavailable
        from leaddesk.gui.tokens import Tone
        from leaddesk.gui.views.banner_board import Notice
        from leaddesk.words import errors

        words = errors.say(error)
        if isinstance(error, StoreUnavailable):
            self.day.trouble(1)
            put_away = partial(self.day.trouble, 0)
            self.board.put("store", Notice(words, Tone.BAD, {}, put_away, weight=9))
        else:
            self.say(words)

    def go(self, screen: str) -> None:
        """Show a screen by its id; one that the person doesn't see is passed over."""
        entry = next((e for e in self._entries if e.id == screen), None)
        if entry is None or self.seat.person is None or screen == self._screen:
            return
        view = self._made.get(screen) or self._make(entry)
        self._screen = screen
        self._ui.rail.choose(screen)
        self.refresh_actions()
        self._ui.screens.setCurrentWidget(view)
        self.toast.place()
        self.refresh_actions()
        view.focus_first()
        self._settings.write("window/screen", screen)
        self._name_window()
        self.screen_shown.emit(screen)

    def work_on(self, lead_id: int, *, call: bool = False) -> None:
        """Take a lead into hand and show it on the queue screen; with `call`, ring it there."""
        self.go("queue")
        _let(self._made.get("queue"), "take", lead_id, call=call)

    def show_lead(self, lead_id: int) -> None:
        """Open a lead on the screen that lists them."""
        self.go("leads")
        _let(self._made.get("leads"), "open_lead", lead_id)

    def open_file(self, path: Path) -> None:
        """Offer to import a file."""
        self.go("import")
        _let(self._made.get("import"), "open_file", path)

    def expect(self, counts: Mapping[str, int]) -> None:
        """Move the day's bar by these counts at once; none ask the desk where it stands."""
        if counts:
            self.day.expect(counts)
        else:
            self.day.recount()

    def act(self, action: str) -> None:
        """Do one of the actions of the table, by its id, when it is possible."""
        self.actions_here.run(action)

    def refresh_actions(self) -> None:
        """Look again at which actions make sense."""
        view, now = self.current, self.seat.situation | self.link.situation
        name, handlers = ("", {}) if view is None else (self._screen, view.handlers())
        now = now if view is None else now | view.situation()
        self.actions_here.of_screen(name, handlers, now, self.seat.roles)

    # ------------------------------------------------------------------------- what others need

    @property
    def current(self) -> Screen | None:
        """The screen that is shown, None before anybody sits down."""
        return self._made.get(self._screen)

    @property
    def screen_id(self) -> str:
        """Id of the screen that is shown."""
        return self._screen

    @property
    def entries(self) -> tuple[ScreenEntry, ...]:
        """The screens of who sits here, in the order of the rail."""
        return self._entries

    def prepare(self) -> None:
        """Build the screen that was shown last while the desk is being opened."""
        from leaddesk.gui.screens import SCREENS

        kept = self._settings.read("window/screen") or SCREENS[0].id
        for entry in (e for e in SCREENS if e.id == kept and e.id not in self._made):
            self._make(entry)

    def show_page(self, page: QWidget) -> None:
        """Show something that is no screen: the opening, who sits down."""
        self._screen = ""
        if self._ui.screens.indexOf(page) < 0:
            self._ui.screens.addWidget(page)
        self._ui.screens.setCurrentWidget(page)
        self._ui.rail.setEnabled(False)
        self._name_window()
        self.refresh_actions()

    def show_badge(self, screen: str, count: int) -> None:
        """Say on the rail how much waits on a screen."""
        self._badges[screen] = count
        self._ui.rail.set_badge(screen, count)

    def open_more_screens(self) -> None:
        """Open the menu of the screens that have no room on the rail."""
        self._ui.rail.open_more()

    def strip_menu(self, menu: QMenu) -> None:
        """Open that menu when the person's name is pressed."""
        self._ui.strip.set_person_menu(menu)

    def show_person(self, name: str, role: str) -> None:
        """Say at the top right who sits here."""
        self._ui.strip.show_person(name, role)

    def cover(self, *, title: str) -> None:
        """Say nothing but this in the title, or again what is shown."""
        self._cover_title = title
        self._name_window()

    @property
    def ground(self) -> QWidget:
        """What everything floating lies over."""
        return self._ui.ground

    # ------------------------------------------------------------------------- inside

    def _make(self, entry: ScreenEntry) -> Screen:
        view = entry.make(self.bench)
        view.setAccessibleName(entry.word)
        self._made[entry.id] = view
        self._ui.screens.addWidget(view)
        return view

    def _show_rail(self) -> None:
        self._ui.rail.show_items(_rail_items(self._entries, self._badges))

    def _on_seat_changed(self) -> None:
        from leaddesk.gui.screens import screens_for

        self.toast.dismiss()
        self._entries = screens_for(self.seat.roles)
        self._show_rail()
        self._ui.rail.setEnabled(self.seat.person is not None)
        self._name_window()
        self.refresh_actions()

    def _name_window(self) -> None:
        """Say in the title who sits here and what is shown: two windows differ in a taskbar."""
        person, page = self.seat.person, self._ui.screens.currentWidget() or self
        names = (page.accessibleName(), person.name if person and self._screen else "")
        self.setWindowTitle(self._cover_title or " · ".join(filter(None, names)) or "LeadDesk")

    def _on_changed(self, _kinds: Kind, initiator: object) -> None:
        """A write of this window worked: what could not be written before is over."""
        if initiator is not None and self.day.in_trouble:
            self.day.trouble(0)
            self.board.settle("store")

    def _on_paint(self) -> None:
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    @override
    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint:
            self._on_paint()
        elif kind == QEvent.Type.ShortcutOverride and _is_focus_own(event, self.focusWidget()):
            event.accept()
            return True
        return super().event(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.write("window/geometry", _geometry(self))
        super().closeEvent(event)


def _geometry(window: QMainWindow) -> str:
    return bytes(window.saveGeometry().toBase64().data()).decode()


def _bench(window: MainWindow) -> Bench:
    from leaddesk.gui.screen import Bench

    around = window.around
    return Bench(
        window.ops, window.seat, around.machine, around.settings, window, around.services,
        link=window.link,
    )  # fmt: skip


def _explain(window: MainWindow) -> None:
    """Say what the state of the work means; in a team, at length."""
    if not window.actions_here.run("sync.show"):
        window.say(window.day.detail)


def _restore_geometry(window: QMainWindow, settings: Settings) -> None:
    kept = settings.read("window/geometry")
    if not kept or not window.restoreGeometry(QByteArray.fromBase64(kept.encode())):
        window.resize(1440, 900)


def _let(screen: Screen | None, deed: str, *what: object, **more: object) -> None:
    """Let a screen do something it offers; one that the person doesn't see is passed over."""
    does = getattr(screen, deed, None)
    if does is not None:
        does(*what, **more)


_WITH_KEYS = 9
"""So many screens have keys of their own."""


def _rail_items(entries: tuple[ScreenEntry, ...], badges: Mapping[str, int]) -> list[NavItem]:
    from leaddesk.gui.widgets.nav_rail import NavItem

    return [
        NavItem(
            e.id,
            e.word,
            e.icon,
            f"Ctrl+{place}" if place <= _WITH_KEYS else "",
            badges.get(e.id, 0),
        )
        for place, e in enumerate(entries, start=1)
    ]


def _is_focus_own(event: QEvent, focus: QWidget | None) -> bool:
    from leaddesk.gui.shortcuts import belongs_to_focus

    return belongs_to_focus(event, focus)
