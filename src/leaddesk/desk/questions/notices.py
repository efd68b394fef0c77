# SPDX-License-Identifier: MIT
"""Notices: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.domain.notice import Coverage, Standing


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as one person sees it.

    `to_acknowledge` tells whether this person is asked and has not answered; `acknowledged_at` is
    None until then. A team lead also sees how far it is: `coverage`, its standing and who is
    `missing`, by name.
    """

    id: int
    kind: str
    title: str
    words: str
    tiers: tuple[int, ...]
    by: str
    published_at: dt.datetime
    asked_at: dt.datetime
    edited_at: dt.datetime
    withdrawn_at: dt.datetime | None
    to_acknowledge: bool
    acknowledged_at: dt.datetime | None
    coverage: Coverage | None = None
    standing: Standing | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticesView:
    """What a person has to acknowledge, oldest first; what else is in force, newest first.

    `withdrawn` is for team leads.
    """

    waiting: tuple[NoticeRow, ...]
    in_force: tuple[NoticeRow, ...]
    withdrawn: tuple[NoticeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AskNotices(Query[NoticesView]):
    """The notices for a person; a team lead sees those of everybody."""

    person_id: int


@dataclass(frozen=True, slots=True)
class AskWaitingNotices(Query[int]):
    """How many notices wait for a person to acknowledge them."""

    person_id: int
