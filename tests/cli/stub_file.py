# SPDX-License-Identifier: MIT
"""This computer's file as the command line sees it, only talked about."""

from __future__ import annotations

from pathlib import Path

from leaddesk.bootstrap.backups import Kept
from leaddesk.bootstrap.local_file import Encrypted
from leaddesk.bootstrap.relocating import Moved


class StubFile:
    """A file with a password, which is only talked about."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.has_keyring = True
        self.plain: tuple[Path, ...] = ()

    def is_encrypted(self, database: str | None) -> bool:
        return not self.has_keyring

    def needs_password(self) -> bool:
        return not self.has_keyring

    def encrypt(self, database: str | None, password: str = "") -> Encrypted:
        self.calls.append(("encrypt", password))
        return Encrypted(Path("team.db"), "ABCD-EFGH", self.plain, self.has_keyring)

    def decrypt(self, database: str | None) -> Path:
        return Path("team.db.before-decryption")

    def recovery_code(self, database: str | None) -> str:
        return "ABCD-EFGH"

    def unlock(self, database: str | None, secret: str) -> bool:
        self.calls.append(("unlock", secret))
        return self.has_keyring

    def delete_plain(self, database: str | None) -> int:
        self.calls.append(("delete",))
        return len(self.plain)

    def second_folder(self, database: str | None, folder: Path | None) -> Kept:
        self.calls.append(("also", str(folder)))
        return Kept(Path("backups/copy.db"), 1204, folder / "copy.db" if folder else None)

    def move_database(self, database: str | None, folder: Path) -> Moved:
        self.calls.append(("move", str(folder)))
        return Moved(folder / "leaddesk.db", Path("leaddesk.db.moved"))

    def remove_pins(self, database: str | None, code: str = "") -> int:
        self.calls.append(("remove", code))
        return 2
