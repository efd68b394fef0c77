# SPDX-License-Identifier: MIT
"""The few places where SQLite and PostgreSQL say the same thing in other words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    BigInteger,
    Dialect,
    FromClause,
    Integer,
    String,
    bindparam,
    cast,
    column,
    func,
    select,
)
from sqlalchemy.types import TypeEngine


def listed_ids(name: str, dialect: Dialect) -> str:
    """Return a query of the ids in a JSON array parameter, for plain SQL."""
    if dialect.name == "sqlite":
        return f"SELECT value FROM json_each(:{name})"
    return f"SELECT CAST(json_array_elements_text(CAST(%({name})s AS JSON)) AS BIGINT)"


def json_list(values: Iterable[object]) -> str:
    """Return numbers or texts as the JSON array that is given for such a parameter."""
    return msgspec.json.encode(list(values)).decode()


def int_list(dialect: Dialect, param: str) -> FromClause:
    """Return a one-column table `value` of the integers in a JSON array parameter."""
    return _list(dialect, param, BigInteger() if dialect.name != "sqlite" else Integer())


def text_list(dialect: Dialect, param: str) -> FromClause:
    """Return a one-column table `value` of the texts in a JSON array parameter."""
    return _list(dialect, param, String())


def _list(dialect: Dialect, param: str, kind: TypeEngine[Any]) -> FromClause:
    if dialect.name == "sqlite":
        return func.json_each(bindparam(param)).table_valued(column("value", kind), name=param)
    element = func.json_array_elements_text(cast(bindparam(param), JSON)).column_valued(
        f"{param}_text"
    )
    return select(cast(element, kind).label("value")).subquery(param)
