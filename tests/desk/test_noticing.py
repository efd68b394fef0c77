# SPDX-License-Identifier: MIT
"""Notices at the desk: who is asked, who may do what, asked again, withdrawn, taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from leaddesk.desk.commands import (
    AcknowledgeNotice,
    EditNotice,
    EditPerson,
    NoticeFields,
    PersonFields,
    PublishNotice,
    TakeBack,
    WithdrawNotice,
)
from leaddesk.desk.queries import AskNotices, AskWaitingNotices, NoticeRow, NoticesView
from leaddesk.domain.errors import BadInput, LeadDeskError, NotFound, RuleBroken, StaleLead
from leaddesk.domain.notice import Standing
from tests.factories import DAY, HOUR, Office

PRICES = NoticeFields("product", "New prices", "From 1 June a seat costs 12 more.\n\nSay so.")


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def publish(office: Office, ruth: int, fields: NoticeFields = PRICES) -> int:
    made = office.do(PublishNotice(fields), ruth).made_id
    assert made is not None
    return made


def seen(office: Office, who: int) -> NoticesView:
    view = office.ask(AskNotices(who))
    assert office.ask(AskWaitingNotices(who)) == len(view.waiting)
    return view


def row(office: Office, notice: int, ruth: int) -> NoticeRow:
    view = seen(office, ruth)
    rows = (*view.waiting, *view.in_force, *view.withdrawn)
    return next(one for one in rows if one.id == notice)


def acknowledge(office: Office, notice: int, who: int) -> Any:
    asked_at = next(one.asked_at for one in seen(office, who).waiting if one.id == notice)
    return office.do(AcknowledgeNotice(notice, asked_at), who)


def test_a_notice_waits_for_everybody_but_who_put_it(office: Office, ruth: int) -> None:
    notice = publish(office, ruth)
    for who in (office.dana, office.sam):
        (waiting,) = seen(office, who).waiting
        assert (waiting.title, waiting.words, waiting.by) == (
            PRICES.title, PRICES.words, "Ruth Adeyemi",
        )  # fmt: skip
        assert (waiting.coverage, waiting.missing) == (None, ())
    assert seen(office, ruth).waiting == ()
    told = row(office, notice, ruth)
    assert told.coverage is not None
    assert (told.coverage.asked, told.coverage.acknowledged) == (2, 0)
    assert told.missing == ("Dana Whitfield", "Sam Ortiz")


def test_who_acknowledges_is_not_asked_any_more_and_counts(office: Office, ruth: int) -> None:
    notice = publish(office, ruth)
    done = acknowledge(office, notice, office.dana)
    assert seen(office, office.dana).waiting == ()
    assert seen(office, office.dana).in_force[0].acknowledged_at == office.now
    assert row(office, notice, ruth).missing == ("Sam Ortiz",)
    office.do(TakeBack(done.entry_id), office.dana)
    assert len(seen(office, office.dana).waiting) == 1
    assert row(office, notice, ruth).missing == ("Dana Whitfield", "Sam Ortiz")


def test_it_is_late_after_two_working_days_and_covered_when_all_know_it(
    office: Office, ruth: int
) -> None:
    notice = publish(office, ruth)
    assert row(office, notice, ruth).standing is Standing.OPEN
    acknowledge(office, notice, office.dana)
    office.later(2 * DAY + HOUR)
    assert row(office, notice, ruth).standing is Standing.LATE
    acknowledge(office, notice, office.sam)
    assert row(office, notice, ruth).standing is Standing.COVERED


def test_what_waits_stands_oldest_first_and_what_is_in_force_newest_first(
    office: Office, ruth: int
) -> None:
    made = []
    for title in ("one", "two", "three"):
        made.append(publish(office, ruth, NoticeFields("market", title, "words")))
        office.later(HOUR)
    assert [one.id for one in seen(office, office.dana).waiting] == made
    for notice in made:
        acknowledge(office, notice, office.dana)
    assert [one.id for one in seen(office, office.dana).in_force] == made[::-1]


def test_a_notice_for_a_tier_is_seen_by_its_people_and_by_team_leads(
    office: Office, ruth: int
) -> None:
    notice = publish(office, ruth, NoticeFields("approach", "Opening", "Ask first.", (2, 2)))
    assert seen(office, office.dana) == NoticesView((), ())
    assert [one.tiers for one in seen(office, office.sam).waiting] == [(2,)]
    other = office.person("Lena Park", "team_lead")
    assert [one.to_acknowledge for one in seen(office, other).in_force] == [False]
    asked_at = row(office, notice, ruth).asked_at
    with pytest.raises(RuleBroken, match="notice_not_for"):
        office.do(AcknowledgeNotice(notice, asked_at), office.dana)


def test_who_left_the_team_is_not_asked_and_who_joins_is(office: Office, ruth: int) -> None:
    notice = publish(office, ruth)
    gone = PersonFields("Dana Whitfield", ("qualifier",), "America/Chicago")
    office.do(EditPerson(office.dana, gone, active=False), ruth)
    ines = office.person("Ines Duarte", "qualifier")
    assert row(office, notice, ruth).missing == ("Ines Duarte", "Sam Ortiz")
    assert [one.id for one in seen(office, ines).waiting] == [notice]


@pytest.mark.parametrize("again", [True, False])
def test_a_change_asks_anew_when_the_lead_says_so(
    office: Office, ruth: int, *, again: bool
) -> None:
    notice = publish(office, ruth)
    acknowledge(office, notice, office.dana)
    before = row(office, notice, ruth)
    office.later(HOUR)
    fields = NoticeFields("policy", "Newer prices", "From July.")
    done = office.do(EditNotice(notice, before.edited_at, fields, again), ruth)
    (mine,) = (*seen(office, office.dana).waiting, *seen(office, office.dana).in_force)
    assert (mine.kind, mine.title, mine.to_acknowledge) == ("policy", "Newer prices", again)
    if again:
        acknowledge(office, notice, office.dana)
    office.do(TakeBack(done.entry_id), ruth)
    # What was read before the change was read: nobody is asked for it twice.
    assert row(office, notice, ruth) == before


def test_what_was_read_in_other_words_is_not_acknowledged(office: Office, ruth: int) -> None:
    notice = publish(office, ruth)
    old = row(office, notice, ruth)
    office.later(HOUR)
    office.do(EditNotice(notice, old.edited_at, PRICES, ask_again=True), ruth)
    with pytest.raises(StaleLead, match="notice_changed"):
        office.do(AcknowledgeNotice(notice, old.asked_at), office.dana)
    with pytest.raises(StaleLead, match="notice_changed"):
        office.do(EditNotice(notice, old.edited_at, PRICES, ask_again=False), ruth)


def test_a_withdrawn_notice_asks_nobody_until_that_is_taken_back(office: Office, ruth: int) -> None:
    notice = publish(office, ruth)
    asked_at = row(office, notice, ruth).asked_at
    done = office.do(WithdrawNotice(notice), ruth)
    assert seen(office, office.dana) == NoticesView((), ())
    assert [one.id for one in seen(office, ruth).withdrawn] == [notice]
    for command, who in (
        (AcknowledgeNotice(notice, asked_at), office.dana),
        (WithdrawNotice(notice), ruth),
        (EditNotice(notice, asked_at, PRICES, ask_again=False), ruth),
    ):
        with pytest.raises(RuleBroken, match="notice_withdrawn"):
            office.do(command, who)
    office.do(TakeBack(done.entry_id), ruth)
    assert [one.id for one in seen(office, office.dana).waiting] == [notice]


def test_publishing_is_taken_back_until_somebody_has_acknowledged(
    office: Office, ruth: int
) -> None:
    notice = publish(office, ruth)
    office.do(TakeBack(), ruth)
    assert seen(office, office.dana) == NoticesView((), ())
    with pytest.raises(NotFound, match="notice"):
        office.do(WithdrawNotice(notice), ruth)
    notice = publish(office, ruth)
    acknowledge(office, notice, office.dana)
    with pytest.raises(RuleBroken, match="notice_read"):
        office.do(TakeBack(), ruth)
    with pytest.raises(RuleBroken, match="notice_acknowledged"):
        office.do(AcknowledgeNotice(notice, row(office, notice, ruth).asked_at), office.dana)


def test_only_a_team_lead_publishes_changes_and_withdraws(office: Office, ruth: int) -> None:
    notice = publish(office, ruth)
    at = row(office, notice, ruth).edited_at
    for command in (
        PublishNotice(PRICES),
        EditNotice(notice, at, PRICES, ask_again=True),
        WithdrawNotice(notice),
    ):
        with pytest.raises(RuleBroken, match="team_lead_only"):
            office.do(command, office.dana)


@pytest.mark.parametrize(
    "fields, key",
    [
        (NoticeFields("gossip", "t", "w"), "notice_kind"),
        (NoticeFields("market", " \u200b ", "w"), "notice_title"),
        (NoticeFields("market", "t", " \n "), "notice_words"),
        (NoticeFields("market", "t", "w", (7,)), "notice_tiers"),
    ],
)
def test_a_notice_that_says_nothing_is_refused(
    office: Office, ruth: int, fields: NoticeFields, key: str
) -> None:
    with pytest.raises(LeadDeskError) as refused:
        office.do(PublishNotice(fields), ruth)
    assert (refused.value.key, type(refused.value)) == (key, BadInput)
    assert seen(office, ruth) == NoticesView((), ())


def test_every_write_is_in_the_journal(office: Office, ruth: int) -> None:
    notice = publish(office, ruth)
    entries = [acknowledge(office, notice, office.dana).entry_id]
    office.later(dt.timedelta(minutes=1))
    entries.append(office.do(WithdrawNotice(notice), ruth).entry_id)
    with office.store.looking() as unit:
        found = [unit.journal.entry(entry) for entry in entries]
    assert [(one.kind, one.person_id, one.data["notice"]) for one in found] == [
        ("notice_acknowledged", office.dana, notice),
        ("notice_withdrawn", ruth, notice),
    ]
