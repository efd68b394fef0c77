# SPDX-License-Identifier: MIT
"""Calling hours of places and how national lists bind: what a team lead vouches for."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ConfirmPlace, EditPlace, SetRegistry
from leaddesk.desk.registry_rules import Binds
from leaddesk.desk.rules import encode_rule
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.country import country_code
from leaddesk.domain.errors import BadInput, NotFound
from leaddesk.domain.place_hours import PlaceHours
from leaddesk.domain.place_hours_table import SHIPPED
from leaddesk.domain.time_zone import region_code

MOST_DAYS = 366
MOST_CALLS = 100
_CHANGES = Kind.RULES | Kind.QUEUE | Kind.NO_CALL


def confirm_place(command: ConfirmPlace, work: Work) -> Done:
    """Vouch for the hours of a place, or take that back; from then on they count as they are.

    Raises NotFound("place").
    """
    there = known_places(work).get((command.country, command.region))
    if there is None:
        raise NotFound("place", what=f"{command.country} {command.region}".strip()[:20])
    by, at = (work.who.id, work.now) if command.confirmed else (0, None)
    return _keep(work, replace(there, confirmed_by=by, confirmed_at=at), "place_confirmed")


def edit_place(command: EditPlace, work: Work) -> Done:
    """Change or add the hours of a place; whoever does vouches for them.

    Raises BadInput with the field in `where`.
    """
    country = country_code(command.country)
    region = region_code(country, command.region)
    if not country or (command.region.strip() and not region):
        typed = f"{command.country} {command.region}".strip()
        raise BadInput("unknown_place", where="country", detail=typed[:40])
    source = clean_text(command.source, LIMITS["reason"])
    if not source:
        raise BadInput("needs_words", where="source")
    if not 0 <= command.max_calls <= MOST_CALLS:
        raise BadInput("bad_max_calls", where="max_calls", detail=str(command.max_calls)[:20])
    place = PlaceHours(
        country=country,
        region=region,
        weekdays=frozenset(command.weekdays),
        opens=command.opens,
        closes=command.closes,
        skips_holidays=command.skips_holidays,
        source=source,
        checked_on=command.checked_on,
        own_hours=command.own_hours,
        max_calls=command.max_calls,
        note=clean_text(command.note, LIMITS["note"]),
        confirmed_by=work.who.id,
        confirmed_at=work.now,
    )
    if not place.profile.weekdays:
        raise BadInput("bad_hours", where="weekdays", detail="")
    return _keep(work, place, "place_edited")


def known_places(work: Work) -> dict[tuple[str, str], PlaceHours]:
    """Return the hours of every place, those of the team before those that ship."""
    return {place.key: place for place in (*SHIPPED, *work.unit.team.places())}


def set_registry(command: SetRegistry, work: Work) -> Done:
    """Say whether a national list binds the team; all leads are compared with it soon after.

    Raises NotFound("registry"), BadInput("bad_days").
    """
    if command.key not in {registry.key for registry in work.rules.registries}:
        raise NotFound("registry", what=command.key[:20])
    if command.binds not in set(Binds):
        raise BadInput("unknown_kind", where="binds", detail=command.binds[:40])
    if not 1 <= command.days <= MOST_DAYS:
        raise BadInput("bad_days", where="days", detail=str(command.days)[:20])
    told = tuple(
        replace(one, binds=Binds(command.binds), days=command.days)
        if one.key == command.key
        else one
        for one in work.rules.registries
    )
    work.unit.rules.put("registries", encode_rule("registries", told))
    work.unit.no_call.forget_night()
    data = {"registry": command.key, "binds": command.binds, "days": command.days}
    work.write("registry_set", data=data)
    name = next(one.name for one in told if one.key == command.key)
    return work.done(_CHANGES, "registry_set", name=name)


def _keep(work: Work, place: PlaceHours, kind: str) -> Done:
    work.unit.registries.set_place(place)
    name = f"{place.country}-{place.region}" if place.region else place.country
    work.write(kind, data={"place": name, "confirmed": place.is_confirmed}, undoable=True)
    told = kind if place.is_confirmed else "place_unconfirmed"
    return work.done(_CHANGES, told, undoable=True, place=name)
