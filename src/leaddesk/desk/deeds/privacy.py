# SPDX-License-Identifier: MIT
"""A person's data: erased, let in again, passed on to them; on which basis a source is kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Erase a person for good: some leads that are one person, and what was merged into them.

    `reason` tells how they asked. It can't be taken back.
    """

    lead_ids: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class LiftErasure:
    """Let an erased person in again, named by one of their numbers or their e-mail address."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotePersonExport:
    """Note that everything about a person was passed on."""

    lead_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetSource:
    """Say on which basis leads of a source are kept, and where the data comes from.

    An empty `basis` is that of the source's kind.
    """

    source_id: int
    basis: str = ""
    origin: str = ""
