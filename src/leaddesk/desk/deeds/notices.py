# SPDX-License-Identifier: MIT
"""Notices: published, changed and withdrawn by a team lead, acknowledged by everybody asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticeFields:
    """What a notice says; `kind` is market, policy, strategy, approach or product.

    It is for everybody, or for those who work in one of some `tiers`.
    """

    kind: str
    title: str
    words: str
    tiers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishNotice:
    """Put a notice before those it is for."""

    fields: NoticeFields


@dataclass(frozen=True, slots=True)
class EditNotice:
    """Change a notice that was last changed at `seen`; with `ask_again` all acknowledge it anew."""

    notice_id: int
    seen: dt.datetime
    fields: NoticeFields
    ask_again: bool


@dataclass(frozen=True, slots=True)
class WithdrawNotice:
    """Take a notice away: nobody is asked to acknowledge it any more."""

    notice_id: int


@dataclass(frozen=True, slots=True)
class AcknowledgeNotice:
    """Say that one has read a notice as it was put at `asked_at`."""

    notice_id: int
    asked_at: dt.datetime
