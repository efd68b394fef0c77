# SPDX-License-Identifier: MIT
"""Plain SQL that both databases understand, and how a database is asked for a statement's text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Dialect
from sqlalchemy.sql import ClauseElement
from typing_extensions import override

Row: TypeAlias = tuple[Any, ...]
Build: TypeAlias = Callable[[Dialect], "ClauseElement | str"]
"""A function that says a statement for a dialect; it is asked once per database."""

_MARK = re.compile(r":([a-z_][a-z_0-9]*)")


class Sql:
    """Plain SQL that both databases understand, with `:name` parameters; equal texts are one."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @override
    def __hash__(self) -> int:
        """Return the hash of the text."""
        return hash(self.text)

    @override
    def __eq__(self, other: object) -> bool:
        """Tell whether the other one is the same text."""
        return isinstance(other, Sql) and other.text == self.text

    def __call__(self, dialect: Dialect) -> str:
        """Return the SQL with the parameter marks of the dialect's driver."""
        return self.text if dialect.name == "sqlite" else _MARK.sub(r"%(\1)s", self.text)


@cache
def rows_text(text: str, count: int) -> str:
    """Return an `INSERT … VALUES (…)` in plain SQL for several rows: `:name` becomes `:name_0`."""
    head, _, rest = text.partition(" VALUES ")
    depth = [rest[: n + 1].count("(") - rest[: n + 1].count(")") for n in range(len(rest))]
    end = depth.index(0) + 1
    one, tail = rest[:end], rest[end:]
    told = ", ".join(_MARK.sub(rf":\1_{n}", one) for n in range(count))
    return f"{head} VALUES {told}{tail}"
