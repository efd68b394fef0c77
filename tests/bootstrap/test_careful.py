# SPDX-License-Identifier: MIT
"""A backup stands behind what brings in, changes or erases much, and goes to two places."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from leaddesk.bootstrap import backups, careful, desks, restoring
from leaddesk.bootstrap.local_file import OwnFile
from leaddesk.desk.commands import AddLead, ErasePerson, LeadFields
from leaddesk.desk.queries import AskLead
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import places
from tests.bootstrap.long_lists import NOW, OPTIONS, drafts_of, written


def kept(database: Path) -> list[Path]:
    return sorted((database.parent / "backups").glob(f"{database.stem}-*.db"))


def test_a_backup_is_made_before_a_list_comes_in_and_not_before_a_dry_run(
    database: Path, tmp_path: Path
) -> None:
    desk = desks.open_careful(str(database))
    assert isinstance(desk, careful.CarefulDesk)
    path = written(tmp_path / "expo.csv")
    desk.import_list(drafts_of(path), OPTIONS, 1, NOW, dry_run=True)
    assert kept(database) == []
    desk.import_list(drafts_of(path), OPTIONS, 1, NOW)
    assert len(kept(database)) == 1
    desk.close()


def test_a_backup_is_made_before_somebody_is_erased(database: Path) -> None:
    desk = desks.open_careful(str(database))
    fields = LeadFields("Zoe", "Quill", "Quillworks", phones=(("+16125550777", "mobile"),))
    lead = desk.do(AddLead(fields), 1, NOW).lead_id or 0
    assert kept(database) == []
    desk.do(ErasePerson((lead,), "By e-mail"), 1, NOW)
    assert len(kept(database)) == 1
    desk.close()


def test_a_backup_that_fails_stops_nothing(
    database: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_told: object, **_more: object) -> None:
        raise StoreUnavailable("disk_full")

    monkeypatch.setattr(backups, "regular_backup", fail)
    desk = desks.open_careful(str(database))
    fields = LeadFields("Zoe", "Quill", "Quillworks", phones=(("+16125550777", "mobile"),))
    lead = desk.do(AddLead(fields), 1, NOW).lead_id or 0
    desk.do(ErasePerson((lead,), "By e-mail"), 1, NOW)
    assert desk.ask(AskLead(lead), NOW).name == "(erased)"
    assert "The backup before it did not work" in caplog.text
    caplog.clear()
    desk.close()


def test_no_list_comes_in_from_the_command_line_without_room(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desks.open_careful(str(database))
    monkeypatch.setattr(places, "FULL_BYTES", 2**62)
    with pytest.raises(StoreUnavailable) as refused:
        desk.import_list(drafts_of(written(tmp_path / "expo.csv")), OPTIONS, 1, NOW)
    assert refused.value.key == "no_room"
    desk.close()


def test_how_the_backups_stand_is_told_as_the_folders_are(
    database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own, stick = OwnFile(str(database)), tmp_path / "stick"
    assert (own.backups().last, own.backups().second) == (None, None)
    stick.mkdir()
    told = own.choose_second(stick)
    assert told.second == stick
    assert told.last == told.copied
    assert told.last is not None
    assert not told.away
    stick.rename(tmp_path / "pulled out")
    assert own.back_up().away
    assert "could not be reached" in caplog.text
    caplog.clear()
    (tmp_path / "pulled out").rename(stick)
    assert not own.back_up().away
    assert own.choose_second(None).second is None
    with pytest.raises(StoreUnavailable, match=r"backup\.no_folder"):
        own.choose_second(tmp_path / "nowhere")


def test_the_second_folder_is_kept_filled_and_restored_from(
    database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    first = backups.choose_second(str(database), stick)
    assert first.also is not None
    assert desks.place_warning(str(database)) in {"", places.DISK_LOW}
    first.path.unlink()
    done = restoring.restore(restoring.LATEST, str(database))
    assert done.source == first.also
    shutil.rmtree(stick)
    assert backups.back_up(str(database), None).also is None
    assert "could not be reached" in caplog.text
    caplog.clear()
    assert desks.place_warning(str(database)) in {"backup_away", places.DISK_LOW}
    assert backups.choose_second(str(database), None).also is None


def test_a_backup_of_the_last_minutes_is_enough(database: Path) -> None:
    backups.back_up(str(database), None)
    assert backups.regular_backup(str(database), every=backups.BEFORE_RISK) is None
    assert dt.timedelta(minutes=30) > backups.BEFORE_RISK
