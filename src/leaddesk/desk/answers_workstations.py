# SPDX-License-Identifier: MIT
"""The team's workstations, and who is invited to join with one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import AskWorkstations, InvitationRow, WorkstationRow, WorkstationsView

SHOWN = dt.timedelta(days=7)
"""How long an invitation is shown after it was made."""


def answer_workstations(_query: AskWorkstations, asking: Asking) -> WorkstationsView:
    """Return every workstation and the invitations of the last days."""
    stations = asking.unit.workstations
    rows = (_named(row, asking) for row in stations.workstations())
    return WorkstationsView(
        tuple(sorted(rows, key=lambda row: (row.person, row.name, row.id))),
        tuple(_invited(row, asking) for row in stations.invitations(asking.now - SHOWN)),
    )


def _named(row: WorkstationRow, asking: Asking) -> WorkstationRow:
    person = asking.book.people.get(row.person_id)
    name = person.name if person else ""
    return replace(row, person=name, left=person is None or not person.active)


def _invited(row: InvitationRow, asking: Asking) -> InvitationRow:
    book = asking.book
    return replace(row, person=book.name(row.person_id), by=book.name(row.made_by))
