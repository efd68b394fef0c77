# SPDX-License-Identifier: MIT
"""The words of the tables of the funnel, and of the columns by which a call is counted."""

from __future__ import annotations

from typing import Final

Columns = tuple[tuple[str, str, str], ...]

FROM: Final[Columns] = (
    ("source_id", "id", "source the lead was from then; 0 for none"),
    ("campaign", "text", "campaign of the lead then"),
)
DIAL: Final[Columns] = (
    *FROM,
    ("hour", "integer", "weekday · 24 + hour of a call in the prospect's zone; -1 not known"),
    ("attempt", "integer", "which try a call was; 0 agreed with somebody, -1 not known or no call"),
    ("waited", "integer", "minutes up to which an inbound lead waited for its first call, else 0"),
)
FUNNEL: Final[dict[str, tuple[str, Columns]]] = {
    "tally": (
        "What the calls of a day came to, summed from the journal.",
        (
            ("person_id", "id", "who called; 0 everybody together, who alone has every facet"),
            ("day", "day", "the day, in the person's zone; key with the columns around it"),
            ("tier", "integer", "number of the tier"),
            ("facet", "text", "attempt, campaign, hour, source or wait, as the journal has them"),
            ("key", "text", "value of that column of the journal; of a wait source_id:waited"),
            ("calls", "integer", "calls that counted"),
            ("connects", "integer", "those that reached the person"),
            ("conversations", "integer", "real talks"),
        ),
    ),
    "source_cost": (
        "What sources of leads cost, as a team lead typed it.",
        (
            ("source_id", "id", "the source; key of the table"),
            ("month_cost", "integer", "cost per month in hundredths of the currency"),
        ),
    ),
    "campaign_cost": (
        "What campaigns cost, as a team lead typed it.",
        (
            ("campaign", "text", "name of the campaign as leads have it; key of the table"),
            ("month_cost", "integer", "cost per month in hundredths of the currency"),
        ),
    ),
    "prepared": (
        "Figures of whole days until yesterday, worked out ahead; they come again by themselves.",
        (
            ("name", "text", "what was worked out; key of the table"),
            ("day", "day", "the day whose first look they are for, by the team's clock"),
            ("version", "integer", "version of rules and people that they were worked out by"),
            ("data", "text", "the figures as JSON"),
        ),
    ),
}
