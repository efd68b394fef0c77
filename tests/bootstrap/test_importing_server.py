# SPDX-License-Identifier: MIT
"""The importing process opens a team's server as it opens a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.bootstrap import importing
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.queries import AskLists
from tests.bootstrap.long_lists import NOW, OPTIONS, ROWS, drafts_of, importers, written
from tests.factories import NOON
from tests.storage.servers import running

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("own_folder")]


def test_a_long_list_goes_to_the_server(tmp_path: Path) -> None:
    drafts = drafts_of(written(tmp_path / "expo.csv"))
    with running(NOON) as server:
        desk = importing.open_window_desk(server.url(server.fresh()))
        desk.do(AddPerson(PersonFields("Ruth", ("team_lead",), "America/Chicago")), 0, NOW)
        desk.expect_list(drafts.path)
        (pid,) = importers()
        counted = desk.import_list(drafts, OPTIONS, 1, NOW, dry_run=True)
        result = desk.import_list(drafts, OPTIONS, 1, NOW)
        assert importers() == [pid]
        (shown,) = desk.ask(AskLists(), NOW)
        desk.close()
    assert result.count == counted.count
    assert result.count.rows == ROWS
    assert (shown.status, shown.leads) == ("live", result.count.new)
