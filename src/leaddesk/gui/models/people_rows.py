# SPDX-License-Identifier: MIT
"""The people of the team, and who gets what of somebody who leaves, as tables."""

from __future__ import annotations

from leaddesk.desk.queries import ShareRow, StaffRow, TierRow
from leaddesk.gui.models.rows_model import Column
from leaddesk.words import numbers, people, tiers

PEOPLE: tuple[Column[StaffRow], ...] = (
    Column("name", "Name", lambda row: row.person.name, width=170),
    Column("roles", "Works as", lambda row: tiers.standing(row.person),
           width=210),
    Column("tiers", "Tiers", lambda row: numbers.joined(str(t) for t in row.person.tiers) or "–",
           width=70),
    Column("today", "Today", people.today, width=110),
    Column("goals", "Goals", people.own_goals, width=100),
    Column("open", "Open", lambda row: numbers.number(row.open), right=True, width=76),
    Column("hours", "Working hours", lambda row: people.hours(row.person), width=200),
    Column("zone", "Time zone", lambda row: row.person.time_zone.replace("_", " "), width=160),
    Column("extension", "Extension", lambda row: row.person.extension, width=90),
)  # fmt: skip

SHARES: tuple[Column[ShareRow], ...] = (
    Column("name", "Goes to", lambda row: row.name, width=180),
    Column("leads", "Leads", lambda row: numbers.number(row.leads), right=True, width=80),
    Column("handoffs", "Handoffs", lambda row: numbers.number(row.handoffs), right=True, width=90),
    Column("feedback", "Feedback owed", lambda row: numbers.number(row.feedback), right=True,
           width=120),
)  # fmt: skip

TIERS: tuple[Column[TierRow], ...] = (
    Column("tier", "Tier", lambda row: str(row.tier.number), right=True, width=50),
    Column("name", "Name", lambda row: row.tier.name, width=180),
    Column("people", "People", lambda row: numbers.number(row.people), right=True, width=70),
    Column("leads", "Leads", lambda row: numbers.number(row.leads), right=True, width=80),
    Column("works", "Works with", lambda row: tiers.works_like(row.tier.number), width=170),
)
