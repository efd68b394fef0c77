# SPDX-License-Identifier: MIT
"""What the window needs of whoever looks after this computer's own database file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from leaddesk.desk.door import Desk
from leaddesk.words.backups import Backups

SERVICE = "own_file"
"""The door that returns the `OwnFile`."""


class Encrypted(Protocol):
    """A file that was encrypted: its recovery code, and what still lies about unencrypted."""

    @property
    def code(self) -> str:
        """The recovery code as people keep it."""
        ...

    @property
    def plain(self) -> Sequence[Path]:
        """The files beside it that are not encrypted."""
        ...


class OwnFile(Protocol):
    """One file; its calls take a while and belong on a thread of their own."""

    def is_encrypted(self) -> bool:
        """Tell whether it is encrypted."""
        ...

    def needs_password(self) -> bool:
        """Tell whether this system has no keyring."""
        ...

    def encrypt(self, password: str) -> Encrypted:
        """Encrypt it; nobody may have it open. Raises BadInput and StoreUnavailable."""
        ...

    def recovery_code(self) -> str:
        """Return its recovery code; raises StoreUnavailable."""
        ...

    def unlock(self, secret: str) -> bool:
        """Open it by its code or password; raises BadInput("file_key.wrong")."""
        ...

    def move(self, folder: Path) -> Path:
        """Move it to another folder; nobody may have it open. Raises BadInput, StoreUnavailable."""
        ...

    def backups(self) -> Backups:
        """Return how its backups stand; raises BadInput, StoreUnavailable."""
        ...

    def back_up(self) -> Backups:
        """Back it up now; raises as `backups`."""
        ...

    def choose_second(self, folder: Path | None) -> Backups:
        """Copy its backups to a second folder as well, None for none, beginning now.

        Raises as `backups`, StoreUnavailable("backup.no_folder") for one that can't be written.
        """
        ...

    def look(self) -> Desk:
        """Open a copy of it in which nothing is written; raises StoreUnavailable."""
        ...

    def delete_plain(self) -> int:
        """Delete what lies about unencrypted, and return how many files that were."""
        ...
