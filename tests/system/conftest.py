# SPDX-License-Identifier: MIT
"""A team's desk for what the system brings to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.desk.desk import Desk
from tests.system.watched import Team


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk over a fresh file."""
    team = Team(tmp_path)
    yield team.desk
    team.desk.close()
