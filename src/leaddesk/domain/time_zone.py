# SPDX-License-Identifier: MIT
"""Where a lead's clock stands: from what the list says, the address, the number or the country."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from leaddesk.domain.country import country_code, plain_key
from leaddesk.domain.region_table import POSTAL_CLOCKS, REGIONS, ZONE_WORDS
from leaddesk.domain.zone_alias_table import ZONE_ALIASES
from leaddesk.domain.zone_table import COUNTRY_ZONES

ZoneOrigin = Literal["lead", "address", "number", "country", ""]

_TOO_MANY_CLOCKS = 8
"""A number with more clocks than this (toll-free, satellite) tells nothing about the place."""
_WORDS_HOLD_IN = frozenset({"", "US", "CA", "PR", "VI", "GU", "AS", "MP", "BM", "BS", "MX"})
_PARENTHESES = re.compile(r"\(.*?\)")


@dataclass(frozen=True, slots=True)
class ZoneAnswer:
    """The IANA zones a lead may be in (several: calls must suit all) and what told so."""

    zones: tuple[str, ...] = ()
    origin: ZoneOrigin = ""


@dataclass(frozen=True, slots=True)
class _Zones:
    """The tables as look-ups: folded name → zone, zone → zone of its clock, country → clocks."""

    names: dict[str, str]
    clock: dict[str, str]
    of_country: dict[str, tuple[str, ...]]


@functools.cache
def _tables() -> _Zones:
    """Read the zone tables once."""
    names = {"utc": "Etc/UTC", "etc/utc": "Etc/UTC"}
    clock = {"Etc/UTC": "Etc/UTC"}
    of_country: dict[str, tuple[str, ...]] = {}
    for line in filter(None, COUNTRY_ZONES.split("\n")):
        country, head, *same = line.split(" ")
        for zone in (head, *same):
            names[zone.casefold()] = zone
            clock.setdefault(zone, head)
        known = of_country.get(country, ())
        of_country[country] = known if head in known else (*known, head)
    for line in filter(None, ZONE_ALIASES.split("\n")):
        zone, *aliases = line.split(" ")
        for alias in aliases:
            names.setdefault(alias.casefold(), zone)
    return _Zones(names, clock, of_country)


@functools.cache
def _regions() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (country, folded region code or name) → zones."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for country, regions in REGIONS.items():
        for code, names, zones in regions:
            for name in (code, *names.split("|")):
                found.setdefault((country, plain_key(name)), zones)
    return found


def zone_name(text: str, country: str = "") -> str:
    """Return the IANA zone that `text` names ('US/Eastern', 'Pacific Time'), or ''.

    Words such as 'Eastern' or 'CST' count only for leads of North America or of no known country.
    """
    folded = text.strip().casefold()
    if not folded:
        return ""
    found = _tables().names.get(folded.replace(" ", "_"), "")
    if found or country not in _WORDS_HOLD_IN:
        return found
    words = plain_key(_PARENTHESES.sub(" ", folded)).split()
    return dict(ZONE_WORDS).get(words[0], "") if words else ""


def same_clock(zone: str) -> str:
    """Return the zone that stands for all zones of its country with the same clock."""
    tables = _tables()
    name = tables.names.get(zone.casefold(), zone)
    return tables.clock.get(name, name)


def clocks_of_country(country: str) -> tuple[str, ...]:
    """Return one zone per clock of an ISO2 country; () when it is unknown."""
    return _tables().of_country.get(country, ())


def clocks_of_region(country: str, region: str) -> tuple[str, ...]:
    """Return the zones of a state or province given by code or name; () when unknown.

    Without a country, a code or name that only one country uses is enough, and the states of the
    USA come before others.
    """
    table, key = _regions(), plain_key(region)
    if not key:
        return ()
    if key.partition(" ")[0] in _ISO_PREFIXES and (country or key[:2].upper()) == key[:2].upper():
        key = key.partition(" ")[2] or key
    if country:
        return table.get((country, key), ())
    found = [zones for c in REGIONS if (zones := table.get((c, key), ()))]
    return found[0] if found else ()


@functools.cache
def _codes() -> dict[tuple[str, str], str]:
    """Return (country, folded region code or name) → code."""
    return {
        (country, plain_key(name)): code
        for country, regions in REGIONS.items()
        for code, names, _ in reversed(regions)
        for name in (*names.split("|"), code)
    }


def region_code(country: str, region: str) -> str:
    """Return the code of a state or province given by code or name; '' when it is not known."""
    return _codes().get((country, plain_key(region)), "") if region.strip() else ""


_ISO_PREFIXES = frozenset({"us", "ca", "au", "br", "mx"})


def _clocks_of_number(zones: tuple[str, ...]) -> tuple[str, ...]:
    """Return one zone per clock of what a number tells; () when it tells nothing."""
    clocks = tuple(dict.fromkeys(same_clock(z) for z in zones if z.casefold() in _tables().names))
    return clocks if len(clocks) <= _TOO_MANY_CLOCKS else ()


def resolve_zones(
    explicit: str,
    country: str,
    region: str,
    phone_zones: tuple[str, ...],
    default_country: str = "",
    postal_code: str = "",
) -> ZoneAnswer:
    """Return the zones of a lead: set by hand, else address, else number, else country.

    `country` and `region` are codes or names as people write them; domain reference 3. A state with
    two clocks is narrowed by the ZIP code, else by the number's zones; a number that lies elsewhere
    narrows nothing. `default_country` (of the team) reads states of rows without a country, and
    answers last when it has one clock.
    """
    return _resolve(explicit, country, region, phone_zones, default_country, postal_code[:3])


@functools.lru_cache(maxsize=8192)
def _resolve(
    explicit: str,
    country: str,
    region: str,
    phone_zones: tuple[str, ...],
    default_country: str,
    zip3: str,
) -> ZoneAnswer:
    """Answer `resolve_zones`; a list repeats few combinations, so they are remembered."""
    iso = country_code(country) if country else ""
    zone = zone_name(explicit, iso)
    if zone:
        return ZoneAnswer((zone,), "lead")
    numbers = _clocks_of_number(phone_zones)
    place = _clocks_of_place(iso, country, region, default_country)
    if place:
        exact = _clock_of_zip(place, zip3) if len(place) > 1 else ()
        return ZoneAnswer(exact or tuple(z for z in place if z in numbers) or place, "address")
    there = clocks_of_country(iso)
    if there:
        inside = tuple(z for z in numbers if z in there)
        if inside or len(there) == 1:
            return ZoneAnswer(inside or there, "number" if inside else "country")
    if numbers:
        return ZoneAnswer(numbers, "number")
    home = clocks_of_country(country_code(default_country)) if not iso and default_country else ()
    return ZoneAnswer(home, "country") if len(home) == 1 else ZoneAnswer()


@functools.cache
def _zip_clocks() -> dict[str, str]:
    """Return first three ZIP digits → zone, for the states with two clocks."""
    found: dict[str, str] = {}
    for clocks in POSTAL_CLOCKS.values():
        for zone, spans in clocks:
            for span in spans.split(" "):
                first, _, last = span.partition("-")
                for number in range(int(first), int(last or first) + 1):
                    found[f"{number:03}"] = zone
    return found


def _clock_of_zip(place: tuple[str, ...], zip3: str) -> tuple[str, ...]:
    """Return the zone of a ZIP code when it is one of the state's, else ()."""
    zone = _zip_clocks().get(zip3, "")
    return (zone,) if zone in place else ()


def _clocks_of_place(iso: str, country: str, region: str, default: str) -> tuple[str, ...]:
    """Return the zones of the address' state; a row without country is read as the team's."""
    if not region or (country and not iso):
        return ()
    if iso:
        return clocks_of_region(iso, region)
    home = country_code(default) if default else ""
    return (clocks_of_region(home, region) if home else ()) or clocks_of_region("", region)
