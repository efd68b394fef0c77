# SPDX-License-Identifier: MIT
"""Leads that come by themselves, with the real program: watched, taken, and ended from outside."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from leaddesk.bootstrap import program as bootstrap
from leaddesk.desk.queries import AskArrivals
from tests.e2e.patience import until
from tests.e2e.program import Place

pytestmark = pytest.mark.e2e

LIST = "First name,Last name,Phone,State\nAnn,Lee,+1 612 555 0148,MN\n"


def test_a_watch_takes_a_list_and_ends_cleanly(place: Place, tmp_path: Path) -> None:
    place.hire("Dana Whitfield", "qualifier")
    land = tmp_path / "land"
    land.mkdir()
    watch = place.start("watch", str(land), "--as", "Dana")
    part = land / "fair.csv.part"
    part.write_text(LIST)
    part.rename(land / "fair.csv")

    def is_done() -> bool:
        files = place.desk.ask(AskArrivals(), bootstrap.clock()).files
        return [file.state for file in files] == ["done"]

    until("the list", is_done)
    until("the file in its place", (land / "done" / "fair.csv").exists)
    watch.send_signal(signal.SIGTERM)
    assert watch.wait(20) == 0
    assert [lead["name"] for lead in place.ask("leads")["leads"]] == ["Ann Lee"]
    assert os.listdir(land / "done") == ["fair.csv"]  # noqa: PTH208
