# SPDX-License-Identifier: MIT
"""Everything a person can do at the desk, as frozen values with one handler each."""

from __future__ import annotations

from leaddesk.desk.deeds.arrivals import (
    ChangeFolder,
    ClaimFile,
    FolderFields,
    ForgetFolder,
    HoldFile,
    KeepIntakeToken,
    PauseFolder,
    SetFileAside,
    SettleFile,
    TakeInquiry,
    WatchFolder,
)
from leaddesk.desk.deeds.calls import (
    KeepLead,
    LogCall,
    ReleaseLead,
    SaveSheet,
    SkipLead,
    TakeBack,
    TakeNext,
)
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
    EditLead,
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
    "ChangeFolder",
    "ChangeRule",
    "ClaimFile",
    "EditLead",
    "EditPerson",
    "FolderFields",
    "ForgetFolder",
    "GiveFeedback",
    "HandOff",
    "HoldFile",
    "ImportOptions",
    "KeepIntakeToken",
    "KeepLead",
    "KeepMapping",
    "LeadFields",
    "LogCall",
    "PauseFolder",
    "PersonFields",
    "RejectHandoff",
    "ReleaseLead",
    "ReturnHandoff",
    "RunClocks",
    "SaveSheet",
    "SetFileAside",
    "SetGoals",
    "SettleFile",
    "SkipLead",
    "TakeBack",
    "TakeInquiry",
    "TakeNext",
    "UndoImport",
    "WatchFolder",
]
