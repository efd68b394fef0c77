# SPDX-License-Identifier: MIT
"""The window paints before anything heavy is imported, and opens its desk in the background."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from leaddesk.gui.app import Program, WindowOptions
from leaddesk.gui.theme import DARK, Scheme, Theme
from leaddesk.gui.views.outline import RAIL, STRIP, Outline, colours_for
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import FakeMachine

HEAVY = (
    "sqlalchemy", "alembic", "psycopg", "phonenumbers", "holidays", "chardet", "python_calamine",
    "email_validator", "msgspec", "leaddesk.desk.queries", "leaddesk.desk.commands",
    "leaddesk.storage", "leaddesk.words", "leaddesk.gui.theme", "leaddesk.gui.forms",
    "leaddesk.cli.arguments", "PySide6.QtSvg", "zoneinfo", "platformdirs", "json",
)  # fmt: skip

PAINTS = """
    import sys
    from PySide6.QtCore import QTimer
    from leaddesk.gui.app import Program, WindowOptions, make_app

    import leaddesk.cli.run
    from leaddesk.bootstrap import program as bootstrap

    app = make_app()
    program = Program(bootstrap.machine(), WindowOptions())

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
    begun, going_on = threading.Event(), threading.Event()
    desk = FakeDesk()

    def connect() -> FakeDesk:
        begun.set()
        going_on.wait(5)
        return desk

    program = Program(FakeMachine(), WindowOptions(), theme=worn)
    program.show(connect)
    qtbot.waitUntil(begun.is_set)
    going_on.set()
    program.close()
    program.window.close()
    assert desk.closed


def test_a_window_closed_with_its_first_paint_opens_no_desk(qtbot: QtBot, worn: Theme) -> None:
    opened: list[bool] = []

    def connect() -> FakeDesk:
        opened.append(True)
        return FakeDesk()

    program = Program(FakeMachine(), WindowOptions(), theme=worn)
    with qtbot.waitSignal(program.window.painted):
        program.show(connect)
    program.close()
    program.window.close()
    qtbot.wait(0)
    assert not opened


def test_the_outline_stands_where_the_frame_will_stand(qtbot: QtBot, worn: Theme) -> None:
    program = Program(FakeMachine(), WindowOptions(), theme=worn)
    window = program.window
    window.show()
    qtbot.waitExposed(window)
    outline = window.centralWidget()
    assert isinstance(outline, Outline)
    drawn = outline.boxes()
    program.frame()
    form = window._ui
    qtbot.waitUntil(lambda: form.opening_pad.width() > 1000)
    cards = (form.opening_list, form.opening_lead, form.opening_side, form.opening_pad)
    for card, box in zip(cards, drawn, strict=True):
        place = card.mapTo(form.ground, QPoint(0, 0))
        assert (place.x(), place.y(), card.width(), card.height()) == box
    assert (form.rail.width(), form.strip.height()) == (RAIL, STRIP)
    program.close()
    window.close()


def test_the_outline_is_painted_in_the_colours_of_its_scheme(qtbot: QtBot) -> None:
    outline = Outline(DARK)
    qtbot.addWidget(outline)
    outline.resize(1200, 800)
    picture = outline.grab().toImage()
    left, top, width, height = outline.boxes()[1]
    told = {
        "paper": (RAIL + 4, STRIP + 4), "surface": (10, 400), "line": (RAIL - 1, 400),
    }  # fmt: skip
    for name, (x, y) in told.items():
        assert picture.pixelColor(x, y).name().upper() == getattr(DARK, name), name
    assert picture.pixelColor(left, top).name().upper() == DARK.line
    assert picture.pixelColor(left + width // 2, top + height // 2).name().upper() == DARK.surface


def test_the_outline_has_the_colours_that_were_chosen(worn: Theme) -> None:
    worn.choose(Scheme.LIGHT)
    assert [colours_for(word).name for word in ("light", "dark", "system", "")] == [
        "light", "dark", "light", "light",
    ]  # fmt: skip


SPARED = """
    import linecache
    import leaddesk
    import PySide6
    from leaddesk.gui.binding import spare_sources

    assert spare_sources()
    from PySide6 import QtWidgets
    import leaddesk.gui.app
    ours = [name for name in linecache.cache if name.startswith(*leaddesk.__path__)]
    print(sorted(name for name in ours if "binding" not in name))
"""


def test_no_source_is_read_for_features_that_nobody_uses() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SPARED)], check=False, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
