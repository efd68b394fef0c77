# SPDX-License-Identifier: MIT
"""An encrypted file: nothing readable in it, every damage found, one good file at every moment."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskPeople
from leaddesk.domain.errors import LeadDeskError, StoreUnavailable
from leaddesk.storage import backup, encrypting, sqlite_files
from leaddesk.storage.checking import check_database
from leaddesk.storage.opening import open_store
from leaddesk.storage.own_notes import OwnNotes
from leaddesk.system.holiday_source import PackageHolidays

pytest.importorskip("sqlcipher3")

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
NOTE, CODE = b"the note of the key", "ABCD-EFGH"
NAME = "Dana Whitfield"


class Finder:
    """Finds the key of every note, or refuses."""

    def __init__(self) -> None:
        self.keys = {NOTE: KEY}

    def __call__(self, note: Path) -> bytes:
        found = self.keys.get(note.read_bytes())
        if found is None:
            raise StoreUnavailable("file_key.lost", where=str(note))
        return found


@pytest.fixture
def finder() -> Iterator[Finder]:
    made = Finder()
    sqlite_files.use_keys(made)
    yield made
    sqlite_files.use_keys(None)


@pytest.fixture
def plain(tmp_path: Path, finder: Finder) -> Path:
    """A team's file with one person."""
    path = tmp_path / "team.db"
    add(path, NAME)
    return path


@pytest.fixture
def encrypted(plain: Path) -> Path:
    encrypting.encrypt(plain, KEY, NOTE, CODE, NOW).unlink()
    return plain


def add(path: Path, name: str) -> None:
    with contextlib.closing(Desk(open_store(str(path), NOW), PackageHolidays())) as desk:
        desk.do(AddPerson(PersonFields(name, ("qualifier",), "UTC")), 0, NOW)


def people(path: Path) -> list[str]:
    with contextlib.closing(Desk(open_store(str(path), NOW), PackageHolidays())) as desk:
        return [person.name for person in desk.ask(AskPeople(), NOW)]


def in_order(path: Path) -> bool:
    with contextlib.closing(open_store(str(path), NOW)) as store:
        return check_database(store.database).is_well


def words_in(folder: Path) -> list[str]:
    """The files of a folder in which the person's name can be read."""
    return [p.name for p in folder.rglob("*") if p.is_file() and NAME.encode() in p.read_bytes()]


# ------------------------------------------------------------------------- there and back


def test_nothing_can_be_read_in_an_encrypted_file_and_all_of_it_is_there(plain: Path) -> None:
    aside = encrypting.encrypt(plain, KEY, NOTE, CODE, NOW)
    assert people(plain) == [NAME]
    assert in_order(plain)
    assert words_in(plain.parent) == [aside.name]
    assert sqlite_files.is_plain(aside)
    with contextlib.closing(open_store(str(plain), NOW)) as store:
        assert OwnNotes(store.database).read(encrypting.CODE_NOTE) == CODE
    if os.name == "posix":
        assert plain.stat().st_mode & 0o777 == 0o600


def test_what_is_written_later_is_encrypted_too_also_in_the_log(encrypted: Path) -> None:
    store = open_store(str(encrypted), NOW)
    desk = Desk(store, PackageHolidays())
    desk.do(AddPerson(PersonFields("Ruth Calloway", ("qualifier",), "UTC")), 0, NOW)
    log = encrypted.with_name(encrypted.name + "-wal")
    assert log.stat().st_size > 0
    assert b"Ruth" not in log.read_bytes()
    assert b"Ruth" not in encrypted.read_bytes()
    desk.close()
    assert people(encrypted) == [NAME, "Ruth Calloway"]


def test_a_plain_file_comes_back(encrypted: Path) -> None:
    aside = encrypting.decrypt(encrypted, NOW)
    assert sqlite_files.is_plain(encrypted)
    assert not sqlite_files.note_of(encrypted).exists()
    assert people(encrypted) == [NAME]
    assert in_order(encrypted)
    assert people(aside) == [NAME]
    with contextlib.closing(sqlite3.connect(encrypted)) as found:
        assert CODE not in str(found.execute("SELECT * FROM membership").fetchall())


def test_what_is_encrypted_is_not_encrypted_again(encrypted: Path, plain: Path) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        encrypting.encrypt(encrypted, OTHER, b"other", CODE, NOW)
    assert refused.value.key == "file_key.encrypted"
    assert people(encrypted) == [NAME]
    encrypting.decrypt(encrypted, NOW)
    with pytest.raises(StoreUnavailable) as refused:
        encrypting.decrypt(encrypted, NOW)
    assert refused.value.key == "file_key.plain"


def test_a_file_that_somebody_has_open_is_left_alone(plain: Path) -> None:
    with contextlib.closing(open_store(str(plain), NOW)), pytest.raises(StoreUnavailable) as no:
        encrypting.encrypt(plain, KEY, NOTE, CODE, NOW)
    assert no.value.key == "locked"
    assert sqlite_files.is_plain(plain)
    assert people(plain) == [NAME]


def test_what_somebody_writes_meanwhile_is_not_left_behind(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = encrypting._compare
    there, back = partial(encrypting.encrypt, plain, KEY, NOTE, CODE), encrypting.decrypt
    for way, name in ((there, "Ruth Calloway"), (partial(back, plain), "Casey")):
        late = partial(add, plain, name)
        monkeypatch.setattr(encrypting, "_compare", lambda *_, late=late, **__: late())
        with pytest.raises(StoreUnavailable, match="locked"):
            way(NOW)
        monkeypatch.setattr(encrypting, "_compare", compare)
        way(NOW)
    assert people(plain) == ["Casey", NAME, "Ruth Calloway"]


@pytest.mark.parametrize("key", [OTHER, bytes(32)])
def test_a_wrong_key_opens_nothing_and_changes_nothing(
    encrypted: Path, finder: Finder, key: bytes
) -> None:
    before = encrypted.read_bytes()
    finder.keys = {NOTE: key}
    with pytest.raises(StoreUnavailable):
        open_store(str(encrypted), NOW)
    finder.keys = {}
    with pytest.raises(StoreUnavailable) as refused:
        open_store(str(encrypted), NOW)
    assert refused.value.key == "file_key.lost"
    assert encrypted.read_bytes() == before
    finder.keys = {NOTE: KEY}
    assert people(encrypted) == [NAME]


def test_the_missing_part_is_named(encrypted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise StoreUnavailable("encryption_missing")

    monkeypatch.setattr(sqlite_files, "driver", missing)
    with pytest.raises(StoreUnavailable) as refused:
        open_store(str(encrypted), NOW)
    assert refused.value.key == "encryption_missing"


# ------------------------------------------------------------------------- crashes


class Ended(BaseException):
    """The program is ended here."""


STEPS = ("link", "replace", "fsync", "open", "unlink")


def crash_at(monkeypatch: pytest.MonkeyPatch, number: int) -> list[int]:
    """End the program at the n-th call that changes what is on the disk."""
    count = [0]

    def wrapped(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **more: object) -> object:
            count[0] += 1
            if count[0] == number:
                raise Ended
            return call(*args, **more)

        return counted

    for name in STEPS:
        monkeypatch.setattr(os, name, wrapped(getattr(os, name)))
    return count


def test_ended_at_any_step_there_is_one_good_file_and_it_can_be_done_again(
    plain: Path, tmp_path: Path
) -> None:
    number, kept = 0, tmp_path / "kept.db"
    shutil.copyfile(plain, kept)
    states = set()
    while True:
        number += 1
        room = tmp_path / f"room{number}"
        room.mkdir()
        file = room / "team.db"
        shutil.copyfile(kept, file)
        with pytest.MonkeyPatch.context() as patched:
            count = crash_at(patched, number)
            with contextlib.suppress(Ended):
                encrypting.encrypt(file, KEY, NOTE, CODE, NOW)
        states.add(sqlite_files.is_plain(file))
        assert people(file) == [NAME]
        if sqlite_files.is_plain(file):
            encrypting.encrypt(file, KEY, NOTE, CODE, NOW)
            assert people(file) == [NAME]
        if count[0] < number:
            break
    assert states == {True, False}
    assert number > 10


def test_ended_at_any_step_of_the_way_back_there_is_one_good_file(
    encrypted: Path, tmp_path: Path
) -> None:
    number = 0
    while True:
        number += 1
        room = tmp_path / f"room{number}"
        room.mkdir()
        file = room / "team.db"
        shutil.copyfile(encrypted, file)
        sqlite_files.note_of(file).write_bytes(NOTE)
        with pytest.MonkeyPatch.context() as patched:
            count = crash_at(patched, number)
            with contextlib.suppress(Ended):
                encrypting.decrypt(file, NOW)
        assert people(file) == [NAME]
        if count[0] < number:
            break
    assert number > 8


# ------------------------------------------------------------------------- damage


def test_each_of_300_flipped_bits_is_found(encrypted: Path, tmp_path: Path) -> None:
    """Each page has a sum under the key: what was changed can't be read as if nothing was."""
    whole = encrypted.read_bytes()
    chance, missed = random.Random(20260512), []
    file = tmp_path / "flipped.db"
    sqlite_files.note_of(file).write_bytes(NOTE)
    for _ in range(300):
        at, bit = chance.randrange(len(whole)), chance.randrange(8)
        torn = bytearray(whole)
        torn[at] ^= 1 << bit
        file.write_bytes(torn)
        try:
            backup.verify(file)
        except StoreUnavailable:
            continue
        missed.append(at)
    assert missed == []


def test_flipped_bits_of_a_plain_file_are_mostly_missed(plain: Path, tmp_path: Path) -> None:
    """The teeth of the test above: it is the encryption that finds them."""
    whole = plain.read_bytes()
    chance, found = random.Random(20260512), 0
    file = tmp_path / "flipped.db"
    for _ in range(100):
        torn = bytearray(whole)
        torn[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(torn)
        try:
            backup.verify(file)
        except StoreUnavailable:
            found += 1
    assert found < 100


@pytest.mark.parametrize("size", [0.3, 0.7, 0.999])
def test_a_file_that_is_cut_short_is_found(encrypted: Path, size: float) -> None:
    whole = encrypted.read_bytes()
    encrypted.write_bytes(whole[: int(len(whole) * size)])
    with pytest.raises(StoreUnavailable):
        backup.verify(encrypted)


@pytest.mark.parametrize("damage", ["delete", "cut", "flip", "nonsense"])
def test_a_damaged_log_costs_at_most_what_was_in_it(
    encrypted: Path, tmp_path: Path, damage: str
) -> None:
    store = open_store(str(encrypted), NOW)
    desk = Desk(store, PackageHolidays())
    desk.do(AddPerson(PersonFields("Ruth Calloway", ("qualifier",), "UTC")), 0, NOW)
    room = tmp_path / "copied"
    room.mkdir()
    file = room / "team.db"
    for ending in ("", "-wal", ".key"):
        shutil.copyfile(f"{encrypted}{ending}", f"{file}{ending}")
    desk.close()
    log = room / "team.db-wal"
    told = bytearray(log.read_bytes())
    if damage == "delete":
        log.unlink()
    elif damage == "cut":
        log.write_bytes(told[: len(told) // 2])
    elif damage == "flip":
        told[len(told) // 2] ^= 4
        log.write_bytes(told)
    else:
        log.write_bytes(b"\xa5" * len(told))
    assert people(file) in ([NAME], [NAME, "Ruth Calloway"])
    assert in_order(file)


# ------------------------------------------------------------------------- backups


def test_a_backup_of_an_encrypted_file_is_encrypted_and_restores(
    encrypted: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    copy = folder / "copy.db"
    backup.make_backup(encrypted, copy)
    assert words_in(folder) == []
    assert sqlite_files.note_of(copy).read_bytes() == NOTE
    add(encrypted, "Ruth Calloway")
    done = backup.restore(copy, encrypted, NOW)
    assert people(encrypted) == [NAME]
    assert done.moved_aside is not None
    assert people(done.moved_aside) == [NAME, "Ruth Calloway"]


def test_a_backup_from_before_the_encryption_comes_back_plain(plain: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup.make_backup(plain, copy)
    encrypting.encrypt(plain, KEY, NOTE, CODE, NOW)
    add(plain, "Ruth Calloway")
    done = backup.restore(copy, plain, NOW)
    assert sqlite_files.is_plain(plain)
    assert not sqlite_files.note_of(plain).exists()
    assert people(plain) == [NAME]
    assert done.moved_aside is not None
    assert people(done.moved_aside) == [NAME, "Ruth Calloway"]


def test_a_backup_under_another_key_brings_its_note_at_every_moment(
    encrypted: Path, tmp_path: Path, finder: Finder
) -> None:
    """Ended in the middle of a restore, the database still opens: with the one key or the other."""
    copy = tmp_path / "copy.db"
    backup.make_backup(encrypted, copy)
    encrypting.decrypt(encrypted, NOW)
    add(encrypted, "Ruth Calloway")
    finder.keys[b"another note"] = OTHER
    encrypting.encrypt(encrypted, OTHER, b"another note", CODE, NOW)
    kept = encrypted.read_bytes()
    seen, number = set(), 0
    while True:
        number += 1
        room = tmp_path / f"room{number}"
        room.mkdir()
        file = room / "team.db"
        file.write_bytes(kept)
        sqlite_files.note_of(file).write_bytes(b"another note")
        with pytest.MonkeyPatch.context() as patched:
            count = crash_at(patched, number)
            with contextlib.suppress(Ended, LeadDeskError):
                backup.restore(copy, file, NOW)
        seen.add(tuple(people(file)))
        if count[0] < number:
            break
    assert seen == {(NAME,), (NAME, "Ruth Calloway")}
