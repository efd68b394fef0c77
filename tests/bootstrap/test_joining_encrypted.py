# SPDX-License-Identifier: MIT
"""Who encrypted their own file has the team's encrypted too, and the copy kept on leaving."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.bootstrap import desks, local_file, team
from leaddesk.bootstrap.joining import Joining
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.queries import AskPeople
from leaddesk.desk.wire import Hello, Welcome
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.storage import sqlite_files
from leaddesk.sync.http_line import HttpLine
from leaddesk.system import file_keys
from tests.bootstrap.running_team import ZONE, Team

pytest.importorskip("sqlcipher3")

PASSWORD = "a long enough password"


@pytest.fixture
def code(running: Team, monkeypatch: pytest.MonkeyPatch) -> str:
    """Work alone in an encrypted file, and return its recovery code."""
    monkeypatch.setattr(file_keys, "keyring_name", lambda: "")
    desk = desks.open_desk(None)
    desk.do(AddPerson(PersonFields("Ruth alone", ("qualifier",), ZONE)), 0, desks.clock())
    desk.close()
    made = local_file.encrypt(None, PASSWORD)
    local_file.delete_plain(None)
    return made.code


def join(running: Team) -> WindowOpener:
    opener = WindowOpener(None, WindowNotes())
    told = (running.hub.address, running.code("Dana"), "", running.hub.fingerprint)
    Joining(opener.ways()).join(*told)
    return opener


def readable(folder: Path, words: str) -> list[Path]:
    """Return the files of a folder in which some words stand."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if words.encode() in path.read_bytes()]


def names(file: str | None) -> list[str]:
    desk = desks.open_desk(file)
    found = sorted(person.name for person in desk.ask(AskPeople(), desks.clock()))
    desk.close()
    return found


def test_the_file_of_the_team_opens_with_the_same_code_and_tells_nothing_without(
    running: Team, code: str, tmp_path: Path
) -> None:
    join(running)
    file = Path(desks.database_name(None))
    assert file.parent.parent.name == "teams"
    assert sqlite_files.is_encrypted(file)
    assert names(None) == ["Dana Novak", "Lee Novak"]
    assert readable(tmp_path / "workstation", "Novak") == []
    assert local_file.recovery_code(None) == code
    file_keys.forget_known()
    with pytest.raises(StoreUnavailable, match=r"file_key\.needed"):
        names(None)
    local_file.unlock(None, code)
    assert names(None) == ["Dana Novak", "Lee Novak"]
    file_keys.forget_known()
    local_file.unlock(None, PASSWORD)
    assert names(None) == ["Dana Novak", "Lee Novak"]


def test_the_copy_that_is_kept_on_leaving_is_encrypted(
    running: Team, code: str, tmp_path: Path
) -> None:
    opener = join(running)
    team.leave_team(opener.ways(), anyway=False)().close()
    (copy,) = (tmp_path / "workstation" / "left teams").glob("*.db")
    assert sqlite_files.is_encrypted(copy)
    assert readable(tmp_path / "workstation", "Novak") == []
    assert names(str(copy)) == ["Dana Novak", "Lee Novak"]
    assert local_file.recovery_code(str(copy)) == code
    assert names(None) == ["Ruth alone"]
    assert sqlite_files.is_encrypted(Path(desks.database_name(None)))


def test_a_file_that_is_locked_joins_no_team_and_spends_no_code(running: Team, code: str) -> None:
    told = (running.hub.address, running.code("Dana"), "", running.hub.fingerprint)
    joining = Joining(WindowOpener(None, WindowNotes()).ways())
    file_keys.forget_known()
    with pytest.raises(StoreUnavailable, match=r"file_key\.needed"):
        joining.join(*told)
    local_file.unlock(None, code)
    joining.join(*told)
    assert team.team_name() == "My team"


def test_stopped_it_leaves_no_key_behind(
    running: Team, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    joining = Joining(WindowOpener(None, WindowNotes()).ways())
    hello = HttpLine.hello

    def stopped(line: HttpLine, device: str, said: Hello) -> Welcome:
        joining.stop()
        return hello(line, device, said)

    monkeypatch.setattr(HttpLine, "hello", stopped)
    told = (running.hub.address, running.code("Dana"), "", running.hub.fingerprint)
    with pytest.raises(RuleBroken, match=r"join\.stopped_used"):
        joining.join(*told)
    folder = Path(desks.database_name(None)).parent
    assert list((folder / "teams").rglob("*")) == []
    assert names(None) == ["Ruth alone"]


def test_a_plain_file_joins_as_a_plain_one(running: Team) -> None:
    join(running)
    assert not sqlite_files.is_encrypted(Path(desks.database_name(None)))
