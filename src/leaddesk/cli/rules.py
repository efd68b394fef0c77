# SPDX-License-Identifier: MIT
"""The rules from the command line: shown, tried, put in force, brought back, kept in a file."""

from __future__ import annotations

import json
from pathlib import Path

from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk import rule_file
from leaddesk.desk.commands import ChangeRule, ChangeRules
from leaddesk.desk.queries import AskRule, AskRuleChange, AskRules, AskRuleVersions, RulePreview
from leaddesk.domain.errors import BadInput, NotFound
from leaddesk.words import done as done_words
from leaddesk.words import rules
from leaddesk.words.rule_parts import differences

_RULES = ("rule", "what", "in force")
_VERSIONS = ("version", "when", "by", "", "why")


def show_rules(sitting: Sitting) -> Answer:
    """Show every rule with who changed it last."""
    found = sitting.desk.ask(AskRules(), sitting.now)
    rows = [
        (
            row.key,
            rules.rule_name(row.key),
            "the default" if row.is_default else f"{row.at:%Y-%m-%d} by {row.by}" if row.at
            else "the team's own",
        )
        for row in found
    ]  # fmt: skip
    data: list[Plain] = [
        {"rule": row.key, "value": json.loads(row.value), "default": row.is_default,
         "at": row.at, "by": row.by}
        for row in found
    ]  # fmt: skip
    return Answer(table(_RULES, rows), {"rules": data})


def rule(sitting: Sitting) -> Answer:
    """Show a rule with its versions, or try or put in force another value."""
    args = sitting.args
    if args.value is None and not args.default and args.back is None:
        return _shown(sitting, args.key)
    value = "" if args.default else args.value
    if args.back is not None:
        value = _version(sitting, args.key, args.back)
    wanted = ((args.key, value),)
    if args.only_try:
        return _tried(sitting, wanted)
    _check_why(sitting)
    return _put(sitting, ChangeRule(args.key, value, args.reason))


def export_rules(sitting: Sitting) -> Answer:
    """Write all rules to a file."""
    path = Path(sitting.args.file).expanduser().absolute()
    found = sitting.desk.ask(AskRules(), sitting.now)
    text = rule_file.written((row.key, row.value) for row in found)
    try:
        with path.open("w" if sitting.args.overwrite else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise BadInput("export.exists", where=path.name) from None
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadInput("export.unwritable", where=path.name, detail=detail) from None
    return Answer(f"The rules are in {path}", {"file": str(path)})


def import_rules(sitting: Sitting) -> Answer:
    """Put the rules of a file in force, or tell what that would do."""
    args = sitting.args
    path = Path(args.file).expanduser()
    try:
        with path.open("rb") as opened:
            data = opened.read(rule_file.MOST_BYTES + 1)
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadInput("rule_file.unreadable", where=path.name, detail=detail) from None
    file = rule_file.read(data)
    tried = _tried(sitting, file.values, file.unknown)
    if args.only_try or tried.refused:
        return tried
    _check_why(sitting)
    return _put(sitting, ChangeRules(file.values, args.reason))


def _put(sitting: Sitting, command: ChangeRule | ChangeRules) -> Answer:
    """Put rules in force, and rate the leads by them while no window does."""
    done = sitting.desk.do(command, sitting.person().id, sitting.now)
    while sitting.desk.catch_up():
        pass
    words = done_words.label(done)
    return Answer(words, done_data(done, words))


def _check_why(sitting: Sitting) -> None:
    if not sitting.args.person or not sitting.args.reason.strip():
        raise WrongUse("A change of rules needs --as and --reason: who does it, and why.")


def _shown(sitting: Sitting, key: str) -> Answer:
    value = sitting.desk.ask(AskRule(key), sitting.now)
    versions = sitting.desk.ask(AskRuleVersions(key), sitting.now)
    rows = [
        (str(v.number), f"{v.at:%Y-%m-%d %H:%M}" if v.at else "", v.by, rules.version_state(v),
         v.reason)
        for v in versions
    ]  # fmt: skip
    data: list[Plain] = [
        {"version": v.number, "at": v.at, "by": v.by, "reason": v.reason,
         "in_force": v.in_force, "taken_back": v.taken_back,
         "value": json.loads(v.value) if v.value else None}
        for v in versions
    ]  # fmt: skip
    words = f"{json.dumps(json.loads(value), indent=2)}\n\n{table(_VERSIONS, rows)}"
    return Answer(words, {"rule": key, "value": json.loads(value), "versions": data})


def _version(sitting: Sitting, key: str, number: int) -> str:
    found = sitting.desk.ask(AskRuleVersions(key), sitting.now)
    for version in found:
        if version.number == number:
            return version.value
    raise NotFound("version", what=number)


def _tried(
    sitting: Sitting, wanted: tuple[tuple[str, str], ...], unknown: tuple[str, ...] = ()
) -> Answer:
    """Tell what values would do, or what is wrong with them."""
    preview = sitting.desk.ask(AskRuleChange(wanted), sitting.now)
    values = dict(wanted)
    if preview.problems:
        wrong = [rules.located(one, values.get(one.rule, "")) for one in preview.problems]
        return Answer("\n".join(wrong), {"problems": wrong}, "bad_rule")
    lines = [
        f"{rules.rule_name(key)}: {line}"
        for key in preview.changed
        for line in differences(key, sitting.desk.ask(AskRule(key), sitting.now), values[key])
    ]
    told = [*lines, *rules.effects(preview)]
    if unknown:
        told.append(f"Left out, because no rule here is called so: {', '.join(unknown)}.")
    return Answer("\n".join(told), _data(preview, unknown))


def _data(preview: RulePreview, unknown: tuple[str, ...]) -> Plain:
    return {
        "changed": list(preview.changed),
        "left_out": list(unknown),
        "effects": [
            {"what": one.code, "tier": one.tier, "moved": one.moved, "before": one.before,
             "after": one.after, "at_least": one.least}
            for one in preview.effects
        ],
    }  # fmt: skip
