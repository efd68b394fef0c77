# SPDX-License-Identifier: MIT
"""A workstation joins a team, and leaves it: all of it, or nothing that would have to be undone.

The file that worked alone is never touched: it is there again when the team is left.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from leaddesk.desk.wire import NEWEST_VERSION
from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.domain.invitation_code import read_code
from leaddesk.storage import membership as member_file
from leaddesk.sync.waiting_lists import WaitingLists
from leaddesk.system import opening_file, paths

LEFT: Final = "left teams"
"""The folder in which the files of teams that were left are kept."""

_BLOCKED: Final = "workstation_blocked"
_NOT_NAMES: Final = re.compile(r"[^\w \-]+")
"""What the name of a team may have that not every system lets stand in the name of a file."""


class Door(Protocol):
    """The calls to a hub by which a workstation joins and leaves."""

    def join(self, wish: Join) -> Joined:
        """Join; raises HubAway, and then it is not known whether it was heard."""
        ...

    def leave(self, device: str) -> None:
        """Leave, as the identity that the file has; raises HubAway, RuleBroken."""
        ...


class Secrets(Protocol):
    """Where the token is kept: `system.keychain.Keychain`."""

    def put(self, name: str, secret: str) -> bool: ...  # noqa: D102
    def get(self, name: str) -> str: ...  # noqa: D102
    def forget(self, name: str) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are on this computer: the data folder, the secrets, and the clock."""

    folder: Path
    secrets: Secrets
    now: Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub as somebody looked at it: its URL, and its certificate's fingerprint, '' for none."""

    url: str
    pin: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A workstation of a team. `token_in_file`: the system has no store, so a file holds it."""

    file: Path
    hub_id: str
    workstation: str
    team: str
    person_id: int
    person: str = ""
    hub_url: str = ""
    token_in_file: bool = False


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who joins: the code as it was typed, the name of the workstation, and of the person.

    `person` and `zone` count for the first of a team only.
    """

    code: str = field(repr=False)
    workstation: str
    person: str = ""
    zone: str = ""
    leaddesk: str = ""


def token_name(workstation: str) -> str:
    """Return under what name the token of a workstation is kept."""
    return f"token/{workstation}"


def join(
    place: Place, hub: Hub, door: Door, who: Newcomer, lock: member_file.Lock | None = None
) -> Membership:
    """Join a team and let its file open by itself from now on; `lock` encrypts it.

    Raises RuleBroken("in_a_team") where this computer is in one, what the hub refuses with,
    HubAway, and StoreUnavailable before the code is used where nothing can be written here. Cut
    short before the file is there, this computer works alone as before, and the code is used up.
    """
    code = read_code(who.code)
    if membership_of(place) is not None:
        raise RuleBroken("in_a_team")
    _check_place(place)
    wish = Join(code.shown(), who.workstation, NEWEST_VERSION, who.person, who.zone, who.leaddesk)
    joined = door.join(wish)
    try:
        return _made(place, hub, joined, lock)
    except BaseException:
        if membership_of(place) is None:
            place.secrets.forget(token_name(joined.workstation))
        raise


def _made(place: Place, hub: Hub, joined: Joined, lock: member_file.Lock | None) -> Membership:
    in_store = place.secrets.put(token_name(joined.workstation), joined.token)
    file = place.folder / opening_file.TEAMS / joined.hub_id / f"{joined.workstation}.db"
    try:
        paths.made(file.parent)
    except OSError as error:
        raise StoreUnavailable("no_folder", where=str(file.parent)) from error
    member_file.make_member(file, _notes(hub, joined, in_store=in_store), place.now(), lock)
    _note(place, file)
    return _told(file, _notes(hub, joined, in_store=in_store))


def _check_place(place: Place) -> None:
    """Write and forget a secret and a file: a code that works once is not spent in vain."""
    probe = place.folder / opening_file.TEAMS / "probe.tmp"
    try:
        paths.made(probe.parent)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StoreUnavailable("no_folder", where=str(probe.parent)) from error
    place.secrets.put("probe", "probe")
    place.secrets.forget("probe")


def _notes(hub: Hub, joined: Joined, *, in_store: bool) -> dict[str, str]:
    return {
        "device": joined.device,
        "workstation": joined.workstation,
        "person": str(joined.person_id),
        "person_name": joined.person,
        "hub_url": hub.url,
        "hub_pin": hub.pin,
        "hub_id": joined.hub_id,
        "team": joined.team,
        "token_in_file": "" if in_store else "1",
    }


def _told(file: Path, notes: dict[str, str]) -> Membership:
    return Membership(
        file,
        notes.get("hub_id", ""),
        notes.get("workstation", ""),
        notes.get("team", ""),
        int(notes.get("person", "") or 0),
        notes.get("person_name", ""),
        notes.get("hub_url", ""),
        bool(notes.get("token_in_file", "")),
    )


def membership_of(place: Place) -> Membership | None:
    """Return the team that this computer is in, None where it works alone.

    Joining that was cut short once its file was there is ended here, and so is leaving. Raises
    StoreUnavailable where the file can't be read.
    """
    chosen = opening_file.team_file(place.folder)
    if chosen is not None:
        notes = member_file.notes_of(chosen)
        if notes.get("device"):
            return _told(chosen, notes)
        _note(place, None)
    for file in opening_file.files_of_teams(place.folder):
        notes = member_file.notes_of(file)
        if notes.get("device"):
            _note(place, file)
            return _told(file, notes)
    return None


def _note(place: Place, file: Path | None) -> None:
    try:
        opening_file.note_team_file(place.folder, file)
    except OSError as error:
        where = place.folder / opening_file.TEAMS
        raise StoreUnavailable("no_folder", where=str(where)) from error


class Unsent(NamedTuple):
    """How many entries and how many lists of a workstation its hub does not have."""

    entries: int = 0
    lists: int = 0


def waiting(place: Place) -> Unsent:
    """Return what of this workstation's work its hub does not have; none where it works alone."""
    found = membership_of(place)
    return _unsent(found.file) if found is not None else Unsent()


def _unsent(file: Path) -> Unsent:
    lists = WaitingLists(file.parent).standing().waiting
    return Unsent(member_file.waiting_in(file), lists)


def leave(place: Place, door: Door, send: Callable[[], None], *, anyway: bool = False) -> None:
    """Leave the team; `send` brings both sides in step once more, and raises HubAway.

    Unless `anyway`, raises RuleBroken("work_waits") with how much in `number` while work waits that
    the hub does not have, and HubAway where the hub can't be told; nothing changed then. With it,
    this computer leaves all the same: a team lead blocks the workstation at the hub later. The file
    becomes an ordinary database with everything that it shows; `tidy` puts it aside. Lists that
    wait are gone: sent to the team they would be, should this computer join it again.
    """
    found = membership_of(place)
    if found is None:
        raise RuleBroken("in_no_team")
    try:
        send()
    except LeadDeskError as error:
        if not anyway and not _is_out(error) and not sum(_unsent(found.file)):
            raise
    lost = sum(_unsent(found.file))
    if lost and not anyway:
        raise RuleBroken("work_waits", number=str(lost))
    try:
        door.leave(member_file.notes_of(found.file).get("device", ""))
    except LeadDeskError as error:
        if not anyway and not _is_out(error):
            raise
    member_file.let_go(found.file)
    WaitingLists(found.file.parent).drop_all()
    _note(place, None)
    place.secrets.forget(token_name(found.workstation))


def undo(place: Place, found: Membership) -> None:
    """Take back that this computer joined: no file of the team is left here, and no token.

    Nobody may have the file open. The hub is told by whoever calls. Raises StoreUnavailable.
    """
    _note(place, None)
    try:
        for file in found.file.parent.glob(f"{found.file.name}*"):
            file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            # Another workstation of this computer may have left its file there.
            found.file.parent.rmdir()
    except OSError as error:
        raise StoreUnavailable("no_folder", where=str(found.file.parent)) from error
    place.secrets.forget(token_name(found.workstation))


def _is_out(error: LeadDeskError) -> bool:
    """Tell whether the hub knows this workstation no more: there is nothing to leave there."""
    return error.key == _BLOCKED and isinstance(error, (RuleBroken, HubAway))


def tidy(place: Place) -> tuple[Path, ...]:
    """Put the files of teams that were left aside under a clear name, and return these.

    One that somebody still has open stays for the next time.
    """
    moved = []
    for file in opening_file.files_of_teams(place.folder):
        if member_file.notes_of(file).get("device"):
            continue
        team = _NOT_NAMES.sub("", member_file.team_in(file)).strip() or "Team"
        stem = f"{team[:60]}, left on {place.now():%Y-%m-%d}"
        put = member_file.put_aside(file, paths.made(place.folder / LEFT) / f"{stem}.db")
        if put is not None:
            moved.append(put)
    return tuple(moved)
