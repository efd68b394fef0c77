# SPDX-License-Identifier: MIT
"""The screens of the window: who sees which, and what makes them when they are first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaddesk.desk import commands, queries
from leaddesk.desk.roles import CALLERS, may
from leaddesk.domain.person import Role

if TYPE_CHECKING:
    # The rail is painted before there is anything to show on a screen.
    from leaddesk.gui.screen import Bench, Screen


def _queue(bench: Bench) -> Screen:
    from leaddesk.gui.views.queue_view import QueueScreen

    return QueueScreen(bench)


def _handoffs(bench: Bench) -> Screen:
    from leaddesk.gui.views.team_handoffs_view import TeamHandoffsView

    return TeamHandoffsView(bench)


def _my_day(bench: Bench) -> Screen:
    from leaddesk.gui.views.my_day_view import MyDayView

    return MyDayView(bench)


def _team(bench: Bench) -> Screen:
    from leaddesk.gui.views.team_view import TeamView

    return TeamView(bench)


def _plan(bench: Bench) -> Screen:
    from leaddesk.gui.views.plan_view import PlanView

    return PlanView(bench)


def _reports(bench: Bench) -> Screen:
    from leaddesk.gui.views.reports_view import ReportsView

    return ReportsView(bench)


def _funnel(bench: Bench) -> Screen:
    from leaddesk.gui.views.funnel_view import FunnelView

    return FunnelView(bench)


def _leads(bench: Bench) -> Screen:
    from leaddesk.gui.views.leads_view import LeadsView

    return LeadsView(bench)


def _research(bench: Bench) -> Screen:
    from leaddesk.gui.views.research_view import ResearchView

    return ResearchView(bench)


def _duplicates(bench: Bench) -> Screen:
    from leaddesk.gui.views.duplicates_view import DuplicatesScreen

    return DuplicatesScreen(bench)


def _import(bench: Bench) -> Screen:
    from leaddesk.gui.views.import_view import ImportView

    return ImportView(bench)


def _no_call(bench: Bench) -> Screen:
    from leaddesk.gui.views.no_call_view import NoCallView

    return NoCallView(bench)


def _notices(bench: Bench) -> Screen:
    from leaddesk.gui.views.notices_view import NoticesView

    return NoticesView(bench)


def _coaching(bench: Bench) -> Screen:
    from leaddesk.gui.views.coaching_view import CoachingView

    return CoachingView(bench)


def _personal_data(bench: Bench) -> Screen:
    from leaddesk.gui.views.personal_data_view import PersonalDataView

    return PersonalDataView(bench)


def _people(bench: Bench) -> Screen:
    from leaddesk.gui.views.people_view import PeopleView

    return PeopleView(bench)


def _rules(bench: Bench) -> Screen:
    from leaddesk.gui.views.rules_view import RulesView

    return RulesView(bench)


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """One screen: its word and icon on the rail, what it asks or does, and how it is made."""

    id: str
    word: str
    icon: str
    needs: type
    make: Callable[[Bench], Screen]
    badge: str = ""


SCREENS = (
    ScreenEntry("queue", "Queue", "phone", queries.AskQueue, _queue),
    ScreenEntry("handoffs", "Handoffs", "arrow-right-left", queries.AskHandoffs, _handoffs),
    ScreenEntry("my_day", "My day", "target", queries.AskMyDay, _my_day),
    ScreenEntry("team", "Team", "user", queries.AskTeamWall, _team),
    ScreenEntry("plan", "Plan", "trending-up", queries.AskPlan, _plan),
    ScreenEntry("funnel", "Funnel", "filter", queries.AskFunnel, _funnel),
    ScreenEntry("leads", "Leads", "users", queries.AskLeads, _leads),
    ScreenEntry("research", "Research", "globe", commands.EditLead, _research),
    ScreenEntry("duplicates", "Duplicates", "copy", queries.AskDuplicates, _duplicates),
    ScreenEntry("import", "Import", "upload", commands.ImportOptions, _import),
    ScreenEntry("no_call", "Do not call", "phone-off", queries.AskNoCall, _no_call),
    ScreenEntry("reports", "Reports", "book-open", queries.AskReport, _reports),
    ScreenEntry("notices", "Notices", "bell", queries.AskNotices, _notices),
    ScreenEntry("coaching", "Coaching", "message-square", queries.AskPersonPage, _coaching),
    ScreenEntry("personal_data", "Personal data", "lock", queries.AskPrivacy, _personal_data),
    ScreenEntry("people", "People", "building-2", queries.AskStaff, _people),
    ScreenEntry("rules", "Rules", "scale", commands.ChangeRules, _rules),
)
"""In the order of the rail; Ctrl+1 is the first one that the person sees."""


def screens_for(roles: frozenset[Role]) -> tuple[ScreenEntry, ...]:
    """Return the screens that these roles see, in the order of the rail.

    Whoever leads and works no tier begins with the team.
    """
    seen = [entry for entry in SCREENS if may(roles, entry.needs)]
    return tuple(seen if roles & CALLERS else sorted(seen, key=lambda entry: entry.id != "team"))
