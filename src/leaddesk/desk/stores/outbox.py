# SPDX-License-Identifier: MIT
"""A workstation's operations, kept with what they changed until the team's hub confirmed them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from leaddesk.desk.operations import Operation, State

if TYPE_CHECKING:
    from leaddesk.desk.unit import Unit


class Outbox(Protocol):
    """Operations of this device; alone, there are none and nothing is kept."""

    def noting(self, operation: Operation | None) -> AbstractContextManager[None]:
        """Keep an operation with what is written in the block; None and working alone keep none."""
        ...

    def again(self, operation: Operation) -> AbstractContextManager[Unit]:
        """Begin doing a kept operation again: its rows get the ids they had.

        What is written in the block is taken back by an error, which is raised on; raises
        StaleLead("operation_clashes") for rows that others stand in the way of.
        """
        ...

    def rewind(self) -> None:
        """Take back what unconfirmed operations changed, newest first."""
        ...

    def unconfirmed(self) -> Sequence[Operation]:
        """Return the operations whose rows the hub has not sent, oldest first."""
        ...

    def of_states(self, states: Iterable[State], most: int) -> Sequence[Operation]:
        """Return operations in some states, oldest first, `most` at most."""
        ...

    def count(self, states: Iterable[State]) -> tuple[int, dt.datetime | None]:
        """Return how many operations are in some states, and when the oldest was done."""
        ...

    def operation(self, seq: int) -> Operation:
        """Return an operation; raises NotFound("operation")."""
        ...

    def settle(self, seqs: Iterable[int], state: State, mark: int = 0, answer: str = "") -> None:
        """Say what became of operations."""
        ...
