# SPDX-License-Identifier: MIT
"""Notices from the command line: shown, published, changed, withdrawn, acknowledged."""

from __future__ import annotations

from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.arguments_people import EVERYBODY
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import (
    AcknowledgeNotice,
    EditNotice,
    NoticeFields,
    PublishNotice,
    WithdrawNotice,
)
from leaddesk.desk.queries import AskNotices, NoticeRow
from leaddesk.domain.errors import NotFound
from leaddesk.domain.person import Person
from leaddesk.words import done as done_words
from leaddesk.words import notices as words

_HEAD = ("id", "notice", "kind", "for", "you", "who knows it")


def notices(sitting: Sitting) -> Answer:
    """Do what was asked about notices."""
    verbs = {
        "list": show,
        "publish": publish,
        "edit": edit,
        "withdraw": withdraw,
        "acknowledge": acknowledge,
    }
    verb = sitting.args.notices_command
    if verb is None:
        raise WrongUse(f"Say what to do: {', '.join(verbs)}.")
    return verbs[verb](sitting)


def show(sitting: Sitting) -> Answer:
    """Show what waits for somebody, and what else is in force."""
    who = sitting.person()
    view = sitting.desk.ask(AskNotices(who.id), sitting.now, who.id)
    rows = (*view.waiting, *view.in_force)
    data: Plain = {
        "waiting": [_data(row) for row in view.waiting],
        "in_force": [_data(row) for row in view.in_force],
    }
    if not rows:
        return Answer("There are no notices.", data)
    told = table(_HEAD, [_line(row) for row in rows])
    return Answer("\n".join([told, *(_whole(row, who, sitting) for row in view.waiting)]), data)


def publish(sitting: Sitting) -> Answer:
    """Put a notice before people."""
    args = sitting.args
    fields = NoticeFields(args.kind, args.title, args.words, _tiers(args.audience))
    return _did(sitting, PublishNotice(fields))


def edit(sitting: Sitting) -> Answer:
    """Change what was typed of a notice."""
    args, row = sitting.args, _row(sitting)
    fields = NoticeFields(
        args.kind or row.kind,
        args.title or row.title,
        args.words or row.words,
        _tiers(args.audience) if args.audience else row.tiers,
    )
    return _did(sitting, EditNotice(row.id, row.edited_at, fields, args.ask_again))


def withdraw(sitting: Sitting) -> Answer:
    """Take a notice away."""
    return _did(sitting, WithdrawNotice(sitting.args.notice))


def acknowledge(sitting: Sitting) -> Answer:
    """Say that somebody read a notice."""
    row = _row(sitting)
    return _did(sitting, AcknowledgeNotice(row.id, row.asked_at))


def _did(sitting: Sitting, command: object) -> Answer:
    done = sitting.desk.do(command, sitting.person().id, sitting.now)
    told = done_words.label(done)
    return Answer(told, done_data(done, told))


def _row(sitting: Sitting) -> NoticeRow:
    """Return the notice that is meant, as the person sees it; raises NotFound("notice")."""
    who = sitting.person()
    view = sitting.desk.ask(AskNotices(who.id), sitting.now, who.id)
    for row in (*view.waiting, *view.in_force, *view.withdrawn):
        if row.id == sitting.args.notice:
            return row
    raise NotFound("notice", what=sitting.args.notice)


def _tiers(typed: str) -> tuple[int, ...]:
    if typed in {"", EVERYBODY}:
        return ()
    parts = [part.strip() for part in typed.split(",")]
    if not all(part.isdecimal() for part in parts):
        raise WrongUse(f"--for takes {EVERYBODY} or tiers with commas, not “{typed[:40]}”.")
    return tuple(int(part) for part in parts)


def _line(row: NoticeRow) -> tuple[str, ...]:
    mine = "to acknowledge" if row.to_acknowledge else ""
    if row.acknowledged_at is not None:
        mine = "acknowledged"
    coverage = f"{words.share(row)}, {words.standing(row).lower()}" if row.coverage else ""
    return (
        str(row.id), row.title, words.kind(row.kind), words.audience(row.tiers), mine, coverage
    )  # fmt: skip


def _whole(row: NoticeRow, who: Person, sitting: Sitting) -> str:
    origin = words.origin(row, sitting.now, who.time_zone)
    return f"\n{row.id}. {row.title}\n{origin}\n{row.words}"


def _data(row: NoticeRow) -> Plain:
    found: Plain = {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "words": row.words,
        "tiers": list(row.tiers),
        "by": row.by,
        "published_at": row.published_at.isoformat(),
        "acknowledged_at": row.acknowledged_at.isoformat() if row.acknowledged_at else None,
    }
    if row.coverage is not None and row.standing is not None:
        found |= {
            "asked": row.coverage.asked,
            "acknowledged": row.coverage.acknowledged,
            "due_at": row.coverage.due_at.isoformat(),
            "standing": row.standing.value,
            "missing": list(row.missing),
        }
    return found
