# SPDX-License-Identifier: MIT
"""Made-up leads as drafts of an import: believable people with numbers that nobody can have.

North American numbers are area code 555-01xx, British ones 020 7946 0xxx, German ones
030 23125 xxx: ranges that their countries keep free for drama.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from leaddesk.desk.demo.names import (
    COMPANY_HEADS,
    FIRST_NAMES,
    INDUSTRIES,
    LAST_NAMES,
    PLACES,
    Industry,
    Place,
)
from leaddesk.domain.lead_details import details_json
from leaddesk.domain.lead_draft import DraftPhone, LeadDraft
from leaddesk.domain.time_zone import resolve_zones

TWIN_EVERY = 45
"""So often somebody stands in a list twice, written in another way."""
HUNDRED, THOUSAND = 100, 1000
MOBILE_SHARE = 0.3
SECOND_NUMBER_SHARE = 0.08
_SIZES = (8, 14, 25, 40, 60, 85, 120, 160, 210, 280, 350, 480, 700, 1200)


class LeadMaker:
    """Makes drafts, each with a number, an address and a name that no earlier one has."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._used: dict[str, int] = defaultdict(int)
        self._names: set[str] = set()
        self._emails: set[str] = set()
        self._companies: dict[str, tuple[Industry, int]] = {}
        self._weights = [place.weight for place in PLACES]
        self._rows = itertools.count(1)

    def drafts(self, count: int, source: str, notes: Sequence[str] = ()) -> list[LeadDraft]:
        """Return so many new leads of a source, each with one of the notes when there are any."""
        made = [
            self.draft(source=source, note=self._chance.choice(notes) if notes else "")
            for _ in range(count)
        ]
        for place in range(TWIN_EVERY, count, TWIN_EVERY):
            made[place] = _twin(made[place - 7], made[place], place)
        return made

    def draft(
        self, source: str, note: str = "", *, name: str = "", company: str = "", **more: str
    ) -> LeadDraft:
        """Return one new lead; what is not given is made up (`more` is title and city)."""
        first, _, last = (name or self._name()).partition(" ")
        firm, industry, size = self._company(company)
        place = self._place(more.get("city", ""))
        zones = resolve_zones("", place.country, place.region, (), place.country)
        domain = "".join(char for char in firm.casefold() if char.isalnum())
        website = f"https://{domain}.example"
        return LeadDraft(
            row=next(self._rows),
            first_name=first,
            last_name=last,
            company=firm,
            title=more.get("title") or self._chance.choice(industry.titles),
            email=self._email(first, last, domain),
            phones=self._phones(place),
            bad_phones=(),
            street="",
            city=place.city,
            region=place.region,
            postal_code="",
            country=place.country,
            website=website,
            industry=industry.name,
            employees=str(size),
            zones=zones.zones,
            zone_origin=zones.origin,
            do_not_call=False,
            note=note,
            source=source,
            campaign="",
            external_id="",
            details=_details(place, website, industry, size, note),
        )

    def _phones(self, place: Place) -> tuple[DraftPhone, ...]:
        kind = "mobile" if self._chance.random() < MOBILE_SHARE else "direct"
        phones = [DraftPhone(self._number(place), kind)]
        if self._chance.random() < SECOND_NUMBER_SHARE:
            phones.append(DraftPhone(self._number(place), "company"))
        return tuple(phones)

    def _name(self) -> str:
        while True:
            name = f"{self._chance.choice(FIRST_NAMES)} {self._chance.choice(LAST_NAMES)}"
            if name not in self._names:
                self._names.add(name)
                return name

    def _company(self, named: str) -> tuple[str, Industry, int]:
        chance = self._chance
        industry = _industry_of(named) or chance.choice(INDUSTRIES)
        name = named or f"{chance.choice(COMPANY_HEADS)} {chance.choice(industry.tails)}"
        known = self._companies.setdefault(name, (industry, chance.choice(_SIZES)))
        return name, *known

    def _place(self, city: str) -> Place:
        """Return where a lead is; a place whose numbers are all given away is passed over."""
        if city:
            return next(place for place in PLACES if place.city == city)
        while True:
            place = self._chance.choices(PLACES, self._weights)[0]
            if self._room(place):
                return place

    def _room(self, place: Place) -> bool:
        room = THOUSAND if place.country in {"GB", "DE"} else HUNDRED - 2
        return any(self._used[place.country + code] < room for code in place.codes)

    def _number(self, place: Place) -> str:
        code = min(place.codes, key=lambda code: self._used[place.country + code])
        number = self._used[place.country + code]
        self._used[place.country + code] += 1
        if place.country == "GB":
            return f"+4420794 60{number:03}".replace(" ", "")
        if place.country == "DE":
            return f"+493023125{number:03}"
        # Spread over the hundred, so that neighbours in a list don't have neighbouring numbers.
        return f"+1{code}55501{(48 + number * 37) % HUNDRED:02}"

    def _email(self, first: str, last: str, domain: str) -> str:
        base = f"{first}.{last}".casefold().replace(" ", "")
        email, more = f"{base}@{domain}.example", 1
        while email in self._emails:
            more += 1
            email = f"{base}{more}@{domain}.example"
        self._emails.add(email)
        return email


def _twin(draft: LeadDraft, own: LeadDraft, place: int) -> LeadDraft:
    """Return a draft of somebody who is in the list already, as another hand wrote it."""
    first = f"{draft.first_name[0]}." if place % 2 else draft.first_name
    return msgspec.structs.replace(
        draft,
        row=own.row,
        first_name=first,
        company=f"{draft.company}, Inc.",
        email="" if place % 3 else f"{draft.last_name}{place}@mail.example".casefold(),
        phones=own.phones,
        note=own.note,
    )


def _industry_of(company: str) -> Industry | None:
    """Return the industry that a company's name tells."""
    return next(
        (found for found in INDUSTRIES if any(company.endswith(tail) for tail in found.tails)), None
    )


def _details(place: Place, website: str, industry: Industry, size: int, note: str) -> str:
    """Return what only the card shows, as a draft keeps it."""
    told = {
        "city": place.city,
        "region": place.region,
        "country": place.country,
        "website": website,
        "industry": industry.name,
        "employees": size,
        "note": note,
    }
    return details_json(told)
