# SPDX-License-Identifier: MIT
"""What starts: the right database, no window that would abort, a backup of the day."""

from __future__ import annotations

import datetime as dt
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from leaddesk.bootstrap import desks, restoring
from leaddesk.bootstrap import program as bootstrap
from leaddesk.desk.commands import AddLead, AddPerson, ErasePerson, LeadFields, PersonFields
from leaddesk.desk.demo import making
from leaddesk.desk.desk import Desk
from leaddesk.desk.ports import Machine
from leaddesk.desk.queries import AskLead, AskPeople
from leaddesk.desk.unit import Store
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.domain.holiday_calendar import HolidayCalendar
from leaddesk.gui import binding
from leaddesk.words import errors

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
CASEY = AddPerson(PersonFields("Casey", ("qualifier",), "America/Chicago"))


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))


def test_a_bad_pair_is_refused_before_qt_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binding, "is_bad_pair", lambda *_: True)
    with pytest.raises(LeadDeskError) as refused:
        bootstrap.check_window({"DISPLAY": ":0"}, "linux")
    assert refused.value.key == "window.bad_pair"
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in errors.say(refused.value)


def test_this_installation_is_a_good_pair() -> None:
    bootstrap.check_window({"DISPLAY": ":0"}, "linux")


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}])
def test_without_a_display_the_window_says_so(environment: dict[str, str]) -> None:
    with pytest.raises(LeadDeskError) as refused:
        bootstrap.check_window(environment, "linux")
    assert refused.value.key == "window.no_display"
    bootstrap.check_window(environment, "win32")


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_way_to_show_a_window_is_enough(name: str) -> None:
    bootstrap.check_window({name: "x"}, "linux")


def test_without_a_name_the_database_is_the_one_of_this_computer(tmp_path: Path) -> None:
    assert bootstrap.database_name(None) == str(tmp_path / "data" / "leaddesk.db")
    assert (tmp_path / "data").is_dir()


@pytest.mark.skipif(os.name != "posix", reason="file rights of POSIX")
def test_the_folder_of_this_computers_database_is_its_owners_only(tmp_path: Path) -> None:
    bootstrap.database_name(None)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(StoreUnavailable) as refused:
        bootstrap.database_name(None)
    assert refused.value.key == "no_folder"


def test_a_url_stays_and_a_path_becomes_whole() -> None:
    assert bootstrap.database_name("postgresql://dana@server/team") == (
        "postgresql://dana@server/team"
    )
    assert Path(bootstrap.database_name("team.db")).is_absolute()


@pytest.mark.parametrize("name", ["", "  ", "a\0b"])
def test_what_names_nothing_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        bootstrap.database_name(name)


def test_a_desk_opens_and_opens_again(tmp_path: Path) -> None:
    name = str(tmp_path / "team.db")
    for expected in (0, 1):
        desk = bootstrap.open_desk(name)
        try:
            assert len(desk.ask(AskPeople(), NOW)) == expected
            if not expected:
                desk.do(CASEY, 0, NOW)
        finally:
            desk.close()


def test_the_machine_is_what_the_ports_ask_for() -> None:
    made: Callable[[], Machine] = bootstrap.machine
    assert made().now().tzinfo is dt.UTC


def test_this_computer_has_a_user_and_a_zone() -> None:
    name, zone = bootstrap.place()
    assert name
    assert "/" in zone


def test_the_regular_backup_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "clock", lambda: NOW)
    name = str(tmp_path / "team.db")
    assert bootstrap.regular_backup(name) is None
    bootstrap.open_desk(name).close()
    made = bootstrap.regular_backup(name)
    assert made == tmp_path / "backups" / "team-20260512-154200.db"
    assert bootstrap.regular_backup(name) is None
    assert bootstrap.regular_backup("postgresql://dana@server/team") is None


def test_a_report_is_written_where_logs_go(tmp_path: Path) -> None:
    path = bootstrap.report(KeyError("Priya"))
    assert path is not None
    assert path.is_relative_to(tmp_path / "data")
    assert "Priya" not in path.read_text()


@pytest.fixture
def small_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo team of one, made at once."""

    def make(
        store: Store,
        holidays: HolidayCalendar,
        now: dt.datetime,
        *,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> making.DemoFacts:
        if Desk(store, holidays).ask(AskPeople(), now):
            raise RuleBroken("demo_needs_empty")
        Desk(store, holidays).do(CASEY, 0, now)
        progress(1.0)
        if cancelled():
            raise RuleBroken("demo_cancelled")
        return making.DemoFacts(1, 0, 20, 0)

    monkeypatch.setattr(making, "make_demo", make)


def connected(shares: list[float], *, stop: bool = False) -> Callable[[], Desk] | None:
    """What the first start does when somebody opens the demo team."""
    return bootstrap.connect_demo(shares.append, lambda: stop)


@pytest.mark.usefixtures("small_demo")
def test_the_demo_is_made_once_a_day_and_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares: list[float] = []
    now, file = desks.clock(), tmp_path / "data" / "demo.db"
    monkeypatch.setattr(desks, "clock", lambda: now)
    for _ in range(2):
        connect = connected(shares)
        assert connect is not None
        desk = connect()
        assert [person.name for person in desk.ask(AskPeople(), NOW)] == ["Casey"]
        desk.close()
        # Written on this day, also when midnight is at this moment.
        os.utime(file, (now.timestamp(), now.timestamp()))
    assert shares == [1.0]
    os.utime(file, (0, 0))
    connected(shares)
    assert shares == [1.0, 1.0]
    assert (tmp_path / "data" / "demo-before.db").exists()


@pytest.mark.usefixtures("small_demo")
def test_a_demo_that_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    assert connected([], stop=True) is None
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.usefixtures("small_demo")
def test_a_demo_takes_an_empty_database_and_no_other(tmp_path: Path) -> None:
    name = str(tmp_path / "team.db")
    bootstrap.open_desk(name).close()
    assert bootstrap.make_demo(name)["people"] == 1
    with pytest.raises(RuleBroken) as refused:
        bootstrap.make_demo(name)
    assert refused.value.key == "demo_needs_empty"


def test_a_damaged_database_is_brought_back_by_its_newest_backup(tmp_path: Path) -> None:
    name = str(tmp_path / "team.db")
    desk = bootstrap.open_desk(name)
    desk.do(CASEY, 0, NOW)
    desk.close()
    with pytest.raises(StoreUnavailable, match=r"backup\.none"):
        bootstrap.restore(bootstrap.LATEST, name)
    kept = bootstrap.regular_backup(name)
    assert kept is not None
    with (tmp_path / "team.db").open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 4000)
    with pytest.raises(StoreUnavailable, match="damaged"):
        bootstrap.open_desk(name)

    done = bootstrap.restore(bootstrap.LATEST, name)

    assert done.source == kept
    assert done.moved_aside is not None
    assert done.moved_aside.is_file()
    desk = bootstrap.open_desk(name)
    assert [person.name for person in desk.ask(AskPeople(), NOW)] == ["Casey"]
    desk.close()


def test_a_restore_erases_again_who_was_erased_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = str(tmp_path / "team.db")
    desk = bootstrap.open_desk(name)
    ruth = desk.do(AddPerson(PersonFields("Ruth", ("team_lead",), "America/Chicago")), 0, NOW)
    fields = LeadFields("Zoe", "Quill", "Quillworks", phones=(("+16125550777", "mobile"),))
    lead = desk.do(AddLead(fields), ruth.made_id or 0, NOW).lead_id or 0
    kept = bootstrap.regular_backup(name)
    desk.do(ErasePerson((lead,), "By e-mail"), ruth.made_id or 0, NOW)
    desk.close()
    assert kept is not None

    done = bootstrap.restore(str(kept), name)

    assert done.erased == 1
    desk = bootstrap.open_desk(name)
    assert desk.ask(AskLead(lead), NOW).name == "(erased)"
    desk.close()

    # Also when it was cut off between putting the file in place and erasing.
    monkeypatch.setattr(restoring, "_erase_again", lambda *_told: 0)
    assert bootstrap.restore(str(kept), name).erased == 0
    monkeypatch.undo()
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))
    desk = bootstrap.open_desk(name)
    assert desk.ask(AskLead(lead), NOW).name == "(erased)"
    desk.close()

    # Also when the database that was there can't tell any more who was erased.
    (tmp_path / "team.db").write_bytes(b"broken")
    assert bootstrap.restore(str(kept), name).erased == 1
    # And on a new computer, where only the backups and what lies beside them are left.
    bootstrap.back_up(name, kept.parent)
    for path in tmp_path.glob("team.db*"):
        path.unlink()
    assert bootstrap.restore(str(kept), name).erased == 1


@pytest.mark.parametrize(
    "database, told",
    [
        (None, ""),
        ("team.db", ""),
        ("postgresql://dana:secret@db.example/sales", "postgresql://dana@db.example/sales"),
    ],
)
def test_an_invitation_tells_where_a_server_is_and_no_password(
    database: str | None, told: str
) -> None:
    assert desks.team_place(database) == told
