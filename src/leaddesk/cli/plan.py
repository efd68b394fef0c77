# SPDX-License-Identifier: MIT
"""The plan from the command line: what a goal comes to, and putting it in force."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.cli import readers
from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import PutPlanInForce
from leaddesk.desk.queries import AskPlan, AskTeam, PlanView
from leaddesk.domain.plan import STAGES, Draft
from leaddesk.words import done as done_words
from leaddesk.words import goals, leads, numbers
from leaddesk.words import plan as words
from leaddesk.words.typed_numbers import read_percent

_STAGES = ("stage", "share", "measured", "needed", "")
_DAYS = ("tier", "goal of the day", "plan", "today")


def show_plan(sitting: Sitting) -> Answer:
    """Show what a plan comes to; with --from, put it in force from that day."""
    draft = _draft(sitting)
    view = sitting.desk.ask(AskPlan(draft), sitting.now)
    if not sitting.args.begin:
        if sitting.args.why:
            raise WrongUse("--why goes with --from.")
        currency = sitting.desk.ask(AskTeam(), sitting.now).currency
        return Answer(_told(view, currency), _data(view))
    if not sitting.args.person:
        raise WrongUse("Say who puts the plan in force: --as PERSON.")
    begins = readers.day(sitting.args.begin)
    command = PutPlanInForce(view.plan, view.draft, begins, sitting.args.why)
    done = sitting.desk.do(command, sitting.person().id, sitting.now)
    told = done_words.label(done)
    return Answer(told, {**done_data(done, told), **_data(view)})


def _draft(sitting: Sitting) -> Draft | None:
    """Return the draft that is typed over the plan that is there; None when nothing is typed."""
    args = sitting.args
    typed = (args.goal, args.sale, args.begins, args.ends, *args.share, *args.target)
    if not any(typed):
        return None
    if bool(args.begins) != bool(args.ends):
        raise WrongUse("--begins and --ends go together.")
    draft = sitting.desk.ask(AskPlan(None), sitting.now).draft
    if args.begins:
        begins, ends = readers.day(args.begins), readers.day(args.ends)
        draft = replace(draft, begins=begins, ends=ends)
    if args.goal:
        draft = replace(draft, goal=readers.amount(args.goal))
    if args.sale:
        draft = replace(draft, average_sale=readers.amount(args.sale))
    shares = dict(draft.shares) | dict(_share(told) for told in args.share)
    targets = {one[:2]: one[2] for one in draft.targets} | dict(_target(t) for t in args.target)
    return replace(
        draft,
        shares=tuple(shares.items()),
        targets=tuple((tier, metric, n) for (tier, metric), n in targets.items()),
    )


def _share(typed: str) -> tuple[str, float]:
    name, told = readers.pair(typed, "--share")
    share = read_percent(told)
    if name not in {stage.name for stage in STAGES} or share is None:
        raise WrongUse(f"--share takes STAGE=PERCENT, such as calls=17, not “{typed[:40]}”.")
    return name, share


def _target(typed: str) -> tuple[tuple[int, str], int]:
    name, told = readers.pair(typed, "--target")
    tier, _, metric = name.partition(".")
    if not (tier.isdecimal() and told.strip().isdecimal()):
        raise WrongUse(f"--target takes TIER.GOAL=N, such as 1.calls=80, not “{typed[:40]}”.")
    return (int(tier), metric), int(told)


def _told(view: PlanView, currency: str) -> str:
    draft = view.draft
    head = f"{words.period(draft.begins, draft.ends)}: {numbers.money(draft.goal, currency)}"
    lines = [
        f"{head}, {words.frame(view)}",
        words.there(view, currency),
        f"{words.customers(view)} at {numbers.money(view.plan.average_sale or 0, currency)} each",
        "",
        table(_STAGES, [
            (words.stage(row.name), numbers.percent(row.share), words.range_of(row),
             words.needed(row), words.per_day(row, view.today))
            for row in reversed(view.stages)
        ]),
        "",
        table(_DAYS, [
            (leads.tier(day.tier), goals.title(row.metric), str(row.target), str(row.today))
            for day in view.days
            for row in day.targets
        ]),
    ]  # fmt: skip
    if draft.goal:
        lines += ["", words.outlook(view, currency), words.gain(view.gains)]
    return "\n".join(lines).rstrip()


def _data(view: PlanView) -> Plain:
    draft = view.draft
    return {
        "begins": draft.begins.isoformat(),
        "ends": draft.ends.isoformat(),
        "goal": draft.goal,
        "average_sale": view.plan.average_sale,
        "booked": view.booked,
        "open_worth": round(view.open_worth),
        "sales_needed": round(view.sales_needed, 4),
        "working_days": view.working_days,
        "chance": round(view.chance.chance, 4),
        "stages": [
            {
                "name": row.name,
                "share": round(row.share, 6),
                "entered": row.measured.entered,
                "went_on": row.measured.went_on,
                "needed": round(row.needed, 2),
                "last_day": row.last_day.isoformat() if row.last_day else None,
                "per_day": round(row.per_day, 4) if row.per_day is not None else None,
            }
            for row in view.stages
        ],
        "targets": [
            {"tier": day.tier, "goal": row.metric, "target": row.target, "today": row.today}
            for day in view.days
            for row in day.targets
        ],
    }
