# SPDX-License-Identifier: MIT
"""What the hub refused or kept late is shown until it is let go, and may be done once more."""

from __future__ import annotations

import json

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.desk.queries import AskAttention, AskWaiting, AttentionRow
from leaddesk.domain.errors import NotFound, RuleBroken, StaleLead
from tests.desk.test_rebasing import joined
from tests.factories import MINUTE, Office


@pytest.fixture
def office(office: Office) -> Office:
    """Return the file of Dana's workstation."""
    return joined(office)


def settled(office: Office, state: State, key: str = "edited_since", **fields: str) -> int:
    """Settle the newest operation as the hub did, and return its number."""
    seq: int = office.sql("SELECT MAX(seq) FROM operation")[0][0]
    answer = json.dumps({"kind": "StaleLead", "key": key, "fields": fields})
    with office.store.unit() as unit:
        unit.outbox.settle((seq,), state, 7, answer)
    return seq


def attention(office: Office) -> tuple[AttentionRow, ...]:
    return office.ask(AskAttention(office.dana)).rows


def kept(office: Office) -> list[tuple[object, ...]]:
    """Return what needs attention, in what an error is made of."""
    return [(row.what, row.late, type(row.why), str(row.why), row.command, row.can_repeat)
            for row in attention(office)]  # fmt: skip


def test_what_waits_is_told_oldest_first(office: Office) -> None:
    lead = office.lead("Lee")
    began = office.now
    office.later(MINUTE)
    office.log(lead, "no_answer", then_take=False)
    view = office.ask(AskWaiting(office.dana), who=office.dana)
    assert [(row.kind, row.outcome, row.name) for row in view.rows] == [
        ("AddLead", "", "Ann Lee"), ("LogCall", "no_answer", "Ann Lee"),
    ]  # fmt: skip
    assert (view.total, view.since) == (2, began)
    assert len(office.ask(AskWaiting(office.dana, most=1)).rows) == 1
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.ask(AskWaiting(office.dana), who=office.sam)


@pytest.mark.parametrize("key, again", [("edited_since", False), ("moved_on", True)])
def test_what_was_refused_is_told_with_its_reason_and_as_it_was(
    office: Office, key: str, *, again: bool
) -> None:
    """What was made from an older version would be refused again."""
    lead = office.lead("Lee")
    office.do(commands.AddNote(lead, "call again"))
    seq = settled(office, State.REFUSED, key, colour="blue")
    (row,) = attention(office)
    assert (row.what.seq, row.what.name, row.late, row.can_repeat) == (seq, "Ann Lee", False, again)
    assert isinstance(row.why, StaleLead)
    assert (row.why.key, row.why.fields) == (key, {"colour": "blue", "lead": "Ann Lee"})
    assert row.command == commands.AddNote(lead, "call again")


def test_it_is_let_go_and_brought_back_as_it_was(office: Office) -> None:
    lead = office.lead()
    office.do(commands.AddNote(lead, "refused"))
    refused = settled(office, State.REFUSED)
    office.log(lead, "no_answer", then_take=False)
    late = settled(office, State.LATE, "lead_went_on")
    before = kept(office)
    journal = office.sql("SELECT COUNT(*) FROM journal")
    for seq in (refused, late):
        done = office.do(commands.LetGo(seq))
        assert (done.label, done.made_id) == ("let_go", seq)
    assert attention(office) == ()
    with pytest.raises(RuleBroken, match="operation_state"):
        office.do(commands.LetGo(refused))
    for seq in (refused, late):
        office.do(commands.BringBack(seq))
    assert kept(office) == before
    assert [row[1] for row in before] == [False, True]
    assert office.sql("SELECT COUNT(*) FROM journal") == journal
    assert office.ask(AskWaiting(office.dana)).total == 1


def test_it_is_done_once_more_and_the_old_one_is_let_go_with_it(office: Office) -> None:
    lead = office.lead()
    office.do(commands.AddNote(lead, "once more"))
    seq = settled(office, State.REFUSED)
    office.write("DELETE FROM journal WHERE kind = 'note'")
    office.later(MINUTE)
    done = office.do(commands.RepeatOperation(seq))
    assert (done.label, done.undoable) == ("noted", True)
    rows = office.sql("SELECT kind, state FROM operation ORDER BY seq")
    assert rows == [("AddLead", "waiting"), ("AddNote", "let_go"), ("AddNote", "waiting")]
    assert office.sql("SELECT note FROM journal WHERE kind = 'note'") == [("once more",)]
    assert attention(office) == ()


def test_what_still_can_not_be_done_stays_as_it_was(office: Office) -> None:
    lead = office.lead()
    fields = commands.LeadFields(last_name="Mine", phones=(("+16125550999", ""),))
    office.do(commands.EditLead(lead, office.lead_now(lead).version, fields))
    seq = settled(office, State.REFUSED)
    before = kept(office)
    with pytest.raises(StaleLead):
        office.do(commands.RepeatOperation(seq))
    assert kept(office) == before
    assert office.sql("SELECT COUNT(*) FROM operation") == [(2,)]


def test_a_call_that_is_repeated_took_place_then(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "no_answer", then_take=False)
    seq, then = settled(office, State.REFUSED, "suppressed"), office.now
    office.write("UPDATE lead SET attempts = 0, last_call_at = 0, counted_at = 0")
    office.later(30 * MINUTE)
    office.do(commands.RepeatOperation(seq))
    assert office.lead_now(lead).last_call_at == then


def test_a_call_that_was_kept_late_is_not_counted_twice(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "no_answer", then_take=False)
    seq = settled(office, State.LATE, "lead_went_on")
    (row,) = attention(office)
    assert (row.late, row.can_repeat) == (True, False)
    with pytest.raises(RuleBroken, match="call_counted"):
        office.do(commands.RepeatOperation(seq))
    assert office.lead_now(lead).attempts == 1


@pytest.mark.parametrize("command", [commands.LetGo, commands.BringBack, commands.RepeatOperation])
def test_what_is_somebody_elses_or_not_there_is_refused(office: Office, command: type) -> None:
    lead = office.lead()
    office.do(commands.AddNote(lead, "mine"))
    seq = settled(office, State.LET_GO if command is commands.BringBack else State.REFUSED)
    with pytest.raises(RuleBroken, match="not_yours"):
        office.do(command(seq), office.sam)
    with pytest.raises(NotFound, match="operation"):
        office.do(command(99))
    waiting = office.sql("SELECT seq FROM operation WHERE state = 'waiting'")[0][0]
    with pytest.raises(RuleBroken, match="operation_state"):
        office.do(command(waiting))


def test_what_can_not_be_read_any_more_can_only_be_let_go(office: Office) -> None:
    lead = office.lead()
    office.do(commands.AddNote(lead, "x"))
    seq = settled(office, State.REFUSED)
    office.write("UPDATE operation SET format = 9 WHERE seq = :seq", seq=seq)
    office.write("UPDATE operation SET answer = 'not_your_lease' WHERE seq = :seq", seq=seq)
    (row,) = attention(office)
    assert (row.command, row.can_repeat, row.why.key) == (None, False, "not_your_lease")
    office.do(commands.LetGo(seq))
    office.do(commands.BringBack(seq))
    assert attention(office)[0].why.key == "not_your_lease"
