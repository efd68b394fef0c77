# SPDX-License-Identifier: MIT
"""Rules put in force: checked together, versioned by the journal, taken back like any write."""

from __future__ import annotations

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ChangeRule, ChangeRules
from leaddesk.desk.rule_checks import check_together
from leaddesk.desk.rules import decode_rule, is_same_rule, settled
from leaddesk.desk.tier_use import check_unused, give_goals
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, StaleLead

KIND = "change_rule"
"""The kind of the journal rows that the versions of the rules are read from."""


def change_rule(command: ChangeRule, work: Work) -> Done:
    """Put one rule in force.

    Raises BadInput for an unknown key or a value that does not fit, StaleLead("rule_changed")
    when a colleague changed it since it was read, RuleBroken("team_lead_only").
    """
    key, kept = command.key, work.unit.team.rule(command.key) or ""
    if command.seen is not None and not is_same_rule(key, command.seen, kept):
        raise StaleLead("rule_changed", what=command.key)
    if not put_rules(work, ((command.key, command.value),), command.reason):
        return work.done(Kind.NONE, "rule_same", key=command.key)
    return work.done(
        Kind.RULES | Kind.QUEUE | Kind.PROGRESS, "rule_changed", undoable=True, key=command.key
    )


def change_rules(command: ChangeRules, work: Work) -> Done:
    """Put several rules in force, all of them or none.

    Raises what `change_rule` raises, and BadInput("no_rules") when nothing would change.
    """
    changed = put_rules(work, command.values, command.reason)
    if not changed:
        raise BadInput("no_rules")
    return work.done(
        Kind.RULES | Kind.QUEUE | Kind.PROGRESS,
        "rules_changed",
        undoable=True,
        count=str(changed),
    )


def put_rules(work: Work, values: tuple[tuple[str, str], ...], reason: str) -> int:
    """Check and write values; return how many rules are other ones now.

    Raises BadInput, and RuleBroken("tier_in_use") for tiers without one in which something stands.
    """
    team = work.unit.team
    wanted = {key: settled(key, value, team.rule(key) or "") for key, value in values}
    problems = check_together(work.rules, wanted)
    if problems:
        first = problems[0]
        raise BadInput(first.key, where=first.place, **first.fields)
    if "tiers" in wanted:
        tiers = decode_rule("tiers", wanted["tiers"])
        check_unused(work.unit, work.rules.tiers, tiers)
        for tier in tiers:
            give_goals(work.unit, tier.number, tier.works_like, work.book.today(work.now))
    changed = []
    for key, value in wanted.items():
        before = team.rule(key) or ""
        if not is_same_rule(key, before, value):
            work.unit.rules.put(key, value)
            changed.append([key, before, value])
    if changed:
        why = clean_text(reason, LIMITS["reason"])
        work.write(KIND, note=why, data={"rules": changed}, undoable=True)
    return len(changed)
