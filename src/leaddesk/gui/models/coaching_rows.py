# SPDX-License-Identifier: MIT
"""The Coaching screen as rows: the people of the team, and the actions and notes of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from leaddesk.desk.queries import ActionRow, CoachedRow, CoachingNoteRow, Talks
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.rows import SectionRow, UpNextRow
from leaddesk.words import coaching, times

Shown = SectionRow | UpNextRow


def people(rows: Sequence[CoachedRow], now: dt.datetime, zone: str) -> tuple[Shown, ...]:
    """Return the meeting of the team, then its people."""
    team = [_coached(row, now, zone) for row in rows if not row.person_id]
    each = [_coached(row, now, zone) for row in rows if row.person_id]
    heading = [SectionRow("One-to-ones")] if team else []
    return (*team, *heading, *each)


def entries(
    talks: Talks, notes: Sequence[CoachingNoteRow], now: dt.datetime, zone: str
) -> tuple[Shown, ...]:
    """Return what is open, the notes newest first, and what was done since the last meeting."""
    today = times.local(now, zone).date()
    found: list[Shown] = []
    for title, rows in (
        ("Open actions", [_action(row, today) for row in talks.open]),
        ("Notes", [_note(row, now, zone) for row in notes]),
        ("Done since the last one", [_action(row, today) for row in talks.settled]),
    ):
        if rows:
            found += [SectionRow(title, str(len(rows))), *rows]
    return tuple(found)


def next_key(before: Sequence[Shown], after: Sequence[Shown], key: str) -> str:
    """Return the row to stand on: the same, or the one that came into its place."""
    old = [row.key for row in before if isinstance(row, UpNextRow)]
    new = [row.key for row in after if isinstance(row, UpNextRow)]
    if key in new or not new:
        return key if key in new else ""
    place = old.index(key) if key in old else 0
    return new[min(place, len(new) - 1)]


def _coached(row: CoachedRow, now: dt.datetime, zone: str) -> UpNextRow:
    return UpNextRow(
        key=str(row.person_id),
        title=row.name or coaching.TEAM_MEETING,
        subtitle=coaching.under(row),
        chip=coaching.waiting(row),
        tone=Tone.WARN if row.late_actions else Tone.NEUTRAL,
        trailing=times.day(row.last_held, now, zone) if row.last_held else "",
    )


def _action(row: ActionRow, today: dt.date) -> UpNextRow:
    is_done = row.done_at is not None
    chip = "late" if row.is_late else ("carried over" if row.carried and not is_done else "")
    return UpNextRow(
        key=f"action:{row.id}",
        title=row.words,
        subtitle=row.owner,
        chip="done" if is_done else chip,
        tone=Tone.WARN if row.is_late else (Tone.GOOD if is_done else Tone.NEUTRAL),
        trailing=times.date(row.due, today),
        dimmed=is_done,
        tip=coaching.action(row, today),
    )


def _note(row: CoachingNoteRow, now: dt.datetime, zone: str) -> UpNextRow:
    return UpNextRow(
        key=f"note:{row.id}",
        title=row.words.splitlines()[0],
        subtitle=row.by,
        chip="shared" if row.shared else "leads only",
        tone=Tone.ACCENT if row.shared else Tone.NEUTRAL,
        trailing=times.day(row.at, now, zone),
        tip=row.words,
    )
