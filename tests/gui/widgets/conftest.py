# SPDX-License-Identifier: MIT
"""Every widget test is dressed like the program, and nothing moves unless the test wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.gui.theme import Scheme, Theme

# Said by the offscreen platform whenever a window with a smallest size is shown.
OFFSCREEN_NOISE = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_NOISE))


@pytest.fixture(autouse=True)
def theme(worn: Theme) -> Iterator[Theme]:
    worn.choose(Scheme.LIGHT)
    worn.rest(still=True)
    yield worn
    worn.rest(still=False)
