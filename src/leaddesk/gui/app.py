# SPDX-License-Identifier: MIT
"""Starts the window: paint first, open the desk behind it, say what went wrong without data."""

from __future__ import annotations

import contextlib
import gc
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from leaddesk import __version__
from leaddesk.gui.settings import SETTINGS_FILE, KeptInFile, KeptInMemory, Settings
from leaddesk.gui.views.main_window import PAINTED_AFTER_MS, MainWindow

if TYPE_CHECKING:
    # Imported when they are needed: the window paints first.
    from leaddesk.desk.door import Connect
    from leaddesk.desk.ports import Machine
    from leaddesk.gui.actions import Action
    from leaddesk.gui.ops import Ops
    from leaddesk.gui.theme import Theme
    from leaddesk.gui.threads import Threads
    from leaddesk.gui.views.reception import Reception

KEYS_FILE = "keys.toml"
MOST_REPORTS = 5
"""Crash dialogs per run; after that something is broken for good and dialogs would not help."""
SWITCH_SECONDS = 0.0005
"""How long painting waits at most until a thread beside it, an import say, gives it a turn."""


@dataclass(frozen=True)
class WindowOptions:
    """How a window starts: folders for settings and crash reports (None keeps nothing).

    `person` is the name or id of who sits down at once; `services` are optional doors, such as
    "open_demo", a way to connect to the demo team's desk.
    """

    settings_folder: Path | None = None
    report_folder: Path | None = None
    person: str = ""
    services: Mapping[str, Callable[..., object]] = field(default_factory=dict)


def run_window(
    connect: Connect,
    machine: Machine,
    options: WindowOptions | None = None,
    arguments: Sequence[str] = (),
) -> int:
    """Open the window and return the exit code when it is closed.

    `connect` opens the desk on a background thread, after the window was painted.
    """
    app = make_app(arguments)
    program = Program(machine, options or WindowOptions())
    program.catch_everything()
    program.ready.connect(program.settle)
    program.show(connect)
    try:
        return app.exec()
    finally:
        program.close()


def make_app(arguments: Sequence[str] = ()) -> QApplication:
    """Return the application, made when there is none yet."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication([sys.argv[0] or "leaddesk", *arguments])
    app.setApplicationName("LeadDesk")
    app.setApplicationDisplayName("LeadDesk")
    app.setDesktopFileName("leaddesk")
    app.setApplicationVersion(__version__)
    return app


class Program(QObject):
    """One window with everything behind it; whoever makes it closes it."""

    ready = Signal()

    def __init__(
        self,
        machine: Machine,
        options: WindowOptions,
        threads: Threads | None = None,
        theme: Theme | None = None,
    ) -> None:
        super().__init__()
        self._app = make_app()
        self._machine, self._options, self._threads = machine, options, threads
        self._reports = 0
        self._catching = False
        self.settings = _settings(options.settings_folder)
        self._theme = theme
        self._is_framed = self._is_settled = False
        self.window = MainWindow(self.settings)
        self._reception: Reception | None = None
        self._connect: Connect | None = None

    @property
    def theme(self) -> Theme:
        """The colours and the type of the program, worn from the first time that they are asked."""
        if self._theme is None:
            self._theme = _theme(self._app, self.settings)
        return self._theme

    @property
    def ops(self) -> Ops:
        """The window's way to the desk; there once the window was furnished."""
        return self.window.ops

    @property
    def reception(self) -> Reception:
        """What happens around the screens; there once the window was furnished."""
        if self._reception is None:
            raise RuntimeError("furnish the window first")
        return self._reception

    def show(self, connect: Connect) -> None:
        """Show the window's outline; the frame and the rest are brought once it was painted."""
        self._connect = connect
        self.window.painted.connect(self._on_painted)
        self.window.show()
        QTimer.singleShot(PAINTED_AFTER_MS, self, self._on_painted)

    def furnish(self) -> None:
        """Import and build everything behind the painted window."""
        if self._reception is not None:
            return
        self.frame()
        from leaddesk.gui.ops import Ops
        from leaddesk.gui.surroundings import Surroundings
        from leaddesk.gui.views.reception import Reception

        options = self._options
        table, trouble = _table(options.settings_folder)
        around = Surroundings(
            self._machine, self.settings, self.theme, table, options.services, options.person
        )
        ops = Ops(self._machine.now, self._threads)
        ops.crashed.connect(self.crashed)
        self.window.furnish(ops, around)
        self._reception = Reception(self.window)
        self._reception.seated.connect(self.ready)
        if trouble:
            self.window.say(trouble)

    def frame(self) -> None:
        """Dress the program and put the frame in the place of its outline."""
        if self._is_framed:
            return
        self._is_framed = True
        # The theme loads the compiled resources; the icons are among them.
        self._theme = self.theme
        from leaddesk.gui.icons import app_icon

        self._app.setWindowIcon(app_icon())
        self.window.frame()

    def start(self, connect: Connect) -> None:
        """Bring the rest and open the desk in the background."""
        self.furnish()
        self.reception.start(connect)

    def _on_painted(self) -> None:
        if self._connect is None:
            return
        self.frame()
        # Whatever is posted goes first: the frame is painted before the rest is imported.
        QTimer.singleShot(0, self, self._on_framed)

    def _on_framed(self) -> None:
        connect, self._connect = self._connect, None
        if connect is not None:
            self.start(connect)

    def settle(self) -> None:
        """Let the collector pass over what was built until now, which stays for good.

        Looking through all of it now and then made a frame 70 ms late.
        """
        if not self._is_settled:
            self._is_settled = True
            gc.freeze()

    def close(self) -> None:
        """End threads and timers; every write that was begun is finished first."""
        self._connect = None
        if self._reception is not None:
            self._reception.leave()
            self.ops.close()
        if self._catching:
            sys.excepthook = sys.__excepthook__
            threading.excepthook = threading.__excepthook__
            qInstallMessageHandler(None)

    def catch_everything(self) -> None:
        """Turn what nobody caught into a report, on whatever thread it happens."""
        self._catching = True
        sys.excepthook = self._on_uncaught
        threading.excepthook = lambda args: self._from_thread(args.exc_value)
        qInstallMessageHandler(self._on_qt_message)

    def crashed(self, error: BaseException) -> None:
        """Write a report and show it."""
        import PySide6

        from leaddesk.gui.crash_report import report, write_report

        self._reports += 1
        at = self._machine.now()
        versions = {"leaddesk": __version__, "pyside6": PySide6.__version__}
        text = report(error, at, versions)
        folder = self._options.report_folder
        written = write_report(folder, text, at) if folder is not None else None
        if self._reports > MOST_REPORTS:
            return
        from leaddesk.gui.views.crash_dialog import CrashDialog

        dialog = CrashDialog(text, written, self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self.window.close()
            return
        self.crashed(error)

    def _from_thread(self, error: BaseException | None) -> None:
        if error is not None:
            with contextlib.suppress(RuntimeError, AttributeError):
                self.ops.crashed.emit(error)

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
        """Note that Qt complained, and where; its words can hold data and stay out."""
        if kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            return
        folder = self._options.report_folder
        if folder is None:
            return
        line = f"{self._machine.now():%Y-%m-%d %H:%M:%S} {kind.name} {context.category or ''}\n"
        with contextlib.suppress(OSError), (folder / "qt.log").open("a", encoding="utf-8") as log:
            log.write(line)


def _settings(folder: Path | None) -> Settings:
    return KeptInMemory() if folder is None else KeptInFile(folder / SETTINGS_FILE)


def _theme(app: QApplication, settings: Settings) -> Theme:
    import leaddesk.gui.forms.rc_leaddesk  # noqa: F401 - registers fonts and icons
    from leaddesk.gui.theme import Scheme, Theme

    kept = settings.read("window/scheme")
    known = {scheme.value: scheme for scheme in Scheme}
    return Theme(app, known.get(kept, Scheme.SYSTEM))


def _table(folder: Path | None) -> tuple[tuple[Action, ...], str]:
    """Return the table of actions with the person's own keys, and what is wrong with these."""
    from leaddesk.domain.errors import LeadDeskError
    from leaddesk.gui.actions import TABLE, read_keymap, remapped

    path = folder / KEYS_FILE if folder is not None else None
    if path is None or not path.is_file():
        return TABLE, ""
    try:
        return remapped(TABLE, read_keymap(path.read_text(encoding="utf-8"))), ""
    except (LeadDeskError, OSError, UnicodeDecodeError) as trouble:
        where = getattr(trouble, "fields", {}).get("where", "")
        return TABLE, f"Your own keys in {KEYS_FILE} were not used; look at “{where or path}”."
