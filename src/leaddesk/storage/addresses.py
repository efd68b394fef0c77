# SPDX-License-Identifier: MIT
"""What may name a database: a file or the URL of a PostgreSQL server; no password is shown."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.domain.recovery_code import KEY_ENDING
from leaddesk.storage.file_heads import head

SQLITE_MAGIC = b"SQLite format 3\x00"

_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
_NO_FILE = (":memory:", "file:")


def sqlite_path(url: str) -> Path | None:
    """Return the file of a SQLite URL or plain path; None for PostgreSQL.

    Raises BadInput("database_url") for what is neither.
    """
    if "\0" in url or not url.strip():
        raise BadInput("database_url", where=shown(url))
    if "://" not in url:
        return Path(url)
    parsed = parsed_url(url)
    if parsed.drivername in _POSTGRESQL:
        return None
    file = parsed.database or ""
    if parsed.drivername != "sqlite" or not file or parsed.query or file.startswith(_NO_FILE):
        raise BadInput("database_url", where=shown(url))
    return Path(file)


def parsed_url(url: str) -> URL:
    """Return the parts of a URL; raises BadInput("database_url")."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        raise BadInput("database_url", where=shown(url)) from error


def shown(url: str) -> str:
    """Return a database's name as people may see it: no password, and no options, cut short."""
    if "://" not in url:
        return url.replace("\0", "")
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return url.partition("://")[0][:20] + "://…"
    plain = without_secrets(parsed).set(query={})
    return plain.render_as_string().replace("\0", "")[:200]


def without_secrets(url: URL) -> URL:
    """Return a URL that may be shown: no password, wherever it stood."""
    host = (url.host or "").rpartition("@")[2]  # An @ in the password lands here.
    query = {name: value for name, value in url.query.items() if "pass" not in name.lower()}
    return URL.create(
        url.drivername, url.username, None, host or None, url.port, url.database, query
    )


def check_file(path: Path) -> None:
    """Refuse what can't be a database before anything is opened or made.

    Raises StoreUnavailable with where and why.
    """
    try:
        if path.is_dir():
            raise StoreUnavailable("is_a_directory", where=str(path))
        if not path.parent.is_dir():
            raise StoreUnavailable("no_folder", where=str(path.parent))
        if path.exists():
            begin = head(path, len(SQLITE_MAGIC))
            has_key = path.with_name(path.name + KEY_ENDING).is_file()
            if begin and begin != SQLITE_MAGIC and not has_key:
                raise StoreUnavailable("not_a_database", where=str(path))
            if not os.access(path, os.W_OK):
                raise StoreUnavailable("read_only", where=str(path))
        if not os.access(path.parent, os.W_OK):
            raise StoreUnavailable("read_only", where=str(path.parent))
    except OSError as error:
        raise StoreUnavailable("cannot_open", where=str(path), detail=error.strerror) from error
