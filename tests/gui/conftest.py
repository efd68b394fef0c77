# SPDX-License-Identifier: MIT
"""A real window over a made-up desk, its work run in the call that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import leaddesk.gui.forms.rc_leaddesk  # noqa: F401 - registers fonts and icons
from leaddesk.gui.app import Program, WindowOptions
from leaddesk.gui.theme import Scheme, Theme
from leaddesk.gui.threads import Threads
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import AtOnce, FakeMachine
from tests.gui.sitting import Sitting

# Said by the offscreen platform whenever a window with a smallest size is shown.
OFFSCREEN_NOISE = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/gui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_NOISE))


@pytest.fixture(scope="session")
def worn(qapp: QApplication) -> Theme:
    """The colours of the program, put on once: a style sheet is slow to change."""
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def sitting(qtbot: QtBot, worn: Theme) -> Iterator[Sitting]:
    """A window that is shown and has no desk yet; call `start`."""
    worn.choose(Scheme.LIGHT)
    worn.rest(still=True)
    machine = FakeMachine()
    writer, readers = AtOnce(), AtOnce()
    threads = Threads(writer, readers, AtOnce(), queued=False)
    program = Program(machine, WindowOptions(), threads, worn)
    program.furnish()
    failures: list[BaseException] = []
    program.ops.crashed.disconnect(program.crashed)
    program.ops.crashed.connect(failures.append)
    window = program.window
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Sitting(program, FakeDesk(), machine, writer, readers)
    program.close()
    window.close()
    window.deleteLater()
    program.deleteLater()
    assert not failures


@pytest.fixture
def at_work(sitting: Sitting) -> Sitting:
    """Dana at her queue, the first lead in hand."""
    sitting.start()
    return sitting


@pytest.fixture
def leading(sitting: Sitting, tmp_path: Path) -> Sitting:
    """Lee, who qualifies and leads the team, at the queue; files go into a folder of the test."""
    sitting.program.settings.write("export/folder", str(tmp_path))
    sitting.start("Lee Novak")
    return sitting
