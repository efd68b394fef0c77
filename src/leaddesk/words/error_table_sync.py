# SPDX-License-Identifier: MIT
"""The words of errors between a workstation and its team's hub."""

from __future__ import annotations

SYNC_ERRORS = {
    "unknown_operation": "“{where}” (format {detail}) is not known here. It stays where it was "
    "done. Bring both LeadDesks to the same version.",
    "bad_operation": "“{where}” can’t be read: {detail}. It stays where it was done.",
    "lead_went_on": "Somebody else has had this lead since. Your call is kept and counts, what it "
    "was to change was not changed. Look at the lead, and do it again if it still holds.",
    "hub_forked": "The hub has other work under this workstation’s number: an old copy of the file "
    "was put back. Nothing is lost; it goes on under a new number.",
    "sync_fault": "Something unexpected went wrong between here and the team’s hub. What was done "
    "here is safe; it is tried again by itself. If it stays, send the report.",
}
