# SPDX-License-Identifier: MIT
"""The words of errors between a workstation and its team's hub."""

from __future__ import annotations

SYNC_ERRORS = {
    "unknown_operation": "“{where}” (format {detail}) is not known here. It stays where it was "
    "done. Bring both LeadDesks to the same version.",
    "bad_operation": "“{where}” can’t be read: {detail}. It stays where it was done.",
    "lead_went_on": "Somebody else has had this lead since. Your call is kept and counts, what it "
    "was to change was not changed. Look at the lead, and do it again if it still holds.",
    "lease_over": "The hub was not heard for too long, so somebody else may be calling {lead} by "
    "now. Do not dial. What a call came to can still be logged.",
    "not_your_lease": "The hub does not know this lead as one that was given to this workstation. "
    "Nothing was changed there.",
    "operation_clashes": "What was done here (“{where}”) does not go together with what is at the "
    "hub by now. Look at the lead, and do it again if it still holds.",
    "operation_emptied": "This was about somebody who was erased. What it said is gone.",
    "operation_state": "This does not need your attention any more. Nothing was changed.",
    "call_counted": "This call is kept and counts already. Open the lead, and do what still holds.",
    "no_guard": "This workstation’s mark can’t be written in {where}. What you do goes on being "
    "kept here. Make room there, or let yourself write there; then it is sent.",
    "hub_forked": "The hub has other work under this workstation’s number: an old copy of the file "
    "was put back. Nothing is lost; it goes on under a new number.",
    "sync_fault": "Something unexpected went wrong between here and the team’s hub. What was done "
    "here is safe; it is tried again by itself. If it stays, send the report.",
    "hub_other_window": "Another window of LeadDesk keeps this file in step with the hub. Do this "
    "there, or close that window. Nothing was changed.",
    "hub_asked_now": "The hub is being asked for something else, and takes its time. Nothing was "
    "changed; try again in a moment.",
}
