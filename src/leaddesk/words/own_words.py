# SPDX-License-Identifier: MIT
"""The team's own names of outcomes, ladders and tiers, as read from its rules.

What is logged keeps the id of its outcome, and what shows it has no rules at hand: whoever opens a
desk teaches the names here once, and again when the rules change. What is not known reads as its
id, which is made of the first name that it had.
"""

from __future__ import annotations

from leaddesk.desk.queries import OwnWords
from leaddesk.words import tiers

_NONE = OwnWords({}, {})
_known = [_NONE]


def learn(words: OwnWords) -> bool:
    """Know these names from now on, and no others; True when they are other ones than before."""
    others = tiers.learn(words.tiers)
    changed = _known[0] != words
    _known[0] = words
    return changed or others


def forget() -> None:
    """Know no names, as before any desk was open."""
    learn(_NONE)


def outcome(outcome_id: str) -> str:
    """Return the team's own name of an outcome, empty when it has none."""
    return _known[0].outcomes.get(outcome_id, "")


def outcomes() -> dict[str, str]:
    """Return the team's own names of outcomes by id."""
    return dict(_known[0].outcomes)


def ladder(name: str) -> str:
    """Return the team's own title of a ladder, empty when it has none."""
    return _known[0].ladders.get(name, "")


def made_id(words: str, taken: set[str], longest: int) -> str:
    """Return an id that reads as the words and is none of those taken; empty for no words."""
    letters = "".join(letter if letter.isalnum() else " " for letter in words.casefold())
    word = "_".join(letters.split())
    if word[:1].isdigit():
        word = f"n_{word}"
    word = word[:longest].rstrip("_")
    if not word.isidentifier():
        return ""
    names = (word, *(f"{word[: longest - 3]}_{number}" for number in range(2, 99)))
    return next((name for name in names if name not in taken), "")
