# SPDX-License-Identifier: MIT
"""Without a window a team is joined and left by the same steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.bootstrap.team_door import TeamDoor
from leaddesk.domain.errors import HubAway, RuleBroken


def test_a_computer_in_no_team_has_none_to_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path))
    with pytest.raises(RuleBroken, match="in_no_team"):
        TeamDoor().leave(anyway=True)


def test_where_no_hub_answers_nothing_is_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path))
    with pytest.raises(HubAway):
        TeamDoor().peek("127.0.0.1:9")
    assert not (tmp_path / "teams").exists()
