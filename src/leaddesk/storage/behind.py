# SPDX-License-Identifier: MIT
"""What a write transaction says later than it was told to, and what it looked up ahead.

On a server each statement is a way there and back, and the whole process waits for its turn after
each. What nobody waits for goes along with the end of the transaction, what is known to be asked
is asked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.statements import Build, Row, Sql, rows_text

Said = tuple[str, Mapping[str, object] | None]
"""A statement in the words of the driver, with its parameters."""

_AT_ONCE: Final = 8
"""Rows in one statement: each length is a text of its own that a connection keeps prepared."""


class TakenBack(Exception):
    """Something that was written must go, which a hasty transaction can't do: do it all again."""


def failed_in_haste(error: BaseException) -> bool:
    """Tell whether an error may be one that a transaction without haste does not end by."""
    if isinstance(error, TakenBack):
        return True
    return isinstance(error, StoreUnavailable) and error.key == "unexpected"


class Behind:
    """The statements of one transaction that are not said yet, and rows by what they answer.

    A `hasty` transaction keeps no points to go back to: what fails in it ends it, and is done again
    by a `careful` one, which says and asks each thing at its time. `known` is
    forgotten with every write whose reach is not known; `wrote` counts writes.
    """

    __slots__ = ("careful", "gather", "hasty", "known", "last", "sent", "wrote")

    def __init__(self) -> None:
        self.careful = False
        self.hasty = False
        self.sent: list[Said] = []
        self.last: list[Said] = []
        self.known: dict[tuple[str, object], Row | None] = {}
        self.wrote = 0
        # Says what was collected, before anything may ask for it.
        self.gather: Callable[[], None] = _nothing

    def before(self, cursor: Any, text: str) -> None:
        """Say what is behind, as a statement comes that may ask for it or change what is known."""
        if not text.startswith("SELECT"):
            self.known.clear()
            self.wrote += 1
        self.gather()
        sent, self.sent = self.sent, []
        if sent:
            say(cursor, sent)

    def forget_lead(self, lead_id: int) -> None:
        """Forget what is known of a lead: it was written."""
        for what in ("lead", "tie"):
            self.known.pop((what, lead_id), None)

    def end(self, cursor: Any, count: Said) -> None:
        """Say the rest, count the write, and commit; what all others wait for comes last."""
        self.gather()
        say(cursor, [*self.sent, count, *self.last, ("COMMIT", None)])


def say(cursor: Any, statements: Iterable[Said]) -> None:
    """Run statements on a server, all on one way; raises what the first that fails raises."""
    with cursor.connection.pipeline():
        for text, params in statements:
            cursor.execute(text, params)


def ask(cursor: Any, statements: Iterable[Said]) -> list[list[Row]]:
    """Run queries on a server, all on one way; return the rows of each."""
    cursors = []
    with cursor.connection.pipeline():
        for text, params in statements:
            cursors.append(cursor.connection.cursor())
            cursors[-1].execute(text, params)
    return [one.fetchall() for one in cursors]


def in_parts(rows: Sequence[Mapping[str, object]]) -> Iterator[Sequence[Mapping[str, object]]]:
    """Cut rows for statements of several."""
    for first in range(0, len(rows), _AT_ONCE):
        yield rows[first : first + _AT_ONCE]


def numbered(rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Return the parameters of several rows as `rows_text` names them."""
    return {f"{name}_{n}": value for n, row in enumerate(rows) for name, value in row.items()}


def _nothing() -> None:
    return


class Words(Protocol):
    """A database, as statements need it."""

    is_sqlite: bool

    def text(self, build: Build) -> str:
        """Return a statement in the words of its driver."""
        ...


class Saying:
    """The side of a session on which statements are said, at once or behind."""

    __slots__ = ("_cursor", "_words", "behind")

    def __init__(self, words: Words, cursor: Any, behind: Behind) -> None:
        self._words = words
        self._cursor = cursor
        self.behind = behind

    def rows(self, build: Build, **params: object) -> list[Row]:
        """Return all rows of a query."""
        self._execute(self._words.text(build), params)
        found: list[Row] = self._cursor.fetchall()
        return found

    def one(self, build: Build, **params: object) -> Row | None:
        """Return the first row of a query, or None."""
        self._execute(self._words.text(build), params)
        found: Row | None = self._cursor.fetchone()
        return found

    def known(self, what: tuple[str, object], build: Build, **params: object) -> Row | None:
        """Return the row that was looked up ahead, else that of a query."""
        ahead = self.behind.known
        return ahead[what] if what in ahead else self.one(build, **params)

    def together(self, *asked: tuple[Build, Mapping[str, object]]) -> list[list[Row]]:
        """Return the rows of several queries that are asked at once, in their order."""
        if self._words.is_sqlite:
            return [self.rows(build, **params) for build, params in asked]
        self._say_behind("SELECT")
        return ask(self._cursor, [(self._words.text(one), told) for one, told in asked])

    def send(self, build: Build, **params: object) -> None:
        """Run a statement that changes nothing of what is known ahead; in haste, later."""
        self.behind.wrote += 1
        self._later(self.behind.sent if self.behind.hasty else None, build, params)

    def send_rows(
        self, build: Sql, rows: Sequence[Mapping[str, object]], *, last: bool = False
    ) -> None:
        """Insert rows in their order; in haste later, and `last` after all else on a server."""
        self.behind.wrote += 1
        if self._words.is_sqlite:
            if rows:
                self._cursor.executemany(self._words.text(build), rows)
            return
        kept = self.behind.last if last else self.behind.sent if self.behind.hasty else None
        for part in in_parts(rows):
            text = Sql(rows_text(build.text, len(part)))
            self._later(kept, text, numbered(part))

    def _later(self, kept: list[Said] | None, build: Build, params: Mapping[str, object]) -> None:
        text = self._words.text(build)
        if kept is None or self._words.is_sqlite:
            self._cursor.execute(text, params)
        else:
            kept.append((text, params))

    def _execute(self, text: str, params: Mapping[str, object]) -> None:
        self._say_behind(text)
        self._cursor.execute(text, params)

    def _say_behind(self, text: str) -> None:
        if self.behind.hasty:
            self.behind.before(self._cursor, text)
