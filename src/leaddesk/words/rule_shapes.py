# SPDX-License-Identifier: MIT
"""What forms of rules are made of: a field, a list of lines, a form."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from leaddesk.domain.qualification import Sheet


class FieldKind(enum.Enum):
    """What is typed into a field."""

    NUMBER = enum.auto()
    SHARE = enum.auto()
    HOURS = enum.auto()
    TIME = enum.auto()
    FLAG = enum.auto()
    DAYS = enum.auto()
    TEXT = enum.auto()
    WORDS = enum.auto()
    REASONS = enum.auto()
    CHOICE = enum.auto()


@dataclass(frozen=True, slots=True)
class RuleField:
    """One field: `name` in the form, words, unit, bounds of a number, and choices as pairs."""

    name: str
    title: str
    kind: FieldKind = FieldKind.NUMBER
    unit: str = ""
    low: float = 0
    high: float = 0
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RuleRows:
    """A list in a form: what one of it is called, its fields, and whether there can be others.

    `may_copy`: one can be made like another; without `may_move` they stay in their order.
    """

    title: str
    one: str
    fields: tuple[RuleField, ...]
    may_add: bool = False
    may_copy: bool = False
    may_move: bool = True


@dataclass(frozen=True, slots=True)
class RuleForm:
    """The form of a rule or a part of one; `slot` says which part.

    `presets`: values that can be put into it, each with its words.
    """

    id: str
    key: str
    group: str
    title: str
    about: str
    fields: tuple[RuleField, ...] = ()
    rows: RuleRows | None = None
    slot: str = ""
    presets: tuple[tuple[str, Sheet], ...] = ()
