# SPDX-License-Identifier: MIT
"""Everything a person can ask the desk, as frozen questions with frozen answers made for a screen.

Nothing here reads or decides; `desk.desk.ANSWERS` says what answers each.
"""

from leaddesk.desk.queries.day import (
    AskMyDay,
    AskProgress,
    AskReminders,
    CurvePoint,
    MyDayView,
    ReminderRow,
)
from leaddesk.desk.queries.handoffs import (
    AskHandoff,
    AskHandoffs,
    FeedbackRow,
    HandoffCard,
    HandoffRow,
    HandoffsView,
)
from leaddesk.desk.queries.query import Query
from leaddesk.desk.queries.queue import (
    AskLead,
    AskLeads,
    AskQueue,
    AskSearch,
    AskWhyEmpty,
    EmptyReasons,
    FoundLead,
    HistoryRow,
    LeadCard,
    LeadsPage,
    OutcomeOffer,
    PhoneRow,
    QueueView,
    UpNextRow,
    Why,
)
from leaddesk.desk.queries.team import (
    AskLists,
    AskMapping,
    AskPeople,
    AskRule,
    AskTeam,
    ListRow,
    TeamFacts,
)

__all__ = [
    "AskHandoff",
    "AskHandoffs",
    "AskLead",
    "AskLeads",
    "AskLists",
    "AskMapping",
    "AskMyDay",
    "AskPeople",
    "AskProgress",
    "AskQueue",
    "AskReminders",
    "AskRule",
    "AskSearch",
    "AskTeam",
    "AskWhyEmpty",
    "CurvePoint",
    "EmptyReasons",
    "FeedbackRow",
    "FoundLead",
    "HandoffCard",
    "HandoffRow",
    "HandoffsView",
    "HistoryRow",
    "LeadCard",
    "LeadsPage",
    "ListRow",
    "MyDayView",
    "OutcomeOffer",
    "PhoneRow",
    "Query",
    "QueueView",
    "ReminderRow",
    "TeamFacts",
    "UpNextRow",
    "Why",
]
