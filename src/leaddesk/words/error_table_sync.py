# SPDX-License-Identifier: MIT
"""The words of errors between a workstation and its team's hub."""

from __future__ import annotations

SYNC_ERRORS = {
    "unknown_operation": "“{where}” (format {detail}) is not known here. It stays where it was "
    "done. Bring both LeadDesks to the same version.",
    "bad_operation": "“{where}” can’t be read: {detail}. It stays where it was done.",
    "operation_too_old": "“{where}” was done with a LeadDesk that is too old: the hub took it "
    "until {detail}. Bring this workstation up to date and do it again.",
    "not_your_lease": "This lead was lent to another workstation. What you did is kept here; look "
    "at the lead, and do it again if it still holds.",
    "lead_went_on": "Somebody else has had this lead since. Your call is kept and counts, what it "
    "was to change was not changed. Look at the lead, and do it again if it still holds.",
    "hub_forked": "The hub has other work under this workstation’s number: an old copy of the file "
    "was put back. Nothing is lost; it goes on under a new number.",
    "unknown_wish": "“{where}” is not known here. Nothing was done. Bring both LeadDesks to the "
    "same version.",
    "bad_wish": "“{where}” can’t be read: {detail}. Nothing was done. Bring both LeadDesks to the "
    "same version.",
    "bad_answer": "The hub’s answer to “{where}” can’t be read: {detail}. Bring both LeadDesks to "
    "the same version.",
    "answer_too_big": "That is more than the hub tells at once. Narrow it down and ask again.",
    "needs_hub": "This needs the team’s hub, which can’t be reached now. Nothing was changed; try "
    "again when LeadDesk is in step with it.",
    "hub_silent": "The hub gave no answer, so it is not known whether this was done. Do the same "
    "again when it is back: it is done once all the same.",
    "hub_does_it": "The team’s hub does this by itself. Nothing was changed.",
    "not_for_workstations": "A workstation can’t ask the hub for this. Nothing was changed.",
    "others_lead": "{lead} is in the hands of {person}. What is known about this lead is theirs "
    "and the team leads’ to see.",
    "lead_at_hub": "{lead} is not on this workstation, and the team’s hub can’t be reached: "
    "somebody else may be calling. Take it when LeadDesk is in step again.",
    "hand_full": "This workstation holds as many leads as it may. Log or skip some first.",
    "hub_restored": "The hub came back from a backup and gives out no leads yet. Own leads and "
    "those in hand can be worked; try again later.",
    "too_many_runs": "The hub is busy with other long work of yours. Try again when it is done.",
    "run_failed": "The hub could not finish this. Nothing of it was done; try again.",
    "run_stopped": "This was stopped. Nothing of it was done.",
    "list_waits": "The team’s hub can’t be reached. “{name}” waits on this workstation and is "
    "sent when it is back.",
    "list_only_read": "The team’s hub can’t be reached: only the file itself was checked.",
    "bad_part": "A part of what was sent can’t be read. Nothing was done; send it again.",
    "parts_unwritable": "The disk takes no more of this: {detail}. Nothing was done. Make room and "
    "try again.",
    "part_missing": "A part of what was sent did not arrive. Nothing was done; it is sent again.",
    "too_much_sent": "This is more than the hub takes at once. Nothing was done; make it two.",
}
