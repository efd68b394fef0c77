# SPDX-License-Identifier: MIT
"""The window paints before anything heavy is imported, and opens its desk in the background."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading

from pytestqt.qtbot import QtBot

from leaddesk.gui.app import Program, WindowOptions
from leaddesk.gui.theme import Theme
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import FakeMachine

HEAVY = (
    "sqlalchemy", "alembic", "psycopg", "phonenumbers", "holidays", "chardet", "python_calamine",
    "email_validator", "msgspec", "leaddesk.desk.queries", "leaddesk.desk.commands",
    "leaddesk.storage", "leaddesk.words",
)  # fmt: skip

PAINTS = """
    import sys
    from PySide6.QtCore import QTimer
    from leaddesk.gui.app import Program, WindowOptions, make_app

    app = make_app()
    program = Program(None, WindowOptions())

    def painted():
        heavy = {heavy!r}
        print(sorted(name for name in heavy if name in sys.modules))
        app.quit()

    program.window.painted.connect(painted)
    QTimer.singleShot(20000, app.quit)
    program.window.show()
    app.exec()
"""


def test_the_window_is_painted_before_anything_heavy_is_imported() -> None:
    script = textwrap.dedent(PAINTS).format(heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_desk_is_opened_off_the_gui_thread_after_the_paint(qtbot: QtBot, worn: Theme) -> None:
    opened_on: list[str] = []
    desk = FakeDesk()

    def connect() -> FakeDesk:
        opened_on.append(threading.current_thread().name)
        return desk

    program = Program(FakeMachine(), WindowOptions(person="Dana Whitfield"), theme=worn)
    with qtbot.waitSignal(program.ready, timeout=10_000):
        program.show(connect)
    qtbot.waitUntil(lambda: desk.in_hand == 1)
    assert opened_on[0].startswith("leaddesk-writer")
    program.close()
    assert desk.closed
    program.window.close()


def test_real_threads_end_with_the_window(qtbot: QtBot, worn: Theme) -> None:
    program = Program(FakeMachine(), WindowOptions(person="Dana Whitfield"), theme=worn)
    with qtbot.waitSignal(program.ready, timeout=10_000):
        program.show(FakeDesk)
    program.close()
    program.window.close()
    names = {thread.name for thread in threading.enumerate()}
    assert not [name for name in names if name.startswith("leaddesk-")]


def test_a_desk_that_opens_while_the_window_closes_is_closed_too(qtbot: QtBot, worn: Theme) -> None:
    going_on = threading.Event()
    desk = FakeDesk()

    def connect() -> FakeDesk:
        going_on.wait(5)
        return desk

    program = Program(FakeMachine(), WindowOptions(), theme=worn)
    with qtbot.waitSignal(program.window.painted):
        program.show(connect)
    going_on.set()
    program.close()
    program.window.close()
    assert desk.closed
