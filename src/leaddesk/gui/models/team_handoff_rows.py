# SPDX-License-Identifier: MIT
"""A team lead's page of handoffs as rows of a list: who gave what to whom, and its clock."""

from __future__ import annotations

from leaddesk.desk.queries import HandoffRow, HandoffsPage
from leaddesk.domain.handoff import HandoffState
from leaddesk.gui.models.handoff_rows import Lens, Shown, fate_tone, line
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.rows import SectionRow, UpNextRow
from leaddesk.words import handoffs, numbers, team_handoffs, times

LATE = "Past their time"


def owed_rows(page: HandoffsPage, lens: Lens) -> tuple[Shown, ...]:
    """Return the handoffs of a page whose feedback is overdue, the longest first."""
    late = sorted(
        (row.owed_by, row.id, row)
        for row in page.rows
        if row.owed_by is not None and row.owed_by < lens.now
    )
    return tuple(
        UpNextRow(
            key=f"team:{row.id}",
            title=row.name,
            subtitle=line(f"{row.receiver} owes {row.giver}", row.company),
            chip=f"{times.duration(lens.now - since)} late",
            tone=Tone.BAD,
            trailing=times.day(since, lens.now, lens.zone),
            tip=handoffs.owes(row),
        )
        for since, _, row in late
    )


def team_rows(page: HandoffsPage, lens: Lens) -> tuple[Shown, ...]:
    """Return the rows of a page in its order, with a heading over each part."""
    shown: list[Shown] = []
    before = ""
    for row in page.rows:
        title = _part(row, lens)
        if title != before:
            late = numbers.number(page.late) if title == LATE else ""
            shown.append(SectionRow(title, late))
            before = title
        shown.append(_row(row, lens))
    return tuple(shown)


def foot(page: HandoffsPage, shown: int) -> str:
    """Return how many handoffs there are, and how many of them are shown."""
    told = numbers.count(page.total, "handoff")
    return told if shown >= page.total else f"{numbers.number(shown)} of {told}, scroll for more"


def _part(row: HandoffRow, lens: Lens) -> str:
    if row.state == HandoffState.OFFERED and row.open:
        return LATE if row.accept_by < lens.now else team_handoffs.PARTS[0]
    return team_handoffs.PARTS[1] if row.open else team_handoffs.PARTS[2]


def _row(row: HandoffRow, lens: Lens) -> UpNextRow:
    people = f"{row.giver} to {row.receiver}" if row.receiver else f"{row.giver}, for anyone"
    waiting = row.state == HandoffState.OFFERED
    trailing = handoffs.sheet_share(row) if waiting else times.day(row.fate_at, lens.now, lens.zone)
    if row.owed_by is not None and row.owed_by < lens.now:
        trailing = "Feedback late"
    elif row.score:
        trailing = handoffs.score(row.score)
    return UpNextRow(
        key=f"team:{row.id}",
        title=row.name,
        subtitle=line(row.company if row.company != row.name else "", people),
        chip="Another look"
        if waiting and row.appealed
        else handoffs.chip(row, lens.now, lens.zone),
        tone=fate_tone(row, lens.now),
        trailing=trailing,
        tip=handoffs.fate(row, lens.now, lens.zone),
    )
