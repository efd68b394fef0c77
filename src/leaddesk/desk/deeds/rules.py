# SPDX-License-Identifier: MIT
"""The rules that are data: changed one at a time or several at once, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """Put one rule in force: its key, the new value as JSON (empty: the default), and why.

    `seen` is the JSON that the person had before them, None when it does not matter: a rule that
    a colleague changed meanwhile is not overwritten.
    """

    key: str
    value: str
    reason: str = ""
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """Put several rules in force at once, all of them or none; pairs of key and JSON."""

    values: tuple[tuple[str, str], ...]
    reason: str = ""
