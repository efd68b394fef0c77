# SPDX-License-Identifier: MIT
"""Likely duplicates in words: how sure, why, and what the fields are called."""

from __future__ import annotations

from collections.abc import Iterable

from leaddesk.domain.duplicate import AGAINST, SURE, TO_REVIEW, Reason
from leaddesk.words import numbers

_REASONS = {
    Reason.SAME_NAME: "same name",
    Reason.NAMES_SWAPPED: "first and last name swapped",
    Reason.MIDDLE_NAME: "same name but for a middle name",
    Reason.INITIAL: "same last name, initial fits",
    Reason.SHORT_NAME: "same last name, short first name fits",
    Reason.LAST_NAME_ONLY: "same last name, no first name",
    Reason.ALIKE_NAME: "names nearly alike",
    Reason.NO_PERSON: "no person on either",
    Reason.SAME_COMPANY: "same company",
    Reason.SAME_SITE: "same site",
    Reason.ALIKE_COMPANY: "companies nearly alike",
    Reason.SAME_EMAIL: "same e-mail address",
    Reason.SAME_MAILBOX: "same name before the @",
    Reason.OTHER_EMAIL: "other e-mail address",
    Reason.OTHER_CITY: "other city",
    Reason.OTHER_SITE: "other site",
}
_FIELDS = {
    "name": "Name",
    "title": "Title",
    "company": "Company",
    "email": "E-mail",
    "website": "Website",
    "address": "Address",
    "industry": "Industry",
    "employees": "Employees",
    "source": "Source",
    "campaign": "Campaign",
}


def score(value: float) -> str:
    """Return how sure it is: 'Very likely the same'."""
    if value >= SURE:
        return "Very likely the same"
    return "May be the same" if value >= TO_REVIEW else "Probably not the same"


def percent(value: float) -> str:
    """Return a score as it is shown: '97 %'."""
    return f"{round(value * 100)} %"


def reason(code: str, site: str = "") -> str:
    """Return one reason: 'same site acme.com'."""
    words = _REASONS[Reason(code)] if code in set(Reason) else code.replace("_", " ")
    return f"{words} {site}" if code == Reason.SAME_SITE and site else words


def why(codes: Iterable[str], site: str = "") -> str:
    """Return why two leads look like one, and what speaks against it, in a sentence."""
    told = list(codes)
    speaks_for = [reason(code, site) for code in told if code not in AGAINST]
    against = [reason(code) for code in told if code in AGAINST]
    words = numbers.joined(speaks_for) or "chosen by hand"
    words = words[:1].upper() + words[1:]
    return f"{words}; but {numbers.joined(against)}" if against else words


def field(key: str) -> str:
    """Return what a field is called."""
    return _FIELDS.get(key, key.replace("_", " ").capitalize())


def total(count: int, *, more: bool = False) -> str:
    """Return how many pairs there are: '12 pairs', '10,000 pairs and more'."""
    words = numbers.count(count, "pair")
    return f"{words} and more" if more else words
