# SPDX-License-Identifier: MIT
"""Two runs of the benchmarks never work on the same files: figures of both would mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import made_leads
from bench.__main__ import main
from leaddesk.system.one_runner import OneRunner


def test_a_run_keeps_others_out_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEADDESK_BENCH", str(tmp_path))
    monkeypatch.setenv(made_leads._OURS, "")
    monkeypatch.setattr(made_leads, "_TURNS", {})
    (tmp_path / "made.db").write_text("first")
    other = OneRunner(tmp_path / "run")
    assert other.take()
    with pytest.raises(RuntimeError, match="Another run"):
        made_leads.copy_of(tmp_path / "made.db", "copy")
    assert not (tmp_path / "copy.db").exists()
    assert main(["queue"]) == 2
    assert "LEADDESK_BENCH" in capsys.readouterr().err
    other.let_go()
    for _ in range(2):
        assert made_leads.copy_of(tmp_path / "made.db", "copy").read_text() == "first"
    assert not other.take()
    made_leads._TURNS[tmp_path].let_go()
