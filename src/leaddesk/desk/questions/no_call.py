# SPDX-License-Identifier: MIT
"""Do not call: questions about the lists and calling hours, and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.domain.place_hours import PlaceHours


@dataclass(frozen=True, slots=True)
class NoCallRow:
    """One entry of the team's list: `leads` are those it is about, `MANY_LEADS` or more as that."""

    kind: str
    value: str
    label: str
    since: dt.datetime
    by: str
    reason: str
    leads: int
    lead_id: int = 0


MANY_LEADS = 1000
"""As many leads of one entry are counted."""


@dataclass(frozen=True, slots=True)
class NoCallPage:
    """A page of the list, newest first; `next_after` is where the next one begins."""

    rows: tuple[NoCallRow, ...]
    next_after: tuple[dt.datetime, str, str] | None
    total: int


@dataclass(frozen=True, slots=True)
class AskNoCall(Query[NoCallPage]):
    """The team's do-not-call list, or what of it begins as somebody typed."""

    search: str = ""
    after: tuple[dt.datetime, str, str] | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """One national list and its file in force, if any; `numbers` in it, `by` who imported it."""

    key: str
    name: str
    country: str
    note: str
    binding: str
    binds: bool
    days: int
    dated: dt.date | None = None
    imported_at: dt.datetime | None = None
    by: str = ""
    numbers: int = 0
    good_until: dt.date | None = None
    has_run_out: bool = False


@dataclass(frozen=True, slots=True)
class AskRegistries(Query[tuple[RegistryRow, ...]]):
    """The national lists and how they stand."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The calling hours of a place, and who vouches for them; empty while only proposed."""

    hours: PlaceHours
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class AskPlaces(Query[tuple[PlaceRow, ...]]):
    """The calling hours of countries and states that are known."""


@dataclass(frozen=True, slots=True)
class ScrubFact:
    """How a lead stands to one list: checked by which file, good until when, on it or not.

    An empty `registry` is the team's own list; `on_it` names what of the lead stands there.
    """

    registry: str
    binds: bool = True
    dated: dt.date | None = None
    good_until: dt.date | None = None
    has_run_out: bool = False
    on_it: tuple[str, ...] = ()
