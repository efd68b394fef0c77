# SPDX-License-Identifier: MIT
"""The words of the tables of the plan."""

from __future__ import annotations

from typing import Final

Columns = tuple[tuple[str, str, str], ...]

PLAN: Final[dict[str, tuple[str, Columns]]] = {
    "sale": (
        "What was sold.",
        (
            ("id", "id", "key of the table; never given twice"),
            ("lead_id", "id", "the lead that bought"),
            ("handoff_id", "id", "the handoff it came of; 0 without one"),
            ("person_id", "id", "who sold it"),
            ("at", "moment", "when it was won"),
            ("amount", "integer", "amount of the sale in hundredths of the currency"),
        ),
    ),
    "plan": (
        "Every version of a plan that was put in force.",
        (
            ("id", "id", "key of the table; never given twice"),
            ("begins", "day", "first day of the period it is made for"),
            ("ends", "day", "last day of that period"),
            ("effective_from", "day", "the day from which its goals count"),
            ("made_at", "moment", "when it was put in force"),
            ("person_id", "id", "who did"),
            ("why", "text", "the reason that was given"),
            ("value", "JSON", "revenue goal, average sale, conversions and goals of the day"),
        ),
    ),
    "plan_draft": (
        "A plan that somebody types at and did not put in force yet.",
        (
            ("person_id", "id", "whose it is; key of the table"),
            ("value", "JSON", "what was typed: period, revenue goal, conversions, targets"),
        ),
    ),
}
