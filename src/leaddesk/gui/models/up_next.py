# SPDX-License-Identifier: MIT
"""The list at the left of the queue: the lead in hand, then those that follow."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk import queries
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.rows import UpNextRow
from leaddesk.words import leads, numbers, times, why

_HOT = frozenset({"fresh"})
_WARN = frozenset({"callback", "appointment", "technical", "no_show"})
_ACCENT = frozenset({"returned", "withdrawn", "referred", "accepted", "next_step"})


def tone_of(code: str) -> Tone:
    """Return the colour of a reason: hot for the clock, amber for agreed, blue for a colleague."""
    if code in _HOT:
        return Tone.HOT
    if code in _WARN:
        return Tone.WARN
    return Tone.ACCENT if code in _ACCENT else Tone.NEUTRAL


def head_row(card: queries.LeadCard, at: dt.datetime) -> UpNextRow:
    """Return the row of the lead in hand."""
    return UpNextRow(
        str(card.id), card.name, _company(card.name, card.company, card.source),
        why.card_chip(card, at), tone_of(card.why.code),
        _clock(card.time_zone, at), tip=why.card_line(card, at),
    )  # fmt: skip


def follow_row(row: queries.UpNextRow, at: dt.datetime) -> UpNextRow:
    """Return the row of a lead that follows, dimmed while it waits for its local hours."""
    waits = row.opens_at is not None
    company = _company(row.name, row.company, row.source)
    return UpNextRow(
        str(row.lead_id), row.name, f"{company} · waits for local hours" if waits else company,
        why.row_chip(row, at), tone_of(row.why.code),
        _clock(row.time_zone, at), dimmed=waits, tip=why.line(row.why, at, row.time_zone),
    )  # fmt: skip


def rows_of(view: queries.QueueView, at: dt.datetime) -> list[UpNextRow]:
    """Return all rows, the lead in hand first."""
    head = [head_row(view.card, at)] if view.card is not None else []
    return head + [follow_row(row, at) for row in view.up_next]


def remark(view: queries.QueueView) -> str:
    """Return what stands beside the heading: '1,208 ready'."""
    return f"{numbers.number(view.ready)} ready"


def _company(name: str, company: str, source: str) -> str:
    parts = (company if company != name else "", leads.source(source))
    return " · ".join(part for part in parts if part)


def _clock(zone: str, at: dt.datetime) -> str:
    return times.clock(at, zone) if zone else ""
