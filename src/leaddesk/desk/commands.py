# SPDX-License-Identifier: MIT
"""Everything a person can do at the desk, as frozen values with one handler each."""

from __future__ import annotations

from leaddesk.desk.deeds.calls import (
    KeepLead,
    LogCall,
    ReleaseLead,
    SaveSheet,
    SkipLead,
    TakeBack,
    TakeNext,
)
from leaddesk.desk.deeds.duplicates import KeepApart, MergeLeads
from leaddesk.desk.deeds.handoffs import (
    AcceptHandoff,
    AppealRejection,
    GiveFeedback,
    HandOff,
    RejectHandoff,
    ReturnHandoff,
    RunClocks,
)
from leaddesk.desk.deeds.leads import (
    AddLead,
    AddNote,
    BulkWish,
    ChangeLeads,
    DropFilter,
    EditLead,
    KeepFilter,
    LeadFields,
)
from leaddesk.desk.deeds.lists import (
    ImportOptions,
    KeepMapping,
    UndoImport,
)
from leaddesk.desk.deeds.team import (
    AddAbsence,
    AddPerson,
    ChangeRule,
    EditPerson,
    PersonFields,
    SetGoals,
)

__all__ = [
    "AcceptHandoff",
    "AddAbsence",
    "AddLead",
    "AddNote",
    "AddPerson",
    "AppealRejection",
    "BulkWish",
    "ChangeLeads",
    "ChangeRule",
    "DropFilter",
    "EditLead",
    "EditPerson",
    "GiveFeedback",
    "HandOff",
    "ImportOptions",
    "KeepApart",
    "KeepFilter",
    "KeepLead",
    "KeepMapping",
    "LeadFields",
    "LogCall",
    "MergeLeads",
    "PersonFields",
    "RejectHandoff",
    "ReleaseLead",
    "ReturnHandoff",
    "RunClocks",
    "SaveSheet",
    "SetGoals",
    "SkipLead",
    "TakeBack",
    "TakeNext",
    "UndoImport",
]
