# SPDX-License-Identifier: MIT
"""Secrets of this computer: in the system's own store, or in files of their owner without one."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Final, Protocol

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import paths

SERVICE: Final = "leaddesk"
_UNSAFE: Final = re.compile(r"[^0-9A-Za-z_.-]")


class Backend(Protocol):
    """What of the library `keyring` is used; each method may raise anything of the library's."""

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keep a secret."""
        ...

    def get_password(self, service: str, name: str) -> str | None:
        """Return a secret, None for none."""
        ...

    def delete_password(self, service: str, name: str) -> None:
        """Forget a secret."""
        ...


class Keychain:
    """Secrets by name. Without a store of the system they are files in `folder`, mode 0600."""

    def __init__(self, folder: Path, backend: Backend | None = None) -> None:
        self._folder = folder
        self._backend = backend

    def put(self, name: str, secret: str) -> bool:
        """Keep a secret; False when it is in a file, because the system has no store for it.

        Raises StoreUnavailable("no_secret_store") where neither works.
        """
        if self._put_away(name, secret):
            self._file(name).unlink(missing_ok=True)
            return True
        try:
            self._write(name, secret)
        except OSError as error:
            raise StoreUnavailable("no_secret_store", where=str(self._folder)) from error
        return False

    def get(self, name: str) -> str:
        """Return a secret, empty for none."""
        try:
            told = self._store().get_password(SERVICE, name)
        except Exception:  # noqa: BLE001 - stores of many systems, which raise what they like
            told = None
        if told:
            return told
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return self._file(name).read_text(encoding="ascii")
        return ""

    def forget(self, name: str) -> None:
        """Forget a secret; one that is not there is no trouble."""
        with contextlib.suppress(Exception):
            self._store().delete_password(SERVICE, name)
        with contextlib.suppress(OSError):
            self._file(name).unlink(missing_ok=True)

    def _put_away(self, name: str, secret: str) -> bool:
        """Give a secret to the system's store, and look whether it is there."""
        try:
            store = self._store()
            store.set_password(SERVICE, name, secret)
            return store.get_password(SERVICE, name) == secret
        except Exception:  # noqa: BLE001 - stores of many systems, which raise what they like
            return False

    def _write(self, name: str, secret: str) -> None:
        file = self._file(name)
        paths.made(file.parent)
        part = file.with_name(file.name + ".tmp")
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, paths.OWNER_FILE)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(secret)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)

    def _file(self, name: str) -> Path:
        return self._folder / "secrets" / _UNSAFE.sub("-", name)

    def _store(self) -> Backend:
        if self._backend is not None:
            return self._backend
        import keyring

        return keyring.get_keyring()
