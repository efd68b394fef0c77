# SPDX-License-Identifier: MIT
"""What a person decides about operations that the team's hub refused or kept late.

These stay on the workstation: nobody else ever hears of them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetGo:
    """Let an operation go that needs attention: it is not shown any more."""

    seq: int


@dataclass(frozen=True, slots=True)
class BringBack:
    """Show an operation again that was let go: what takes `LetGo` back."""

    seq: int


@dataclass(frozen=True, slots=True)
class RepeatOperation:
    """Do what was refused once more, as it was, as a new operation; the old one is let go."""

    seq: int
