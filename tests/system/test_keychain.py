# SPDX-License-Identifier: MIT
"""Secrets go into the system's own store, or into files that only their owner reads."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system.keychain import SERVICE, Keychain


class Store:
    """A store of the system, which works or does not."""

    def __init__(self, trouble: Exception | None = None, *, forgetful: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble, self.forgetful = trouble, forgetful

    def set_password(self, service: str, name: str, secret: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        if not self.forgetful:
            self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        if self.trouble is not None:
            raise self.trouble
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        del self.kept[service, name]


def test_a_secret_is_in_the_systems_own_store(tmp_path: Path) -> None:
    store = Store()
    keychain = Keychain(tmp_path, store)
    assert keychain.put("token/a", "secret")
    assert store.kept == {(SERVICE, "token/a"): "secret"}
    assert keychain.get("token/a") == "secret"
    assert list(tmp_path.iterdir()) == []
    keychain.forget("token/a")
    keychain.forget("token/a")
    assert keychain.get("token/a") == ""


@pytest.mark.parametrize(
    "store", [Store(RuntimeError("no store")), Store(forgetful=True)], ids=["none", "forgetful"]
)
def test_without_a_store_it_is_in_a_file_of_its_owner(tmp_path: Path, store: Store) -> None:
    keychain = Keychain(tmp_path, store)
    assert not keychain.put("token/../a", "first")
    assert not keychain.put("token/../a", "secret")
    assert keychain.get("token/../a") == "secret"
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert file.parent == tmp_path / "secrets"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    keychain.forget("token/../a")
    assert keychain.get("token/../a") == ""


def test_a_store_that_came_later_takes_the_place_of_the_file(tmp_path: Path) -> None:
    Keychain(tmp_path, Store(RuntimeError("no store"))).put("a", "old")
    keychain = Keychain(tmp_path, Store())
    assert keychain.get("a") == "old"
    assert keychain.put("a", "new")
    assert keychain.get("a") == "new"
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("in the way")
    with pytest.raises(StoreUnavailable) as refused:
        Keychain(tmp_path, Store(RuntimeError("no store"))).put("a", "secret")
    assert refused.value.key == "no_secret_store"
    assert "secret'" not in str(refused.value)
