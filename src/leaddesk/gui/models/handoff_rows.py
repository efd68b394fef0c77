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
Shown = SectionRow | UpNextRow


@dataclass(frozen=True, slots=True)
class Lens:
    """From where the rows are looked at: the moment, the viewer's zone and id, the currency."""

    now: dt.datetime
    zone: str
    person_id: int
    currency: str = ""


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
    return UpNextRow(
        key=f"handoff:{row.id}",
        title=row.name,
        subtitle=line(row.company if row.company != row.name else "", f"from {row.giver}"),
        chip=handoffs.accept_left(row, lens.now),
        tone=clock_tone(row.accept_by, lens.now),
        trailing=handoffs.sheet_share(row),
    )


def _owed(row: FeedbackRow, lens: Lens) -> UpNextRow:
    late = row.due_at < lens.now
    return UpNextRow(
        key=f"owed:{row.id}",
        title=row.name,
        subtitle=handoffs.owed_line(row, lens.now),
        chip=handoffs.owed_chip(row, lens.now, lens.zone),
        tone=Tone.BAD if late else Tone.WARN,
    )


def _working(row: HandoffRow, lens: Lens) -> UpNextRow:
    amount = numbers.money(row.amount, lens.currency) if row.amount else ""
    who = row.name if row.company else ""
    return UpNextRow(
        key=f"handoff:{row.id}",
        title=row.company or row.name,
        subtitle=line(amount, who, f"from {row.giver}"),
        chip=handoffs.chip(row, lens.now, lens.zone),
        tone=fate_tone(row, lens.now),
    )


def _sent(row: HandoffRow, lens: Lens) -> UpNextRow:
    waiting = row.state == HandoffState.OFFERED.value
    people = f"to {row.receiver}" if row.receiver else "for anyone"
    return UpNextRow(
        key=f"sent:{row.id}",
        title=row.name,
        subtitle=line(row.company if row.company != row.name else "", people),
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


def line(*parts: str) -> str:
    """Return what is there with dots between."""
    return " · ".join(part for part in parts if part)
