# SPDX-License-Identifier: MIT
"""Long lists go through a process of their own: the same outcome, and nothing lost with it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

import pytest

from leaddesk.bootstrap import desks, importing
from leaddesk.bootstrap.importing import WindowDesk
from leaddesk.desk.commands import AddPerson, ImportOptions, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.intake import ImportResult
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken, StoreUnavailable
from leaddesk.domain.lead_draft import RejectedRow
from leaddesk.system import import_worker
from leaddesk.system.child_process import Pipe
from tests.bootstrap.long_lists import (
    NOW,
    OPTIONS,
    ROWS,
    drafts_of,
    importers,
    leads,
    left,
    written,
)


def test_a_long_list_comes_to_the_same_as_in_this_process(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    path = written(tmp_path / "expo.csv")
    other = tmp_path / "other.db"
    desks.open_desk(str(other)).close()
    plain = desks.open_desk(str(other))
    plain.do(AddPerson(PersonFields("Ruth", ("team_lead",), "America/Chicago")), 0, NOW)
    here = plain.import_list(drafts_of(path), OPTIONS, 1, NOW)
    plain.close()
    handled: list[int] = []
    shares: list[float] = []
    drafts = drafts_of(path)

    def report(rows: int) -> None:
        handled.append(rows)
        shares.append(drafts.share_read())

    counted = desk.import_list(drafts, OPTIONS, 1, NOW, dry_run=True, report=report)
    (pid,) = importers()
    assert left(database) == (0, 0, 0)
    there = desk.import_list(drafts, OPTIONS, 1, NOW, report=report)
    assert importers() == [pid]
    assert there.count == here.count == counted.count
    assert here.count.new > ROWS * 0.8
    assert here.count.duplicates_in_file
    assert list(there.turned_down) == list(here.turned_down) == list(counted.turned_down)
    assert there.reasons == here.reasons
    assert counted.list_id is None
    assert there.list_id is not None
    assert leads(database) == leads(other)
    assert handled == [2000, 4000] * 2
    assert shares[1] == shares[3] == 1.0
    assert 0 < shares[0] < 1


def test_a_short_text_is_read_here(desk: Desk, database: Path, tmp_path: Path) -> None:
    desk.import_list(drafts_of(written(tmp_path / "short.csv", 20)), OPTIONS, 1, NOW)
    assert not importers()
    assert leads(database)


def test_a_long_list_that_is_looked_at_finds_the_process_there(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    path = written(tmp_path / "expo.csv")
    desk.expect_list(tmp_path / "missing.csv")
    desk.expect_list(written(tmp_path / "short.csv", 20))
    assert not importers()
    desk.expect_list(path)
    desk.expect_list(path)
    (pid,) = importers()
    counted = desk.import_list(drafts_of(path), OPTIONS, 1, NOW, dry_run=True)
    assert importers() == [pid]
    assert counted.count.rows == ROWS
    desk.close()
    desk.expect_list(path)
    assert not importers()


def test_who_stops_has_nothing_of_the_list_and_may_try_again(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    drafts, stop = drafts_of(written(tmp_path / "expo.csv", 9000)), threading.Event()
    with pytest.raises(RuleBroken, match="import_cancelled"):
        desk.import_list(
            drafts, OPTIONS, 1, NOW, report=lambda _rows: stop.set(), cancelled=stop.is_set
        )
    assert left(database) == (0, 0, 0)
    assert desk.import_list(drafts, OPTIONS, 1, NOW).count.new == len(leads(database))


def test_what_was_turned_down_is_kept_before_anybody_sees_the_list(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    drafts, kept = drafts_of(written(tmp_path / "expo.csv")), list[RejectedRow]()

    def keep(rows: Sequence[RejectedRow]) -> None:
        kept.extend(rows)
        assert not leads(database)

    result = desk.import_list(drafts, OPTIONS, 1, NOW, turned_down=keep)
    assert kept == list(result.turned_down)
    assert kept

    def fail(_rows: Sequence[RejectedRow]) -> None:
        raise BadInput("file.unwritable", where="rejected.csv")

    before = left(database)
    again = drafts_of(written(tmp_path / "again.csv"))
    with pytest.raises(BadInput, match=r"file\.unwritable"):
        desk.import_list(again, OPTIONS, 1, NOW, turned_down=fail)
    assert left(database) == before


@pytest.mark.parametrize(
    "error",
    [BadInput("file.unwritable"), ValueError("told by the window"), PermissionError("in the way")],
)
def test_trouble_on_this_side_stops_the_import(
    desk: Desk, database: Path, tmp_path: Path, error: Exception
) -> None:
    def report(_rows: int) -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        desk.import_list(
            drafts_of(written(tmp_path / "expo.csv", 9000)), OPTIONS, 1, NOW, report=report
        )
    assert raised.value is error
    assert left(database) == (0, 0, 0)
    (pid,) = importers()
    with pytest.raises(type(error)):
        desk.import_list(
            drafts_of(written(tmp_path / "a.csv")), OPTIONS, 1, NOW, dry_run=True, report=report
        )
    assert importers() == [pid]


def test_what_the_desk_refuses_is_refused_with_its_words(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    path = written(tmp_path / "expo.csv")
    with path.open("a", encoding="utf-8") as file:
        file.write('"Bob,Ray\n' * 3)
    broken = drafts_of(written(tmp_path / "whole.csv"))
    broken.path = path
    with pytest.raises(BadInput, match=r"file\.broken_quotes") as refused:
        desk.import_list(broken, OPTIONS, 1, NOW)
    assert f"row {ROWS + 2}" in str(refused.value.fields["where"])
    with pytest.raises(NotFound, match="person"):
        desk.import_list(drafts_of(written(tmp_path / "expo.csv")), OPTIONS, 77, NOW)
    assert left(database) == (0, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_process_that_is_killed_is_told_and_another_one_goes_on(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    drafts = drafts_of(written(tmp_path / "expo.csv", 9000))

    def kill(_rows: int) -> None:
        for pid in importers():
            assert pid is not None
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(StoreUnavailable, match="import_died"):
        desk.import_list(drafts, OPTIONS, 1, NOW, report=kill)
    assert not importers()
    assert not leads(database)
    result = desk.import_list(drafts, OPTIONS, 1, NOW)
    assert len(leads(database)) == result.count.new


def test_a_process_that_waited_too_long_is_not_asked(
    desk: Desk, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = drafts_of(written(tmp_path / "expo.csv"))
    desk.import_list(drafts, OPTIONS, 1, NOW, dry_run=True)
    (pid,) = importers()
    monkeypatch.setattr(import_worker, "_WAITS_SECONDS", 0.0)
    result = desk.import_list(drafts, OPTIONS, 1, NOW)
    assert pid not in importers()
    assert len(leads(database)) == result.count.new


def test_a_list_of_a_folder_does_not_wait_for_one_of_the_window(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    path, results = written(tmp_path / "expo.csv"), list[ImportResult]()

    def report(_rows: int) -> None:
        if not results:
            results.append(
                desk.import_list(drafts_of(path), ImportOptions("Folder", take=""), 1, NOW)
            )

    second = desk.import_list(drafts_of(path), OPTIONS, 1, NOW, report=report)
    assert len(importers()) == 2
    assert results[0].count.new == len(leads(database))
    assert second.count.new == 0
    assert second.count.duplicates_known == results[0].count.new


def test_while_a_list_comes_in_the_writes_of_others_are_looked_for_seldom(
    desk: Desk, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[bool] = []

    def report(_rows: int) -> None:
        found.extend(desk.changed_elsewhere() for _ in range(3))

    monkeypatch.setattr(importing, "LOOK_SECONDS", 3600.0)
    desk.changed_elsewhere()
    desk.import_list(drafts_of(written(tmp_path / "a.csv")), OPTIONS, 1, NOW, report=report)
    assert found == [False] * 6
    assert desk.changed_elsewhere()
    monkeypatch.setattr(importing, "LOOK_SECONDS", 0.0)
    found.clear()
    desk.import_list(drafts_of(written(tmp_path / "b.csv")), OPTIONS, 1, NOW, report=report)
    assert any(found)


def test_a_database_that_is_gone_is_not_made_anew(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    away = database.rename(tmp_path / "away.db")
    drafts = drafts_of(written(tmp_path / "expo.csv"))
    with pytest.raises(StoreUnavailable, match="cannot_open"):
        desk.import_list(drafts, OPTIONS, 1, NOW)
    assert not database.exists()
    away.rename(database)


def test_what_nobody_expected_is_reported_there_and_told_here(tmp_path: Path) -> None:
    worker = import_worker.ImportWorker(_serve_trouble, str(tmp_path / "report.txt"))
    assert worker.take()
    assert not worker.take()
    with pytest.raises(StoreUnavailable, match="import_failed") as refused:
        worker.import_list(
            drafts_of(written(tmp_path / "expo.csv")), OPTIONS, 1, NOW, dry_run=False,
            report=lambda _rows: None, cancelled=lambda: False, turned_down=lambda _rows: None,
        )  # fmt: skip
    worker.leave()
    worker.close()
    worker.close()
    assert worker.take()
    with pytest.raises(StoreUnavailable, match="not_open"):
        worker.import_list(
            drafts_of(written(tmp_path / "expo.csv")), OPTIONS, 1, NOW, dry_run=False,
            report=lambda _rows: None, cancelled=lambda: False, turned_down=lambda _rows: None,
        )  # fmt: skip
    assert refused.value.fields["detail"] == "ZeroDivisionError"
    assert (tmp_path / "report.txt").read_text("utf-8") == "ZeroDivisionError"


def _serve_trouble(pipe: Pipe, report: str) -> None:
    import_worker.serve(pipe, lambda: cast("Desk", _Trouble()), partial(_note, Path(report)))


def _note(path: Path, error: BaseException) -> None:
    path.write_text(type(error).__name__, "utf-8")


class _Trouble:
    """A desk that meets what nobody expected."""

    def import_list(self, *_told: object, **_named: object) -> ImportResult:
        raise ZeroDivisionError

    def close(self) -> None:
        """Have nothing to let go of."""


def test_a_window_desk_is_what_the_window_opens(database: Path) -> None:
    desk = importing.open_window_desk(str(database))
    assert isinstance(desk, WindowDesk)
    desk.close()
