# SPDX-License-Identifier: MIT
"""The key of a file is found in the keyring, by its recovery code or a password, or not at all."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest

from leaddesk.domain import recovery_code
from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.system import file_keys
from tests.system.made_keyring import MadeKeyring, OtherKeyring

PASSWORD = "correct horse battery"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MadeKeyring:
    """A keyring of the test; the keys of other tests are forgotten."""
    made = MadeKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    monkeypatch.setattr(keyring, "get_password", made.get_password)
    monkeypatch.setattr(keyring, "set_password", made.set_password)
    monkeypatch.delenv(file_keys.VARIABLE, raising=False)
    monkeypatch.setattr(file_keys, "_known", {})
    return made


def note_in(folder: Path, made: file_keys.NewKey) -> Path:
    """The note of a key beside a file; what this process knows is forgotten, as after a restart."""
    path = folder / "team.db.key"
    path.write_bytes(made.note)
    file_keys.forget_known()
    return path


def test_a_key_is_found_in_the_keyring_after_a_restart(store: MadeKeyring, tmp_path: Path) -> None:
    made = file_keys.make_key()
    assert file_keys.find_key(note_in(tmp_path, made)) == made.key
    assert [name for _service, name in store.kept] == [
        f"file/{file_keys.read_note(tmp_path / 'team.db.key').uuid}"
    ]


def test_nothing_in_the_note_is_the_key_or_the_code(store: MadeKeyring) -> None:
    made = file_keys.make_key()
    assert made.key.hex().encode() not in made.note
    assert made.code.encode() not in made.note
    for kept in store.kept.values():
        assert kept.encode() not in made.note


def test_a_lost_entry_asks_for_the_code_and_keeps_the_key_anew(
    store: MadeKeyring, tmp_path: Path
) -> None:
    made = file_keys.make_key()
    note = note_in(tmp_path, made)
    store.kept.clear()
    with pytest.raises(StoreUnavailable) as refused:
        file_keys.find_key(note)
    assert refused.value.key == "file_key.lost"
    with pytest.raises(BadInput) as wrong:
        file_keys.unlock(note, recovery_code.written(bytes(20)))
    assert wrong.value.key == "file_key.wrong"
    assert file_keys.unlock(note, made.code.lower().replace("-", " "))
    file_keys.forget_known()
    assert file_keys.find_key(note) == made.key


@pytest.mark.parametrize("entry", ["", "no base64 §", "AAAA"])
def test_a_wrong_entry_is_as_good_as_none(store: MadeKeyring, tmp_path: Path, entry: str) -> None:
    note = note_in(tmp_path, file_keys.make_key())
    store.kept = dict.fromkeys(store.kept, entry)
    with pytest.raises(StoreUnavailable) as refused:
        file_keys.find_key(note)
    assert refused.value.key == "file_key.lost"


def test_another_keyring_is_noticed_and_noted_once_the_code_was_typed(
    store: MadeKeyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = file_keys.make_key()
    note = note_in(tmp_path, made)
    assert not file_keys.moved_keyring(note)
    other = OtherKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: other)
    monkeypatch.setattr(keyring, "get_password", other.get_password)
    monkeypatch.setattr(keyring, "set_password", other.set_password)
    assert file_keys.moved_keyring(note)
    assert file_keys.unlock(note, made.code)
    assert not file_keys.moved_keyring(note)
    file_keys.forget_known()
    assert file_keys.find_key(note) == made.key


def test_without_a_keyring_a_password_is_wanted_and_opens(
    store: MadeKeyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.refuses = True
    for short in ("", "short"):
        with pytest.raises(BadInput) as refused:
            file_keys.make_key(short)
        assert refused.value.key == "file_key.password"
    made = file_keys.make_key(PASSWORD)
    note = note_in(tmp_path, made)
    with pytest.raises(StoreUnavailable) as asked:
        file_keys.find_key(note)
    assert asked.value.key == "file_key.needed"
    assert not file_keys.unlock(note, PASSWORD)
    assert file_keys.find_key(note) == made.key
    file_keys.forget_known()
    monkeypatch.setenv(file_keys.VARIABLE, PASSWORD)
    assert file_keys.find_key(note) == made.key
    file_keys.forget_known()
    monkeypatch.setenv(file_keys.VARIABLE, made.code)
    assert file_keys.find_key(note) == made.key


@pytest.mark.parametrize("told", [b"", b"{}", b"[1]", b"\xff", b'{"uuid": 3}'])
def test_a_damaged_note_says_so(store: MadeKeyring, tmp_path: Path, told: bytes) -> None:
    path = tmp_path / "team.db.key"
    path.write_bytes(told)
    with pytest.raises(StoreUnavailable) as refused:
        file_keys.find_key(path)
    assert refused.value.key == "file_key.note"
    assert not file_keys.fits_code(path, recovery_code.written(bytes(20)))


def test_costs_that_nobody_means_open_nothing(store: MadeKeyring, tmp_path: Path) -> None:
    """A note from somebody else does not make this computer work for hours."""
    made = file_keys.make_key()
    note = note_in(tmp_path, made)
    note.write_bytes(made.note.replace(b'"kib": 65536', b'"kib": 999999999'))
    assert not file_keys.fits_code(note, made.code)
