# SPDX-License-Identifier: MIT
"""The lines of a rule's form: a new one, a copy, one less, and ids made of what they are called.

A line that is new has no id before its rule is closed: until then it follows what is typed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leaddesk.desk.outcome_checks import NEEDED
from leaddesk.domain.outcome import SHIPPED_IDS, Needs, Next
from leaddesk.words import outcomes, own_words, why
from leaddesk.words.rule_fields import LADDER_TITLES, ladder_title
from leaddesk.words.rule_shapes import RuleForm

NEW_RUNG = {"minutes": 0, "days": 1, "working_days": 0, "shift": ""}
NEW_QUESTION = {"key": "", "title": "", "hint": "", "required": False}
_NEW_LADDER: Mapping[str, Any] = {
    "name": "", "title": "", "rest_days": 30, "rungs": [NEW_RUNG],
}  # fmt: skip
_NEW_OUTCOME: Mapping[str, Any] = {
    "id": "", "key": "", "position": 0, "next": Next.LADDER.value, "needs": "", "reached": False,
    "human": False, "conversation": False, "final": False, "dnc": False, "counts_attempt": True,
    "counts_dial": True, "ends_appointment": False, "fate": "", "reasons": [], "metric": "",
    "close_days": 0, "title": "", "like": "", "retired": False,
}  # fmt: skip
LONGEST = 20
"""Letters of the id of an outcome or a ladder."""

Row = dict[str, Any]


def new_row(form: RuleForm) -> Row:
    """Return a line as it is added."""
    if form.key == "outcomes":
        return {**copy.deepcopy(dict(_NEW_OUTCOME)), "tier": int(form.slot)}
    if form.key == "ladders":
        return copy.deepcopy(dict(NEW_RUNG if form.slot else _NEW_LADDER))
    return dict(NEW_QUESTION)


def copied(form: RuleForm, row: Row) -> Row:
    """Return a line like another one, with a name of its own and no key."""
    made = copy.deepcopy(row) | {"title": f"{row['title']} (copy)"}
    if form.key == "outcomes":
        like = row["like"] or (row["id"] if row["id"] in SHIPPED_IDS else "")
        return made | {"id": "", "key": "", "like": like, "retired": False}
    return made | {"name": ""}


def removed(form: RuleForm, rows: Sequence[Row], at: int) -> list[Row]:
    """Return the lines without one; an outcome that there is stays, retired, for its name."""
    row = rows[at]
    others = [*rows[:at], *rows[at + 1 :]]
    if form.key != "outcomes" or not row["id"]:
        return others
    return [*others, row | {"retired": True, "key": ""}]


def ordered(form: RuleForm, rows: Iterable[Row]) -> list[Row]:
    """Return the lines with those removed from the pad at the end."""
    return sorted(rows, key=lambda row: form.key == "outcomes" and bool(row["retired"]))


def fitted(form: RuleForm, row: Row) -> Row:
    """Return a line in which what follows from another of its fields is so."""
    if form.key != "outcomes":
        return row
    after = Next(row["next"])
    allowed = sorted(one.value for one in NEEDED.get(after, {Needs.NOTHING}))
    needs = row["needs"] if row["needs"] in allowed else allowed[0]
    return row | {"needs": needs, "dnc": after is Next.SUPPRESS}


def shown_outcome(row: Row) -> Row:
    """Return an outcome as its form shows it: with the words it goes by."""
    return row | {"title": row["title"] or outcomes.shipped(row["id"])}


def kept_outcomes(rows: Sequence[Row], doc: Sequence[Row], tier: int) -> list[Row]:
    """Return all outcomes, those of a tier as the form holds them; new ones get an id.

    An outcome that stands on several pads has one name.
    """
    others = [dict(row) for row in doc if row["tier"] != tier]
    taken = {row["id"] for row in (*doc, *rows)} | SHIPPED_IDS | set(why.CODES)
    found = []
    for at, row in enumerate(rows, 1):
        name = str(row["title"]).strip()
        made = row["id"] or own_words.made_id(name, taken, LONGEST)
        taken.add(made)
        title = "" if made in SHIPPED_IDS and name == outcomes.shipped(made) else name
        key = "" if row["retired"] else row["key"]
        found.append(row | {"id": made, "title": title, "key": key, "position": at})
    titles = {row["id"]: row["title"] for row in found}
    for row in others:
        row["title"] = titles.get(row["id"], row["title"])
    return sorted([*others, *found], key=lambda row: (row["tier"], row["position"]))


def shown_ladder(row: Row) -> Row:
    """Return a ladder as the list of ladders shows it: with the words it goes by."""
    return row | {"title": ladder_title(row["name"], row["title"])}


def kept_ladders(rows: Sequence[Row]) -> list[Row]:
    """Return the ladders as the form holds them; new ones get a name for leads to keep."""
    taken = {row["name"] for row in rows} | set(LADDER_TITLES)
    found = []
    for row in rows:
        words = str(row["title"]).strip()
        name = row["name"] or own_words.made_id(words, taken, LONGEST)
        taken.add(name)
        found.append(
            row | {"name": name, "title": "" if words == LADDER_TITLES.get(name) else words}
        )
    return found
