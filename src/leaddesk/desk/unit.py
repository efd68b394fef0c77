# SPDX-License-Identifier: MIT
"""What a handler may do inside one transaction, as protocols; storage brings the real ones."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from leaddesk.desk.stores.arrivals import Arrivals
from leaddesk.desk.stores.bulks import Bulks
from leaddesk.desk.stores.coaching import Coaching
from leaddesk.desk.stores.costs import Costs
from leaddesk.desk.stores.days import Days
from leaddesk.desk.stores.duplicates import Duplicates
from leaddesk.desk.stores.handoffs import Handoffs
from leaddesk.desk.stores.journal import Journal
from leaddesk.desk.stores.leads import Leads
from leaddesk.desk.stores.leaving import Leaving
from leaddesk.desk.stores.lists import Lists
from leaddesk.desk.stores.no_call import NoCall
from leaddesk.desk.stores.notices import Notices
from leaddesk.desk.stores.outbox import Outbox
from leaddesk.desk.stores.plans import Plans
from leaddesk.desk.stores.prepared import PreparedFigures
from leaddesk.desk.stores.privacy import Privacy
from leaddesk.desk.stores.queue import Queue
from leaddesk.desk.stores.registries import Registries
from leaddesk.desk.stores.rules import RuleBook
from leaddesk.desk.stores.sales import Sales
from leaddesk.desk.stores.team import Team

if TYPE_CHECKING:
    from leaddesk.desk.reads import ReadUnit
    from leaddesk.desk.stores.privacy import Erasures


class Unit(Protocol):
    """One write transaction."""

    @property
    def leads(self) -> Leads: ...  # noqa: D102
    @property
    def queue(self) -> Queue: ...  # noqa: D102
    @property
    def journal(self) -> Journal: ...  # noqa: D102
    @property
    def handoffs(self) -> Handoffs: ...  # noqa: D102
    @property
    def notices(self) -> Notices: ...  # noqa: D102
    @property
    def coaching(self) -> Coaching: ...  # noqa: D102
    @property
    def days(self) -> Days: ...  # noqa: D102
    @property
    def plans(self) -> Plans: ...  # noqa: D102
    @property
    def prepared(self) -> PreparedFigures: ...  # noqa: D102
    @property
    def costs(self) -> Costs: ...  # noqa: D102
    @property
    def sales(self) -> Sales: ...  # noqa: D102
    @property
    def team(self) -> Team: ...  # noqa: D102
    @property
    def lists(self) -> Lists: ...  # noqa: D102
    @property
    def bulks(self) -> Bulks: ...  # noqa: D102
    @property
    def leaving(self) -> Leaving: ...  # noqa: D102

    @property
    def no_call(self) -> NoCall: ...  # noqa: D102
    @property
    def registries(self) -> Registries: ...  # noqa: D102
    @property
    def arrivals(self) -> Arrivals: ...  # noqa: D102
    @property
    def duplicates(self) -> Duplicates: ...  # noqa: D102
    @property
    def privacy(self) -> Privacy: ...  # noqa: D102
    @property
    def rules(self) -> RuleBook: ...  # noqa: D102
    @property
    def outbox(self) -> Outbox: ...  # noqa: D102


class Store(Protocol):
    """A database: write units, reads, and upkeep."""

    def unit(self) -> AbstractContextManager[Unit]:
        """Begin a write; committed at the end of the block, rolled back on an error."""
        ...

    def looking(self) -> AbstractContextManager[ReadUnit]:
        """Begin a read on one consistent view; writing in it is an error."""
        ...

    def changed_elsewhere(self) -> bool:
        """Tell whether another connection wrote since this was last asked."""
        ...

    def bulk(self) -> AbstractContextManager[Callable[[], None]]:
        """Begin writes of very many rows in many units.

        What is given out is to be called between them, every ten thousand rows or so: it tidies up
        behind them while no other write has to wait for it.
        """
        ...

    def index_some(self, limit: int) -> int:
        """Make up to `limit` imported leads searchable; return how many."""
        ...

    def find_some(self, limit: int) -> int:
        """Look for duplicates of up to `limit` new or changed leads; return how many."""
        ...

    def after_erasing(self) -> None:
        """Let nothing erased lie in the database's log, as far as nobody reads there.

        Keeps beside the database who was erased, for a restore.
        """
        ...

    def missed_erasures(self) -> Erasures | None:
        """Return who was erased as is kept beside the database, when it knows less than that."""
        ...

    def is_seat(self) -> bool:
        """Tell whether this is the file of one workstation of a team."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
