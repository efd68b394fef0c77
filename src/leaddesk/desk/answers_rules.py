# SPDX-License-Identifier: MIT
"""The rules in force and the versions they had, read from the journal."""

from __future__ import annotations

from collections.abc import Iterator

from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import (
    AskOwnWords,
    AskRule,
    AskRules,
    AskRuleVersions,
    OwnWords,
    RuleRow,
    RuleVersion,
)
from leaddesk.desk.rule_checks import MANAGED
from leaddesk.desk.rules import RULE_TYPES, decode_rule, encode_rule, is_same_rule
from leaddesk.desk.stores.rules import RuleEntry
from leaddesk.domain.errors import NotFound

MOST_CHANGES = 2_000
"""Changes of rules that are looked through; a team makes some dozens a year."""


def answer_rule(query: AskRule, asking: Asking) -> str:
    """Return one rule as JSON; raises NotFound("rule")."""
    return _in_force(query.key, asking)


def answer_own_words(_query: AskOwnWords, asking: Asking) -> OwnWords:
    """Return what the team calls outcomes, ladders and tiers itself."""
    rules = asking.rules
    ladders = {ladder.name: ladder.title for ladder in rules.ladders.values() if ladder.title}
    return OwnWords(rules.outcome_names, ladders, rules.tiers)


def answer_rules(_query: AskRules, asking: Asking) -> tuple[RuleRow, ...]:
    """Return the rules that team leads change."""
    entries = [one for one in asking.unit.rules.entries(MOST_CHANGES) if not one.voided]
    return tuple(_row(key, asking, entries) for key in MANAGED)


def _row(key: str, asking: Asking, entries: list[RuleEntry]) -> RuleRow:
    value = _in_force(key, asking)
    last = next((one for one in entries if any(k == key for k, *_ in _written(one))), None)
    return RuleRow(
        key,
        value,
        is_same_rule(key, value, ""),
        last.at if last else None,
        _name(last, asking) if last else "",
    )


def answer_versions(query: AskRuleVersions, asking: Asking) -> tuple[RuleVersion, ...]:
    """Return the versions of one rule, newest first, at the end what was there before them."""
    key = query.key
    kept = asking.unit.team.rule(key) if key in RULE_TYPES else None
    if key not in RULE_TYPES:
        raise NotFound("rule", what=key)
    found = [
        (entry, before, after)
        for entry in asking.unit.rules.entries(MOST_CHANGES)
        for name, before, after in _written(entry)
        if name == key
    ]
    live = next((entry.id for entry, _, _ in found if not entry.voided), "")
    versions = [
        RuleVersion(
            number, after, entry.at, _name(entry, asking), entry.why,
            taken_back=entry.voided, in_force=entry.id == live,
        )
        for number, (entry, _, after) in zip(range(len(found), 0, -1), found, strict=True)
    ]  # fmt: skip
    first = found[-1][1] if found else kept or ""
    return (*versions, RuleVersion(0, first, in_force=not live))


def _written(entry: RuleEntry) -> Iterator[tuple[str, str, str]]:
    """Yield key, value before and value after of what an entry wrote; older ones kept none."""
    for key, before, after in entry.data.get("rules", ()):
        yield str(key), str(before), str(after)


def _name(entry: RuleEntry, asking: Asking) -> str:
    return asking.book.name(entry.person_id) or "LeadDesk"


def _in_force(key: str, asking: Asking) -> str:
    if key not in RULE_TYPES:
        raise NotFound("rule", what=key)
    return asking.unit.team.rule(key) or encode_rule(key, decode_rule(key, ""))
