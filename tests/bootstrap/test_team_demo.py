# SPDX-License-Identifier: MIT
"""The made-up team: a hub, three workstations on this computer, and a handoff that crosses."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.bootstrap.team_demo import team_demo
from leaddesk.system import keychain


@pytest.mark.timeout(240)
def test_a_handoff_crosses_and_the_news_of_it_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(keychain.Keychain, "_put_away", lambda *_: False)
    said: list[str] = []
    told = team_demo(tmp_path / "team", said.append, windows=False)
    assert len([line for line in said if "has joined" in line]) == 3
    assert "takes" in told[0]
    assert "hands it off" in told[1]
    assert "on the Handoffs screen" in told[2]
    assert "accepts" in told[3]
