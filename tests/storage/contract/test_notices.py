# SPDX-License-Identifier: MIT
"""Notices and who acknowledged them, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaddesk.desk.commands import (
    AcknowledgeNotice,
    EditNotice,
    NoticeFields,
    PublishNotice,
    TakeBack,
    WithdrawNotice,
)
from leaddesk.desk.queries import AskNotices
from leaddesk.desk.stores.notices import Notice
from leaddesk.domain.errors import NotFound
from tests.factories import HOUR, NOON, Office

NOTICE = Notice(0, "policy", "100 % sure: “yes”", "Line one\nLine two ünïcode", (1, 2),
                2, NOON, 2, NOON, NOON)  # fmt: skip


def test_a_notice_comes_back_as_it_was_kept(office: Office) -> None:
    with office.store.unit() as unit:
        made = unit.notices.add(NOTICE)
        later = unit.notices.add(replace(NOTICE, published_at=NOON + HOUR, tiers=()))
        unit.notices.change(replace(NOTICE, id=made, title="Other", edited_at=NOON + HOUR))
    with office.store.looking() as unit:
        assert unit.notices.get(made) == replace(
            NOTICE, id=made, title="Other", edited_at=NOON + HOUR
        )
        assert [one.id for one in unit.notices.in_force()] == [later, made]
        with pytest.raises(NotFound):
            unit.notices.get(later + 1)


def test_an_acknowledgement_is_of_the_words_as_they_were_put(office: Office) -> None:
    with office.store.unit() as unit:
        notice = replace(NOTICE, id=unit.notices.add(NOTICE))
        unit.notices.acknowledge(notice, office.dana, NOON + HOUR)
        anew = replace(notice, asked_at=NOON + HOUR)
        assert unit.notices.acknowledged(notice) == {office.dana: NOON + HOUR}
        assert unit.notices.acknowledged(anew) == {}
        unit.notices.acknowledge(anew, office.dana, NOON + 2 * HOUR)
        assert unit.notices.acknowledged(anew) == {office.dana: NOON + 2 * HOUR}
        assert unit.notices.was_read(notice.id)
        assert not unit.notices.was_read(notice.id + 1)


def test_everything_done_to_a_notice_is_taken_back(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    fields = NoticeFields("market", "A rival is sold", "To whom is not known yet.")
    made = office.do(PublishNotice(fields), ruth).made_id
    assert made is not None
    first = office.ask(AskNotices(office.dana))
    steps = []
    for command, who in (
        (EditNotice(made, NOON, replace(fields, title="Two rivals"), ask_again=True), ruth),
        (AcknowledgeNotice(made, NOON + HOUR), office.dana),
        (WithdrawNotice(made), ruth),
    ):
        steps.append((office.do(command, who, NOON + HOUR), who))
    for done, who in reversed(steps):
        office.do(TakeBack(done.entry_id), who, NOON + HOUR)
    assert office.ask(AskNotices(office.dana)) == first
    office.do(TakeBack(), ruth)
    assert office.ask(AskNotices(office.dana)).waiting == ()


def test_withdrawn_notices_come_last_withdrawn_first_and_bounded(office: Office) -> None:
    with office.store.unit() as unit:
        made = [unit.notices.add(replace(NOTICE, withdrawn_at=NOON + n * HOUR)) for n in (3, 1, 2)]
    with office.store.looking() as unit:
        assert [one.id for one in unit.notices.withdrawn(2)] == [made[0], made[2]]
        assert list(unit.notices.in_force()) == []
