# SPDX-License-Identifier: MIT
"""Opens the desk behind the painted window, and runs the frame's actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

from leaddesk.desk.commands import TakeBack
from leaddesk.desk.door import Connect
from leaddesk.desk.queries import AskTeam, ReminderRow, TeamFacts
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.attention import Attention
from leaddesk.gui.duplicate_watch import DuplicateWatch
from leaddesk.gui.notice_watch import NoticeWatch
from leaddesk.gui.own_words_watch import OwnWordsWatch
from leaddesk.gui.report_watch import ReportWatch
from leaddesk.gui.screen import Screen
from leaddesk.gui.theme import Scheme, Tone
from leaddesk.gui.views.age_notice import AgeNotice
from leaddesk.gui.views.banner_board import Notice
from leaddesk.gui.views.export_handlers import export_handlers
from leaddesk.gui.views.file_handlers import file_handlers
from leaddesk.gui.views.lock_handlers import lock_handlers
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.gui.views.no_call_notice import NoCallNotice
from leaddesk.gui.views.opening_trouble import RESTORE, OpeningTrouble
from leaddesk.gui.views.palette import Palette
from leaddesk.gui.views.person_handlers import person_handlers
from leaddesk.gui.views.person_menu import PersonMenu
from leaddesk.gui.views.place_notice import look_at_place
from leaddesk.gui.views.seating import Seating
from leaddesk.gui.views.team_handlers import team_handlers
from leaddesk.gui.views.tie_desk import TieDesk
from leaddesk.gui.watching import Watching
from leaddesk.gui.widgets.command_palette import CommandPalette
from leaddesk.gui.widgets.drop_target import DropTarget
from leaddesk.words import people as people_words

_ON_HANDOFFS = frozenset({"handoff", "handoff_half", "handoff_late", "feedback"})
"""Reminders that the Handoffs screen answers; all others are leads to call."""


class Reception(QObject):
    """Everything that happens around the screens of one window."""

    seated = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._ops, self._seat = window.ops, window.seat
        self._connect: Connect | None = None
        self._own: Connect | None = None
        self._trouble: OpeningTrouble | None = None
        self._words = OwnWordsWatch(self._ops, window, partial(_look_anew, window))
        self._palette = Palette(
            CommandPalette(window.ground), self._ops, window.actions_here, window
        )
        self._drop = DropTarget(window.ground, words="Drop a list to import it")
        AgeNotice(window)
        NoCallNotice(self._ops, self._seat, window.board, partial(window.go, "no_call"))
        around = window.around
        self.attention = Attention(self._ops, self._seat, around.machine, self._in_hand, window)
        _count_what_waits(window)
        self._tie = TieDesk(window)
        reports = ReportWatch(self._ops, self._seat, around.settings, around.machine)
        reports.wrote.connect(window.say)
        self._wire()

    def start(self, connect: Connect) -> None:
        """Open the desk in the background; the window stays usable meanwhile."""
        self._connect = connect
        self._own = self._own or connect
        self._ops.open(connect, self._on_not_opened)
        if not self._ops.is_open:
            self._window.prepare()

    def leave(self) -> None:
        """Keep what was typed and let go of the lead in hand, for the window closes."""
        if self._ops.is_open:
            self._seat.leaving.emit()
            self.seating.let_go(self._window.current)

    # ------------------------------------------------------------------------- opening

    def _wire(self) -> None:
        window = self._window
        self._ops.opened.connect(self._on_opened)
        self.seating = Seating(window)
        self.seating.seated.connect(self.seated)
        self.attention.reminded.connect(self._on_reminded)
        self.attention.waiting.connect(partial(window.show_badge, "handoffs"))
        self._drop.files_dropped.connect(self._on_files_dropped)
        window.toast.undo_requested.connect(self.undo)
        window.strip_menu(PersonMenu(window, self.seating.pick))
        own = team_handlers(window, self.start)
        own |= lock_handlers(window, lambda: self._connect is self._own, self.attention)
        own |= file_handlers(window, lambda: self._connect is self._own, self._on_try_again)
        window.actions_here.of_frame(self._handlers() | _of_window(window) | own)

    def _on_opened(self) -> None:
        self._window.board.settle("store")
        look_at_place(self._window)
        self._words.learn(self._ask_team, self._on_not_opened)

    def _ask_team(self) -> None:
        self._ops.ask(AskTeam(), slot="team", answer=self._on_team, failed=self._on_not_opened)

    def _on_team(self, facts: TeamFacts) -> None:
        self._seat.currency = facts.currency
        self._window.day.tell_demo(facts.demo)
        if not facts.people:
            self._show_first_start(facts)
            return
        self.seating.ask()

    def _on_not_opened(self, error: LeadDeskError) -> None:
        self._window.day.closed()
        if self._trouble is None:
            self._trouble = OpeningTrouble(self._window.bench, self._window)
            self._trouble.again.connect(self._on_try_again)
            self._trouble.restored.connect(self._on_restored)
        self._trouble.show_error(error, own=self._connect is self._own)
        self._window.show_page(self._trouble)

    def _on_restored(self, words: str) -> None:
        board = self._window.board
        board.put(RESTORE, Notice(words, Tone.WARN, {}, lambda: board.settle(RESTORE), weight=3))

    def _on_try_again(self) -> None:
        if self._connect is not None:
            self.start(self._connect)

    def _show_first_start(self, facts: TeamFacts) -> None:
        from leaddesk.gui.views.first_start_view import FirstStartView

        page = FirstStartView(self._window.bench, facts)
        page.setAccessibleName("Welcome")
        page.encryption_wanted.connect(partial(_encrypt_once_seated, self._window, self.seated))
        page.done.connect(self.seating.ask)
        page.open_other.connect(self.start)
        self._window.show_page(page)

    # ------------------------------------------------------------------------- actions

    def _handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "palette.open": self._palette.open,
            "list.import": partial(self._window.go, "import"),
            "lead.add": self._add_lead,
            "lead.add_here": self._add_lead,
            "work.undo": self.undo,
            "scheme.switch": self._switch_scheme,
            "scheme.follow": partial(self._choose_scheme, Scheme.SYSTEM),
            "keys.show": self._show_keys,
            "person.switch": self.seating.show_page,
            "tier.switch": self._switch_tier,
            "window.quit": partial(_quit, self._window),
            **self._tie.handlers(),
        }

    def undo(self) -> None:
        """Take back the last thing this person did; the screen that is shown brings it back."""
        view = self._window.current
        own = view.handlers().get("work.undo") if view is not None else None
        if own is not None:
            own()
            return
        self._ops.do(TakeBack(), done=self._window.told)

    def _add_lead(self) -> None:
        from leaddesk.gui.views.lead_dialog import LeadDialog

        dialog = LeadDialog(self._ops, self._window, tier=self._seat.tier)
        dialog.written.connect(self._window.told)
        dialog.open()

    def _show_keys(self) -> None:
        from leaddesk.gui.views.keys_dialog import KeysDialog

        window = self._window
        dialog = KeysDialog(window.actions_here.table, window.screen_id, window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _switch_scheme(self) -> None:
        worn = self._window.around.theme.tokens.name
        self._choose_scheme(Scheme.LIGHT if worn == "dark" else Scheme.DARK)

    def _choose_scheme(self, scheme: Scheme) -> None:
        self._window.around.theme.choose(scheme)
        self._window.around.settings.write("window/scheme", scheme.value)

    def _switch_tier(self) -> None:
        person = self._seat.person
        if person is not None and len(person.tiers) > 1:
            place = person.tiers.index(self._seat.tier) + 1
            self._seat.work_tier(person.tiers[place % len(person.tiers)])

    # ------------------------------------------------------------------------- what comes by itself

    def _in_hand(self) -> int:
        """Return the id of the lead that the queue screen shows, 0 without one."""
        view: Screen | None = self._window.current
        held = getattr(view, "lead_id", 0)
        return held if isinstance(held, int) else 0

    def _on_reminded(self, row: ReminderRow | None, words: str) -> None:
        board = self._window.board
        if row is None:
            board.settle("reminder")
            return
        put_away = partial(self.attention.put_aside, row.key)
        does = {"Open": partial(self._open_reminder, row)}
        board.put("reminder", Notice(words, Tone.HOT, does, put_away, weight=5))

    def _open_reminder(self, row: ReminderRow) -> None:
        self.attention.put_aside(row.key)
        if row.kind in _ON_HANDOFFS:
            self._window.go("handoffs")
        else:
            self._window.work_on(row.lead_id)

    def _on_files_dropped(self, paths: list[str]) -> None:
        if self._seat.person is not None and paths:
            self._window.open_file(Path(paths[0]))


def _quit(window: MainWindow) -> None:
    window.close()


def _encrypt_once_seated(window: MainWindow, seated: SignalInstance) -> None:
    """Encrypt once there is somebody to be shown the recovery code."""
    once = Qt.ConnectionType.SingleShotConnection
    seated.connect(partial(window.act, "file.encrypt"), once)


def _count_what_waits(window: MainWindow) -> None:
    """Say on the rail how much waits on the screens that ask for somebody."""
    badge = window.show_badge
    Watching(window.ops, window.bench, partial(badge, "import"))
    DuplicateWatch(window.ops, window.seat, window, partial(badge, "duplicates"))
    NoticeWatch(window.ops, window.seat, window, partial(badge, "notices"))


def _of_window(window: MainWindow) -> dict[str, Callable[[], None]]:
    """Return what the actions do that show a screen, or are about the leads of the one shown."""

    def show(place: int) -> None:
        if place <= len(window.entries):
            window.go(window.entries[place - 1].id)

    screens: dict[str, Callable[[], None]] = {
        f"screen.show_{place}": partial(show, place) for place in range(1, 10)
    }
    screens["screen.more"] = window.open_more_screens
    return screens | export_handlers(window) | person_handlers(window)


def _look_anew(window: MainWindow) -> None:
    """Call things by the names they have now, on the screen that is shown as well."""
    person = window.seat.person
    if person is not None:
        window.show_person(person.name, people_words.under_name(person))
    if isinstance(window.current, Screen):
        window.current.refresh_soon()
