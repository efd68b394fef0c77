# SPDX-License-Identifier: MIT
"""A workstation's mark outside its data folder: an old copy of its file does not have the newest.

It lies in a file, and in the system's keyring as well where that is open without asking. Where the
two differ one of them is old, and then no file counts as the newest one.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Any, Final, Protocol

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import paths

SERVICE: Final = "leaddesk"
FOLDER: Final = "leaddesk-guard"
"""A folder beside the data folder where systems have one place for both."""
UNSURE: Final = "?"
"""A mark that no file has."""

_SAFE: Final = re.compile(r"[^0-9A-Za-z_-]")
_QUIET: Final = frozenset({"keyring.backends.macOS", "keyring.backends.Windows"})
_ASKS_WHEN_LOCKED: Final = "keyring.backends.SecretService"


class Keyring(Protocol):
    """What of a keyring is used; each method may raise anything of its library's."""

    def get_password(self, service: str, name: str) -> str | None:
        """Return what is kept under a name, None for nothing."""
        ...

    def set_password(self, service: str, name: str, kept: str) -> None:
        """Keep something under a name."""
        ...


class Guard:
    """`sync.ports.Guard` of one workstation."""

    def __init__(
        self, workstation: str, folder: Path | None = None, keyring: Keyring | None = None
    ) -> None:
        self._name = f"guard/{workstation}"
        self._file = (folder or guard_folder()) / f"{_SAFE.sub('-', workstation)}.mark"
        self._keyring = keyring

    def read(self) -> str:
        """Return the mark, empty for none, `UNSURE` where file and keyring differ."""
        found = {mark for mark in (self._in_file(), self._in_keyring()) if mark}
        return found.pop() if len(found) == 1 else UNSURE if found else ""

    def write(self, mark: str) -> None:
        """Write the mark; it is safe when this returns. Raises StoreUnavailable("no_guard")."""
        if self._keyring is not None:
            # The file decides; a keyring that was not reached has an older mark, which shows.
            with contextlib.suppress(Exception):
                self._keyring.set_password(SERVICE, self._name, mark)
        try:
            self._write(mark)
        except OSError as error:
            raise StoreUnavailable("no_guard", where=str(self._file.parent)) from error

    def forget(self) -> None:
        """Forget the mark of a workstation that left its team."""
        if self._keyring is not None and self._in_keyring():
            with contextlib.suppress(Exception):
                self._keyring.set_password(SERVICE, self._name, "")
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _in_file(self) -> str:
        try:
            return self._file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError):
            return UNSURE

    def _in_keyring(self) -> str:
        if self._keyring is None:
            return ""
        try:
            return self._keyring.get_password(SERVICE, self._name) or ""
        except Exception:  # noqa: BLE001 - keyrings of many systems, which raise what they like
            return ""

    def _write(self, mark: str) -> None:
        paths.made(self._file.parent)
        part = self._file.with_name(f"{self._file.name}.part")
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, paths.OWNER_FILE)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(mark)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(self._file)
        _settle(self._file.parent)


def _settle(folder: Path) -> None:
    """Bring what a folder lists to the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def guard_folder() -> Path:
    """Return where marks lie: never in the data folder, also where a variable moves that."""
    import platformdirs

    return Path(platformdirs.user_state_dir(FOLDER, appauthor=False))


def quiet_keyring() -> Keyring | None:
    """Return the system's keyring, None where there is none or it would have to ask somebody."""
    try:
        import keyring

        found: Any = keyring.get_keyring()
        for backend in (found, *getattr(found, "backends", ())):
            kind = type(backend).__module__
            if kind in _QUIET or (kind == _ASKS_WHEN_LOCKED and _is_unlocked()):
                answer: Keyring = backend
                return answer
    except Exception:  # noqa: BLE001 - keyrings of many systems, which raise what they like
        return None
    return None


def _is_unlocked() -> bool:
    """Tell whether the desktop's secrets are open; asking for one would show a dialog else."""
    import importlib

    secrets: Any = importlib.import_module("secretstorage")
    with contextlib.closing(secrets.dbus_init()) as bus:
        return not secrets.get_collection_by_alias(bus, "default").is_locked()
