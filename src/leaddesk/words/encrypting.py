# SPDX-License-Identifier: MIT
"""What is said while a database is encrypted, and of its recovery code."""

from __future__ import annotations

from html import escape

from leaddesk.words import numbers

_ABOUT = (
    "Whoever takes this computer or a copy of the file can then read nothing in it. Backups are "
    "encrypted too. Other files, such as exports and recordings of other programs, are not: "
    "encrypt the disk of this computer as well. "
)
ABOUT = _ABOUT + "The key is kept in the keyring of this computer; you type nothing at the start."
ABOUT_PASSWORD = (
    _ABOUT + "This computer has no keyring, so LeadDesk asks for the password at each start."
)
WORKING = "The database is being encrypted. Nothing is lost when this is broken off."
KEEP = (
    "This code opens the database when the key or the password is lost. There is no other way in. "
    "Print it or write it down, and keep it away from this computer."
)


def delete_plain(count: int) -> str:
    """Return the question about what is not encrypted."""
    return f"Delete {numbers.count(count, 'unencrypted copy', 'unencrypted copies')} beside it"


def deleted(count: int) -> str:
    """Return what was deleted."""
    return f"{numbers.count(count, 'unencrypted copy', 'unencrypted copies')} deleted."


TITLE = "Recovery code of a LeadDesk database"
_USE = "It opens the database when the key of the computer is lost: leaddesk unlock."
_KEEP_AWAY = "Keep it away from that computer, and show it to nobody."


def letter(code: str) -> str:
    """Return what is saved as text."""
    return f"{TITLE}\n\n    {code}\n\n{_USE}\n{_KEEP_AWAY}\n"


def letter_page(code: str) -> str:
    """Return what is printed, as HTML."""
    return (
        f"<h2>{TITLE}</h2><p style='font-family: monospace; font-size: 16pt'>{escape(code)}</p>"
        f"<p>{_USE}</p><p>{_KEEP_AWAY}</p>"
    )
