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
    StartCall,
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
from leaddesk.desk.deeds.no_call import (
    AddNoCall,
    ConfirmPlace,
    EditPlace,
    RegistryOptions,
    RemoveNoCall,
    SetRegistry,
)
from leaddesk.desk.deeds.plan import PutPlanInForce
from leaddesk.desk.deeds.privacy import ErasePerson, LiftErasure, NotePersonExport, SetSource
from leaddesk.desk.deeds.rules import ChangeRule, ChangeRules
from leaddesk.desk.deeds.team import (
    AddAbsence,
    AddPerson,
    EditPerson,
    PersonFields,
    SetGoals,
)

__all__ = [
    "AcceptHandoff",
    "AddAbsence",
    "AddLead",
    "AddNoCall",
    "AddNote",
    "AddPerson",
    "AppealRejection",
    "BulkWish",
    "ChangeFolder",
    "ChangeLeads",
    "ChangeRule",
    "ChangeRules",
    "ClaimFile",
    "ConfirmPlace",
    "DropFilter",
    "EditLead",
    "EditPerson",
    "EditPlace",
    "ErasePerson",
    "FolderFields",
    "ForgetFolder",
    "GiveFeedback",
    "HandOff",
    "HoldFile",
    "ImportOptions",
    "KeepApart",
    "KeepFilter",
    "KeepIntakeToken",
    "KeepLead",
    "KeepMapping",
    "LeadFields",
    "LiftErasure",
    "LogCall",
    "MergeLeads",
    "NotePersonExport",
    "PauseFolder",
    "PersonFields",
    "PutPlanInForce",
    "RegistryOptions",
    "RejectHandoff",
    "ReleaseLead",
    "RemoveNoCall",
    "ReturnHandoff",
    "RunClocks",
    "SaveSheet",
    "SetFileAside",
    "SetGoals",
    "SetRegistry",
    "SetSource",
    "SettleFile",
    "SkipLead",
    "StartCall",
    "TakeBack",
    "TakeInquiry",
    "TakeNext",
    "UndoImport",
    "WatchFolder",
]
