# SPDX-License-Identifier: MIT
"""This computer's own file: encrypt, decrypt, its recovery code, unlock, remove the PINs."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from leaddesk.cli.answers import Answer, print_note
from leaddesk.cli.doors import Doors
from leaddesk.domain.errors import BadInput
from leaddesk.system.file_keys import VARIABLE
from leaddesk.words import numbers, screen_lock

_KEEP_IT = (
    "Write it down and keep it away from this computer: with the key of the keyring gone it is the "
    "only way in. leaddesk recovery-code shows it again."
)


def encrypt(args: argparse.Namespace, doors: Doors) -> Answer:
    """Encrypt the database, and delete what lies about unencrypted when that is wanted."""
    tools, password = doors.local_file(), ""
    if tools.needs_password():
        password = _asked("New password of the database: ")
        if VARIABLE not in os.environ and password != _asked("The same once more: "):
            raise BadInput("file_key.unlike")
    done = tools.encrypt(args.database, password)
    lines = [f"Encrypted {done.path}", f"Recovery code: {done.code}", _KEEP_IT]
    deleted = 0
    if done.plain:
        lines.append(f"{numbers.count(len(done.plain), 'file')} beside it not encrypted:")
        lines += [f"  {path}" for path in done.plain]
        if args.delete_plain or (not args.json and _says_yes(lines)):
            deleted = tools.delete_plain(args.database)
            lines = [*([] if not args.delete_plain else lines), f"Deleted {deleted} of them."]
        else:
            lines.append("They were kept; delete them yourself once all is well.")
    data = {
        "database": str(done.path),
        "recovery_code": done.code,
        "not_encrypted": [str(path) for path in done.plain],
        "deleted": deleted,
        "in_keyring": done.in_keyring,
    }
    return Answer("\n".join(lines), data)


def decrypt(args: argparse.Namespace, doors: Doors) -> Answer:
    """Make the database a plain file again."""
    aside = doors.local_file().decrypt(args.database)
    words = f"The database is a plain file again. The encrypted one is kept as {aside}"
    return Answer(words, {"moved_aside": str(aside)})


def recovery_code(args: argparse.Namespace, doors: Doors) -> Answer:
    """Show the recovery code."""
    code = doors.local_file().recovery_code(args.database)
    return Answer(f"Recovery code: {code}", {"recovery_code": code})


def unlock(args: argparse.Namespace, doors: Doors) -> Answer:
    """Open an encrypted database by its code, and give its key to the keyring."""
    kept = doors.local_file().unlock(args.database, _asked("Recovery code: "))
    words = "The key is in the keyring again." if kept else (
        "The code is right. There is no keyring here to keep the key in: LeadDesk asks for the "
        f"password or the code at each start, or takes it from {VARIABLE}."
    )  # fmt: skip
    return Answer(words, {"in_keyring": kept})


def remove_pin(args: argparse.Namespace, doors: Doors) -> Answer:
    """Remove the PINs of this computer; an encrypted database takes its recovery code for it."""
    tools = doors.local_file()
    code = _asked("Recovery code: ") if tools.is_encrypted(args.database) else ""
    count = tools.remove_pins(args.database, code)
    return Answer(screen_lock.removed_all(count), {"removed": count})


def move_database(args: argparse.Namespace, doors: Doors) -> Answer:
    """Move the database to another folder."""
    moved = doors.local_file().move_database(args.database, Path(args.folder).expanduser())
    words = f"The database is now {moved.path}\nThe old one is kept as {moved.moved_aside}"
    return Answer(words, {"database": str(moved.path), "moved_aside": str(moved.moved_aside)})


HANDLERS: dict[str, Callable[[argparse.Namespace, Doors], Answer]] = {
    "encrypt": encrypt,
    "decrypt": decrypt,
    "recovery-code": recovery_code,
    "unlock": unlock,
    "remove-pin": remove_pin,
    "move-database": move_database,
}


def _asked(prompt: str) -> str:
    """Ask for something secret: from the variable, from who sits there, else a line of input."""
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().strip()


def _says_yes(lines: list[str]) -> bool:
    if not sys.stdin.isatty():
        return False
    print_note("\n".join(lines))
    print_note("Delete them? Type yes.")
    return sys.stdin.readline().strip().casefold() == "yes"
