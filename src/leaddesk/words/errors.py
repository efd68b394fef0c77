# SPDX-License-Identifier: MIT
"""Everything LeadDesk refuses or fails at, in words: what happened, what is safe, what to do."""

from __future__ import annotations

import string
from collections.abc import Mapping

from typing_extensions import override

from leaddesk.domain.cleaning import clean_text
from leaddesk.domain.errors import (
    BadInput,
    LeadDeskError,
    NewerSchema,
    NotFound,
    RuleBroken,
    StaleLead,
    StoreUnavailable,
)
from leaddesk.words.error_table import NOT_FOUND, WORDS

_FIELD_LENGTH = 160
_UNSAID = {"person": "a colleague", "lead": "This lead", "where": "the file"}
_LAST_RESORT: Mapping[type[LeadDeskError], str] = {
    StaleLead: "Somebody changed this in the meantime. Nothing was written; look at it again.",
    NotFound: "There is no {what} here. Nothing was changed.",
    BadInput: "This can't be used: {where}. Nothing was changed.",
    NewerSchema: WORDS["newer_schema"],
    StoreUnavailable: "The database can't be reached. What was shown as logged is safe; try again.",
    RuleBroken: "A rule of the team does not allow this. Nothing was changed.",
}


class _Fields(string.Formatter):
    """Fills words with fields; what is missing leaves no trace, what a file said stays short."""

    @override
    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, object]) -> str:
        """Return a field as text fit to show."""
        return clean_text(kwargs.get(str(key), ""), _FIELD_LENGTH) or _UNSAID.get(str(key), "")


def say(error: BaseException) -> str:
    """Return an error as a person can use it; never a type, a key or a trace."""
    if not isinstance(error, LeadDeskError):
        return (
            "Something unexpected happened. What was shown as logged is safe. "
            "Try again; if it comes back, send the report."
        )
    return _tidy(_Fields().format(_template(error), **dict(error.fields)))


def has_words(error: LeadDeskError) -> bool:
    """Tell whether this very error has words of its own, not only those of its type."""
    return _own(error) is not None


def _own(error: LeadDeskError) -> str | None:
    if isinstance(error, NotFound):
        return NOT_FOUND.get(error.key)
    return WORDS.get(error.key)


def _template(error: LeadDeskError) -> str:
    own = _own(error)
    if own is not None:
        return own
    for kind in type(error).__mro__:
        if kind in _LAST_RESORT:
            return _LAST_RESORT[kind]
    return "This could not be done. Nothing was changed."


def _tidy(text: str) -> str:
    """Mend what a missing field leaves behind."""
    for found, put in (("  ", " "), (" .", "."), (" ,", ","), (": .", "."), ("“”", ""), ("()", "")):
        text = text.replace(found, put)
    return text.replace("  ", " ").strip()
