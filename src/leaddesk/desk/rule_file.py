# SPDX-License-Identifier: MIT
"""All rules of a team as one text file, to be kept, compared and taken over by another team.

The file is JSON in UTF-8: {"leaddesk_rules": 1, "rules": {key: value, ...}}. Rules that are left
out stay as they are. The number counts up when a file of before could be misread.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from leaddesk.desk.rule_checks import MANAGED
from leaddesk.desk.rules import RULE_TYPES
from leaddesk.domain.errors import BadInput

VERSION = 1
MARK = "leaddesk_rules"
MOST_BYTES = 2_000_000
_OWN = frozenset({"team"})
"""Rules that say who the team is: another team keeps its own."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What a file holds: pairs of key and JSON; `unknown` are names that are no rules here."""

    values: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...] = ()


def written(values: Iterable[tuple[str, str]]) -> str:
    """Return the text of a file with some rules, one value a line as far as it is short."""
    rules = {key: json.loads(value) for key, value in values if key not in _OWN}
    return json.dumps({MARK: VERSION, "rules": rules}, indent=2, ensure_ascii=False) + "\n"


def read(data: bytes) -> RuleFile:
    """Return what a file holds.

    Raises BadInput: "rule_file.text" and "rule_file.syntax" with the line in `where`,
    "rule_file.other" for a file of another kind, "rule_file.newer", "rule_file.too_large",
    "rule_file.twice", and "rule_file.none" without any rule.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("rule_file.too_large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput("rule_file.text", where=f"line {line}") from None
    try:
        told = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadInput("rule_file.syntax", where=where, detail=error.msg) from None
    except RecursionError:
        raise BadInput("rule_file.other") from None
    return _file(told)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, none of whose names may stand twice: the second would win unseen."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadInput("rule_file.twice", detail=name[:60])
        found[name] = value
    return found


def _file(told: object) -> RuleFile:
    if not isinstance(told, dict) or not isinstance(told.get("rules"), dict):
        raise BadInput("rule_file.other")
    version = told.get(MARK)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadInput("rule_file.other")
    if version > VERSION:
        raise BadInput("rule_file.newer", detail=str(version)[:12])
    rules: dict[str, Any] = told["rules"]
    known = [key for key in MANAGED if key in rules]
    unknown = tuple(key[:60] for key in rules if key not in RULE_TYPES or key not in MANAGED)
    if not rules:
        raise BadInput("rule_file.none")
    return RuleFile(tuple((key, json.dumps(rules[key])) for key in known), unknown)
