# SPDX-License-Identifier: MIT
"""Where a team does and answers what: on the workstation, at the hub, or first one, then the other.

A workstation has the leads it may work, what is about its person, and what everybody has
(`storage.bundles`). What that answers exactly is answered there; all else is the hub's.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

from leaddesk.desk import commands, queries
from leaddesk.desk.operations import KINDS


class Done(enum.Enum):
    """Where a command is done.

    `HERE_AND_THERE`: at once here, and again at the hub as an operation. `HERE`: it is about this
    machine alone. `AT_HUB`: it needs rows of the whole team, or decides for all. `BY_HUB`: the
    hub does it by itself, and nobody else.
    """

    HERE_AND_THERE = "here_and_there"
    HERE = "here"
    AT_HUB = "at_hub"
    BY_HUB = "by_hub"


class Told(enum.Enum):
    """Where a question is answered.

    `HERE`: what is about the person at the workstation; of others, as `AT_HUB`. `HERE_FIRST`: what
    is not here is asked at the hub. `AT_HUB`: while the hub is away, by what is here, and the age
    of that is said. `ONLY_THERE`: what is here would be wrong, so it waits for the hub.
    """

    HERE = "here"
    HERE_FIRST = "here_first"
    AT_HUB = "at_hub"
    ONLY_THERE = "only_there"


class Run(enum.Enum):
    """Work of many steps, by the door's method that begins it."""

    IMPORT_LIST = "import_list"
    EXPORT = "export"
    CHANGE_LEADS = "change_leads"
    CHANGE_PERSON = "change_person"
    IMPORT_REGISTRY = "import_registry"
    RESCRUB = "rescrub"
    RETAIN = "retain"
    ERASE_AGAIN = "erase_again"


COMMANDS: Final[Mapping[type, Done]] = {
    **dict.fromkeys(KINDS.values(), Done.HERE_AND_THERE),
    # The hand of this machine, among the leads that its leases let it work.
    commands.TakeNext: Done.HERE,
    commands.KeepLead: Done.HERE,
    commands.StartCall: Done.HERE,
    commands.ReleaseLead: Done.HERE,
    # What the hub made of this machine's operations: nobody else's business.
    commands.LetGo: Done.HERE,
    commands.BringBack: Done.HERE,
    commands.RepeatOperation: Done.HERE,
    # Decided over handoffs of others.
    commands.ReassignHandoff: Done.AT_HUB,
    commands.PullBackHandoff: Done.AT_HUB,
    commands.OverrideHandoff: Done.AT_HUB,
    commands.ScoreHandoff: Done.AT_HUB,
    # What counts for everybody from one moment on: two versions of it must not meet.
    commands.ChangeRule: Done.AT_HUB,
    commands.ChangeRules: Done.AT_HUB,
    commands.SetGoals: Done.AT_HUB,
    commands.AddTier: Done.AT_HUB,
    commands.RenameTier: Done.AT_HUB,
    commands.RemoveTier: Done.AT_HUB,
    commands.PutPlanInForce: Done.AT_HUB,
    commands.KeepPlanDraft: Done.AT_HUB,
    commands.DiscardPlanDraft: Done.AT_HUB,
    commands.SetCampaignCost: Done.AT_HUB,
    commands.SetSourceCost: Done.AT_HUB,
    commands.ConfirmPlace: Done.AT_HUB,
    commands.EditPlace: Done.AT_HUB,
    # People, what is put before them, and notes on them that others must not have on their disk.
    commands.AddPerson: Done.AT_HUB,
    commands.EditPerson: Done.AT_HUB,
    commands.AddAbsence: Done.AT_HUB,
    commands.MarkDays: Done.AT_HUB,
    commands.PublishNotice: Done.AT_HUB,
    commands.EditNotice: Done.AT_HUB,
    commands.WithdrawNotice: Done.AT_HUB,
    commands.WriteCoachingNote: Done.AT_HUB,
    commands.ShareCoachingNote: Done.AT_HUB,
    commands.EditCoachingNote: Done.AT_HUB,
    commands.DropCoachingNote: Done.AT_HUB,
    commands.HoldMeeting: Done.AT_HUB,
    commands.SettleAction: Done.AT_HUB,
    # Who may come in is the hub's to know.
    commands.InvitePerson: Done.AT_HUB,
    commands.WithdrawInvitation: Done.AT_HUB,
    commands.BlockWorkstation: Done.AT_HUB,
    commands.UnblockWorkstation: Done.AT_HUB,
    commands.RenameWorkstation: Done.AT_HUB,
    # Leads that are not on this workstation: lists, many at once, pairs.
    commands.ImportOptions: Done.AT_HUB,
    commands.UndoImport: Done.AT_HUB,
    commands.KeepMapping: Done.AT_HUB,
    commands.ChangeLeads: Done.AT_HUB,
    commands.MergeLeads: Done.AT_HUB,
    commands.KeepApart: Done.AT_HUB,
    # The do-not-call list and national lists stay at the hub, which holds leads back by them.
    commands.AddNoCall: Done.AT_HUB,
    commands.RemoveNoCall: Done.AT_HUB,
    commands.SetRegistry: Done.AT_HUB,
    commands.RegistryOptions: Done.AT_HUB,
    # Whoever is erased is erased everywhere, from the hub on.
    commands.ErasePerson: Done.AT_HUB,
    commands.LiftErasure: Done.AT_HUB,
    commands.NotePersonExport: Done.AT_HUB,
    commands.SetSource: Done.AT_HUB,
    # Folders are watched where somebody is always awake; people name them and settle files.
    commands.WatchFolder: Done.AT_HUB,
    commands.ChangeFolder: Done.AT_HUB,
    commands.PauseFolder: Done.AT_HUB,
    commands.ForgetFolder: Done.AT_HUB,
    commands.SettleFile: Done.AT_HUB,
    commands.KeepIntakeToken: Done.AT_HUB,
    # The hub's own process does these: clocks of handoffs, files it found, forms that came in.
    commands.RunClocks: Done.BY_HUB,
    commands.ClaimFile: Done.BY_HUB,
    commands.HoldFile: Done.BY_HUB,
    commands.SetFileAside: Done.BY_HUB,
    commands.TakeInquiry: Done.BY_HUB,
}
"""Where each command is done."""

QUERIES: Final[Mapping[type, Told]] = {
    # The person's own work, and what everybody has.
    queries.AskQueue: Told.HERE,
    queries.AskReminders: Told.HERE,
    queries.AskProgress: Told.HERE,
    queries.AskMyDay: Told.HERE,
    queries.AskHandoffs: Told.HERE,
    queries.AskNotices: Told.HERE,
    queries.AskWaitingNotices: Told.HERE,
    queries.AskKeptFilters: Told.HERE,
    queries.AskPeople: Told.HERE,
    queries.AskTeam: Told.HERE,
    queries.AskGoals: Told.HERE,
    queries.AskRule: Told.HERE,
    queries.AskOwnWords: Told.HERE,
    queries.AskMapping: Told.HERE,
    queries.AskWaiting: Told.HERE,
    queries.AskAttention: Told.HERE,
    # One thing that may be here, with what was done to it and is not sent yet.
    queries.AskLead: Told.HERE_FIRST,
    queries.AskHandoff: Told.HERE_FIRST,
    # The whole team, and leads of everybody.
    queries.AskWhyEmpty: Told.AT_HUB,
    queries.AskSearch: Told.AT_HUB,
    queries.AskLeads: Told.AT_HUB,
    queries.AskLeadCount: Told.AT_HUB,
    queries.AskLeadChoices: Told.AT_HUB,
    queries.AskTeamHandoffs: Told.AT_HUB,
    queries.AskHandoffFigures: Told.AT_HUB,
    queries.AskTeamDay: Told.AT_HUB,
    queries.AskTeamWall: Told.AT_HUB,
    queries.AskReport: Told.AT_HUB,
    queries.AskPlan: Told.AT_HUB,
    queries.AskFunnel: Told.AT_HUB,
    queries.AskCoached: Told.AT_HUB,
    queries.AskPersonPage: Told.AT_HUB,
    queries.AskMeeting: Told.AT_HUB,
    queries.AskStaff: Told.AT_HUB,
    queries.AskAbsences: Told.AT_HUB,
    queries.AskTiers: Told.AT_HUB,
    queries.AskLists: Told.AT_HUB,
    queries.AskRules: Told.AT_HUB,
    queries.AskPlaces: Told.AT_HUB,
    # Nothing of these is on a workstation, or a part of it would be taken for the whole.
    queries.AskDuplicates: Told.ONLY_THERE,
    queries.AskPair: Told.ONLY_THERE,
    queries.AskRuleChange: Told.ONLY_THERE,
    queries.AskRuleVersions: Told.ONLY_THERE,
    queries.AskLeaving: Told.ONLY_THERE,
    queries.AskFolders: Told.ONLY_THERE,
    queries.AskFile: Told.ONLY_THERE,
    queries.AskImported: Told.ONLY_THERE,
    queries.AskArrivals: Told.ONLY_THERE,
    queries.AskIntakeToken: Told.ONLY_THERE,
    queries.AskNoCall: Told.ONLY_THERE,
    queries.AskRegistries: Told.ONLY_THERE,
    queries.AskPersonData: Told.ONLY_THERE,
    queries.AskPrivacy: Told.ONLY_THERE,
    queries.AskOverdue: Told.ONLY_THERE,
    queries.AskWorkstations: Told.ONLY_THERE,
    queries.AskExportSize: Told.ONLY_THERE,
}
"""Where each question is answered."""

OF_ANY_LEAD: Final = frozenset({commands.EditLead, commands.AddNote})
"""What is done to a lead that is not on the workstation at the hub: by a team lead to each, by
everybody to those that wait for research (`hub.sight`)."""

RUNS: Final[Mapping[Run, Done]] = dict.fromkeys(Run, Done.AT_HUB)
"""Where work of many steps is done: all of it is over leads or people of the whole team."""

MADE_BY_RUN: Final = frozenset({commands.ImportOptions, commands.RegistryOptions})
"""What only goes with a file that is sent."""


def told_where(query: object, person_id: int) -> Told:
    """Return where a question of a person is answered."""
    where = QUERIES[type(query)]
    if where is Told.HERE and getattr(query, "person_id", 0) not in {0, person_id}:
        return Told.AT_HUB
    return where
