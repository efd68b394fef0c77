# SPDX-License-Identifier: MIT
"""Notices: a team lead publishes, changes and withdraws them; whoever is asked acknowledges."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import (
    AcknowledgeNotice,
    EditNotice,
    NoticeFields,
    PublishNotice,
    WithdrawNotice,
)
from leaddesk.desk.records import Entry
from leaddesk.desk.stores.notices import Notice
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken, StaleLead
from leaddesk.domain.notice import NoticeKind, is_for


def publish_notice(command: PublishNotice, work: Work) -> Done:
    """Put a notice before those it is for.

    Raises RuleBroken("team_lead_only"), and BadInput for the fields as `EditNotice` does.
    """
    fields, now = _checked(command.fields, work.rules.steps), work.now
    notice = Notice(
        0, fields.kind, fields.title, fields.words, fields.tiers,
        work.who.id, now, work.who.id, now, now,
    )  # fmt: skip
    made = work.unit.notices.add(notice)
    return _done(work, "notice_published", replace(notice, id=made))


def edit_notice(command: EditNotice, work: Work) -> Done:
    """Change a notice; who acknowledged it is asked again when the team lead says so.

    Raises RuleBroken("team_lead_only"), RuleBroken("notice_withdrawn"), StaleLead("notice_changed")
    when a colleague changed it since, BadInput("notice_kind"), BadInput("notice_title"),
    BadInput("notice_words"), BadInput("notice_tiers").
    """
    notice = _in_force(work, command.notice_id)
    if notice.edited_at != command.seen:
        raise StaleLead("notice_changed", what=notice.title)
    fields = _checked(command.fields, work.rules.steps)
    made = replace(
        notice, kind=fields.kind, title=fields.title, words=fields.words, tiers=fields.tiers,
        edited_at=work.now,
    )  # fmt: skip
    if command.ask_again:
        made = replace(made, asked_at=work.now, asked_by=work.who.id)
    work.unit.notices.change(made)
    return _done(work, "notice_edited", made, again=command.ask_again)


def withdraw_notice(command: WithdrawNotice, work: Work) -> Done:
    """Take a notice away; raises RuleBroken("team_lead_only"), RuleBroken("notice_withdrawn")."""
    made = replace(_in_force(work, command.notice_id), withdrawn_at=work.now)
    work.unit.notices.change(made)
    return _done(work, "notice_withdrawn", made)


def acknowledge_notice(command: AcknowledgeNotice, work: Work) -> Done:
    """Note that a person read a notice.

    Raises RuleBroken("notice_withdrawn"), RuleBroken("notice_not_for"),
    RuleBroken("notice_acknowledged") when they did before, and StaleLead("notice_changed") when
    its words were put anew since they were read.
    """
    notice = _in_force(work, command.notice_id)
    if not asks(notice, work):
        raise RuleBroken("notice_not_for", person=work.who.name)
    if notice.asked_at != command.asked_at:
        raise StaleLead("notice_changed", what=notice.title)
    if work.who.id in work.unit.notices.acknowledged(notice):
        raise RuleBroken("notice_acknowledged")
    work.unit.notices.acknowledge(notice, work.who.id, work.now)
    return _done(work, "notice_acknowledged", notice)


def asks(notice: Notice, work: Work) -> bool:
    """Tell whether a notice asks who acts to acknowledge it: not who put it there."""
    return work.who.id != notice.asked_by and is_for(work.who, notice.tiers)


def check_unread(work: Work, entry: Entry) -> None:
    """Refuse to unpublish what somebody acknowledged; raises RuleBroken("notice_read")."""
    if entry.kind == "notice_published" and work.unit.notices.was_read(entry.data["notice"]):
        raise RuleBroken("notice_read")


def _in_force(work: Work, notice_id: int) -> Notice:
    notice = work.unit.notices.get(notice_id)
    if notice.withdrawn_at is not None:
        raise RuleBroken("notice_withdrawn", what=notice.title)
    return notice


def _checked(fields: NoticeFields, tiers: Collection[int]) -> NoticeFields:
    if fields.kind not in set(NoticeKind):
        raise BadInput("notice_kind", where="kind", detail=fields.kind[:40])
    title = clean_text(fields.title, LIMITS["notice_title"])
    if not title:
        raise BadInput("notice_title", where="title")
    words = clean_text(fields.words, LIMITS["note"], multiline=True)
    if not words:
        raise BadInput("notice_words", where="words")
    unknown = set(fields.tiers) - set(tiers)
    if unknown:
        raise BadInput("notice_tiers", where="tiers", detail=", ".join(map(str, sorted(unknown))))
    return NoticeFields(fields.kind, title, words, tuple(sorted(set(fields.tiers))))


def _done(work: Work, what: str, notice: Notice, *, again: bool = False) -> Done:
    data = {"notice": notice.id, "title": notice.title}
    work.write(what, data=data | ({"asked": "again"} if again else {}), undoable=True)
    return work.done(
        Kind.NOTICES, what, undoable=True, made_id=notice.id, title=notice.title,
        again="yes" if again else "",
    )  # fmt: skip
