# SPDX-License-Identifier: MIT
"""Made-up answers about the rules: all as they ship, one version before, and what a change does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.rule_checks import MANAGED, Problem, check_together, read_problem
from leaddesk.desk.rules import decode_rule, encode_rule, is_same_rule, read_rules
from leaddesk.domain.errors import BadInput
from tests.gui.made_leads import START

FEWER = '{"skips_a_day": 2}'
VERSIONS = (
    queries.RuleVersion(2, "", START, "Lee Novak", "Back again", in_force=True),
    queries.RuleVersion(1, FEWER, START - dt.timedelta(days=3), "Lee Novak", "Too many skips"),
    queries.RuleVersion(0, ""),
)


def row(key: str, value: str = "") -> queries.RuleRow:
    """Return a rule as it ships, or with another value."""
    at = START if value else None
    told = encode_rule(key, decode_rule(key, value))
    return queries.RuleRow(key, told, not value, at, "Lee Novak" if value else "")


ROWS = tuple(row(key) for key in MANAGED)


def change(query: queries.AskRuleChange) -> queries.RulePreview:
    """Return what is wrong as the desk would, and 412 leads that move when nothing is."""
    rules = read_rules(lambda _key: None)
    problems: tuple[Problem, ...]
    try:
        problems = check_together(rules, dict(query.values))
    except BadInput as error:
        problems = (read_problem(query.values[0][0], error),)
    if problems:
        return queries.RulePreview(query.values, (), problems)
    changed = tuple(key for key, value in query.values if not is_same_rule(key, value, ""))
    moved = queries.RuleEffect("scores", moved=412, after=600)
    return queries.RulePreview(query.values, changed, (), (moved,) if changed else ())


DOINGS: dict[type, Callable[[Any], Done]] = {
    kind: lambda command: Done(
        Kind.RULES, "rule_changed", "e7", undoable=True,
        facts=(("count", str(len(getattr(command, "values", ())))),),
    )
    for kind in (commands.ChangeRule, commands.ChangeRules)
}  # fmt: skip
ANSWERS: dict[type, Callable[[Any], object]] = {
    queries.AskOwnWords: lambda _query: queries.OwnWords({}, {}),
    queries.AskRules: lambda _query: ROWS,
    queries.AskRuleVersions: lambda _query: VERSIONS,
    queries.AskRuleChange: change,
}
