# SPDX-License-Identifier: MIT
"""A workstation's mark is outside its data folder, and an old one is never taken for the newest."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import guard_file, paths
from leaddesk.system.guard_file import UNSURE, Guard, guard_folder, quiet_keyring


class Ring:
    """A keyring; `works` says whether it answers."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.works = True

    def get_password(self, service: str, name: str) -> str | None:
        self._check()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, kept: str) -> None:
        self._check()
        self.kept[service, name] = kept

    def _check(self) -> None:
        if not self.works:
            raise RuntimeError("locked")


def test_what_is_written_is_read_by_the_next_process(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "guard"
    assert Guard("w1", folder).read() == ""
    Guard("w1", folder).write("w1/1")
    Guard("w2", folder).write("w2/9")
    Guard("w1", folder).write("w1/2")
    assert Guard("w1", folder).read() == "w1/2"
    assert Guard("w2", folder).read() == "w2/9"
    assert [path.suffix for path in folder.iterdir()] == [".mark", ".mark"]
    if os.name == "posix":
        assert stat.S_IMODE((folder / "w1.mark").stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_it_lies_in_the_keyring_as_well(tmp_path: Path) -> None:
    ring = Ring()
    Guard("w1", tmp_path, ring).write("w1/1")
    assert ring.kept == {("leaddesk", "guard/w1"): "w1/1"}
    assert Guard("w1", tmp_path, ring).read() == "w1/1"


def test_an_older_one_of_the_two_shows(tmp_path: Path) -> None:
    """Somebody put all files back: the keyring knows better, and the other way round."""
    ring = Ring()
    Guard("w1", tmp_path, ring).write("w1/1")
    old = (tmp_path / "w1.mark").read_bytes()
    Guard("w1", tmp_path, ring).write("w1/2")
    (tmp_path / "w1.mark").write_bytes(old)
    assert Guard("w1", tmp_path, ring).read() == UNSURE
    Guard("w1", tmp_path, ring).write("w1/3")
    ring.works = False
    Guard("w1", tmp_path, ring).write("w1/4")
    assert Guard("w1", tmp_path, ring).read() == "w1/4"
    ring.works = True
    assert Guard("w1", tmp_path, ring).read() == UNSURE


def test_a_file_that_can_not_be_read_is_no_empty_one(tmp_path: Path) -> None:
    (tmp_path / "w1.mark").write_bytes(b"\xff\xfe")
    assert Guard("w1", tmp_path).read() == UNSURE


def test_a_mark_that_is_not_safe_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way", encoding="ascii")
    with pytest.raises(StoreUnavailable, match="no_guard"):
        Guard("w1", tmp_path / "state").write("w1/1")


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    Guard("../../w1", tmp_path / "guard").write("x")
    assert [path.name for path in tmp_path.iterdir()] == ["guard"]


def test_who_leaves_leaves_no_mark(tmp_path: Path) -> None:
    ring = Ring()
    guard = Guard("w1", tmp_path, ring)
    guard.write("w1/1")
    guard.forget()
    guard.forget()
    assert guard.read() == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moved", [False, True])
def test_it_is_never_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, moved: bool
) -> None:
    if moved:
        monkeypatch.setenv(paths.VARIABLE, str(tmp_path))
    else:
        monkeypatch.delenv(paths.VARIABLE, raising=False)
    assert not guard_folder().is_relative_to(paths.data_folder())


def test_a_locked_keyring_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Locked(Ring):
        __module__ = "keyring.backends.SecretService"

    class Open(Ring):
        __module__ = "keyring.backends.macOS"

    keyring = pytest.importorskip("keyring")
    ring: Ring = Locked()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    monkeypatch.setattr(guard_file, "_is_unlocked", lambda: False)
    assert quiet_keyring() is None
    monkeypatch.setattr(guard_file, "_is_unlocked", lambda: True)
    assert quiet_keyring() is ring
    ring = Open()
    assert quiet_keyring() is ring
    ring = Ring()
    assert quiet_keyring() is None
