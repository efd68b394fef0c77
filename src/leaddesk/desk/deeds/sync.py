# SPDX-License-Identifier: MIT
"""What a person decides about what the team's hub refused or kept late, and lists that wait.

These stay on the workstation: nobody else ever hears of them. An operation is named by its `seq`,
a list by its `list_id`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetGo:
    """Let go of an operation that needs attention, or of a list: it is not shown or sent any more.

    A workstation takes it back by `TakeBack`.
    """

    seq: int = 0
    list_id: str = ""


@dataclass(frozen=True, slots=True)
class BringBack:
    """Show an operation again that was let go, or let a list wait again: takes `LetGo` back."""

    seq: int = 0
    list_id: str = ""


@dataclass(frozen=True, slots=True)
class RepeatOperation:
    """Do what was refused once more, as it was, as a new operation; the old one is let go.

    A list that was refused is sent again.
    """

    seq: int = 0
    list_id: str = ""
