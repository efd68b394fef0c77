# SPDX-License-Identifier: MIT
"""What is done to this computer's file, with all that is behind it but the keyring."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import keyring
import pytest

from leaddesk.bootstrap import backups, desks, importing, local_file, locking, program, restoring
from leaddesk.desk.queries import AskPeople
from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import encrypting, membership, sqlite_files
from leaddesk.storage.opening import open_store
from leaddesk.system import file_keys
from tests.bootstrap.long_lists import NOW, OPTIONS, ROWS, drafts_of, written
from tests.system.made_keyring import MadeKeyring

pytest.importorskip("sqlcipher3")


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> MadeKeyring:
    made = MadeKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    monkeypatch.setattr(keyring, "get_password", made.get_password)
    monkeypatch.setattr(keyring, "set_password", made.set_password)
    monkeypatch.delenv(file_keys.VARIABLE, raising=False)
    monkeypatch.setattr(file_keys, "_known", {})
    return made


def people(database: Path) -> list[str]:
    desk = desks.open_desk(str(database))
    try:
        return [person.name for person in desk.ask(AskPeople(), NOW)]
    finally:
        desk.close()


def test_encrypted_checked_backed_up_restored_and_plain_again(database: Path) -> None:
    backups.back_up(str(database), None)
    done = local_file.encrypt(str(database))
    assert done.in_keyring
    assert len(done.plain) == 2  # the copy that was moved aside, and the backup from before
    assert local_file.delete_plain(str(database)) == 2
    assert not any(path.exists() for path in done.plain)
    file_keys.forget_known()
    assert people(database) == ["Ruth"]
    assert backups.check(str(database))["problems"] == []
    assert local_file.recovery_code(str(database)) == done.code
    kept = backups.restore("latest", str(database))
    assert kept.source is not None
    assert people(database) == ["Ruth"]
    local_file.decrypt(str(database))
    with sqlite3.connect(database) as plain:
        assert plain.execute("SELECT name FROM person").fetchall() == [("Ruth",)]


def test_with_the_keyring_lost_the_code_opens_and_the_keyring_learns(
    database: Path, store: MadeKeyring
) -> None:
    code = local_file.encrypt(str(database)).code
    file_keys.forget_known()
    store.kept.clear()
    with pytest.raises(StoreUnavailable) as refused:
        people(database)
    assert refused.value.key == "file_key.lost"
    with pytest.raises(BadInput):
        local_file.unlock(str(database), "ABCD")
    assert local_file.unlock(str(database), code)
    file_keys.forget_known()
    assert people(database) == ["Ruth"]


def test_an_entry_that_refuses_leaves_the_file_plain(database: Path, store: MadeKeyring) -> None:
    store.refuses = True
    with pytest.raises(BadInput) as refused:
        local_file.encrypt(str(database))
    assert refused.value.key == "file_key.password"
    assert not local_file.is_encrypted(str(database))
    assert people(database) == ["Ruth"]


def test_plain_copies_stay_until_the_database_itself_is_encrypted(database: Path) -> None:
    backups.back_up(str(database), None)
    with pytest.raises(StoreUnavailable):
        local_file.delete_plain(str(database))
    assert len(local_file.plain_left(str(database))) == 1


def test_the_importing_process_opens_an_encrypted_file_without_a_keyring(
    database: Path, store: MadeKeyring, tmp_path: Path
) -> None:
    """It is a process of its own, and gets the key from the window."""
    store.refuses = True
    local_file.encrypt(str(database), "correct horse battery")
    desk = importing.open_window_desk(str(database))
    try:
        found = desk.import_list(drafts_of(written(tmp_path / "expo.csv")), OPTIONS, 1, NOW)
    finally:
        desk.close()
    assert found.count.rows == ROWS


def test_a_pin_is_kept_in_the_file_and_taken_away_by_its_code(database: Path) -> None:
    code = local_file.encrypt(str(database)).code
    notes = locking.WindowNotes()
    opened = open_store(str(database), NOW)
    notes.see(opened)
    locking.keeper(notes).set_pin(1, "", "481516", 10)
    opened.close()
    with pytest.raises(BadInput):
        local_file.remove_pins(str(database), "ABCD")
    assert local_file.remove_pins(str(database), code) == 1
    assert local_file.remove_pins(str(database), code) == 0


def test_a_server_is_no_file(own_folder: None) -> None:
    with pytest.raises(BadInput) as refused:
        local_file.encrypt("postgresql://dana@server/team")
    assert refused.value.key == "file_key.server"
    assert not local_file.is_encrypted("postgresql://dana@server/team")


def test_every_part_is_handed_out_by_the_program() -> None:
    tools = program.local_file()
    assert tools.encrypt is local_file.encrypt
    assert tools.remove_pins is local_file.remove_pins


def test_an_encrypted_file_of_a_team_is_known_and_let_go_like_a_plain_one(tmp_path: Path) -> None:
    file = tmp_path / "teams" / "hub" / "desk.db"
    file.parent.mkdir(parents=True)
    membership.make_member(file, {"device": "d", "team": "Acme"}, NOW)
    local_file.encrypt(str(file))
    assert membership.notes_of(file)["team"] == "Acme"
    membership.let_go(file)
    assert set(membership.notes_of(file)) == {encrypting.CODE_NOTE}
    aside = membership.put_aside(file, tmp_path / "Acme.db")
    assert aside is not None
    assert membership.team_in(aside) == "My team"
    assert not sqlite_files.note_of(file).exists()


def test_a_keyring_that_is_another_one_now_is_told_at_the_start(
    database: Path, store: MadeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    local_file.encrypt(str(database))
    assert desks.place_warning(str(database)) in {"", "disk_low"}
    monkeypatch.setattr(file_keys, "keyring_name", lambda: "another.Keyring")
    assert desks.place_warning(str(database)) in {"keyring_moved", "disk_low"}
    assert local_file.keyring_moved(str(database))


def test_an_encrypted_file_of_a_team_without_a_backup_is_made_anew_encrypted(
    tmp_path: Path, own_folder: None
) -> None:
    file = tmp_path / "desk.db"
    membership.make_member(file, {"device": "d", "team": "Acme"}, NOW)
    code = local_file.encrypt(str(file)).code
    for kept in (tmp_path / "backups").glob("*.db"):
        kept.unlink()
    done = restoring.restore(restoring.LATEST, str(file))
    assert done.source is None
    assert sqlite_files.is_encrypted(file)
    assert local_file.recovery_code(str(file)) == code
    assert membership.notes_of(file)["restored"] == "1"
    left = {path.name for path in tmp_path.glob("desk.db.anew*")}
    assert left == set()
