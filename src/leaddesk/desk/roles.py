# SPDX-License-Identifier: MIT
"""Who may do and see what: one table of every command, question and export, and its check."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, get_args

from leaddesk.desk import commands, exports, queries
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.person import Person, Role


class Errand(enum.Enum):
    """Work of many steps that is asked for without a command."""

    RESCRUB = "rescrub"
    RETAIN = "retain"
    ERASE_AGAIN = "erase_again"


@dataclass(frozen=True, slots=True)
class Permit:
    """The roles that may: `own` for what is about themselves, `others` for what is about others.

    Without `others` it makes no difference whom it is about. With `seatless` it is open to the
    program itself where nobody sits, and a question to everybody, whether they sit or left.
    """

    own: frozenset[Role]
    others: frozenset[Role] | None = None
    seatless: bool = False

    def roles(self, *, about_others: bool) -> frozenset[Role]:
        """Return the roles that may."""
        return self.own if self.others is None or not about_others else self.others


ALL: Final = frozenset(Role)
CALLERS: Final = frozenset({Role.QUALIFIER, Role.SENIOR_REP})
RECEIVERS: Final = frozenset({Role.SENIOR_REP})
LEADS: Final = frozenset({Role.TEAM_LEAD})

_ALL = Permit(ALL)
_CALLERS = Permit(CALLERS)
_RECEIVERS = Permit(RECEIVERS)
_LEADS = Permit(LEADS)
_OPEN = Permit(ALL, seatless=True)
_OWN = Permit(ALL, LEADS)
_OWN_QUEUE = Permit(CALLERS, LEADS)
_LEADS_OR_PROGRAM = Permit(LEADS, seatless=True)

PERMITS: Final[Mapping[type | Errand, Permit]] = {
    # Working the queue.
    commands.TakeNext: _CALLERS,
    commands.StartCall: _CALLERS,
    commands.SkipLead: _CALLERS,
    commands.KeepLead: _CALLERS,
    commands.ReleaseLead: _CALLERS,
    commands.LogCall: _CALLERS,
    commands.SaveSheet: _CALLERS,
    queries.AskQueue: _OWN_QUEUE,
    queries.AskWhyEmpty: _OWN_QUEUE,
    queries.AskReminders: _OWN,
    # Handoffs.
    commands.HandOff: _CALLERS,
    commands.AcceptHandoff: _RECEIVERS,
    commands.ReturnHandoff: _RECEIVERS,
    commands.RejectHandoff: _RECEIVERS,
    commands.AppealRejection: _ALL,
    commands.GiveFeedback: _ALL,
    commands.ReassignHandoff: _LEADS,
    commands.PullBackHandoff: _LEADS,
    commands.OverrideHandoff: _LEADS,
    commands.ScoreHandoff: _LEADS,
    queries.AskTeamHandoffs: _LEADS,
    queries.AskHandoffFigures: _LEADS,
    commands.RunClocks: _OPEN,
    queries.AskHandoffs: _OWN,
    queries.AskHandoff: _ALL,
    # What a workstation of a team did and its hub has not heard, or did not do.
    commands.LetGo: _ALL,
    commands.BringBack: _ALL,
    commands.RepeatOperation: _ALL,
    queries.AskWaiting: _OWN,
    queries.AskAttention: _OWN,
    # The day.
    queries.AskProgress: _OWN,
    queries.AskMyDay: _OWN_QUEUE,
    queries.AskTeamDay: _LEADS,
    queries.AskTeamWall: _LEADS,
    queries.AskReport: _OWN,
    queries.AskGoals: _ALL,
    commands.PutPlanInForce: _LEADS,
    commands.KeepPlanDraft: _LEADS,
    commands.DiscardPlanDraft: _LEADS,
    queries.AskPlan: _LEADS,
    # Notices, coaching and meetings.
    commands.PublishNotice: _LEADS,
    commands.EditNotice: _LEADS,
    commands.WithdrawNotice: _LEADS,
    commands.AcknowledgeNotice: _ALL,
    queries.AskNotices: _OWN,
    queries.AskWaitingNotices: _OWN,
    commands.WriteCoachingNote: _LEADS,
    commands.ShareCoachingNote: _LEADS,
    commands.EditCoachingNote: _LEADS,
    commands.DropCoachingNote: _LEADS,
    commands.HoldMeeting: _LEADS,
    commands.SettleAction: _LEADS,
    queries.AskCoached: _OWN,
    queries.AskPersonPage: _OWN,
    queries.AskMeeting: _LEADS,
    commands.SetCampaignCost: _LEADS,
    commands.SetSourceCost: _LEADS,
    queries.AskFunnel: _LEADS,
    # Leads.
    commands.TakeBack: _ALL,
    commands.AddNote: _ALL,
    commands.AddLead: _ALL,
    commands.EditLead: _ALL,
    commands.KeepFilter: _OWN,
    commands.DropFilter: _OWN,
    commands.ChangeLeads: _LEADS,
    commands.MergeLeads: _LEADS,
    commands.KeepApart: _LEADS,
    queries.AskLead: _ALL,
    queries.AskSearch: _ALL,
    queries.AskLeads: _ALL,
    queries.AskLeadCount: _ALL,
    queries.AskLeadChoices: _ALL,
    queries.AskKeptFilters: _OWN,
    queries.AskDuplicates: _LEADS,
    queries.AskPair: _LEADS,
    # Lists, folders and web forms.
    commands.ImportOptions: _OPEN,
    commands.UndoImport: _OWN,
    commands.KeepMapping: _ALL,
    commands.WatchFolder: _LEADS,
    commands.ChangeFolder: _LEADS,
    commands.PauseFolder: _LEADS,
    commands.ForgetFolder: _LEADS,
    commands.ClaimFile: _OPEN,
    commands.HoldFile: _OPEN,
    commands.SetFileAside: _OPEN,
    commands.SettleFile: _OPEN,
    commands.TakeInquiry: _OPEN,
    commands.KeepIntakeToken: _LEADS_OR_PROGRAM,
    queries.AskLists: _ALL,
    queries.AskMapping: _ALL,
    queries.AskFolders: _ALL,
    queries.AskFile: _ALL,
    queries.AskImported: _ALL,
    queries.AskArrivals: _ALL,
    queries.AskIntakeToken: _LEADS,
    # Do not call.
    commands.AddNoCall: _ALL,
    commands.RemoveNoCall: _LEADS,
    commands.SetRegistry: _LEADS,
    commands.RegistryOptions: _LEADS_OR_PROGRAM,
    commands.ConfirmPlace: _LEADS,
    commands.EditPlace: _LEADS,
    Errand.RESCRUB: _LEADS_OR_PROGRAM,
    queries.AskNoCall: _ALL,
    queries.AskRegistries: _ALL,
    queries.AskPlaces: _ALL,
    # Personal data, and what leaves LeadDesk.
    commands.ErasePerson: _LEADS,
    commands.LiftErasure: _LEADS,
    commands.NotePersonExport: _LEADS,
    commands.SetSource: _LEADS,
    Errand.RETAIN: _LEADS_OR_PROGRAM,
    Errand.ERASE_AGAIN: _LEADS_OR_PROGRAM,
    queries.AskPersonData: _LEADS,
    queries.AskPrivacy: _LEADS,
    queries.AskOverdue: _LEADS,
    queries.AskExportSize: _OWN,
    exports.LeadsWanted: _LEADS,
    exports.JournalWanted: _LEADS,
    exports.CountsWanted: _OWN,
    exports.CalendarWanted: _OWN,
    exports.EverythingWanted: _LEADS,
    # The team.
    commands.AddPerson: _LEADS_OR_PROGRAM,
    commands.EditPerson: _LEADS,
    queries.AskStaff: _LEADS,
    queries.AskAbsences: _LEADS,
    queries.AskLeaving: _LEADS,
    commands.SetGoals: _LEADS,
    commands.AddTier: _LEADS,
    commands.RenameTier: _LEADS,
    commands.RemoveTier: _LEADS,
    queries.AskTiers: _LEADS,
    commands.ChangeRule: _LEADS_OR_PROGRAM,
    commands.ChangeRules: _LEADS_OR_PROGRAM,
    commands.AddAbsence: _LEADS,
    commands.MarkDays: _LEADS,
    commands.InvitePerson: _LEADS_OR_PROGRAM,
    commands.WithdrawInvitation: _LEADS_OR_PROGRAM,
    commands.BlockWorkstation: _LEADS_OR_PROGRAM,
    commands.UnblockWorkstation: _LEADS_OR_PROGRAM,
    commands.RenameWorkstation: _LEADS_OR_PROGRAM,
    queries.AskWorkstations: _LEADS,
    queries.AskPeople: _OPEN,
    queries.AskTeam: _OPEN,
    queries.AskRule: _ALL,
    queries.AskOwnWords: _OPEN,
    queries.AskRules: _LEADS,
    queries.AskRuleChange: _LEADS,
    queries.AskRuleVersions: _LEADS,
}
"""Everything a person can do, ask or take out, each once, with who may."""


def may(roles: Collection[Role], what: type | Errand, *, about_others: bool = False) -> bool:
    """Tell whether somebody with these roles may do, ask or take out what is named."""
    return not PERMITS[what].roles(about_others=about_others).isdisjoint(roles)


def check_may(what: type | Errand, who: Person, *, about_others: bool = False) -> None:
    """Refuse what a person's roles do not allow.

    Raises RuleBroken: "team_lead_only", "receivers_only" or "callers_only".
    """
    roles = PERMITS[what].roles(about_others=about_others)
    if roles.isdisjoint(who.roles):
        raise RuleBroken(_REFUSALS[roles], person=who.name)


def check_wish(wish: object, who: Person) -> None:
    """Refuse a command, a question or an export that a person's roles do not allow.

    Raises RuleBroken as `check_may` does, and "export_not_allowed".
    """
    what = wish if isinstance(wish, Errand) else type(wish)
    about_others = is_about_others(wish, who)
    if isinstance(wish, _EXPORTS) and not may(who.roles, what, about_others=about_others):
        raise RuleBroken("export_not_allowed", person=who.name)
    check_may(what, who, about_others=about_others)


def is_about_others(wish: object, who: Person) -> bool:
    """Tell whether a wish concerns somebody else, or the whole team."""
    if isinstance(wish, queries.AskExportSize):
        return not may(who.roles, type(wish.wanted)) or is_about_others(wish.wanted, who)
    if getattr(wish, "everybody", False) or getattr(wish, "for_team", False):
        return True
    return bool(getattr(wish, "person_id", who.id) != who.id)


_EXPORTS: Final = (queries.AskExportSize, *get_args(exports.Wanted))
_REFUSALS: Final[Mapping[frozenset[Role], str]] = {
    LEADS: "team_lead_only",
    RECEIVERS: "receivers_only",
    CALLERS: "callers_only",
}
