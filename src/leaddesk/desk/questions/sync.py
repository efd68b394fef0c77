# SPDX-License-Identifier: MIT
"""What a workstation did that its hub has not heard, or did not do: questions and rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.domain.errors import LeadDeskError


@dataclass(frozen=True, slots=True)
class OperationRow:
    """What was done: `kind` is the name of its command, `outcome` what a call came to.

    `name` is the lead's, empty for none or one that is not here any more. A list that waits has
    its id in `list_id`, and `name` is its own.
    """

    seq: int
    at: dt.datetime
    kind: str
    outcome: str
    lead_id: int
    name: str
    list_id: str = ""


@dataclass(frozen=True, slots=True)
class WaitingListRow:
    """A list that waits on a workstation since `at`, with so many `rows` of its file.

    `why` is what the hub refused it for; it is not sent again by itself then.
    """

    id: str
    name: str
    source: str
    campaign: str
    rows: int
    at: dt.datetime
    why: LeadDeskError | None = None


@dataclass(frozen=True, slots=True)
class WaitingView:
    """What waits to be sent, oldest first: `rows` of them, `total` in all, the oldest `since`.

    `lists` are all lists that are here, also those that the hub refused.
    """

    rows: tuple[OperationRow, ...]
    total: int
    since: dt.datetime | None
    lists: tuple[WaitingListRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AskWaiting(Query[WaitingView]):
    """What a person did here that the hub has not heard; `most` rows at most."""

    person_id: int
    most: int = 200


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """What the hub refused, or with `late` kept without moving the lead, and why.

    `command` is the command as it was, None when nobody can read it here. `can_repeat` tells
    whether `RepeatOperation` makes sense: what was kept late counts already, and a change made from
    an older version would be refused again.
    """

    what: OperationRow
    late: bool
    why: LeadDeskError
    command: object | None
    can_repeat: bool


@dataclass(frozen=True, slots=True)
class AttentionView:
    """What needs a person's attention, oldest first: `rows` of them, `total` in all."""

    rows: tuple[AttentionRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AskAttention(Query[AttentionView]):
    """What the hub refused or kept late and nobody let go yet; `most` rows at most."""

    person_id: int
    most: int = 200
