# SPDX-License-Identifier: MIT
"""The words of errors between a workstation and its team's hub."""

from __future__ import annotations

SYNC_ERRORS = {
    "unknown_operation": "“{where}” (format {detail}) is not known here. It stays where it was "
    "done. Bring both LeadDesks to the same version.",
    "bad_operation": "“{where}” can’t be read: {detail}. It stays where it was done.",
    "operation_too_old": "“{where}” was done with a LeadDesk that is too old: the hub took it "
    "until {detail}. Bring this workstation up to date and do it again.",
    "lead_went_on": "Somebody else has had this lead since. Your call is kept and counts, what it "
    "was to change was not changed. Look at the lead, and do it again if it still holds.",
    "device_blocked": "The workstation “{what}” is blocked: a team lead did that under People. "
    "What was done on it stays there until it is let in again.",
    "lease_over": "The hub was not heard for too long, so somebody else may be calling {lead} by "
    "now. Do not dial. What a call came to can still be logged.",
    "not_your_lease": "The hub does not know this lead as one that was given to this workstation. "
    "Nothing was changed there.",
    "not_your_lead": "By what the hub knows, this lead was never in your hands. Nothing was "
    "changed there.",
    "operation_clashes": "What was done here (“{where}”) does not go together with what is at the "
    "hub by now. Look at the lead, and do it again if it still holds.",
    "operation_emptied": "This was about somebody who was erased. What it said is gone.",
    "operation_state": "This does not need your attention any more. Nothing was changed.",
    "call_counted": "This call is kept and counts already. Open the lead, and do what still holds.",
    "no_guard": "This workstation’s mark can’t be written in {where}. What you do goes on being "
    "kept here. Make room there, or let yourself write there; then it is sent.",
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
    "lent_enough": "You gave back {detail} leads today without a call, and no more are lent than "
    "that. Work those that you have; there are new ones tomorrow, or a team lead changes the rule.",
    "hub_restored": "The hub came back from a backup and gives out no new leads until all that it "
    "gave before are over. Your own leads and those in hand can be worked; new ones come by "
    "themselves.",
    "too_many_runs": "The hub is busy with other long work of yours. Try again when it is done.",
    "run_failed": "The hub could not finish this. Nothing of it was done; try again.",
    "run_stopped": "This was stopped. Nothing of it was done.",
    "list_waits": "The team’s hub can’t be reached. “{name}” waits on this workstation and is "
    "sent when it is back.",
    "list_only_read": "The team’s hub can’t be reached: only the file itself was checked, not "
    "what the team has already.",
    "list_going": "“{name}” is on its way to the hub just now. Take it back under Import once it "
    "is there.",
    "bad_part": "A part of what was sent can’t be read. Nothing was done; send it again.",
    "parts_unwritable": "The disk takes no more of this: {detail}. Nothing was done. Make room and "
    "try again.",
    "part_missing": "A part of what was sent did not arrive. Nothing was done; it is sent again.",
    "too_much_sent": "This is more than the hub takes at once. Nothing was done; make it two.",
    "sync_fault": "Something unexpected went wrong between here and the team’s hub. What was done "
    "here is safe; it is tried again by itself. If it stays, send the report.",
    "hub_other_window": "Another window of LeadDesk keeps this file in step with the hub. Do this "
    "there, or close that window. Nothing was changed.",
    "hub_asked_now": "The hub is being asked for something else, and takes its time. Nothing was "
    "changed; try again in a moment.",
}
