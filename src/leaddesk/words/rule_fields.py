# SPDX-License-Identifier: MIT
"""The forms of the rules: which fields each has, in plain words, with units and what may be chosen.

A rule with several parts has a form for each: a ladder, the classes of a tier, the pad of a tier.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from leaddesk.domain.cadence import Shift
from leaddesk.domain.lead import SourceKind
from leaddesk.domain.outcome import COUNTED, FATES, Needs, Next
from leaddesk.domain.qualification import BANT, CHAMP
from leaddesk.domain.queue import Window
from leaddesk.domain.tier import Tier
from leaddesk.words import goals, handoffs, leads, outcomes, own_words, tiers
from leaddesk.words.rule_shapes import FieldKind, RuleField, RuleForm, RuleRows

_K = FieldKind
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEAR = 8760
_NEXT = {
    Next.LADDER: "Next try of the ladder",
    Next.BUSY: "Again soon, as for a busy line",
    Next.CALLBACK: "Call back at a time",
    Next.FUTURE_NEED: "Ask again on a date",
    Next.CLOSE: "Close",
    Next.BAD_NUMBER: "The number is bad",
    Next.HANDOFF: "Hand off",
    Next.SUPPRESS: "Never call again",
    Next.REFERRED: "Close, and add who it is",
    Next.CONTRACT: "Some days before the contract ends",
    Next.SAME_PERSON_SOON: "Same person again soon",
    Next.APPOINTMENT: "Appointment",
    Next.NO_SHOW: "Ladder for no-shows",
    Next.STAGE: "Next step on a date",
    Next.WON: "Won",
    Next.LOST: "Lost",
    Next.RECYCLE: "Back to tier 1",
}
_SHIFTS = {
    Shift.NONE: "Any part of the day",
    Shift.OTHER_HALF: "The other half of the day",
    Shift.NEXT_PART: "The next part of the day",
}
_OUTCOME = (
    RuleField("title", "Name", _K.TEXT, hint="40 letters at most"),
    RuleField("key", "Key", _K.TEXT, hint="1 to 9 or 0; empty is under More"),
    RuleField("next", "What happens next", _K.CHOICE,
              choices=tuple((one.value, words) for one, words in _NEXT.items())),
    RuleField("needs", "Asks for", _K.CHOICE,
              choices=tuple((one.value, outcomes.needs(one) or "nothing") for one in Needs)),
    RuleField("close_days", "Closed for", _K.NUMBER, "days", 0, 730, hint="0 is for good"),
    RuleField("reasons", "Reasons to choose from", _K.REASONS, hint="One on each line"),
    RuleField("reached", "The person was reached", _K.FLAG),
    RuleField("human", "Somebody answered", _K.FLAG),
    RuleField("conversation", "A real talk", _K.FLAG),
    RuleField("final", "No retry", _K.FLAG),
    RuleField("counts_attempt", "Uses a try of the ladder", _K.FLAG),
    RuleField("counts_dial", "Counts as a call of the day", _K.FLAG),
    RuleField("ends_appointment", "Feedback to the giver falls due", _K.FLAG),
    RuleField("metric", "Counts for the goal", _K.CHOICE, hint="Besides calls and conversations",
              choices=(("", "None of these"), *((one, goals.title(one)) for one in COUNTED))),
    RuleField("fate", "The giver of the lead sees", _K.CHOICE,
              choices=(("", "Nothing new"), *((one, handoffs.fate_name(one)) for one in FATES))),
    RuleField("retired", "Removed from the pad; what was logged keeps the name", _K.FLAG),
)  # fmt: skip
_RUNG = (
    RuleField("minutes", "Minutes", _K.NUMBER, "min", 0, 1440),
    RuleField("days", "Days", _K.NUMBER, "days", 0, 365),
    RuleField("working_days", "Working days", _K.NUMBER, "days", 0, 90),
    RuleField("shift", "Part of the day", _K.CHOICE,
              choices=tuple((one.value, words) for one, words in _SHIFTS.items())),
)  # fmt: skip
_WINDOWS = ((Window.TEAM.value, "The team's own"), (Window.LAWFUL.value, "The lawful one"))
_STEP = (
    RuleField("number", "Class", _K.NUMBER, low=1, high=9),
    RuleField("window", "Calling window", _K.CHOICE,
              choices=_WINDOWS),
)  # fmt: skip
_QUESTION = (
    RuleField("title", "What has to be found out", _K.TEXT),
    RuleField("hint", "Hint", _K.TEXT),
    RuleField("required", "Must be answered", _K.FLAG),
)
_CRITERION = (
    RuleField("title", "What is marked, 1 to 5", _K.TEXT),
    RuleField("hint", "What earns a 5", _K.TEXT),
)
_WINDOW = (
    RuleField("weekdays", "Days", _K.DAYS),
    RuleField("opens", "From", _K.TIME),
    RuleField("closes", "Until", _K.TIME, hint="00:00 is the end of the day"),
    RuleField("skips_holidays", "Not on public holidays", _K.FLAG),
)
_AFTER_CALL = (
    RuleField("busy_minutes", "A busy line is tried again after", _K.NUMBER, "minutes", 1, 240),
    RuleField("busy_times", "So often in a row, then the ladder", _K.NUMBER, "times", 0, 10),
    RuleField("technical_minutes", "After a technical failure", _K.NUMBER, "minutes", 1, 240),
    RuleField("voicemails", "Voicemails a lead may get", _K.NUMBER, "", 0, 20),
    RuleField("contract_days", "Before a contract elsewhere ends", _K.NUMBER, "days", 0, 730),
    RuleField("step_days", "A next step without a date", _K.NUMBER, "days", 1, 365),
    RuleField("recycle_days", "Back in tier 1, it rests", _K.NUMBER, "days", 1, 730),
    RuleField("half_of_day", "The other half of the day begins at", _K.NUMBER, "o'clock", 10, 16),
)
_YARDSTICKS = (
    RuleField("fast_minutes", "A first call is fast within", _K.NUMBER, "minutes", 1, 1440),
    RuleField("fair_minutes", "In time within", _K.NUMBER, "minutes", 1, 1440),
    RuleField("late_minutes", "Late after", _K.NUMBER, "minutes", 1, 1440),
    RuleField("team_share", "A Team Perfect Day needs", _K.SHARE, "%", 1, 100,
              hint="Of those who are there"),
    RuleField("good_accepted", "Acceptance is good from", _K.SHARE, "%", 0, 100),
    RuleField("fair_accepted", "Fair from", _K.SHARE, "%", 0, 100),
    RuleField("prior_minutes", "The pace of the goal counts like", _K.NUMBER, "minutes", 1, 480,
              hint="In the forecast of a day"),
    RuleField("team_weight", "The team's share counts like", _K.NUMBER, "entries", 0, 1000,
              hint="In the share of one person or stage"),
)  # fmt: skip
CALLS, TRIES, QUEUE, TEAM = "Calls", "Trying again", "Who is next", "Team"
_LADDERS = {
    "inbound": ("Inbound ladder", "leads that came to us"),
    "outbound": ("List ladder", "leads of a list"),
    "no_show": ("No-show ladder", "people who did not come to an appointment"),
}
LADDER_TITLES = {name: title for name, (title, _) in _LADDERS.items()}


def ladder_title(name: str, title: str = "") -> str:
    """Return what a ladder is called: by the team, by what ships, else by its name as words."""
    told = title or own_words.ladder(name) or LADDER_TITLES.get(name)
    return told or name.replace("_", " ").capitalize()


def _pad(tier: int) -> RuleForm:
    return RuleForm(
        f"outcomes.{tier}", "outcomes", CALLS, f"Outcomes: {leads.tier(tier)}",
        f"{leads.tier(tier)}: what a call can come to, in the order of the pad, and what happens "
        "to the lead then. What was logged stays as it was, and goes on being read after its "
        "outcome was removed.",
        rows=RuleRows("Outcomes", "outcome", _OUTCOME, may_add=True, may_copy=True),
        slot=str(tier),
    )  # fmt: skip


def _classes(tier: int) -> RuleForm:
    return RuleForm(
        f"steps.{tier}", "queue.steps", QUEUE, f"Classes: {leads.tier(tier)}",
        f"{leads.tier(tier)}: where the next lead is looked for, first of all at "
        "the top. Move a line to change the order.",
        rows=RuleRows("Looked for in this order", "line", _STEP), slot=str(tier),
    )  # fmt: skip


def _ladder(name: str, title: str) -> RuleForm:
    _, whose = _LADDERS.get(name, ("", "leads on this ladder"))
    return RuleForm(
        f"ladder.{name}", "ladders", TRIES, title,
        f"When {whose} are tried again after an attempt that reached nobody. A try outside the "
        "calling window moves to the next opening. A try that is set already keeps its time; "
        "the new waits count from the next call on.",
        (RuleField("rest_days", "After the last try, rest", _K.NUMBER, "days", 1, 730),),
        RuleRows("Waits", "wait", _RUNG, may_add=True), name,
    )  # fmt: skip


_FIXED = (
    RuleForm(
        "calling", "calling", CALLS, "Calling window",
        "When people are called, by their own clock. An agreed call may lie outside of it.",
        _WINDOW,
    ),
    RuleForm(
        "lawful", "calling.lawful", CALLS, "Lawful hours",
        "Nobody is ever called outside of these hours, by their own clock.", _WINDOW,
    ),
    RuleForm(
        "by_place", "calling.by_place", CALLS, "Hours by place",
        "States and countries with hours of their own are listed under Do not call, Calling "
        "hours.",
        (RuleField("value", "Keep to the hours of each place", _K.FLAG),),
    ),
    RuleForm(
        "after_call", "after_call", TRIES, "Beside the ladders",
        "When a lead comes back where no ladder says so. It counts from the next call on; a time "
        "that is set stays.",
        _AFTER_CALL,
    ),
    RuleForm(
        "ladders", "ladders", TRIES, "Ladders",
        "Which ladders there are; the waits of each have a form of their own below. Leads on one "
        "that is removed go on with the list ladder.",
        rows=RuleRows("Ladders", "ladder", (RuleField("title", "Name", _K.TEXT),),
                      may_add=True, may_copy=True),
    ),
    *(_ladder(name, title) for name, title in LADDER_TITLES.items()),
    RuleForm(
        "of_kind", "ladders.of_kind", TRIES, "Which ladder",
        "The ladder of a lead goes by how it came. Leads that are here keep theirs.",
        tuple(RuleField(one.value, leads.source_kind(one.value), _K.CHOICE,
                        choices=tuple(LADDER_TITLES.items()))
              for one in SourceKind),
    ),
    RuleForm(
        "score", "queue", QUEUE, "Score and picks",
        "A never-called lead loses half of its score with each half-life. Leads that are here are "
        "rated anew in the background, and every one stays in its queue meanwhile.",
        (
            *(RuleField(f"half_life.{one.value}",
                        f"Half-life: {leads.source_kind(one.value).lower()}",
                        _K.NUMBER, "hours", 1, _YEAR) for one in SourceKind),
            RuleField("fresh_minutes", "Fresh inbound: younger than", _K.NUMBER, "minutes", 0,
                      1440),
            RuleField("every_longest", "The lead that waited longest: every", _K.NUMBER, ". pick",
                      0, 100, hint="0 is never"),
            RuleField("fit_share", "Fit with the ideal customer", _K.SHARE, "% of the score", 0,
                      95),
            RuleField("value_share", "Expected sale", _K.SHARE, "% of the score", 0, 95,
                      hint="Every lead has the rest"),
            RuleField("skips_a_day", "Skips a day", _K.NUMBER, "", 0, 100),
            RuleField("lease_minutes", "A lead stays in hand for", _K.NUMBER, "minutes", 5, 240),
            RuleField("count_again_hours", "A call to the same lead counts again after", _K.NUMBER,
                      "hours", 0, 168),
            RuleField("skip_reasons", "Reasons to skip a lead", _K.REASONS,
                      hint="One on each line"),
        ),
    ),
    RuleForm(
        "ideal", "ideal_profile", QUEUE, "Ideal customer",
        "A lead scores higher for each of the four it meets; what is empty counts half.",
        (
            RuleField("industries", "Industries", _K.WORDS, hint="One on each line"),
            RuleField("titles", "Titles", _K.WORDS, hint="One on each line"),
            RuleField("sources", "Sources", _K.WORDS, hint="One on each line"),
            RuleField("min_employees", "Employees, from", _K.NUMBER, "", 0, 10_000_000),
            RuleField("max_employees", "Employees, up to", _K.NUMBER, "", 0, 10_000_000,
                      hint="0 is any number"),
        ),
    ),
    RuleForm(
        "sheet", "sheet", TEAM, "Qualification sheet",
        "What is found out before a lead is handed off. Below the number of answers it is a warm "
        "exception with a reason.",
        (
            RuleField("name", "Name", _K.TEXT),
            RuleField("ready_at", "Ready with so many answers", _K.NUMBER, "", 0, 12),
        ),
        RuleRows("Questions", "question", _QUESTION, may_add=True),
        presets=tuple((f"Use {sheet.name}", sheet) for sheet in (BANT, CHAMP)),
    ),
    RuleForm(
        "clocks", "handoff.clocks", TEAM, "Handoff clocks",
        "In business hours. Handoffs that are offered keep the clocks they were offered with.",
        (
            RuleField("hot_hours", "A hot handoff is accepted within", _K.HOURS, "hours", 0.25, 72),
            RuleField("normal_hours", "Any other within", _K.HOURS, "hours", 0.25, 240),
            RuleField("hard_stop_hours", "It is over after", _K.HOURS, "hours", 0.25, 480),
            RuleField("remind_share", "Remind at", _K.SHARE, "% of the time", 10, 90),
            RuleField("feedback_hours", "Feedback is due within", _K.HOURS, "hours", 1, 336),
        ),
    ),
    RuleForm(
        "talk", "handoff.talk", TEAM, "Talk instead of writing",
        "When a call is suggested to the two people of a handoff; one that came back always does.",
        (
            RuleField("notes", "More notes on one lead than", _K.NUMBER, "", 0, 50),
            RuleField("hours", "Within", _K.NUMBER, "hours", 1, 336),
            RuleField("low_rating", "A rating up to", _K.NUMBER, "of 5", 0, 5,
                      hint="0 is no rating"),
        ),
    ),
    RuleForm(
        "yardsticks", "yardsticks", TEAM, "How figures are seen",
        "What is green, amber and red, and how much the team counts where somebody has few "
        "figures of their own. Days of before are seen by it as well; what was counted stays.",
        _YARDSTICKS,
    ),
    RuleForm(
        "dry_up", "dry_up", TEAM, "Weeks that run dry",
        "From when a week with too few qualified leads is named as short.",
        (
            RuleField("short_share", "A week is short when it lacks", _K.SHARE, "%", 0, 99),
        ),
    ),
    RuleForm(
        "lending", "lending", TEAM, "Leads on workstations",
        "Only where a team has a hub: which leads a workstation may call without hearing from it. "
        "What is lent now keeps its time.",
        (
            RuleField("hours", "A lead is lent for", _K.HOURS, "hours", 0.5, 24),
            RuleField("grace_minutes", "Nobody else gets it for", _K.NUMBER,
                      "minutes after that", 10, 240, hint="As long as the longest call"),
            RuleField("hand", "Leads lent at once", _K.NUMBER, "", 1, 25),
            RuleField("unworked_a_day", "Lent a day without a call, at most", _K.NUMBER, "leads",
                      25, 2000),
        ),
    ),
    RuleForm(
        "quality", "handoff.quality", TEAM, "Scoring of handoffs",
        "Which part of all handoffs is drawn to be scored, and by what. Another seed draws others "
        "from then on; scores that were given stay.",
        (
            RuleField("share", "Drawn to be scored", _K.SHARE, "% of the handoffs", 0, 100),
            RuleField("seed", "Seed of the draw", _K.NUMBER, "", 0, 1_000_000),
        ),
        RuleRows("Criteria", "criterion", _CRITERION, may_add=True),
    ),
    RuleForm(
        "reasons", "handoff.reasons", TEAM, "Reasons for handoffs",
        "What a handoff may be returned or rejected for. Your own are short: 30 letters at most. "
        "What was decided keeps its reason.",
        (
            RuleField("returns", "To return it", _K.REASONS, hint="One on each line"),
            RuleField("rejects", "To reject it", _K.REASONS, hint="One on each line"),
        ),
    ),
    RuleForm(
        "team", "team", TEAM, "Name, place and hours",
        "Numbers without a country are read as numbers of this one. The hours are those in which "
        "the clocks of handoffs run.",
        (
            RuleField("name", "Name", _K.TEXT),
            RuleField("region", "Country", _K.TEXT, hint="Two letters, like US"),
            RuleField("currency", "Currency", _K.TEXT, hint="Three letters, like USD"),
            RuleField("time_zone", "Time zone", _K.TEXT, hint="Like America/New_York"),
            RuleField("opens", "Opens", _K.TIME),
            RuleField("closes", "Closes", _K.TIME),
        ),
    ),
    RuleForm(
        "tiers", "tiers", TEAM, "Names of the tiers",
        "The steps that leads move through. A tier is added, or taken out, on the screen People "
        "with Tiers.",
        rows=RuleRows("Tiers", "tier", (RuleField("name", "Name", _K.TEXT),), may_move=False),
    ),
)  # fmt: skip


def forms() -> tuple[RuleForm, ...]:
    """Return every form in the order of the screen; forms of one group stand together.

    The pad and the classes have a form for each tier that the team has.
    """
    return _forms(tiers.known())


@cache
def _forms(known: tuple[Tier, ...]) -> tuple[RuleForm, ...]:
    numbers = [tier.number for tier in known]
    ideal = next(at for at, form in enumerate(_FIXED) if form.id == "ideal")
    pads, classes = (tuple(map(make, numbers)) for make in (_pad, _classes))
    return (*pads, *_FIXED[:ideal], *classes, *_FIXED[ideal:])


def forms_with(ladders: Iterable[dict[str, Any]]) -> tuple[RuleForm, ...]:
    """Return the forms as they are with these ladders: one for each, and each to choose."""
    named = [(row["name"], ladder_title(row["name"], row["title"])) for row in ladders]
    found: list[RuleForm] = []
    for form in forms():
        if form.key == "ladders.of_kind":
            fields = (replace(one, choices=tuple(named)) for one in form.fields)
            found.append(replace(form, fields=tuple(fields)))
        elif form.key != "ladders" or not form.slot:
            found.append(form)
        if form.id == "ladders":
            found.extend(_ladder(name, title) for name, title in named if name)
    return tuple(found)


def form_of(form_id: str) -> RuleForm:
    """Return a form that ships by its id; raises StopIteration for none."""
    return next(form for form in forms() if form.id == form_id)


def forms_of(key: str, *docs: Any) -> tuple[RuleForm, ...]:
    """Return the forms of a rule; of ladders those of all that stand in some values of it."""
    found = forms()
    if key == "ladders" and docs:
        found = forms_with({row["name"]: row for doc in docs for row in doc}.values())
    return tuple(form for form in found if form.key == key)
