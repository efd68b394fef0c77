# SPDX-License-Identifier: MIT
"""Long lists go through a process of their own: the same outcome, and nothing lost with it."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from leaddesk.bootstrap import desks, importing
from leaddesk.bootstrap.importing import WindowDesk
from leaddesk.desk.commands import AddPerson, ImportOptions, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.intake import ImportResult
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken, StoreUnavailable
from leaddesk.domain.lead_draft import DraftOptions, RejectedRow
from leaddesk.domain.lead_layout import recognise
from leaddesk.system import import_worker
from leaddesk.system.child_process import Pipe
from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.list_files import FileDrafts

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
HEADER = "First Name,Last Name,Company,Phone,Email,Do Not Call\n"
OPTIONS = ImportOptions("Expo")
ROWS = 4_000

pytestmark = pytest.mark.usefixtures("_own_folder")


@pytest.fixture
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "team.db"
    desk = desks.open_desk(str(path))
    desk.do(AddPerson(PersonFields("Ruth", ("team_lead",), "America/Chicago")), 0, NOW)
    desk.close()
    return path


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    """The desk of a window; no process is left behind it."""
    made = importing.open_window_desk(str(database))
    yield made
    made.close()
    assert not _importers()


def _written(path: Path, rows: int = ROWS) -> Path:
    """Write a list with a tenth of it twice, some bad numbers and some not to be called."""
    lines = [
        f"Ann{n},Lee,Acme {n % 90} Manufacturing Works,612-{556 + n % 9}-{n:04},"
        f"ann{n - n % 10 // 9}@acme.example,{'yes' if n % 97 == 5 else ''}\n"
        for n in range(rows)
    ]
    path.write_text(HEADER + "".join(lines), "utf-8")
    return path


def _drafts(path: Path) -> FileDrafts:
    mapping = recognise(open_leadfile(path).preview().rows)
    assert mapping is not None
    return FileDrafts(path, mapping, DraftOptions())


def _importers() -> list[int | None]:
    return [p.pid for p in multiprocessing.active_children() if p.name == "leaddesk-import"]


def _leads(database: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(database) as plain:
        return plain.execute(
            "SELECT first_name, email, phone, state, why, site, details FROM lead "
            "WHERE state <> 9 ORDER BY id"
        ).fetchall()


def _left(database: Path) -> tuple[int, ...]:
    """Return how many leads, numbers and lists are there that came to nothing."""
    asked = (
        "SELECT COUNT(*) FROM lead",
        "SELECT COUNT(*) FROM phone",
        "SELECT COUNT(*) FROM lead_list WHERE status <> 'dropped'",
    )
    with sqlite3.connect(database) as plain:
        return tuple(plain.execute(one).fetchone()[0] for one in asked)


def test_a_long_list_comes_to_the_same_as_in_this_process(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    path = _written(tmp_path / "expo.csv")
    other = tmp_path / "other.db"
    desks.open_desk(str(other)).close()
    plain = desks.open_desk(str(other))
    plain.do(AddPerson(PersonFields("Ruth", ("team_lead",), "America/Chicago")), 0, NOW)
    here = plain.import_list(_drafts(path), OPTIONS, 1, NOW)
    plain.close()
    handled: list[int] = []
    shares: list[float] = []
    drafts = _drafts(path)

    def report(rows: int) -> None:
        handled.append(rows)
        shares.append(drafts.share_read())

    counted = desk.import_list(drafts, OPTIONS, 1, NOW, dry_run=True, report=report)
    (pid,) = _importers()
    assert _left(database) == (0, 0, 0)
    there = desk.import_list(drafts, OPTIONS, 1, NOW, report=report)
    assert _importers() == [pid]
    assert there.count == here.count == counted.count
    assert here.count.new > ROWS * 0.8
    assert here.count.duplicates_in_file
    assert list(there.turned_down) == list(here.turned_down) == list(counted.turned_down)
    assert there.reasons == here.reasons
    assert counted.list_id is None
    assert there.list_id is not None
    assert _leads(database) == _leads(other)
    assert handled == [2000, 4000] * 2
    assert shares[1] == shares[3] == 1.0
    assert 0 < shares[0] < 1


def test_a_short_text_is_read_here(desk: Desk, database: Path, tmp_path: Path) -> None:
    desk.import_list(_drafts(_written(tmp_path / "short.csv", 20)), OPTIONS, 1, NOW)
    assert not _importers()
    assert _leads(database)


def test_who_stops_has_nothing_of_the_list_and_may_try_again(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    drafts, stop = _drafts(_written(tmp_path / "expo.csv", 9000)), threading.Event()
    with pytest.raises(RuleBroken, match="import_cancelled"):
        desk.import_list(
            drafts, OPTIONS, 1, NOW, report=lambda _rows: stop.set(), cancelled=stop.is_set
        )
    assert _left(database) == (0, 0, 0)
    assert desk.import_list(drafts, OPTIONS, 1, NOW).count.new == len(_leads(database))


def test_what_was_turned_down_is_kept_before_anybody_sees_the_list(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    drafts, kept = _drafts(_written(tmp_path / "expo.csv")), list[RejectedRow]()

    def keep(rows: Sequence[RejectedRow]) -> None:
        kept.extend(rows)
        assert not _leads(database)

    result = desk.import_list(drafts, OPTIONS, 1, NOW, turned_down=keep)
    assert kept == list(result.turned_down)
    assert kept

    def fail(_rows: Sequence[RejectedRow]) -> None:
        raise BadInput("file.unwritable", where="rejected.csv")

    before = _left(database)
    again = _drafts(_written(tmp_path / "again.csv"))
    with pytest.raises(BadInput, match=r"file\.unwritable"):
        desk.import_list(again, OPTIONS, 1, NOW, turned_down=fail)
    assert _left(database) == before


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
            _drafts(_written(tmp_path / "expo.csv", 9000)), OPTIONS, 1, NOW, report=report
        )
    assert raised.value is error
    assert _left(database) == (0, 0, 0)
    (pid,) = _importers()
    with pytest.raises(type(error)):
        desk.import_list(
            _drafts(_written(tmp_path / "a.csv")), OPTIONS, 1, NOW, dry_run=True, report=report
        )
    assert _importers() == [pid]


def test_what_the_desk_refuses_is_refused_with_its_words(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    path = _written(tmp_path / "expo.csv")
    with path.open("a", encoding="utf-8") as file:
        file.write('"Bob,Ray\n' * 3)
    broken = _drafts(_written(tmp_path / "whole.csv"))
    broken.path = path
    with pytest.raises(BadInput, match=r"file\.broken_quotes") as refused:
        desk.import_list(broken, OPTIONS, 1, NOW)
    assert f"row {ROWS + 2}" in str(refused.value.fields["where"])
    with pytest.raises(NotFound, match="person"):
        desk.import_list(_drafts(_written(tmp_path / "expo.csv")), OPTIONS, 77, NOW)
    assert _left(database) == (0, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_process_that_is_killed_is_told_and_another_one_goes_on(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    drafts = _drafts(_written(tmp_path / "expo.csv", 9000))

    def kill(_rows: int) -> None:
        for pid in _importers():
            assert pid is not None
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(StoreUnavailable, match="import_died"):
        desk.import_list(drafts, OPTIONS, 1, NOW, report=kill)
    assert not _importers()
    assert not _leads(database)
    result = desk.import_list(drafts, OPTIONS, 1, NOW)
    assert len(_leads(database)) == result.count.new


def test_a_process_that_waited_too_long_is_not_asked(
    desk: Desk, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = _drafts(_written(tmp_path / "expo.csv"))
    desk.import_list(drafts, OPTIONS, 1, NOW, dry_run=True)
    (pid,) = _importers()
    monkeypatch.setattr(import_worker, "_WAITS_SECONDS", 0.0)
    result = desk.import_list(drafts, OPTIONS, 1, NOW)
    assert pid not in _importers()
    assert len(_leads(database)) == result.count.new


def test_a_list_of_a_folder_does_not_wait_for_one_of_the_window(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    path, results = _written(tmp_path / "expo.csv"), list[ImportResult]()

    def report(_rows: int) -> None:
        if not results:
            results.append(
                desk.import_list(_drafts(path), ImportOptions("Folder", take=""), 1, NOW)
            )

    second = desk.import_list(_drafts(path), OPTIONS, 1, NOW, report=report)
    assert len(_importers()) == 2
    assert results[0].count.new == len(_leads(database))
    assert second.count.new == 0
    assert second.count.duplicates_known == results[0].count.new


def test_while_a_list_comes_in_the_writes_of_others_are_looked_for_seldom(
    desk: Desk, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[bool] = []

    def report(_rows: int) -> None:
        found.extend(desk.changed_elsewhere() for _ in range(3))

    desk.changed_elsewhere()
    desk.import_list(_drafts(_written(tmp_path / "a.csv")), OPTIONS, 1, NOW, report=report)
    assert found == [False] * 6
    assert desk.changed_elsewhere()
    monkeypatch.setattr(importing, "LOOK_SECONDS", 0.0)
    found.clear()
    desk.import_list(_drafts(_written(tmp_path / "b.csv")), OPTIONS, 1, NOW, report=report)
    assert any(found)


def test_a_database_that_is_gone_is_not_made_anew(
    desk: Desk, database: Path, tmp_path: Path
) -> None:
    away = database.rename(tmp_path / "away.db")
    drafts = _drafts(_written(tmp_path / "expo.csv"))
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
            _drafts(_written(tmp_path / "expo.csv")), OPTIONS, 1, NOW, dry_run=False,
            report=lambda _rows: None, cancelled=lambda: False, turned_down=lambda _rows: None,
        )  # fmt: skip
    worker.leave()
    worker.close()
    worker.close()
    assert worker.take()
    with pytest.raises(StoreUnavailable, match="not_open"):
        worker.import_list(
            _drafts(_written(tmp_path / "expo.csv")), OPTIONS, 1, NOW, dry_run=False,
            report=lambda _rows: None, cancelled=lambda: False, turned_down=lambda _rows: None,
        )  # fmt: skip
    assert refused.value.fields["detail"] == "ZeroDivisionError"
    assert (tmp_path / "report.txt").read_text("utf-8") == "ZeroDivisionError"


def _serve_trouble(pipe: Pipe, report: str) -> None:
    import_worker.serve(pipe, _Trouble, partial(_note, Path(report)))


def _note(path: Path, error: BaseException) -> None:
    path.write_text(type(error).__name__, "utf-8")


class _Trouble:
    """A desk that meets what nobody expected."""

    def import_list(self, *_told: object, **_named: object) -> ImportResult:
        raise ZeroDivisionError

    def close(self) -> None:
        """Have nothing to let go of."""


_WINDOW = """
import os, sys
from tests.bootstrap import test_importing as t
from leaddesk.bootstrap.importing import open_window_desk
from pathlib import Path

def gone(rows):
    print(*t._importers(), flush=True)
    os._exit(9)

if __name__ == "__main__":
    desk = open_window_desk(sys.argv[1])
    desk.import_list(t._drafts(Path(sys.argv[2])), t.OPTIONS, 1, t.NOW, report=gone)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes")
def test_when_the_window_dies_the_process_clears_up_and_ends(
    database: Path, tmp_path: Path
) -> None:
    path = _written(tmp_path / "expo.csv", 12_000)
    script = tmp_path / "window.py"
    script.write_text(_WINDOW, "utf-8")
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(script), str(database), str(path)],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.returncode == 9, done.stderr
    _wait_until_gone(int(done.stdout))
    assert _left(database) == (0, 0, 0)


_LEFT_OPEN = """
import sys
from tests.bootstrap import test_importing as t
from leaddesk.bootstrap.importing import open_window_desk
from pathlib import Path

if __name__ == "__main__":
    desk = open_window_desk(sys.argv[1])
    desk.import_list(t._drafts(Path(sys.argv[2])), t.OPTIONS, 1, t.NOW, dry_run=True)
    print(*t._importers())
"""


def test_a_program_that_ends_without_closing_does_not_wait_for_the_process(
    database: Path, tmp_path: Path
) -> None:
    script = tmp_path / "window.py"
    script.write_text(_LEFT_OPEN, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(database), str(_written(tmp_path / "expo.csv"))],
        capture_output=True, text=True, check=False, timeout=30,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not Path(f"/proc/{int(done.stdout)}").exists()


def _wait_until_gone(pid: int) -> None:
    ended = threading.Event()
    for _ in range(300):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text():
            return
        ended.wait(0.05)
    pytest.fail("the process is still there")


def test_a_window_desk_is_what_the_window_opens(database: Path) -> None:
    desk = importing.open_window_desk(str(database))
    assert isinstance(desk, WindowDesk)
    desk.close()
