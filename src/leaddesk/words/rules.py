# SPDX-License-Identifier: MIT
"""The rules in words: what a change would do, what is wrong with one, and its versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from leaddesk.desk.queries import RuleEffect, RulePreview, RuleVersion
from leaddesk.desk.rule_checks import Problem
from leaddesk.domain.errors import LeadDeskError
from leaddesk.words import outcomes, times
from leaddesk.words.numbers import count, number
from leaddesk.words.rule_fields import forms_of, ladder_title
from leaddesk.words.rule_parts import document, placed
from leaddesk.words.rule_problems import PROBLEMS

SAME = "Nothing differs from what is in force."
NO_LEAD_MOVES = "No lead moves."


def rule_name(key: str) -> str:
    """Return what a rule is called: the title of its form, or of all its forms together."""
    named = {
        "outcomes": "Outcomes",
        "queue.steps": "Classes",
        "tiers": "Tiers",
        "ladders": "Ladders",
    }
    forms = forms_of(key)
    return named.get(key) or (forms[0].title if forms else key)


def problem(found: Problem) -> str:
    """Return what is wrong, fit to stand beside its field."""
    words = PROBLEMS.get(found.key)
    if words is None:
        detail = str(found.fields.get("detail", ""))
        return f"This can't be read: {detail}" if detail else "There is no rule of this name."
    name = str(found.fields.get("name", ""))
    named = _NAMES.get(found.rule, str)
    return words.format(**(dict(found.fields) | ({"name": named(name)} if name else {})))


_NAMES: dict[str, Callable[[str], str]] = {
    "outcomes": outcomes.name,
    "ladders": ladder_title,
    "ladders.of_kind": ladder_title,
}
"""What the names are called that a problem of a rule may tell."""


def located(found: Problem, value: str) -> str:
    """Return what is wrong with the place it is at: 'Handoff clocks, any other within: …'."""
    place = rule_name(found.rule)
    try:
        doc = document(found.rule, value)
    except (LeadDeskError, LookupError, ValueError, TypeError):
        doc = None
    for form in forms_of(found.rule, doc) if doc is not None else ():
        if found.path:
            try:
                at = placed(form, doc, found.path)
            except (LookupError, ValueError, TypeError):
                at = None
            if at is not None:
                row, name = at
                specs = (*form.fields, *(form.rows.fields if form.rows else ()))
                titles = {spec.name: spec.title.lower() for spec in specs}
                line = f"{form.rows.one} {row + 1}" if row >= 0 and form.rows else ""
                parts = [form.title, line, titles.get(name, name)]
                place = ", ".join(part for part in parts if part)
                break
    else:
        place = f"{place}, {found.path}" if found.path else place
    return f"{place}: {problem(found)}"


def effects(preview: RulePreview) -> list[str]:
    """Return what a change would do now, a line for each thing."""
    lines = [_EFFECTS[one.code](one) for one in preview.effects if one.moved]
    if not preview.changed:
        return [SAME]
    return lines or [NO_LEAD_MOVES]


def _n(effect: RuleEffect) -> str:
    least = "at least " if effect.least else ""
    return least + count(effect.moved, "lead")


def _tier(effect: RuleEffect) -> str:
    return f"Tier {effect.tier}: "


def _before_after(effect: RuleEffect) -> str:
    least = "at least " if effect.least else ""
    return f"{least}{number(effect.after)} in place of {number(effect.before)}"


def _capital(words: str) -> str:
    return times.sentence_start(words)


_EFFECTS: dict[str, Callable[[RuleEffect], str]] = {
    "callable": lambda e: f"{_tier(e)}leads that may be called now: {_before_after(e)}.",
    "reopening": lambda e: _capital(
        f"{_n(e)} of {number(e.after)} that wait for a try would be called at another time."
    ),
    "scores": lambda e: _capital(
        f"{_n(e)} of {number(e.after)} never called would get another score; they are rated anew "
        "in the background."
    ),
    "best": lambda e: (
        f"{_tier(e)}of the {e.after} with the best score, "
        + ("1 is another lead." if e.moved == 1 else f"{e.moved} are other leads.")
    ),
    "fresh": lambda e: f"{_tier(e)}fresh inbound leads: {_before_after(e)}.",
    "next_up": lambda e: (
        f"{_tier(e)}of the next {e.after} in the queue now, {e.moved} "
        f"{'is' if e.moved == 1 else 'are'} in another place."
    ),
    "ladder_gone": lambda e: _capital(
        f"{_n(e)} {'stands' if e.moved == 1 else 'stand'} on a ladder that is removed, and "
        f"{'goes' if e.moved == 1 else 'go'} on with the list ladder from the next call on."
    ),
    "on_ladder": lambda e: _capital(
        f"{_n(e)} being tried {'is' if e.moved == 1 else 'are'} on a ladder that changes. A try "
        "that is set keeps its time; the new waits count from the next call on."
    ),
    "resting": lambda e: f"Leads whose next try is the last: {_before_after(e)}.",
    "sheets": lambda e: f"Sheets being filled that are ready: {_before_after(e)}.",
    "clocks": lambda e: _capital(
        f"{count(e.moved, 'handoff')} on offer keep the clocks they were offered with."
    ),
    "pad": lambda e: (
        f"{_tier(e)}{count(e.moved, 'outcome')} of the pad would be "
        f"{'another one' if e.moved == 1 else 'other ones'}, from the next call on."
    ),
}


def version_name(version: RuleVersion) -> str:
    """Return what a version is called."""
    return f"Version {version.number}" if version.number else "At first"


def version_state(version: RuleVersion) -> str:
    """Return how a version stands."""
    if version.in_force:
        return "in force"
    return "taken back" if version.taken_back else ""


def version_when(version: RuleVersion, now: dt.datetime, zone: str) -> str:
    """Return when and by whom a version was put in force."""
    return times.stamp(version.at, now, zone) if version.at else ""


def listed(lines: Iterable[str]) -> str:
    """Return lines as one text, a dot before each."""
    return "\n".join(f"· {line}" for line in lines)
