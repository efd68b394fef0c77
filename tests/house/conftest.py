# SPDX-License-Identifier: MIT
"""Time for reading every file of the checkout, which the first of these tests does for all."""

from __future__ import annotations

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give these tests as long as a busy machine needs: they do nothing but reckon."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.timeout(300))
