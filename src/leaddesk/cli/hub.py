# SPDX-License-Identifier: MIT
"""A team's hub at the prompt: start it, invite people, list workstations, lock one out."""

from __future__ import annotations

import argparse
from pathlib import Path

from leaddesk.bootstrap.hub import HubOptions, RunningHub
from leaddesk.cli.answers import Answer, print_note, table, utc
from leaddesk.cli.doors import Doors, find_person
from leaddesk.desk.commands import BlockWorkstation
from leaddesk.desk.door import Desk
from leaddesk.desk.queries import AskPeople, AskWorkstations, WorkstationRow
from leaddesk.domain.errors import BadInput, NotFound

_NOBODY = 0
_SHORT = 8


def hub(args: argparse.Namespace, doors: Doors) -> Answer:
    """Do what is asked of a hub."""
    if args.hub_command in {None, "run"}:
        return _run(args, doors)
    about = {"invite": _invite, "workstations": _workstations, "block": _block}
    with doors.hub_desk(args.database) as desk:
        return about[args.hub_command](args, doors, desk)


def _run(args: argparse.Namespace, doors: Doors) -> Answer:
    """Be a hub until it is stopped."""
    running = doors.open_hub(
        HubOptions(
            database=args.database,
            listen=args.listen,
            certificate=_path(args.certificate),
            key=_path(args.key),
            name=args.name,
            backup_folder=_path(args.backup_folder),
            behind_proxy=args.behind_proxy,
            metrics_token=_path(args.metrics_token),
            origin=_path(args.origin),
        )
    )
    print_note(_greeting(running))
    running.run()
    return Answer("Stopped. Every call was answered.")


def _path(typed: str) -> Path | None:
    return Path(typed).expanduser() if typed else None


def _greeting(running: RunningHub) -> str:
    from leaddesk.hub.certificate import spaced

    lines = [f"The hub answers at {running.address}. Ctrl+C ends it."]
    if running.fingerprint:
        lines.append(f"Fingerprint of its certificate: {spaced(running.fingerprint)}")
    if running.first is not None:
        who = running.first.person or "whoever is the first of the team"
        lines.append(f"Invitation of {who}, for one use within 24 hours: {running.first.code}")
    return "\n".join(lines)


def _invite(args: argparse.Namespace, doors: Doors, desk: Desk) -> Answer:
    """Make a code; it is shown once."""
    now = doors.clock()
    who = find_person(desk.ask(AskPeople(), now), args.person)
    code, wish = doors.new_invitation(who.id)
    desk.do(wish, _NOBODY, now)
    words = f"{code}\n{who.name} joins with this code, once, within {wish.hours} hours."
    return Answer(words, {"code": code, "person": who.id, "hours": wish.hours})


def _workstations(_args: argparse.Namespace, doors: Doors, desk: Desk) -> Answer:
    """Show who works from where."""
    rows = desk.ask(AskWorkstations(), doors.clock()).workstations
    head = ("Id", "Name", "Person", "Joined", "Seen", "LeadDesk", "State")
    lines = [
        (
            row.id[:_SHORT], row.name, row.person, utc(row.joined_at) or "",
            utc(row.seen_at) or "never", row.version, _state(row),
        )
        for row in rows
    ]  # fmt: skip
    words = table(head, lines) if rows else "No workstation has joined yet."
    return Answer(words, {"workstations": [_plain(row) for row in rows]})


def _state(row: WorkstationRow) -> str:
    if row.blocked_at is not None:
        return "locked out"
    return "person left" if row.left else "in the team"


def _plain(row: WorkstationRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "person": row.person_id,
        "joined_at": utc(row.joined_at),
        "seen_at": utc(row.seen_at),
        "blocked_at": utc(row.blocked_at),
        "version": row.version,
    }


def _block(args: argparse.Namespace, doors: Doors, desk: Desk) -> Answer:
    """Lock a workstation out, found by its id or the beginning of it."""
    now = doors.clock()
    typed = args.workstation.strip().casefold()
    rows = desk.ask(AskWorkstations(), now).workstations
    found = [row for row in rows if row.id.casefold().startswith(typed)]
    if not found:
        raise NotFound("workstation", what=args.workstation)
    if len(found) > 1:
        names = ", ".join(f"{row.name} ({row.id})" for row in found)
        raise BadInput("workstation_unclear", where=args.workstation, detail=names)
    desk.do(BlockWorkstation(found[0].id), _NOBODY, now)
    words = f"{found[0].name} of {found[0].person} is locked out. What it has in hand is given "
    return Answer(f"{words}out when its leases are over.", {"workstation": found[0].id})
