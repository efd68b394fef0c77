# SPDX-License-Identifier: MIT
"""The Handoffs screen as rows of a list: sections, chips with their running clocks, fate lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from leaddesk.desk.queries import FeedbackRow, HandoffRow, HandoffsView
from leaddesk.domain.handoff import HandoffState
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.rows import SectionRow, UpNextRow
from leaddesk.words import handoffs, numbers, times

_SOON = dt.timedelta(minutes=15)
_HOUR = dt.timedelta(hours=1)
_FATE_TONES = {
    "won": Tone.GOOD,
    "presentation": Tone.ACCENT,
    "appointment": Tone.ACCENT,
    "held": Tone.ACCENT,
    "proposal": Tone.ACCENT,
    "accepted": Tone.ACCENT,
    "returned": Tone.WARN,
    "no_show": Tone.WARN,
    "expired": Tone.WARN,
    "rejected": Tone.BAD,
    "lost": Tone.BAD,
}
STATE_CHOICES = (
    ("", "All states"),
    ("waiting", "Waiting to be accepted"),
    ("late", "Past their time"),
    ("owed", "Feedback owed"),
    ("working", "In work"),
    ("returned", "Returned"),
    ("rejected", "Rejected"),
    ("won", "Won"),
    ("lost", "Lost"),
)
"""What a team lead can filter by: key and words."""

Shown = SectionRow | UpNextRow


@dataclass(frozen=True, slots=True)
class Lens:
    """From where the rows are looked at: the moment, the viewer's zone and id, the currency.

    `everybody` names both people of a handoff, for a team lead.
    """

    now: dt.datetime
    zone: str
    person_id: int
    currency: str = ""
    everybody: bool = False


def clock_tone(accept_by: dt.datetime, now: dt.datetime) -> Tone:
    """Return the colour of a running clock: quiet, then warning in the last hour, then hot."""
    left = accept_by - now
    if left < dt.timedelta():
        return Tone.BAD
    if left <= _SOON:
        return Tone.HOT
    return Tone.WARN if left <= _HOUR else Tone.NEUTRAL


def fate_tone(row: HandoffRow, now: dt.datetime) -> Tone:
    """Return the colour of what became of a handoff."""
    if row.state == HandoffState.OFFERED.value:
        return clock_tone(row.accept_by, now)
    return _FATE_TONES.get(row.fate or row.state, Tone.NEUTRAL)


def sections(view: HandoffsView, lens: Lens) -> tuple[Shown, ...]:
    """Return all rows of the screen in order; feedback past its time stands first."""
    late = [row for row in view.owed if row.due_at < lens.now]
    owed = [row for row in view.owed if row.due_at >= lens.now]
    waiting = sorted(view.to_accept, key=lambda row: row.accept_by)
    shown: list[Shown] = []
    _add(shown, "Feedback past due", [_owed(row, lens) for row in late])
    _add(shown, "To accept", [_waiting(row, lens) for row in waiting], _within(waiting, lens.now))
    _add(shown, "Owes feedback", [_owed(row, lens) for row in owed])
    _add(shown, "Working", [_working(row, lens) for row in view.working])
    _add(shown, "Sent", [_sent(row, lens) for row in view.sent])
    _add(shown, "Thanks received", [_thanks(row, lens) for row in view.received])
    return tuple(shown)


def filtered(view: HandoffsView, now: dt.datetime, person: str, state: str) -> HandoffsView:
    """Return what a team lead asked for: one person's by name, one state by its key."""

    def of_person(row: HandoffRow | FeedbackRow) -> bool:
        return not person or person in {row.giver, row.receiver}

    def wanted(row: HandoffRow) -> bool:
        late = row.state == HandoffState.OFFERED.value and row.accept_by < now
        facts = {
            "waiting": row.state == HandoffState.OFFERED.value,
            "late": late,
            "working": row.state == HandoffState.ACCEPTED.value
            and row.fate not in {"won", "lost", "recycled", "closed"},
        }
        matches = facts.get(state, state in {row.state, row.fate})
        return of_person(row) and (not state or matches)

    owed = view.owed if state in {"", "owed"} else ()
    return HandoffsView(
        to_accept=tuple(row for row in view.to_accept if wanted(row)),
        owed=tuple(row for row in owed if of_person(row)),
        working=tuple(row for row in view.working if wanted(row)),
        sent=tuple(row for row in view.sent if wanted(row)),
        received=tuple(row for row in view.received if not state and of_person(row)),
    )


def next_key(before: Iterable[Shown], after: Iterable[Shown], key: str) -> str:
    """Return which row to go to once the chosen one is gone: the next one that is still there."""
    order = [row.key for row in before if isinstance(row, UpNextRow)]
    there = {row.key for row in after if isinstance(row, UpNextRow)}
    if key in there:
        return key
    if key in order:
        place = order.index(key)
        for candidate in (*order[place + 1 :], *reversed(order[:place])):
            if candidate in there:
                return candidate
    return next((row.key for row in after if isinstance(row, UpNextRow)), "")


def _add(shown: list[Shown], title: str, rows: list[UpNextRow], trailing: str = "") -> None:
    if rows:
        shown.append(SectionRow(f"{title} · {len(rows)}", trailing))
        shown.extend(rows)


def _within(waiting: list[HandoffRow], now: dt.datetime) -> str:
    """Return the demand beside the heading: the first clock that runs."""
    running = [row for row in waiting if row.accept_by >= now]
    if not running:
        return ""
    return f"first within {times.duration(running[0].accept_by - now)}"


def _waiting(row: HandoffRow, lens: Lens) -> UpNextRow:
    people = f"from {row.giver}"
    if lens.everybody:
        people = f"{row.giver} to {row.receiver}" if row.receiver else f"{people}, for anyone"
    return UpNextRow(
        key=f"handoff:{row.id}",
        title=row.name,
        subtitle=_line(row.company if row.company != row.name else "", people),
        chip=handoffs.accept_left(row, lens.now),
        tone=clock_tone(row.accept_by, lens.now),
        trailing=handoffs.sheet_share(row),
    )


def _owed(row: FeedbackRow, lens: Lens) -> UpNextRow:
    late = row.due_at < lens.now
    line = handoffs.owed_line(row, lens.now)
    return UpNextRow(
        key=f"owed:{row.id}",
        title=row.name,
        subtitle=f"{row.receiver}: {line}" if lens.everybody else line,
        chip=handoffs.owed_chip(row, lens.now, lens.zone),
        tone=Tone.BAD if late else Tone.WARN,
    )


def _working(row: HandoffRow, lens: Lens) -> UpNextRow:
    amount = numbers.money(row.amount, lens.currency) if row.amount else ""
    who = row.name if row.company else ""
    return UpNextRow(
        key=f"handoff:{row.id}",
        title=row.company or row.name,
        subtitle=_line(amount, who, row.receiver if lens.everybody else f"from {row.giver}"),
        chip=handoffs.chip(row, lens.now, lens.zone),
        tone=fate_tone(row, lens.now),
    )


def _sent(row: HandoffRow, lens: Lens) -> UpNextRow:
    waiting = row.state == HandoffState.OFFERED.value
    people = f"to {row.receiver}" if row.receiver else "for anyone"
    if lens.everybody:
        people = f"{row.giver} {people}"
    return UpNextRow(
        key=f"sent:{row.id}",
        title=row.name,
        subtitle=_line(row.company if row.company != row.name else "", people),
        chip=handoffs.chip(row, lens.now, lens.zone),
        tone=Tone.NEUTRAL if waiting else fate_tone(row, lens.now),
        trailing="" if waiting else times.day(row.fate_at, lens.now, lens.zone),
        tip=handoffs.fate(row, lens.now, lens.zone),
    )


def _thanks(row: FeedbackRow, lens: Lens) -> UpNextRow:
    day = times.day(row.given_at, lens.now, lens.zone) if row.given_at else ""
    return UpNextRow(
        key=f"thanks:{row.id}",
        title=f"{row.receiver} about {row.name}",
        subtitle=row.line,
        chip=f"{row.rating} of 5",
        tone=Tone.GOOD if row.thanks else Tone.NEUTRAL,
        trailing=day,
        tip=handoffs.feedback_line(row),
    )


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
