# SPDX-License-Identifier: MIT
"""The Notices screen as rows of a list: what waits stands first, a team lead sees how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from leaddesk.desk.queries import NoticeRow, NoticesView
from leaddesk.domain.notice import Standing
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.rows import SectionRow, UpNextRow
from leaddesk.words import notices, times

Shown = SectionRow | UpNextRow
TONES = {Standing.COVERED: Tone.GOOD, Standing.OPEN: Tone.WARN, Standing.LATE: Tone.WARN}


def sections(view: NoticesView, now: dt.datetime, zone: str) -> tuple[Shown, ...]:
    """Return all rows of the screen in order."""
    shown: list[Shown] = []
    for title, rows in (
        ("To acknowledge", view.waiting),
        ("In force", view.in_force),
        ("Withdrawn", view.withdrawn),
    ):
        _add(shown, title, rows, now, zone)
    return tuple(shown)


def row_of(view: NoticesView, key: str) -> NoticeRow | None:
    """Return the notice of a row by its key."""
    rows = (*view.waiting, *view.in_force, *view.withdrawn)
    return next((row for row in rows if str(row.id) == key), None)


def next_key(before: Sequence[Shown], after: Sequence[Shown], key: str, waited: str) -> str:
    """Return the row to stand on when the rows changed.

    Whoever acknowledged the one they stood on (`waited`) goes to the next one that waits; what is
    gone gives way to the row in its place.
    """
    old = [row.key for row in before if isinstance(row, UpNextRow)]
    new = [row.key for row in after if isinstance(row, UpNextRow)]
    if waited and key == waited and new:
        place = old.index(key) if key in old else 0
        waiting = _section(after, "To acknowledge")
        if waiting and key not in waiting:
            return waiting[min(place, len(waiting) - 1)]
    if key in new:
        return key
    place = old.index(key) if key in old else 0
    return new[min(place, len(new) - 1)] if new else ""


def _section(rows: Sequence[Shown], title: str) -> list[str]:
    found: list[str] = []
    inside = False
    for row in rows:
        if isinstance(row, SectionRow):
            inside = row.title == title
        elif inside:
            found.append(row.key)
    return found


def _add(
    shown: list[Shown], title: str, rows: Sequence[NoticeRow], now: dt.datetime, zone: str
) -> None:
    if rows:
        shown.append(SectionRow(title, str(len(rows))))
        shown += [_row(row, now, zone) for row in rows]


def _row(row: NoticeRow, now: dt.datetime, zone: str) -> UpNextRow:
    chip, tone, below = notices.kind(row.kind), Tone.NEUTRAL, row.by
    if row.standing is not None and row.withdrawn_at is None:
        chip = f"{notices.share(row)}, {notices.standing(row).lower()}"
        tone, below = TONES[row.standing], f"{notices.kind(row.kind)} · {row.by}"
    return UpNextRow(
        key=str(row.id),
        title=row.title,
        subtitle=below,
        chip=chip,
        tone=tone,
        trailing=times.day(row.asked_at, now, zone),
        dimmed=row.withdrawn_at is not None,
        tip=notices.coverage(row, now, zone) or row.title,
    )
