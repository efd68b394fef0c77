# SPDX-License-Identifier: MIT
"""Encrypting, unlocking and removing PINs at the prompt: what is asked, told and left alone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from leaddesk.system.file_keys import VARIABLE
from tests.cli.conftest import Prompt


@pytest.fixture(autouse=True)
def no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_encrypting_tells_the_recovery_code_and_what_is_not_encrypted(prompt: Prompt) -> None:
    prompt.doors.files.plain = (Path("team.db.before-encryption"),)
    told = prompt("encrypt")
    assert "ABCD-EFGH" in told.out
    assert "before-encryption" in told.out
    assert ("delete",) not in prompt.doors.files.calls
    assert prompt("encrypt", "--json").data["recovery_code"] == "ABCD-EFGH"
    assert ("delete",) not in prompt.doors.files.calls


def test_plain_copies_are_deleted_when_that_was_said(prompt: Prompt) -> None:
    prompt.doors.files.plain = (Path("team.db.before-encryption"),)
    told = prompt("encrypt", "--delete-plain")
    assert ("delete",) in prompt.doors.files.calls
    assert "ABCD-EFGH" in told.out
    assert "Deleted 1" in told.out


def test_without_a_keyring_a_password_is_asked_for_twice(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt.doors.files.has_keyring = False
    typed(monkeypatch, "correct horse", "correct hearse")
    assert "differ" in prompt("encrypt").err
    assert prompt.doors.files.calls == []
    typed(monkeypatch, "correct horse", "correct horse")
    assert prompt("encrypt").code == 0
    assert prompt.doors.files.calls == [("encrypt", "correct horse")]


def test_the_code_unlocks_and_the_variable_answers_where_nobody_sits(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "ABCD-EFGH")
    assert "keyring again" in prompt("unlock").out
    prompt.doors.files.has_keyring = False
    monkeypatch.setenv(VARIABLE, "the same")
    assert "no keyring" in prompt("unlock").out
    assert prompt.doors.files.calls == [("unlock", "ABCD-EFGH"), ("unlock", "the same")]


def test_pins_go_without_a_code_only_where_nothing_is_encrypted(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "2 PINs removed" in prompt("remove-pin").out
    prompt.doors.files.has_keyring = False
    typed(monkeypatch, "ABCD-EFGH")
    prompt("remove-pin")
    assert prompt.doors.files.calls == [("remove", ""), ("remove", "ABCD-EFGH")]


def test_the_code_is_shown_again_and_the_file_made_plain(prompt: Prompt) -> None:
    assert "ABCD-EFGH" in prompt("recovery-code").out
    assert "before-decryption" in prompt("decrypt").out


def test_the_database_is_moved(prompt: Prompt, tmp_path: Path) -> None:
    told = prompt("move-database", str(tmp_path))
    assert ("move", str(tmp_path)) in prompt.doors.files.calls
    assert f"now {tmp_path / 'leaddesk.db'}" in told.out
    assert "kept as leaddesk.db.moved" in told.out


def test_backups_go_to_a_second_folder_until_that_is_over(prompt: Prompt, tmp_path: Path) -> None:
    told = prompt("backup", "--also", str(tmp_path))
    assert f"and to {tmp_path / 'copy.db'}" in told.out
    assert prompt("backup", "--no-also", "--json").data["also"] is None
    assert prompt.doors.files.calls == [("also", str(tmp_path)), ("also", "None")]
    assert prompt("backup", "--also", str(tmp_path), "--folder", "x").code == 2
