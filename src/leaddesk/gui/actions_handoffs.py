# SPDX-License-Identifier: MIT
"""What a team lead can do on the Handoffs screen, as rows of the table of actions."""

from __future__ import annotations

from leaddesk.desk import commands, queries
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

TEAM_HANDOFFS = (
    Action(
        "handoff.reassign", "Give this handoff to another receiver…", ("G",),
        When.MAY_REASSIGN, "handoffs", "Handoff", "arrow-right-left",
        needs=commands.ReassignHandoff,
    ),
    Action(
        "handoff.pull_back", "Pull this handoff back to its giver…", ("L",),
        When.MAY_REASSIGN, "handoffs", "Handoff", "undo-2",
        needs=commands.PullBackHandoff,
    ),
    Action(
        "handoff.override", "Decide in the receiver’s place, or an appeal…", ("D",),
        When.MAY_OVERRIDE, "handoffs", "Handoff", "scale",
        needs=commands.OverrideHandoff,
    ),
    Action(
        "handoff.score", "Score this handoff’s sheet…", ("S",),
        When.ROW_CHOSEN, "handoffs", "Handoff", "star",
        needs=commands.ScoreHandoff,
    ),
    Action(
        "handoffs.mine", "Show my handoffs", ("1",), When.TEAM_HANDOFFS, "handoffs", palette=False,
        needs=queries.AskTeamHandoffs,
    ),
    Action(
        "handoffs.everybody", "Show everybody’s handoffs", ("2",), When.TEAM_HANDOFFS, "handoffs",
        palette=False, needs=queries.AskTeamHandoffs,
    ),
    Action(
        "handoffs.to_score", "Show handoffs to score", ("3",), When.TEAM_HANDOFFS, "handoffs",
        palette=False, needs=queries.AskTeamHandoffs,
    ),
    Action(
        "handoffs.figures", "Show how handoffs fare, in figures", ("4",), When.TEAM_HANDOFFS,
        "handoffs", palette=False, needs=queries.AskTeamHandoffs,
    ),
    Action(
        "handoffs.owed", "Show whose feedback is overdue", ("5",), When.TEAM_HANDOFFS,
        "handoffs", "Handoff", "bell", needs=queries.AskTeamHandoffs,
    ),
    Action(
        "handoffs.filter", "Filter everybody’s handoffs", ("Ctrl+F", "/"), When.TEAM_HANDOFFS,
        "handoffs", "Handoff", "filter", needs=queries.AskTeamHandoffs,
    ),
)  # fmt: skip
