# SPDX-License-Identifier: MIT
"""The team of this computer, as the window's services: look, leave, invite."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.bootstrap import desks
from leaddesk.system import opening_file, paths

if TYPE_CHECKING:
    from leaddesk.desk.door import Connect, Desk
    from leaddesk.sync.http_line import HttpLine
    from leaddesk.sync.membership import Membership, Place, Unsent
    from leaddesk.sync.peeking import Peeked
    from leaddesk.sync.stopping import Stop


@dataclass(frozen=True, slots=True)
class Ways:
    """How databases are opened: this computer's own, and a team's by its file.

    `in_step(file, stop)` brings a team's file in step with its hub once; it raises LeadDeskError.
    `apart(work)` does something while nothing else keeps the open file in step, and nothing does
    afterwards unless the work raises.
    """

    own: Connect
    team: Callable[[Path], Connect]
    in_step: Callable[[Path, Stop], None]
    apart: Callable[[Callable[[], None]], None] = lambda work: work()


@dataclass(frozen=True, slots=True)
class MadeCode:
    """A code of an invitation: as it is shown, its handle, and the hash that the hub is given."""

    shown: str = field(repr=False)
    handle: str
    hashed: str = field(repr=False)


def team_services(ways: Ways) -> dict[str, Callable[..., object]]:
    """Return the services by the names that the window knows them under."""
    return {
        "peek_hub": peek_hub,
        "leave_team": functools.partial(leave_team, ways),
        "waiting_work": waiting_work,
        "team_name": team_name,
        "team_hub": team_hub,
        "new_code": new_code,
    }


def place() -> Place:
    """Return where this computer keeps what a membership is made of."""
    from leaddesk.sync.membership import Place
    from leaddesk.system.keychain import Keychain

    return Place(paths.data_folder(), Keychain(paths.state_folder()), desks.clock)


def membership() -> Membership | None:
    """Return the team that this computer is in; reads nothing where it never was in one.

    Raises StoreUnavailable.
    """
    if not (paths.data_folder() / opening_file.TEAMS).is_dir():
        return None
    desks.use_keys()
    from leaddesk.sync.membership import membership_of

    return membership_of(place())


def peek_hub(address: str) -> Peeked:
    """Look at the hub under an address; raises HubAway, BadInput("hub_bad_address")."""
    from leaddesk.sync.peeking import peek

    return peek(address)


def leave_team(ways: Ways, anyway: bool) -> Connect:  # noqa: FBT001 - a service of the window
    """Leave the team and return how this computer's own database is opened.

    The file of the team is put aside once nobody has it open. Raises what `sync.membership.leave`
    does.
    """
    from leaddesk.domain.errors import RuleBroken
    from leaddesk.sync.membership import leave, tidy
    from leaddesk.sync.stopping import Stop

    found, here = membership(), place()
    if found is None:
        raise RuleBroken("in_no_team")
    with line_of(found) as line:
        step = functools.partial(ways.in_step, found.file, Stop())
        ways.apart(lambda: leave(here, line, step, anyway=anyway))
    forget_mark(found)

    def connect() -> Desk:
        with contextlib.suppress(OSError):
            tidy(here)
        return ways.own()

    return connect


def forget_mark(found: Membership) -> None:
    """Leave no mark outside the data folder of a workstation that is in its team no more."""
    from leaddesk.system.guard_file import Guard, quiet_keyring

    Guard(found.workstation, keyring=quiet_keyring()).forget()


@contextlib.contextmanager
def line_of(found: Membership) -> Iterator[HttpLine]:
    """Return a line to the hub with this workstation's token."""
    from leaddesk.storage.membership import notes_of
    from leaddesk.sync.http_line import HttpLine
    from leaddesk.sync.membership import token_name

    token = place().secrets.get(token_name(found.workstation))
    line = HttpLine(found.hub_url, notes_of(found.file).get("hub_pin", ""), token)
    with contextlib.closing(line):
        yield line


def waiting_work() -> Unsent:
    """Return how much of this computer's work its hub does not have: entries and lists."""
    from leaddesk.sync.membership import waiting

    return waiting(place())


def team_name() -> str | None:
    """Return the name of the team that this computer is in, None for none."""
    found = membership()
    return found.team if found is not None else None


def team_hub() -> tuple[str, str] | None:
    """Return address and fingerprint of the team's hub, None for a computer in no team."""
    from leaddesk.storage.membership import notes_of

    found = membership()
    if found is None:
        return None
    return found.hub_url.removeprefix("https://"), notes_of(found.file).get("hub_pin", "")


def new_code() -> MadeCode:
    """Make the code of an invitation and the hash of its secret; takes a moment on purpose."""
    import secrets

    from leaddesk.domain.invitation_code import RANDOM_BYTES, code_from
    from leaddesk.system import secret_hash

    code = code_from(secrets.token_bytes(RANDOM_BYTES))
    return MadeCode(code.shown(), code.handle, secret_hash.make(code.secret))
