# SPDX-License-Identifier: MIT
"""Who may join the team with a workstation, and which workstations are locked out."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import (
    BlockWorkstation,
    InvitePerson,
    RenameWorkstation,
    UnblockWorkstation,
    WithdrawInvitation,
)
from leaddesk.desk.questions.workstations import InvitationRow
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import clean_text
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.invitation_code import is_handle

LONGEST_NAME = 80
LONGEST_HOURS = 7 * 24
LONGEST_HASH = 160
_HASHED = "$argon2id$"


def invite_person(command: InvitePerson, work: Work) -> Done:
    """Let somebody join once, within some hours.

    Raises BadInput("bad_invitation"), NotFound("person"), RuleBroken("person_inactive"),
    RuleBroken("team_has_people") for an invitation to nobody where somebody is, and
    RuleBroken("invitation_taken") for a handle that is in use: another code is made then.
    """
    _check_made(command)
    name = _invited(command.person_id, work)
    stations = work.unit.workstations
    there = stations.invitation(command.handle)
    if there is not None and there.is_open(work.now):
        raise RuleBroken("invitation_taken")
    stations.add_invitation(
        InvitationRow(
            command.handle,
            command.person_id,
            work.who.id,
            work.now,
            work.now + dt.timedelta(hours=command.hours),
        ),
        command.secret_hash,
    )
    work.write("invite_person", data={"person": command.person_id, "handle": command.handle})
    return work.done(Kind.PEOPLE, "person_invited", name=name)


def _check_made(command: InvitePerson) -> None:
    """Refuse what no code was made into; raises BadInput("bad_invitation")."""
    if not is_handle(command.handle):
        raise BadInput("bad_invitation", where="handle")
    kept = command.secret_hash
    if not kept.startswith(_HASHED) or len(kept) > LONGEST_HASH or not kept.isascii():
        raise BadInput("bad_invitation", where="secret")
    if not 1 <= command.hours <= LONGEST_HOURS:
        raise BadInput("bad_invitation", where="hours", detail=str(command.hours)[:20])


def _invited(person_id: int, work: Work) -> str:
    """Return who is invited; empty for the first person of a team."""
    if not person_id:
        if work.book.people:
            raise RuleBroken("team_has_people")
        return ""
    person = work.book.person(person_id)
    if not person.active:
        raise RuleBroken("person_inactive", person=person.name)
    return person.name


def withdraw_invitation(command: WithdrawInvitation, work: Work) -> Done:
    """Let nobody join with an invitation any more.

    Raises NotFound("invitation"), RuleBroken("invitation_used").
    """
    found = work.unit.workstations.invitation(command.handle)
    if found is None:
        raise NotFound("invitation", what=command.handle[:8])
    if found.used_at is not None:
        raise RuleBroken("invitation_used")
    if found.withdrawn_at is None:
        work.unit.workstations.withdraw_invitation(found.handle, work.now)
    work.write("withdraw_invitation", data={"handle": found.handle, "person": found.person_id})
    name = work.book.name(found.person_id)
    return work.done(Kind.PEOPLE, "invitation_withdrawn", name=name)


def block_workstation(command: BlockWorkstation, work: Work) -> Done:
    """Lock a workstation out at once.

    Its leads are given out once nobody can be on the telephone with one of them any more. Raises
    NotFound("workstation").
    """
    stations = work.unit.workstations
    found = stations.workstation(command.workstation_id)
    if found.blocked_at is not None:
        return work.done(Kind.NONE, "workstation_blocked", name=found.name)
    stations.set_blocked(found, work.now)
    stations.expire_leases(found.id, work.now)
    work.write("block_workstation", data={"workstation": found.id}, undoable=True)
    return work.done(Kind.PEOPLE, "workstation_blocked", undoable=True, name=found.name)


def unblock_workstation(command: UnblockWorkstation, work: Work) -> Done:
    """Let a workstation in again; raises NotFound("workstation")."""
    found = work.unit.workstations.workstation(command.workstation_id)
    if found.blocked_at is None:
        return work.done(Kind.NONE, "workstation_unblocked", name=found.name)
    work.unit.workstations.set_blocked(found, None)
    work.write("unblock_workstation", data={"workstation": found.id}, undoable=True)
    return work.done(Kind.PEOPLE, "workstation_unblocked", undoable=True, name=found.name)


def rename_workstation(command: RenameWorkstation, work: Work) -> Done:
    """Call a workstation by another name.

    Raises NotFound("workstation"), BadInput("needs_name").
    """
    found = work.unit.workstations.workstation(command.workstation_id)
    name = clean_text(command.name, LONGEST_NAME)
    if not name:
        raise BadInput("needs_name", where="name")
    if name == found.name:
        return work.done(Kind.NONE, "workstation_renamed", name=name)
    work.unit.workstations.set_name(found, name)
    work.write("rename_workstation", data={"workstation": found.id}, undoable=True)
    return work.done(Kind.PEOPLE, "workstation_renamed", undoable=True, name=name)
