# SPDX-License-Identifier: MIT
"""Statements of SQLAlchemy as the text that a driver gets."""

from __future__ import annotations

import re

from sqlalchemy import Dialect
from sqlalchemy.sql import ClauseElement


def server_dialect() -> Dialect:
    """Return the dialect of a server; most desks are a file, and never import this."""
    from sqlalchemy.dialects import postgresql

    dialect: Dialect = postgresql.dialect(paramstyle="pyformat")  # type: ignore[no-untyped-call]
    return dialect


def compiled(statement: ClauseElement, dialect: Dialect) -> str:
    """Return the SQL of a statement with named parameters for a dialect's driver."""
    made = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    told, is_sqlite = str(made), dialect.name == "sqlite"
    # What the statement itself fixes is written into it: only the caller's values are bound.
    for name, bind in made.binds.items():  # type: ignore[attr-defined]
        if bind.value is not None:
            mark = f":{name}" if is_sqlite else f"%({name})s"
            told = re.sub(
                re.escape(mark) + (r"\b" if is_sqlite else ""), _literal(bind.value), told
            )
    return told


def _literal(value: object) -> str:
    """Return a constant of a statement as SQL; only whole numbers and plain words are used."""
    if isinstance(value, int):
        return str(int(value))
    plain = str(value)
    if "'" in plain or "\\" in plain:
        raise ValueError(plain)
    return f"'{plain}'"
