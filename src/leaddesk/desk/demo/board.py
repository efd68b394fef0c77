# SPDX-License-Identifier: MIT
"""What the demo team's lead tells: notices, two talks with what was agreed, notes on Dana."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from leaddesk.desk.commands import (
    AcknowledgeNotice,
    Agreed,
    HoldMeeting,
    NoticeFields,
    PublishNotice,
    WriteCoachingNote,
)
from leaddesk.desk.demo.office import Office
from leaddesk.desk.demo.team import BEN, DANA, INES, NADIA, RUTH, SAM, THEO
from leaddesk.desk.queries import AskNotices


@dataclass(frozen=True, slots=True)
class Told:
    """A notice: so many working days back, so many minutes into the day, and who has read it."""

    back: int
    minute: int
    fields: NoticeFields
    known: tuple[int, ...] = ()


BOARD = (
    Told(
        5,
        15,
        NoticeFields(
            "policy",
            "Ask before you record a call",
            "Say that you would like to record the call, and why, and wait for a yes. Without one "
            "the recording stays off.\n\nThat holds for callbacks too: ask again.",
        ),
        (SAM, DANA, NADIA, BEN, THEO, INES),
    ),
    Told(
        1,
        20,
        NoticeFields(
            "product",
            "Prices from 1 June",
            "The first 20 seats cost 49 each from 1 June, the setup stays free until then.\n\n"
            "Offers that are out keep their prices until the end of June. Don't push anybody with "
            "the date: say it once, when they ask what it costs.",
        ),
        (NADIA, BEN, SAM, THEO),
    ),
    Told(
        0,
        10,
        NoticeFields(
            "market",
            "Harlan Systems ends its on-site service",
            "Their customers in Ohio and Indiana hear of it this week. When somebody names Harlan, "
            "ask who looks after their machines from July on.",
            (2,),
        ),
    ),
)

TALKED, NOTED = 6, 1
"""So many working days back the team lead talked with people, and wrote notes."""
HOUR = dt.timedelta(hours=1)
NOTES = (
    WriteCoachingNote(
        DANA,
        "Calls are steady, talks are shorter than before.\n"
        "She lets the first no stand: try one more question.",
        ("calls", "conversations"),
        shared=True,
    ),
    WriteCoachingNote(DANA, "Ready for a trial in tier 2?"),
)


def plan_notices(office: Office, back: int) -> None:
    """Let what the team lead tells on a day, so many working days before today, be told."""
    for told in BOARD:
        if told.back == back:
            at = office.shift.at(office.days[-1 - back], told.minute)
            office.plan(at, partial(_publish, office, told))


def _publish(office: Office, told: Told, at: dt.datetime) -> None:
    notice_id = office.do(PublishNotice(told.fields), RUTH, at).made_id or 0
    for place, person_id in enumerate(told.known):
        later = at + dt.timedelta(minutes=7 + 34 * place)
        office.plan(later, partial(_acknowledge, office, notice_id, person_id))


def _acknowledge(office: Office, notice_id: int, person_id: int, at: dt.datetime) -> None:
    waiting = office.desk.ask(AskNotices(person_id), at).waiting
    for row in waiting:
        if row.id == notice_id:
            office.do(AcknowledgeNotice(notice_id, row.asked_at), person_id, at)


def plan_talks(office: Office, back: int) -> None:
    """Let the team lead talk with Dana and with the team, and write down what she sees."""
    day = office.days[-1 - back]
    if back == TALKED:
        at = office.shift.at(day, 60)
        dana = HoldMeeting(
            DANA,
            (
                Agreed(DANA, "Open with the reason for the call", office.day_after(day, 4)),
                Agreed(RUTH, "Listen in on three calls", office.day_after(day, 9)),
            ),
        )
        team = HoldMeeting(0, (Agreed(SAM, "Bring three questions", office.day_after(day, 5)),))
        for number, held in enumerate((dana, team)):
            office.plan(at + number * HOUR, partial(_do, office, held))
    if back == NOTED:
        for number, note in enumerate(NOTES):
            at = office.shift.at(day, 200) + number * HOUR
            office.plan(at, partial(_do, office, note))


def _do(office: Office, command: object, at: dt.datetime) -> None:
    office.do(command, RUTH, at)
