# SPDX-License-Identifier: MIT
"""What a window remembers between two starts on this computer: never data of the team."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings

SETTINGS_FILE = "window.ini"


class Settings(Protocol):
    """Texts by their key; a key that was never written reads as empty."""

    def read(self, key: str) -> str:
        """Return what was written last under this key."""
        ...

    def write(self, key: str, text: str) -> None:
        """Remember a text."""
        ...


class KeptInMemory:
    """Settings that end with the program: for tests, and where no folder can be written."""

    def __init__(self, **texts: str) -> None:
        self._texts = dict(texts)

    def read(self, key: str) -> str:
        """Return what was written last under this key."""
        return self._texts.get(key, "")

    def write(self, key: str, text: str) -> None:
        """Remember a text until the program ends."""
        self._texts[key] = text


class KeptInFile:
    """Settings in a readable INI file, which other processes may write too."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def read(self, key: str) -> str:
        """Return what was written last under this key."""
        self._file.sync()
        found = self._file.value(key, "")
        return found if isinstance(found, str) else ""

    def write(self, key: str, text: str) -> None:
        """Remember a text; a file that can't be written is not worth a word."""
        self._file.setValue(key, text)
        self._file.sync()
