# SPDX-License-Identifier: MIT
"""Watched folders and their files: named, paused, forgotten; taken once, given to a person."""

from __future__ import annotations

import datetime as dt
import re

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import (
    ChangeFolder,
    ClaimFile,
    FolderFields,
    ForgetFolder,
    HoldFile,
    KeepIntakeToken,
    PauseFolder,
    SetFileAside,
    SettleFile,
    WatchFolder,
)
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.country import country_code
from leaddesk.domain.errors import BadInput, NotFound
from leaddesk.domain.lead import SourceKind

HELD = dt.timedelta(seconds=20)
"""Whoever was at a file and said nothing for so long is gone; the next one carries on."""

LONGEST_PATH = 1000
WORKING, DONE, ASIDE, SETTLED = "working", "done", "aside", "settled"
_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch


def watch_folder(command: WatchFolder, work: Work) -> Done:
    """Watch a folder; raises RuleBroken("folder_watched") for one that is watched already."""
    row = folder_row(command.fields, work) | {"person_id": work.who.id}
    made = work.unit.arrivals.add_folder(row)
    work.write("watch_folder", data={"folder": made}, undoable=True)
    return work.done(Kind.LISTS, "folder_watched", undoable=True, made_id=made)


def change_folder(command: ChangeFolder, work: Work) -> Done:
    """Change what is true of a folder's leads; the files that come from now on go by it."""
    folder = work.unit.arrivals.folder(command.folder_id)
    work.unit.arrivals.change_folder(folder, folder_row(command.fields, work))
    work.write("change_folder", data={"folder": folder.id}, undoable=True)
    return work.done(Kind.LISTS, "folder_changed", undoable=True)


def pause_folder(command: PauseFolder, work: Work) -> Done:
    """Leave a folder alone for a while, or go on with it."""
    folder = work.unit.arrivals.folder(command.folder_id)
    work.unit.arrivals.change_folder(folder, {"paused": int(command.paused)})
    work.write("pause_folder", data={"folder": folder.id}, undoable=True)
    label = "folder_paused" if command.paused else "folder_resumed"
    return work.done(Kind.LISTS, label, undoable=True)


def forget_folder(command: ForgetFolder, work: Work) -> Done:
    """Watch a folder no longer; its files stay where they are."""
    work.unit.arrivals.drop_folder(work.unit.arrivals.folder(command.folder_id))
    work.write("forget_folder", data={"folder": command.folder_id}, undoable=True)
    return work.done(Kind.LISTS, "folder_forgotten", undoable=True)


def folder_row(fields: FolderFields, work: Work) -> dict[str, object]:
    """Return what was typed about a folder, bounded and clean.

    Raises BadInput("needs_folder"), ("unknown_kind"), ("unknown_tier"), ("unknown_country"), each
    with the field in `where`.
    """
    path = fields.path.strip()
    if not path or len(path) > LONGEST_PATH or "\0" in path:
        raise BadInput("needs_folder", where="path")
    if fields.source_kind not in set(SourceKind):
        raise BadInput("unknown_kind", where="kind", detail=fields.source_kind[:40])
    if fields.tier not in work.rules.steps:
        raise BadInput("unknown_tier", where="tier", detail=str(fields.tier)[:20])
    region = country_code(fields.region) if fields.region.strip() else ""
    if fields.region.strip() and not region:
        raise BadInput("unknown_country", where="region", detail=fields.region.strip()[:40])
    return {
        "computer": fields.computer[:40],
        "path": path,
        "source": clean_text(fields.source, LIMITS["source"]),
        "source_kind": fields.source_kind,
        "campaign": clean_text(fields.campaign, LIMITS["campaign"]),
        "tier": fields.tier,
        "region": region,
    }


def claim_file(command: ClaimFile, work: Work) -> Done:
    """Take a file for oneself; `made_id` is 1 when it worked, None when somebody is at it."""
    arrivals = work.unit.arrivals
    name = clean_text(command.name, 255)
    mine = arrivals.claim(command.take, command.folder, name, command.digest, work.now)
    if not mine:
        mine = arrivals.claim_again(command.take, work.now, work.now - HELD)
    return work.done(Kind.LISTS if mine else Kind.NONE, "file_claimed", made_id=1 if mine else None)


def hold_file(command: HoldFile, work: Work) -> Done:
    """Say that a file is still being worked on."""
    work.unit.arrivals.set_file(command.take, work.now)
    return work.done(Kind.NONE, "file_held")


def set_file_aside(command: SetFileAside, work: Work) -> Done:
    """Give a file to a person, with the reason in plain words."""
    if work.unit.arrivals.file(command.take) is None:
        raise NotFound("file", what=command.take[:32])
    reason = clean_text(command.reason, LIMITS["note"], multiline=True)
    work.unit.arrivals.set_file(command.take, work.now, state=ASIDE, reason=reason)
    work.write("file_aside", data={"take": command.take})
    return work.done(Kind.LISTS, "file_set_aside")


def settle_file(command: SettleFile, work: Work) -> Done:
    """Note that a person did what a file needed."""
    fields: dict[str, object] = {"state": SETTLED, "reason": ""}
    if command.list_id:
        fields |= {"state": DONE, "list_id": command.list_id}
    work.unit.arrivals.set_file(command.take, work.now, **fields)
    work.write("file_settled", data={"take": command.take, "list": command.list_id})
    return work.done(Kind.LISTS, "file_settled")


def keep_intake_token(command: KeepIntakeToken, work: Work) -> Done:
    """Let forms in with a new token, known by its digest only; the one before ends at once."""
    if not _DIGEST(command.digest):
        raise BadInput("bad_token", where="token")
    work.unit.arrivals.set_token(command.digest, work.now, work.who.id)
    work.write("intake_token")
    return work.done(Kind.LISTS, "token_made")
