# SPDX-License-Identifier: MIT
"""The actions of the screens where people of the team tell each other something."""

from __future__ import annotations

from leaddesk.desk.commands import (
    AcknowledgeNotice,
    DropCoachingNote,
    EditCoachingNote,
    EditNotice,
    HoldMeeting,
    PublishNotice,
    SettleAction,
    ShareCoachingNote,
    WithdrawNotice,
    WriteCoachingNote,
)
from leaddesk.desk.queries import AskPersonPage
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

NOTICES = "notices"
MENU = "Notices"
COACHING = "coaching"
MENU_COACHING = "Coaching"

TALKS: tuple[Action, ...] = (
    Action(
        "notice.acknowledge", "Acknowledge this notice", ("Return", "Enter"), When.NOTICE_WAITS,
        NOTICES, MENU, "check", needs=AcknowledgeNotice,
    ),
    Action(
        "notice.publish", "Publish a notice…", ("N",), When.SEATED, NOTICES, MENU, "plus",
        needs=PublishNotice,
    ),
    Action(
        "notice.edit", "Change this notice…", ("E",), When.NOTICE_CHOSEN, NOTICES, MENU, "pencil",
        needs=EditNotice,
    ),
    Action(
        "notice.withdraw", "Withdraw this notice", ("Del",), When.NOTICE_CHOSEN, NOTICES, MENU,
        "undo-2", needs=WithdrawNotice,
    ),
    Action(
        "coaching.held", "The one-to-one or meeting was held…", ("H",), When.MAY_HOLD, COACHING,
        MENU_COACHING, "check", needs=HoldMeeting,
    ),
    Action(
        "coaching.note", "Write a note on this person…", ("N",), When.MAY_COACH, COACHING,
        MENU_COACHING, "message-square", needs=WriteCoachingNote,
    ),
    Action(
        "coaching.copy", "Copy the agenda as text", ("Ctrl+Shift+C",), When.AGENDA_SHOWN, COACHING,
        MENU_COACHING, "copy", needs=AskPersonPage,
    ),
    Action(
        "coaching.pdf", "Save the agenda as PDF", ("Ctrl+P",), When.AGENDA_SHOWN, COACHING,
        MENU_COACHING, "file-down", needs=AskPersonPage,
    ),
    Action(
        "coaching.done", "This action is done, or open again", ("D",), When.ACTION_CHOSEN, COACHING,
        MENU_COACHING, "check", needs=SettleAction,
    ),
    Action(
        "coaching.edit", "Change the words of this note…", ("E",), When.COACHING_NOTE_OWN, COACHING,
        MENU_COACHING, "pencil", needs=EditCoachingNote,
    ),
    Action(
        "coaching.share", "Share this note with them, or no longer", ("S",),
        When.COACHING_NOTE_CHOSEN, COACHING, MENU_COACHING, "users", needs=ShareCoachingNote,
    ),
    Action(
        "coaching.drop", "Take this note away", ("Del",), When.COACHING_NOTE_CHOSEN, COACHING,
        MENU_COACHING, "trash-2", needs=DropCoachingNote,
    ),
)  # fmt: skip
