# SPDX-License-Identifier: MIT
"""Every widget test is dressed like the program, and nothing moves unless the test wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import leaddesk.gui.forms.rc_leaddesk  # noqa: F401
from leaddesk.gui.theme import Scheme, Theme

# Said by the offscreen platform whenever a window with a smallest size is shown.
OFFSCREEN_NOISE = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_NOISE))


# Dressing a program takes longer than most tests: once is enough.
@pytest.fixture(scope="session")
def _worn(qapp: QApplication) -> Theme:
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture(autouse=True)
def theme(_worn: Theme) -> Iterator[Theme]:
    _worn.choose(Scheme.LIGHT)
    _worn.rest(still=True)
    yield _worn
    _worn.rest(still=False)
