# SPDX-License-Identifier: MIT
"""Each number that may be called belongs to one open lead: nobody is rung by two colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leaddesk.desk.unit import Unit
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import SHARED, Lead, Number
from leaddesk.domain.phone import display


def check_numbers(unit: Unit, lead_id: int) -> None:
    """Refuse an open lead with a number that another open lead calls.

    Raises RuleBroken("number_taken") naming the other one.
    """
    if unit.leads.get(lead_id).is_open:
        refuse_taken(unit, unit.duplicates.calls([lead_id])[lead_id], (lead_id,))


def check_reopened(unit: Unit, before: Lead, after: Lead) -> None:
    """Refuse to open a lead again whose number went to another one; raises "number_taken"."""
    if after.is_open and not before.is_open:
        check_numbers(unit, after.id)


def refuse_taken(unit: Unit, e164: Sequence[str] | frozenset[str], but: Sequence[int]) -> None:
    """Refuse numbers that an open lead calls, `but` these; raises RuleBroken("number_taken")."""
    taken = unit.duplicates.callers(e164, but)
    if taken:
        number, lead_id = min(taken.items())
        other = unit.leads.get(lead_id)
        raise RuleBroken(
            "number_taken",
            number=display(number),
            lead=other.name,
            company=other.company,
            id=other.id,
        )


def shared_marked(unit: Unit, numbers: Sequence[Number], but: Sequence[int]) -> tuple[Number, ...]:
    """Return numbers with those marked that another open lead calls, and none else."""
    alive = [n.e164 for n in numbers if n.bad in ("", SHARED)]
    taken = unit.duplicates.callers(alive, but) if alive else {}
    return tuple(
        replace(n, bad=SHARED if n.e164 in taken else "") if n.bad in ("", SHARED) else n
        for n in numbers
    )
