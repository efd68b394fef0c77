# SPDX-License-Identifier: MIT
"""Commands kept as operations, and done again over what the hub sent before it confirmed them."""

from __future__ import annotations

from collections.abc import Callable

from leaddesk.desk.book import Book
from leaddesk.desk.changes import Done
from leaddesk.desk.commands import TakeBack
from leaddesk.desk.operations import Operation, command_of, operation_of
from leaddesk.desk.routes import HANDLERS, Handler
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import Work
from leaddesk.domain.errors import LeadDeskError, StoreUnavailable


def do_noted(handler: Handler, command: object, work: Work) -> Done:
    """Do a command; in a team it is kept in the same transaction as what travels to the hub."""
    command = _named(command, work)
    operation = operation_of(command, work.who.id, work.now, work.entry_id)
    with work.unit.outbox.noting(operation):
        return handler(command, work)


def _named(command: object, work: Work) -> object:
    """Return what takes the last write back with the name of that write: elsewhere it is another.

    The hub may have kept that one late, or refused it.
    """
    if not isinstance(command, TakeBack) or command.entry_id:
        return command
    last = work.unit.journal.last_undoable(work.who.id)
    return command if last is None else TakeBack(last.id)


def rebase(
    store: Store, book_of: Callable[[Unit], Book], write: Callable[[Unit], None]
) -> tuple[Operation, ...]:
    """Write what the hub sent as if no unconfirmed operation had been done, then do these again.

    Nobody sees anything between. Returns the operations that could not be done again over what
    the hub sent: they wait for its word without showing.
    """
    with store.unit() as unit:
        return rebase_in(unit, book_of, lambda: write(unit))


def rebase_in(
    unit: Unit, book_of: Callable[[Unit], Book], write: Callable[[], None]
) -> tuple[Operation, ...]:
    """Rebase in a transaction that somebody else began; see `rebase`."""
    unit.outbox.rewind()
    write()
    return tuple(one for one in unit.outbox.unconfirmed() if not _again(unit, book_of, one))


def _again(unit: Unit, book_of: Callable[[Unit], Book], operation: Operation) -> bool:
    try:
        with unit.outbox.again(operation) as part:
            book = book_of(part)
            command = command_of(operation)
            who = book.person(operation.person_id)
            work = Work(part, who, operation.at, book, operation.id)
            HANDLERS[type(command)](command, work)
    except StoreUnavailable:
        raise
    except (LeadDeskError, ArithmeticError, LookupError, TypeError, ValueError):
        # One that a handler stumbles over must not keep the hub's rows out.
        return False
    return True
