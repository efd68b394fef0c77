# SPDX-License-Identifier: MIT
"""The words of errors about the team: handoffs, people, goals and the plan."""

from __future__ import annotations

_NOTHING = "Nothing was changed."

HANDOFF_ERRORS = {
    "handoff_state": f"This handoff is {{state}} already. {_NOTHING} Look at it again.",
    "handoff_over": f"Somebody went on with {{lead}} since this handoff was answered. {_NOTHING} "
    "Look at the lead’s history.",
    "same_receiver": f"{{person}} has this handoff already. {_NOTHING} Pick somebody else.",
    "unknown_decision": f"“{{where}}” is no decision about a handoff. {_NOTHING} "
    "It is accepted, returned or rejected.",
    "marks_missing": f"A mark is missing for: {{where}}. {_NOTHING} Give each one 1 to 5.",
    "bad_mark": f"“{{where}}” can’t be marked {{detail}}. {_NOTHING} A mark goes from 1 to 5.",
    "bad_quality": f"The rule for scoring handoffs can’t be kept. {_NOTHING} The share goes from "
    "0 to 1, and each criterion has a key of its own.",
    "no_handoff_here": f"Calls of tier {{tier}} hand nothing off to another tier. {_NOTHING}",
    "sheet_not_ready": f"{{answered}} of {{needed}} answers are there. {_NOTHING} "
    "Fill the sheet, or say why this lead goes on without.",
    "sheet_required": f"{{answered}} answers are there, but these are required: {{missing}}. "
    f"{_NOTHING} Fill them in, or say why this lead goes on without.",
    "needs_next_step": f"A handoff needs the next step you agreed on. {_NOTHING} Write it down.",
    "same_packet": f"This came back and nothing about it is new. {_NOTHING} "
    "Add what was missing, then hand it off again.",
    "not_a_receiver": f"{{person}} does not receive handoffs in tier {{tier}}. {_NOTHING} "
    "Pick somebody else, or let the rules choose.",
    "no_receiver": f"Nobody works in tier {{tier}} yet, so nobody can receive this. {_NOTHING} "
    "Add a person with that role first.",
    "appealed_already": f"Another look was asked for once already. {_NOTHING} Talk to each other.",
    "feedback_given": f"This feedback is given already. {_NOTHING}",
    "needs_line": f"One specific line is missing. {_NOTHING} Say what helped or what was missing.",
    "bad_rating": f"A rating goes from 1 to 5. {_NOTHING}",
}
TEAM_ERRORS = {
    "needs_name": f"A name is missing. {_NOTHING}",
    "name_taken": f"Somebody called {{name}} is in the team already. {_NOTHING} "
    "Add something that tells them apart.",
    "unknown_role": f"There is no role “{{detail}}”. {_NOTHING} "
    "Roles are qualifier, senior_rep and team_lead.",
    "tier_name_taken": f"Another tier is called “{{detail}}” already. {_NOTHING} "
    "Give it a name of its own.",
    "too_many_tiers": f"A team has {{detail}} tiers at most. {_NOTHING}",
    "tier_stays": f"{{name}} can’t be taken out: leads start in the first tier, and the plan works "
    f"by the first two. {_NOTHING} Rename it if you like.",
    "tier_in_use": "{name} can’t be taken out. In it are {people} people, {leads} leads, "
    f"{{handoffs}} open handoffs and {{folders}} watched folders. {_NOTHING} "
    "Move them to another tier first.",
    "tier_gone": f"This would bring something back into tier {{tier}}, which is no longer there. "
    f"{_NOTHING} Bring the tier back first.",
    "person_inactive": f"{{person}} is no longer in the team. {_NOTHING} "
    "Pick somebody who is, or bring them back first.",
    "last_team_lead": f"{{person}} is the only team lead, and a team needs one. {_NOTHING} "
    "Make somebody else team lead first.",
    "leads_left": f"Leads in tier {{tier}} still wait for {{person}}, and nobody else works there. "
    f"{_NOTHING} Give somebody else that role first.",
    "person_unclear": f"“{{where}}” may be several people: {{detail}}. {_NOTHING} "
    "Write more of the name, or the id.",
    "goals_counted": f"These goals count since {{since}}, and past days keep the targets they had. "
    f"{_NOTHING} Set other goals from today on.",
    "no_plan_draft": "There is no draft of yours to discard.",
    "goals_in_past": f"Goals can't start in the past, because past days keep theirs. {_NOTHING} "
    "Pick today or later.",
    "bad_conversion": f"That {{detail}} went on can't be. {_NOTHING}",
    "bad_ramp": "A new person starts with 0 to 100 % of a day and takes no fewer than 0 weeks. "
    f"{_NOTHING}",
    "bad_dry_up": "How first calls become qualified leads is told in shares of weeks that are "
    f"100 % together, and a week is short from 0 to 99 % on. {_NOTHING}",
    "bad_stage": f"“{{where}}” needs a share above 0 and at most 100 %. {_NOTHING}",
    "bad_span": f"A report is about a day to a year, not {{detail}}. {_NOTHING} "
    "Choose a last day on or after the first one.",
    "bad_period": f"A plan is for a period of a day to two years, not {{detail}}. {_NOTHING} "
    "Choose a last day on or after the first one.",
    "plan_open": f"The plan leaves something open ({{where}}). {_NOTHING} Give the revenue goal, "
    "and what else is missing.",
    "needs_why": f"A reason is missing. {_NOTHING} Write in a few words why; everybody sees it.",
    "plan_ended": f"This period ended on {{since}}. {_NOTHING} Choose one that is not over.",
    "bad_revenue": f"A plan needs a goal of nothing or more, and an average sale above nothing. "
    f"{_NOTHING}",
    "bad_goal": f"A goal needs a target and a weight of nothing or more. {_NOTHING}",
    "bad_absence": "Of a day, 0 to 100 % can remain for its goals, and nothing of a day away. "
    f"{_NOTHING}",
    "bad_days": f"One to 366 days of somebody can be marked at once, not {{detail}}. {_NOTHING}",
    "bad_counts": f"The counts of a day can't be less than nothing. {_NOTHING}",
    "no_rules": f"These rules are in force already. {_NOTHING}",
    "unknown_rule": f"There is no rule “{{where}}”. {_NOTHING}",
    "bad_rule": f"The rule {{where}} can't have this value: {{detail}}. {_NOTHING}",
    "unknown_action": "There is no action “{where}”. Your keys stay as they were.",
    "keys_clash": "{where} would do two things: {detail}. Your keys stay as they were.",
    "bad_keymap": "The file with your keys can't be read: {detail}. The usual keys work.",
}
