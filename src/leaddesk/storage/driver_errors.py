# SPDX-License-Identifier: MIT
"""What the databases' drivers raise, told as what the desk can explain."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import sqlite_files
from leaddesk.storage.addresses import shown


def unavailable(error: BaseException, where: str) -> StoreUnavailable:
    """Return the plain refusal for a driver's error."""
    original = getattr(error, "orig", None) or error
    told = str(original).lower()
    if any(sign in told for sign in _AGAIN):
        return StoreUnavailable("locked", where=shown(where), again=True)
    for key, signs in _SIGNS:
        if any(sign in told for sign in signs):
            return StoreUnavailable(key, where=shown(where))
    key = "cannot_open" if _is_operational(original) else "unexpected"
    # With a value that it can't hold the database is well, and another try brings nothing.
    unfit = {"unfit": True} if is_clash(error) or is_clash(original) else {}
    return StoreUnavailable(key, where=shown(where), detail=type(original).__name__, **unfit)


_AGAIN = ("deadlock detected", "could not serialize")
"""The server ended one of two writes that stood in each other's way: done again, it goes well."""

_SIGNS = (
    # A file that never was a database is refused before it is opened.
    ("damaged", ("not a database", "malformed", "disk image")),
    ("disk_full", ("disk is full", "disk full", "no space left")),
    ("read_only", ("readonly", "read-only")),
    ("locked", ("locked", "lock timeout", "canceling statement")),
    ("disk_error", ("disk i/o error",)),
)


def _is_operational(error: object) -> bool:
    """Tell whether the trouble is with reaching the database, not with what was asked of it."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"OperationalError", "InterfaceError"})


def is_driver_error(error: BaseException) -> bool:
    """Tell whether an exception comes from a driver."""
    if isinstance(error, (*sqlite_files.errors(), DBAPIError)):
        return True
    return type(error).__module__.startswith("psycopg") and isinstance(error, Exception)


def is_clash(error: BaseException) -> bool:
    """Tell whether a value stands in the way of rows that are there, or fits into no column.

    No other try would change that.
    """
    if isinstance(error, OverflowError):
        return True
    names = {kind.__name__ for kind in type(error).__mro__}
    return is_driver_error(error) and bool(names & {"DataError", "IntegrityError"})
