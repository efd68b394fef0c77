# SPDX-License-Identifier: MIT
"""What the desk of a workstation needs of the hub, and of the replicator beside it."""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class HubDoor(Protocol):
    """Calls to the hub beside the replicator's (`http_line`); safe from any thread.

    Bodies and answers are JSON. Each raises HubAway, and then it is not known whether it was heard,
    and the LeadDeskError that the hub answered with.
    """

    def ask(self, name: str, told: bytes) -> bytes:
        """Ask a question: `remote.tell_answer`."""
        ...

    def do(self, name: str, told: bytes, entry_id: str) -> bytes:
        """Do a command under the id of its journal row: `remote.tell_done`."""
        ...

    def list_begin(self, told: bytes) -> bytes:
        """Order work of many steps (`wire_runs.Order`)."""
        ...

    def list_part(self, told: bytes) -> bytes:
        """Send or fetch a part (`wire_runs.Part`)."""
        ...

    def list_end(self, told: bytes) -> bytes:
        """Have it done, and ask how far it is (`wire_runs.Progress`)."""
        ...


class InStep(Protocol):
    """How this workstation stands to its hub (`runner`); safe from any thread."""

    def is_away(self) -> bool:
        """Tell whether the hub can't be asked now; it is tried by others meanwhile."""
        ...

    def heard(self) -> dt.datetime | None:
        """Return when this workstation was last in step; None for never."""
        ...

    def may_work(self, lead_id: int) -> bool:
        """Tell whether a lead is leased to this workstation and workable, or its person's own."""
        ...

    def bring(self, lead_id: int) -> None:
        """Bring a lead with its lease here (`Replicator.take`); raises HubAway and RuleBroken."""
        ...

    def is_operation(self, entry_id: str) -> bool:
        """Tell whether a journal row is that of an operation of this workstation."""
        ...

    def poke(self) -> None:
        """Bring both sides in step soon: something was done here or at the hub."""
        ...

    def overhear(self) -> None:
        """Hear what another window over this file heard from the hub; takes no time."""
        ...
