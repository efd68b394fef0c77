# SPDX-License-Identifier: MIT
"""Coaching from the command line: agendas as text, notes, meetings that were held, actions."""

from __future__ import annotations

from leaddesk.cli import readers
from leaddesk.cli.answers import Answer, Plain
from leaddesk.cli.doors import Sitting, find_person
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import (
    Agreed,
    EditCoachingNote,
    HoldMeeting,
    SettleAction,
    ShareCoachingNote,
    WriteCoachingNote,
)
from leaddesk.desk.queries import AskMeeting, AskPeople, AskPersonPage, Talks
from leaddesk.words import coaching as words
from leaddesk.words import done as done_words
from leaddesk.words import people

TEAM = "team"
_PARTS = 3


def coaching(sitting: Sitting) -> Answer:
    """Do what was asked about coaching."""
    verbs = {
        "agenda": agenda,
        "note": note,
        "edit": edit,
        "share": share,
        "held": held,
        "done": settle,
    }
    verb = sitting.args.coaching_command
    if verb is None:
        raise WrongUse(f"Say what to do: {', '.join(verbs)}.")
    return verbs[verb](sitting)


def agenda(sitting: Sitting) -> Answer:
    """Show the agenda of a one-to-one, or of the meeting of the team."""
    viewer, now = sitting.person(), sitting.now
    zone, of = viewer.time_zone, _of(sitting)
    if not of:
        week = sitting.desk.ask(AskMeeting(), now, viewer.id)
        last = words.last_held(week.talks.last_held, now, zone, "meeting")
        parts = words.meeting_agenda(week, now, zone)
        return _told(words.TEAM_MEETING, last, parts, week.talks, {})
    page = sitting.desk.ask(AskPersonPage(of), now, viewer.id)
    last = words.last_held(page.talks.last_held, now, zone, "one-to-one")
    under = f"{people.roles(page.roles)} · {last}"
    notes = [
        {"id": one.id, "by": one.by, "words": one.words, "shared": one.shared} for one in page.notes
    ]
    figures = {one.metric: {"total": one.total, "days": one.days} for one in page.figures}
    parts = words.person_agenda(page, now, zone)
    return _told(page.name, under, parts, page.talks, {"notes": notes, "figures": figures})


def note(sitting: Sitting) -> Answer:
    """Write a note on somebody."""
    args = sitting.args
    metrics = tuple(args.metric)
    return _did(sitting, WriteCoachingNote(_of(sitting), args.words, metrics, args.shared))


def edit(sitting: Sitting) -> Answer:
    """Change the words of a note."""
    return _did(sitting, EditCoachingNote(sitting.args.note, sitting.args.words))


def share(sitting: Sitting) -> Answer:
    """Let the person see a note, or keep it to the team leads again."""
    return _did(sitting, ShareCoachingNote(sitting.args.note, not sitting.args.no_longer))


def held(sitting: Sitting) -> Answer:
    """Note that a one-to-one was held, or the meeting of the team, and what was agreed."""
    agreed = tuple(_agreed(sitting, told) for told in sitting.args.action)
    return _did(sitting, HoldMeeting(_of(sitting), agreed))


def settle(sitting: Sitting) -> Answer:
    """Say that something agreed is done, or open again."""
    return _did(sitting, SettleAction(sitting.args.action, not sitting.args.reopen))


def _agreed(sitting: Sitting, told: str) -> Agreed:
    parts = told.split("|", _PARTS - 1)
    if len(parts) != _PARTS:
        raise WrongUse(f"--action takes PERSON|DAY|WORDS, not “{told[:60]}”.")
    owner, day, what = (part.strip() for part in parts)
    return Agreed(sitting.person(owner).id, what, readers.day(day))


def _of(sitting: Sitting) -> int:
    """Return whose page is meant; 0 is the team's."""
    typed = sitting.args.of
    if typed.casefold() == TEAM:
        return 0
    return find_person(sitting.desk.ask(AskPeople(), sitting.now), typed).id


def _did(sitting: Sitting, command: object) -> Answer:
    done = sitting.desk.do(command, sitting.person().id, sitting.now)
    told = done_words.label(done)
    return Answer(told, done_data(done, told))


def _told(
    title: str, under: str, parts: tuple[words.Part, ...], talks: Talks, more: Plain
) -> Answer:
    data: Plain = {
        "title": title,
        "parts": [{"title": part.title, "lines": list(part.lines)} for part in parts],
        "open": [
            {"id": row.id, "owner": row.owner, "words": row.words, "due": row.due.isoformat(),
             "late": row.is_late, "carried_over": row.carried}
            for row in talks.open
        ],
    }  # fmt: skip
    ids = "\n".join(f"Action {row.id}: {row.words}" for row in talks.open)
    text = words.as_text(title, under, parts)
    return Answer(f"{text}\n{ids}".rstrip(), data | more)
