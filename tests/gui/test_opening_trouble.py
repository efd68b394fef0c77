# SPDX-License-Identifier: MIT
"""A damaged file is brought back from the window, wherever in it the damage is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from leaddesk.bootstrap import program as bootstrap
from leaddesk.bootstrap.local_file import OwnFile
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.door import Desk
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.gui.app import Program, WindowOptions
from leaddesk.gui.theme import Scheme, Theme
from leaddesk.gui.threads import Threads
from leaddesk.gui.views.opening_trouble import OpeningTrouble
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import AtOnce, FakeMachine
from tests.gui.made_leads import START
from tests.gui.sitting import Sitting


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team's file with one person, and its backup of the day."""
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))
    made = tmp_path / "team.db"
    desk = bootstrap.open_desk(str(made))
    desk.do(AddPerson(PersonFields("Dana Whitfield", ("qualifier",), "UTC")), 0, START)
    desk.close()
    assert bootstrap.regular_backup(str(made)) is not None
    return made


def tear(file: Path, table: str) -> None:
    """Write nonsense over the page that a table begins on; without one over the file's first."""
    with closing(sqlite3.connect(file)) as open_file:
        open_file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = open_file.execute("PRAGMA page_size").fetchone()[0]
        words = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = open_file.execute(words, (table,)).fetchone()[0] if table else 1
    with file.open("r+b") as torn:
        torn.seek((page - 1) * size + (0 if table else 100))
        torn.write(b"\xa5" * (size - 100))


@contextmanager
def with_own_file(worn: Theme, file: Path) -> Iterator[Sitting]:
    """Open a window over a file that is damaged for it."""
    writer, readers = AtOnce(), AtOnce()
    own = OwnFile(str(file))
    services: dict[str, Callable[..., object]] = {
        "restore_latest": partial(bootstrap.restore, bootstrap.LATEST, str(file)),
        "own_file": lambda: own,
    }
    threads = Threads(writer, readers, AtOnce(), queued=False)
    machine = FakeMachine()
    program = Program(machine, WindowOptions(services=services), threads, worn)
    program.furnish()
    program.window.show()

    def damaged() -> Desk:
        raise StoreUnavailable("damaged", where=str(file))

    program.start(damaged)
    yield Sitting(program, FakeDesk(), machine, writer, readers)
    program.close()
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()


@pytest.mark.parametrize("table", ["", "rule", "person", "lead", "lead_list", "goal"])
def test_wherever_the_damage_is_the_last_backup_comes_back(
    worn: Theme, file: Path, table: str
) -> None:
    worn.choose(Scheme.LIGHT)
    tear(file, table)
    writer, readers = AtOnce(), AtOnce()
    services = {"restore_latest": partial(bootstrap.restore, bootstrap.LATEST, str(file))}
    threads = Threads(writer, readers, AtOnce(), queued=False)
    machine = FakeMachine()
    program = Program(machine, WindowOptions(services=services), threads, worn)
    program.furnish()
    window = program.window
    window.show()
    sitting = Sitting(program, FakeDesk(), machine, writer, readers)

    program.start(partial(bootstrap.open_desk, str(file)))

    page = window._ui.screens.currentWidget()
    assert isinstance(page, OpeningTrouble)
    sitting.click(page._buttons[0])
    assert window.seat.person is not None
    assert window.seat.person.name == "Dana Whitfield"
    notice = window.board.shown
    assert notice is not None
    assert "is in place" in notice.text
    program.close()
    window.close()
    window.deleteLater()
    program.deleteLater()


def test_a_copy_of_a_damaged_file_is_looked_at_and_nothing_is_written(
    worn: Theme, file: Path
) -> None:
    before = file.read_bytes()
    tear(file, "lead_list")
    torn = file.read_bytes()
    assert torn != before
    with with_own_file(worn, file) as sitting:
        page = sitting.window._ui.screens.currentWidget()
        assert isinstance(page, OpeningTrouble)
        names = [button.text() for button in page._buttons]
        assert names == ["Bring back the last backup", "Open a copy to look", "Try again", "Quit"]
        sitting.click(page._buttons[1])
        assert sitting.window.ops.is_open
        assert sitting.window.seat.person is not None
        notice = sitting.window.board.shown
        assert notice is not None
        assert "copy of the damaged database" in notice.text
        with pytest.raises(RuleBroken) as refused:
            sitting.window.ops.desk().do(
                AddPerson(PersonFields("Eve", ("qualifier",), "UTC")), 0, START
            )
        assert refused.value.key == "looking_only"
    assert file.read_bytes() == torn
    assert not list(file.parent.glob("look-*"))


def test_the_demo_is_not_brought_back_over_ones_own_file(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> Desk:
        raise StoreUnavailable("damaged", where="demo.db")

    monkeypatch.setitem(vars(sitting.window.bench)["services"], "restore_latest", damaged)
    sitting.program.start(lambda: sitting.desk)
    reception = sitting.program.reception
    assert reception is not None
    reception.start(damaged)
    page = sitting.window._ui.screens.currentWidget()
    assert isinstance(page, OpeningTrouble)
    assert [button.text() for button in page._buttons] == ["Try again"]
