# SPDX-License-Identifier: MIT
"""The words of errors about joining a team, and about its workstations and invitations."""

from __future__ import annotations

_NOTHING = "Nothing was changed."
_NEW_CODE = "Ask your team lead for a new code."

JOINING_ERRORS = {
    "team_demo.no_lead": "Every lead of the made-up team is in somebody’s hands. Begin anew in "
    "another folder.",
    "team_demo.stuck": "What one workstation did did not reach the other in time. Close other "
    "programs and try again.",
    "join.compare": "Compare this with what the hub printed: {detail}. If all of it is the same, "
    "do it again with --fingerprint and these letters and digits.",
    "join.other": "Not the hub that is meant: under {where} another certificate answers, {detail}. "
    "The code was not sent. Ask your team lead.",
    "join.stopped": "Stopped. This computer is in no team, and your own database is as it was. If "
    "the code is refused when you try again, the hub had heard it: ask your team lead for a new "
    "code.",
    "join.stopped_used": "Stopped. This computer is in no team, and your own database is as it "
    f"was. The code is used: it works once. {_NEW_CODE}",
    "needs_code": "The code is missing. Type the ten letters and digits of your invitation, "
    "like ABCD-EFGHJK.",
    "code_letter": "“{detail}” is in no code. Look at the code again: it has digits, and letters "
    "without I, L, O and U.",
    "code_length": "A code has ten letters and digits, like ABCD-EFGHJK. This one has {detail}.",
    "bad_invitation": f"This invitation can’t be kept: “{{where}}” does not fit. {_NOTHING}",
    "invitation_taken": f"An open invitation begins with the same four letters. {_NOTHING} "
    "Invite once more: another code is made.",
    "invitation_used": f"Somebody joined with this invitation already. {_NOTHING} "
    "Block the workstation if it should not be in the team.",
    "code_refused": f"This code lets nobody in: it is mistyped, or it was tried too often. "
    f"Look at it again. {_NEW_CODE}",
    "code_used": f"Somebody joined with this code already: a code works once. {_NEW_CODE}",
    "code_over": f"This code is too old: a code works for a day. {_NEW_CODE}",
    "code_withdrawn": f"This code was withdrawn. {_NEW_CODE}",
    "needs_your_name": "You are the first in this team. Type your name, and try again.",
    "workstation_blocked": "The team’s hub lets this workstation in no longer: it was blocked or "
    "left, or its person is not in the team any more. What you logged here is kept. Ask your team "
    "lead.",
    "in_a_team": f"This computer is in a team already. {_NOTHING} Leave that team first.",
    "in_no_team": f"This computer is in no team. {_NOTHING}",
    "work_waits": "{number} still waiting to be sent to the hub. Nothing was changed. Wait until "
    "the hub is reached again, or leave without: calls and notes stay in the copy on this computer "
    "only, lists are not imported.",
    "no_secret_store": f"LeadDesk’s key to the hub can’t be kept in {{where}}. {_NOTHING} "
    "Check the rights of this folder and the room on the disk.",
    "hub_not_empty": f"The hub’s database has people or leads already. {_NOTHING} Start the "
    "hub without a file to copy, or give it an empty database.",
    "from_team_file": f"{{where}} is the file of a workstation that is in a team. {_NOTHING} Its "
    "team’s hub has all of it; leave the team first to use the copy.",
    "from_itself": f"{{where}} is the hub’s own database. {_NOTHING} Name the file to copy from.",
    "copy_differs": "Not every row of “{what}” arrived. Nothing was kept of the copy, and the file "
    "it came from was only read. Try again.",
    "team_has_people": f"The team has people already. {_NOTHING} Invite one of them by name.",
}

JOINING_NOT_FOUND = {
    "workstation": f"There is no such workstation in the team, or it left. {_NOTHING}",
    "invitation": f"There is no such invitation. {_NOTHING}",
}
