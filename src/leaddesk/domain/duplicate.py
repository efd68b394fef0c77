# SPDX-License-Identifier: MIT
"""How likely two leads are one: the same person at the same company, or the same company.

Surely one from .85 on, to be looked at from .65 on (domain reference 9). The score is how alike the
names of the people are, times how alike their companies, less what speaks against it. A name alone
proves nothing: without a company, a site or an address in common two leads stay below both marks.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from leaddesk.domain.company_name import folded

SURE: Final = 0.85
TO_REVIEW: Final = 0.65

_NAME_ALONE: Final = 0.6
"""What a name is worth with nothing known of the company on one side or both."""
_ALIKE_NAME: Final = 0.8
_ALIKE_COMPANY: Final = 0.86
_SHORT: Final = 3
"""So many letters of a first name may stand for all of it: Rob, Robert."""


class Reason(enum.StrEnum):
    """Why two leads look like one, or what speaks against it."""

    SAME_NAME = "same_name"
    NAMES_SWAPPED = "names_swapped"
    MIDDLE_NAME = "middle_name"
    INITIAL = "initial"
    SHORT_NAME = "short_name"
    LAST_NAME_ONLY = "last_name_only"
    ALIKE_NAME = "alike_name"
    NO_PERSON = "no_person"
    SAME_COMPANY = "same_company"
    SAME_SITE = "same_site"
    ALIKE_COMPANY = "alike_company"
    SAME_EMAIL = "same_email"
    SAME_MAILBOX = "same_mailbox"
    OTHER_EMAIL = "other_email"
    OTHER_CITY = "other_city"
    OTHER_SITE = "other_site"


AGAINST: Final = frozenset({Reason.OTHER_EMAIL, Reason.OTHER_CITY, Reason.OTHER_SITE})


class Party(NamedTuple):
    """What of a lead is compared; `company_key` and `site` as in `lead_keys`."""

    first_name: str
    last_name: str
    company_key: str
    site: str
    email: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class PairScore:
    """How likely two leads are one, 0 to 1, and why."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def likely(self) -> bool:
        """Tell whether somebody should look at the two."""
        return self.score >= TO_REVIEW


class _Part(NamedTuple):
    worth: float
    reasons: tuple[Reason, ...] = ()


_NOTHING: Final = PairScore(0.0, ())


def pair_score(a: Party, b: Party) -> PairScore:
    """Return how likely two leads are one; the order of the two does not matter."""
    first, second = _words(a), _words(b)
    people = _people(first, second)
    if not people.worth:
        return _NOTHING
    same_address = bool(a.email) and a.email.casefold() == b.email.casefold()
    company = _companies(a, b)
    if same_address:
        # An address is one mailbox: whoever has it is at the same place.
        company = _Part(1.0, (*company.reasons, Reason.SAME_EMAIL))
    worth = people.worth * company.worth
    if not (any(first) or any(second)) and not company.reasons:
        return _NOTHING
    less, against = (0.0, ()) if same_address else _against(a, b, people)
    more = 0.05 if Reason.SAME_MAILBOX in against else 0.0
    score = min(1.0, max(0.0, worth + more - less))
    return PairScore(round(score, 3), (*people.reasons, *company.reasons, *against))


def _words(party: Party) -> tuple[str, str]:
    return _folded(party.first_name), _folded(party.last_name)


@functools.lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    """Return a name as it is compared; names come again and again where many are compared."""
    return folded(name)


Name = tuple[str, str]


def _people(a: Name, b: Name) -> _Part:
    """Return how alike two people's names are; leads without a person are alike in that."""
    if not any(a) and not any(b):
        return _Part(1.0, (Reason.NO_PERSON,))
    if not any(a) or not any(b):
        return _Part(0.0)
    if a == b:
        full = bool(a[0] and a[1])
        return _Part(1.0, (Reason.SAME_NAME,)) if full else _Part(0.8, (Reason.SAME_NAME,))
    if a == (b[1], b[0]):
        return _Part(0.96, (Reason.NAMES_SWAPPED,))
    if a[1] and a[1] == b[1]:
        return _first_names(a[0], b[0])
    return _alike(a, b)


def _first_names(a: str, b: str) -> _Part:
    """Return how alike two people with the same last name are."""
    if not a or not b:
        return _Part(0.78, (Reason.LAST_NAME_ONLY,))
    mine, theirs = a.split(" "), b.split(" ")
    if _initials_fit(mine, theirs) or _initials_fit(theirs, mine):
        return _Part(0.87, (Reason.INITIAL,))
    if mine[0] == theirs[0]:
        return _Part(0.95, (Reason.MIDDLE_NAME,))
    short, long = sorted((mine[0], theirs[0]), key=len)
    if len(short) >= _SHORT and long.startswith(short):
        return _Part(0.9, (Reason.SHORT_NAME,))
    alike = _ratio(a, b)
    return _Part(alike * 0.95, (Reason.ALIKE_NAME,)) if alike >= _ALIKE_NAME else _Part(0.0)


def _initials_fit(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether one first name is the initials of another: J., J. R."""
    told = "".join(short) if all(len(word) == 1 for word in short) else ""
    if not told and len(short) == 1 and len(short[0]) == len(long) > 1:
        told = short[0]
    return bool(told) and "".join(word[0] for word in long).startswith(told)


def _alike(a: Name, b: Name) -> _Part:
    """Return how alike two names are that are written differently: a typo, two letters turned."""
    if not (a[1] and b[1]):
        return _Part(0.0)
    last, first = _ratio(a[1], b[1]), _ratio(a[0], b[0])
    if a[0][:1] != b[0][:1] or last < _ALIKE_NAME or ((a[0] or b[0]) and first < _ALIKE_NAME):
        return _Part(0.0)
    return _Part(min(last, first or last) * 0.95, (Reason.ALIKE_NAME,))


def _companies(a: Party, b: Party) -> _Part:
    """Return how alike two companies are by name and site."""
    same_site = bool(a.site) and a.site == b.site
    same_name = bool(a.company_key) and a.company_key == b.company_key
    if same_site and same_name:
        return _Part(1.0, (Reason.SAME_COMPANY, Reason.SAME_SITE))
    if same_site:
        return _Part(0.95, (Reason.SAME_SITE,))
    if same_name:
        return _Part(0.97, (Reason.SAME_COMPANY,))
    if not a.company_key or not b.company_key:
        return _Part(_NAME_ALONE)
    alike = max(_word_ratio(a.company_key, b.company_key), _longer_form(a, b))
    if alike >= _ALIKE_COMPANY:
        return _Part(alike * 0.95, (Reason.ALIKE_COMPANY,))
    return _Part(0.5 * alike)


def _longer_form(a: Party, b: Party) -> float:
    """Return .9 when one company's name is the other's with more words behind: Acme Dental Group.

    One word alone may be anybody's: Delta is not Delta Foods.
    """
    short, long = sorted((a.company_key, b.company_key), key=len)
    return 0.9 if " " in short and long.startswith(f"{short} ") else 0.0


def _against(a: Party, b: Party, people: _Part) -> tuple[float, tuple[Reason, ...]]:
    """Return what is taken off for what differs, and why; a mailbox in common speaks for it."""
    less, found = 0.0, []
    mine, theirs = (party.email.casefold().partition("@")[0] for party in (a, b))
    if mine and theirs and mine == theirs:
        found.append(Reason.SAME_MAILBOX)
    elif mine and theirs:
        less += 0.04 if Reason.SAME_NAME in people.reasons else 0.15
        found.append(Reason.OTHER_EMAIL)
    if a.city and b.city and folded(a.city) != folded(b.city):
        # Offices of one company without a person's name are told apart by where they are.
        less += 0.25 if Reason.NO_PERSON in people.reasons else 0.08
        found.append(Reason.OTHER_CITY)
    if a.site and b.site and a.site != b.site:
        less += 0.08
        found.append(Reason.OTHER_SITE)
    return less, tuple(found)


def _ratio(a: str, b: str) -> float:
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.normalized_similarity(a, b) if a and b else 0.0


def _word_ratio(a: str, b: str) -> float:
    """Return how alike two names are whatever the order of their words."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(a, b) / 100
