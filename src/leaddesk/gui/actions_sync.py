# SPDX-License-Identifier: MIT
"""What a workstation of a team can do about its hub, as rows of the table of actions."""

from __future__ import annotations

from leaddesk.desk import queries
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

_HERE = When.SEATED | When.IN_TEAM

SYNC = (
    Action(
        "sync.show", "Show how this workstation stands to the hub…", ("Ctrl+Shift+H",), _HERE,
        menu="Desk", icon="refresh-cw", needs=queries.AskWaiting,
    ),
    Action(
        "sync.attention", "Show what needs my attention…", ("Ctrl+Shift+A",), _HERE,
        menu="Desk", icon="bell", needs=queries.AskAttention,
    ),
    Action(
        "sync.try", "Try now to reach the hub", ("F5",), _HERE, menu="Desk", icon="refresh-cw"
    ),
)  # fmt: skip

NEXT_LEAD = (
    Action(
        "lead.next", "Take the next lead that may be called", ("N",),
        When.LEAD_IN_HAND | When.LEASE_OVER, "queue", "Lead", "skip-forward",
    ),
)  # fmt: skip
