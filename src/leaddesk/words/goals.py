# SPDX-License-Identifier: MIT
"""The goals of a day in words: what each metric counts (domain reference 7)."""

from __future__ import annotations

from leaddesk.domain.perfect_day import Metric

_TITLES = {
    Metric.CALLS.value: "Calls",
    Metric.NEW_LEAD_CALLS.value: "New leads",
    Metric.CONNECTS.value: "Connects",
    Metric.CONVERSATIONS.value: "Conversations",
    Metric.HANDOFFS.value: "Handoffs",
    Metric.APPOINTMENTS.value: "Appointments",
    Metric.PRESENTATIONS.value: "Presentations",
    Metric.PROPOSALS.value: "Proposals",
    Metric.WON.value: "Won",
    Metric.FEEDBACK_OWED.value: "Feedback given",
    Metric.FEEDBACK_GIVEN.value: "Feedback given",
}
_EXPLAINED = {
    Metric.CALLS.value: "Dials with an outcome; one per lead in four hours counts.",
    Metric.NEW_LEAD_CALLS.value: "First calls to leads nobody called before. Nothing offsets them.",
    Metric.CONNECTS.value: "Calls that reached the person you wanted.",
    Metric.CONVERSATIONS.value: "Real talks with the person you wanted to reach.",
    Metric.HANDOFFS.value: "Qualified leads handed to the next tier.",
    Metric.APPOINTMENTS.value: "Appointments agreed.",
    Metric.PRESENTATIONS.value: "Presentations held.",
    Metric.PROPOSALS.value: "Proposals sent.",
    Metric.WON.value: "Deals won.",
    Metric.FEEDBACK_OWED.value: "Feedback that was due and was given to the qualifier of the lead.",
    Metric.FEEDBACK_GIVEN.value: "Feedback given to the qualifier of a lead.",
}


def title(metric: str) -> str:
    """Return what stands over a goal's bar: 'New leads'."""
    return _TITLES.get(metric, metric.replace("_", " ").capitalize())


def explained(metric: str) -> str:
    """Return what a metric counts, in one sentence; empty for one of the team's own."""
    return _EXPLAINED.get(metric, "")
