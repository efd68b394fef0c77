# SPDX-License-Identifier: MIT
"""Keyrings that are only remembered."""

from __future__ import annotations

from keyring.errors import KeyringError


class MadeKeyring:
    """A store of keys; it refuses everything when it is told to."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.refuses = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.refuses:
            raise KeyringError
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.refuses:
            raise KeyringError
        self.kept[service, username] = password


class OtherKeyring(MadeKeyring):
    """The store of another desktop."""
