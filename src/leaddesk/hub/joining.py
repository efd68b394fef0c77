# SPDX-License-Identifier: MIT
"""Who may come in: workstations join by a code, are known by their token, and leave."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
import threading
import uuid
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, replace

from leaddesk.desk import people
from leaddesk.desk.book import Book, BookKeeper
from leaddesk.desk.commands import AddPerson, InvitePerson, PersonFields
from leaddesk.desk.questions.workstations import MOST_TRIES, InvitationRow, WorkstationRow
from leaddesk.desk.unit import Unit
from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.desk.work import NOBODY, Work, new_entry_id
from leaddesk.desk.workstations import LONGEST_NAME, invite_person
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.invitation_code import RANDOM_BYTES, InvitationCode, code_from, read_code
from leaddesk.domain.person import Person, Role
from leaddesk.hub.ports import Caller
from leaddesk.storage.store import SqlStore
from leaddesk.system import secret_hash
from leaddesk.system.intake_token import digest_of

TOKEN_BYTES = 32
SEEN_EVERY = dt.timedelta(minutes=1)
"""A workstation is noted as seen so often at most: each note is a write."""

LONGEST_VERSION = 20
_A_START = -1
"""Who made the invitation of a start: nobody, and not the hub's keeper, who makes others."""
_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Means:
    """Clock, chance, and how secrets are kept, as arguments."""

    now: Callable[[], dt.datetime]
    chance: Callable[[int], bytes] = secrets.token_bytes
    hashed: Callable[[str], str] = secret_hash.make
    fits: Callable[[str, str], bool] = secret_hash.fits


class DeskDoorkeeper:
    """`hub.doors.Doorkeeper` over the team's database; safe from any thread."""

    def __init__(
        self, store: SqlStore, holidays: HolidayCalendar, hub_id: Callable[[], str], means: Means
    ) -> None:
        self._store = store
        self._keeper = BookKeeper(holidays)
        self._hub_id = hub_id
        self._means = means
        # One guess is looked at after the other: each takes a lot of memory.
        self._guessing = threading.Lock()
        # Compared with where there is no invitation, so that this takes as long.
        self._nothing = ""

    # ------------------------------------------------------------------------- joining

    def join(self, code: str, told: Join) -> Joined:
        """Let a workstation in by the code of an invitation, and use it up.

        Raises BadInput for what is no code, RuleBroken("code_refused") for a code that is wrong or
        was tried too often; to whoever knows the whole code "code_used", "code_over" or
        "code_withdrawn", RuleBroken("person_inactive"), and BadInput("needs_your_name") where the
        team has nobody yet and `told.person` is empty. Nobody came in then.
        """
        typed = read_code(code)
        name = clean_text(told.name, LONGEST_NAME)
        if not name:
            raise BadInput("needs_name", where="name")
        kept = self._count_try(typed.handle)
        with self._guessing:
            fits = self._means.fits(typed.secret, kept or self._no_hash())
        if not kept or not fits:
            raise RuleBroken("code_refused")
        self._give_try_back(typed.handle)
        token = _text_of(self._means.chance(TOKEN_BYTES))
        with self._store.unit() as unit:
            book = self._keeper.book(unit.team)
            found = self._claim(unit, typed)
            person = self._person(unit, book, found, told)
            if not unit.workstations.use_invitation(found.handle, self._means.now()):
                raise RuleBroken("code_used")
            station = self._add(unit, person, name, told, token)
            book = self._keeper.book(unit.team)
            self._note(unit, book, person, "workstation_joined", station)
        hub, team = self._hub_id(), book.rules.team.name
        device = uuid.uuid4().hex
        return Joined(station, device, token, person.id, hub, team, person.name)

    def _count_try(self, handle: str) -> str:
        """Count a try before it is looked at, and return the hash; empty for none to compare with.

        Counted first, many tries at once are no more than many in a row.
        """
        with self._store.unit() as unit:
            found = unit.workstations.invitation(handle)
            if found is None or found.tries >= MOST_TRIES:
                return ""
            unit.workstations.set_tries(handle, found.tries + 1)
            return unit.workstations.secret_hash(handle)

    def _give_try_back(self, handle: str) -> None:
        with self._store.unit() as unit:
            found = unit.workstations.invitation(handle)
            if found is not None:
                unit.workstations.set_tries(handle, max(0, found.tries - 1))

    def _no_hash(self) -> str:
        if not self._nothing:
            self._nothing = self._means.hashed(_text_of(self._means.chance(RANDOM_BYTES)))
        return self._nothing

    def _claim(self, unit: Unit, typed: InvitationCode) -> InvitationRow:
        """Return the invitation of a code that was right; what it says of its end is the truth."""
        found = unit.workstations.invitation(typed.handle)
        if found is None:
            raise RuleBroken("code_refused")
        if found.used_at is not None:
            raise RuleBroken("code_used")
        if found.withdrawn_at is not None:
            raise RuleBroken("code_withdrawn")
        if found.ends_at <= self._means.now():
            raise RuleBroken("code_over")
        return found

    def _person(self, unit: Unit, book: Book, found: InvitationRow, told: Join) -> Person:
        if found.person_id:
            person = book.person(found.person_id)
            if not person.active:
                raise RuleBroken("person_inactive", person=person.name)
            return person
        if book.people:
            raise RuleBroken("team_has_people")
        return self._found(unit, book, told)

    def _found(self, unit: Unit, book: Book, told: Join) -> Person:
        """Add the first person of a team, who holds every role until there are more."""
        if not clean_text(told.person, LIMITS["person_name"]):
            raise BadInput("needs_your_name", where="person")
        zone = told.zone if told.zone in zoneinfo.available_timezones() else ""
        roles = tuple(role.value for role in Role)
        fields = PersonFields(told.person, roles, zone or book.rules.team.time_zone)
        now = self._means.now()
        made = people.add_person(
            AddPerson(fields), Work(unit, NOBODY, now, book, new_entry_id(now))
        )
        return self._keeper.book(unit.team).person(made.made_id or 0)

    def _add(self, unit: Unit, person: Person, name: str, told: Join, token: str) -> str:
        station = uuid.uuid4().hex
        version = clean_text(told.leaddesk, LONGEST_VERSION)
        row = WorkstationRow(station, person.id, name, self._means.now(), version=version)
        unit.workstations.add_workstation(row, digest_of(token))
        return station

    def _note(self, unit: Unit, book: Book, person: Person, kind: str, station: str) -> None:
        now = self._means.now()
        work = Work(unit, person, now, book, new_entry_id(now))
        work.write(kind, data={"workstation": station})

    # ------------------------------------------------------------------------- who calls

    def caller(self, token_digest: str, device: str) -> Caller:
        """Return whose token it is (SHA-256, in hex), with the identity the workstation has now.

        Raises RuleBroken("workstation_blocked") for a token that is unknown, blocked or left, and
        for a workstation whose person is not in the team any more.
        """
        now = self._means.now()
        found = self._store.glance(lambda unit: unit.workstations.by_token(token_digest))
        if found is None or found.blocked_at is not None:
            raise RuleBroken("workstation_blocked")
        if found.seen_at is None or now - found.seen_at >= SEEN_EVERY:
            with self._store.unit() as unit:
                unit.workstations.set_seen(found.id, now)
        return Caller(found.id, device)

    def person(self, caller: Caller) -> int:
        """Return the id of the person that a workstation belongs to.

        Raises RuleBroken("workstation_blocked") for one that left meanwhile.
        """
        with self._store.looking() as unit:
            return self._station(unit, caller).person_id

    def greeted(self, caller: Caller, version: str) -> None:
        """Note that a workstation greeted now, and which LeadDesk it runs."""
        told = clean_text(version, LONGEST_VERSION)
        with self._store.unit() as unit:
            unit.workstations.set_seen(caller.family, self._means.now(), told)

    def leave(self, caller: Caller) -> None:
        """Let a workstation go: its token works no longer, its leases end.

        They end once nobody can be on the telephone under one of them any more.
        """
        now = self._means.now()
        with self._store.unit() as unit:
            found = self._station(unit, caller)
            book = self._keeper.book(unit.team)
            unit.workstations.expire_leases(found.id, now)
            unit.workstations.drop_workstation(found.id)
            self._note(unit, book, book.person(found.person_id), "workstation_left", found.id)

    def _station(self, unit: Unit, caller: Caller) -> WorkstationRow:
        try:
            return unit.workstations.workstation(caller.family)
        except NotFound:
            raise RuleBroken("workstation_blocked") from None

    # ------------------------------------------------------------------------- the first one

    def first_invitation(self) -> tuple[str, str] | None:
        """Make the invitation of whoever joins first; None once a workstation has joined.

        Returns the code as it is shown and the name of the person: that of a team lead, or '' for
        a team that has nobody yet. That of an earlier start ends; those that people or the hub's
        keeper made stay.
        """
        now = self._means.now()
        code = code_from(self._means.chance(RANDOM_BYTES))
        hashed = self._means.hashed(code.secret)
        with self._store.unit() as unit:
            stations, book = unit.workstations, self._keeper.book(unit.team)
            who = _first(book)
            if stations.workstations() or (book.people and who is None):
                return None
            for row in stations.invitations(_LONG_AGO):
                if row.made_by == _A_START and row.is_open(now):
                    stations.withdraw_invitation(row.handle, now)
            wish = InvitePerson(who.id if who else 0, code.handle, hashed)
            invite_person(wish, Work(unit, NOBODY, now, book, new_entry_id(now)))
            made = unit.workstations.invitation(code.handle)
            if made is not None:
                stations.add_invitation(replace(made, made_by=_A_START), hashed)
        return code.shown(), who.name if who else ""


def _first(book: Book) -> Person | None:
    """Return the team lead who has been there longest."""
    leads = (p for p in book.people.values() if p.active and Role.TEAM_LEAD in p.roles)
    return min(leads, key=lambda person: person.id, default=None)


def _text_of(chance: bytes) -> str:
    return base64.urlsafe_b64encode(chance).rstrip(b"=").decode()
