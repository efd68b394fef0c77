# SPDX-License-Identifier: MIT
"""This computer's team at the prompt: join one, leave it, and a made-up one to look at."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from leaddesk.cli.answers import Answer, print_note
from leaddesk.cli.doors import Doors
from leaddesk.domain.errors import BadInput

_NO_HEX = re.compile(r"[^0-9a-f]")


def join(args: argparse.Namespace, doors: Doors) -> Answer:
    """Join a team, once the hub's certificate was compared."""
    tools = doors.team_door()
    seen = tools.peek(args.address)
    if _plain(args.fingerprint) != seen.fingerprint:
        key = "join.compare" if not args.fingerprint else "join.other"
        raise BadInput(key, where=args.address, detail=_spaced(seen.fingerprint))
    found = tools.join(args.address, args.code, args.name, seen.fingerprint)
    words = f"This computer is in {found.team}. leaddesk opens it from now on."
    if found.token_in_file:
        words += " There is no store for passwords here: what opens the hub lies in a file."
    return Answer(words, {"team": found.team, "person": found.person_id, "file": str(found.file)})


def leave(args: argparse.Namespace, doors: Doors) -> Answer:
    """Leave the team that this computer is in."""
    name = doors.team_door().leave(anyway=args.anyway)
    words = f"This computer has left {name}. A copy lies in the folder “left teams”."
    return Answer(words, {"team": name})


def team_demo(args: argparse.Namespace, doors: Doors) -> Answer:
    """Let a made-up team work on this computer until its windows are closed."""
    folder = Path(args.folder).expanduser().absolute() if args.folder else None
    lines = doors.team_demo(folder, print_note, windows=not args.no_windows)
    return Answer("\n".join(lines), {"steps": lines})


def _plain(typed: str) -> str:
    return _NO_HEX.sub("", typed.casefold())


def _spaced(fingerprint: str) -> str:
    return " ".join(fingerprint[n : n + 4] for n in range(0, len(fingerprint), 4))


HANDLERS: dict[str, Callable[[argparse.Namespace, Doors], Answer]] = {
    "join": join,
    "leave": leave,
    "team-demo": team_demo,
}
