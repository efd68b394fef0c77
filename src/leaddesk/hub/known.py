# SPDX-License-Identifier: MIT
"""What was done at the hub under an id before this process was started, or by another one."""

from __future__ import annotations

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.unit import Store
from leaddesk.domain.errors import NotFound, RuleBroken


def known(store: Store, entry_id: str, person_id: int) -> Done | None:
    """Return what a person did under the id of a journal row; None when nobody did anything.

    Raises RuleBroken("not_yours") for what somebody else did.
    """
    with store.looking() as unit:
        try:
            entry = unit.journal.entry(entry_id)
        except NotFound:
            return None
    if entry.person_id != person_id:
        raise RuleBroken("not_yours")
    return Done(Kind.ALL, "done_before", entry_id, entry.undoable, lead_id=entry.lead_id or None)
