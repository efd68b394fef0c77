# SPDX-License-Identifier: MIT
"""What a damaged file had beyond its backup is shown again, and reaches the hub once."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.desk import commands
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage import backup, salvage
from leaddesk.sync import salvaged
from tests.factories import MINUTE
from tests.sync.small_team import SmallTeam, Workstation


def put_back(seat: Workstation, kept: Path) -> int:
    """Put a backup in place, bring back what the file before had, and start again."""
    seat.desk.close()
    aside = backup.restore(kept, seat.file, seat.now + MINUTE).moved_aside
    assert aside is not None
    newer = salvage.newer_in(aside, seat.file)
    seat.open_again()
    return salvaged.bring_back(seat.store, NoHolidays(), newer.operations)


def calls(team: SmallTeam) -> list[tuple[int, str]]:
    rows = team.office.sql("SELECT lead_id, outcome FROM journal WHERE kind = 'call' ORDER BY seq")
    return [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize("sent", [False, True])
def test_work_after_the_backup_shows_again_and_is_done_once_at_the_hub(
    team: SmallTeam, dana: Workstation, *, sent: bool
) -> None:
    kept = dana.file.with_name("kept.db")
    backup.make_backup(dana.file, kept)
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "no_answer", note="rang out", then_take=False)
    dana.do(commands.AddNote(lead, "ask for Tom"))
    if sent:
        # The hub did it; the answer that says so was lost.
        dana.cable.lost = ("answer", 0)
        assert not dana.sync()
        assert calls(team) == [(lead, "no_answer")]
    assert put_back(dana, kept) == 2
    assert dana.lead_now(lead).attempts == 1
    assert dana.hand() == []
    dana.sync()
    dana.sync()
    assert calls(team) == [(lead, "no_answer")]
    assert [state for _, state in dana.log_states()] == ["done", "done"]
    assert dana.lead_now(lead).attempts == team.office.lead_now(lead).attempts == 1
    assert dana.sql("SELECT COUNT(*) FROM overlay_image") == [(0,)]


def test_work_on_a_lead_that_the_backup_lacks_waits_and_is_not_lost(
    team: SmallTeam, dana: Workstation
) -> None:
    kept = dana.file.with_name("kept.db")
    backup.make_backup(dana.file, kept)
    held = dana.take()
    assert held is not None
    dana.log(held, "busy", then_take=False)
    told = "UPDATE operation SET lead_id = 999, told = replace(told, :old, :new)"
    dana.write(told, old=f'"lead_id":{held}', new='"lead_id":999')
    assert put_back(dana, kept) == 1
    assert [state for _, state in dana.log_states()] == ["waiting"]
    assert dana.sync()
    assert [state for _, state in dana.log_states()] == ["refused"]


def test_what_is_here_already_is_not_brought_back_twice(dana: Workstation) -> None:
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "no_answer", then_take=False)
    operations = salvage.unsent_in(dana.file)
    assert len(operations) == 1
    assert salvaged.bring_back(dana.store, NoHolidays(), operations) == 0
    assert dana.lead_now(lead).attempts == 1
