# SPDX-License-Identifier: MIT
"""Goals of one person in a tier, from the command line: shown, changed, given back."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.cli import readers
from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.arguments_staff import GOALS
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import SetGoals
from leaddesk.desk.queries import AskGoals, AskStaff
from leaddesk.domain.perfect_day import Goal
from leaddesk.domain.person import Person
from leaddesk.words import done as done_words
from leaddesk.words import goals as words

_HEAD = ("metric", "goal", "target", "", "part of the bar")
_WHOLE = 100


def goals(sitting: Sitting) -> Answer:
    """Do what was asked about somebody's goals."""
    verbs = {"show": show, "set": change, "clear": give_back}
    verb = sitting.args.goals_command
    if verb is None:
        raise WrongUse(f"Say what to do: {', '.join(verbs)}.")
    return verbs[verb](sitting)


def show(sitting: Sitting) -> Answer:
    """Show which goals measure somebody's day now."""
    who, whose = sitting.person(), sitting.person(sitting.args.who)
    tier = _tier(sitting, whose)
    staff = sitting.desk.ask(AskStaff(), sitting.now, who.id)
    own = any(tier in row.own for row in staff if row.person.id == whose.id)
    held = _shares(sitting.desk.ask(AskGoals(tier, whose.id), sitting.now, who.id))
    data: Plain = {
        "person": whose.id,
        "tier": tier,
        "own": own,
        "goals": [
            {
                "metric": goal.metric,
                "target": goal.target,
                "required": goal.required,
                "part": round(goal.weight * _WHOLE),
            }
            for goal in held
        ],
    }
    lines = [
        (
            goal.metric,
            words.title(goal.metric),
            str(goal.target),
            "required" if goal.required else "",
            f"{goal.weight * _WHOLE:.0f} %",
        )
        for goal in held
    ]
    kind = "Goals of their own" if own else "The goals"
    return Answer(f"{whose.name}: {kind} of tier {tier}\n{table(_HEAD, lines)}", data)


def change(sitting: Sitting) -> Answer:
    """Put goals of somebody's own in force: those that measure them now, with what was named."""
    args, who, whose = sitting.args, sitting.person(), sitting.person(sitting.args.who)
    tier = _tier(sitting, whose)
    held = _shares(sitting.desk.ask(AskGoals(tier, whose.id), sitting.now, who.id))
    found = {goal.metric: goal for goal in held}
    for metric in map(_metric, args.drop):
        found.pop(metric, None)
    for typed in args.goal:
        metric, target = _number(typed, "--goal")
        found[metric] = replace(
            found.get(metric, Goal(metric, 0, required=False, weight=0.0)), target=target
        )
    for typed in args.part:
        metric, part = _number(typed, "--part")
        found[metric] = replace(_held(found, metric), weight=part / _WHOLE)
    for required, named in ((True, args.required), (False, args.optional)):
        for metric in map(_metric, named):
            found[metric] = replace(_held(found, metric), required=required)
    if not any(goal.required for goal in found.values()):
        raise WrongUse("At least one goal has to be required, or no day could be perfect.")
    if not any(goal.weight for goal in found.values()):
        raise WrongUse("At least one goal needs a part of the bar.")
    told = tuple((g.metric, g.target, g.required, g.weight) for g in found.values())
    return _did(sitting, whose, told)


def give_back(sitting: Sitting) -> Answer:
    """Give somebody back to the goals of the tier."""
    return _did(sitting, sitting.person(sitting.args.who), ())


def _did(sitting: Sitting, whose: Person, told: tuple[tuple[str, int, bool, float], ...]) -> Answer:
    who, first = sitting.person(), sitting.args.first
    starts = readers.day(first) if first else readers.today(sitting.now, who.time_zone)
    command = SetGoals(_tier(sitting, whose), starts, told, whose.id)
    done = sitting.desk.do(command, who.id, sitting.now)
    said = done_words.label(done)
    return Answer(said, done_data(done, said))


def _tier(sitting: Sitting, whose: Person) -> int:
    """Return the tier that is meant; raises WrongUse for one that the person does not work in."""
    tier = sitting.tier(whose)
    if tier not in whose.tiers:
        raise WrongUse(f"{whose.name} does not work in tier {tier}.")
    return tier


def _shares(held: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """Return goals with their weights as shares of the bar."""
    whole = sum(goal.weight for goal in held) or 1.0
    return tuple(replace(goal, weight=goal.weight / whole) for goal in held)


def _held(found: dict[str, Goal], metric: str) -> Goal:
    if metric not in found:
        raise WrongUse(f"{metric} is no goal here. Add it with --goal {metric}=N.")
    return found[metric]


def _number(typed: str, option: str) -> tuple[str, int]:
    """Read METRIC=N; raises WrongUse."""
    metric, number = readers.pair(typed, option)
    if not (number.isascii() and number.isdigit() and len(number) <= len(str(_WHOLE)) + 1):
        raise WrongUse(f"{option} wants METRIC=NUMBER, not “{typed[:40]}”.")
    return _metric(metric), int(number)


def _metric(typed: str) -> str:
    metric = typed.strip().lower().replace("-", "_")
    if metric not in GOALS:
        raise WrongUse(f"“{typed[:20]}” is no goal. There are {', '.join(GOALS)}.")
    return metric
