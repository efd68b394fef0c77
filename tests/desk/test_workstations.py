# SPDX-License-Identifier: MIT
"""Team leads invite people to join with a workstation, and lock workstations out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from leaddesk.desk.commands import (
    BlockWorkstation,
    EditPerson,
    InvitePerson,
    PersonFields,
    RenameWorkstation,
    TakeBack,
    UnblockWorkstation,
    WithdrawInvitation,
)
from leaddesk.desk.queries import AskWorkstations, InvitationRow, WorkstationRow, WorkstationsView
from leaddesk.domain.errors import BadInput, LeadDeskError, NotFound, RuleBroken
from tests.factories import DAY, HOUR, NOON, Office

HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$c29tZWhhc2g"
DESK = "d" * 32


def lead(office: Office) -> int:
    """The team lead, who is there from the first question on."""
    found = [person for person, name in office.names().items() if name == "Ruth Adeyemi"]
    return found[0] if found else office.person("Ruth Adeyemi", "team_lead")


def view(office: Office) -> WorkstationsView:
    return office.ask(AskWorkstations(), who=lead(office))


def station(office: Office, person: int, name: str = "front desk") -> None:
    with office.store.unit() as unit:
        row = WorkstationRow(DESK, person, name, NOON, version="1.0")
        unit.workstations.add_workstation(row, "0" * 64)


def shown(office: Office) -> WorkstationRow:
    return view(office).workstations[0]


def leave(office: Office, person: int) -> None:
    """Let somebody leave the team."""
    fields = PersonFields("Dana Whitfield", ("qualifier",), "America/Chicago")
    office.do(EditPerson(person, fields, active=False), lead(office))


def invite(office: Office, person: int, **fields: Any) -> None:
    office.do(InvitePerson(person, "ABCD", HASH, **fields), lead(office))


def refusal(office: Office, command: object, who: int | None = None) -> LeadDeskError:
    with pytest.raises(LeadDeskError) as refused:
        office.do(command, lead(office) if who is None else who)
    return refused.value


def test_an_invitation_is_open_for_a_day_and_says_who_made_it(office: Office) -> None:
    invite(office, office.dana)
    (row,) = view(office).invitations
    now = office.now
    assert row == InvitationRow(
        "ABCD", office.dana, lead(office), now, now + DAY, person="Dana Whitfield",
        by="Ruth Adeyemi",
    )  # fmt: skip
    assert row.is_open(now + DAY - dt.timedelta(milliseconds=1))
    assert not row.is_open(now + DAY)


def test_a_handle_is_taken_while_its_invitation_is_open(office: Office) -> None:
    invite(office, office.dana, hours=2)
    assert refusal(office, InvitePerson(office.sam, "ABCD", HASH)).key == "invitation_taken"
    office.later(2 * HOUR)
    invite(office, office.sam)
    assert [row.person for row in view(office).invitations] == ["Sam Ortiz"]


def test_a_withdrawn_invitation_is_not_open_any_more(office: Office) -> None:
    invite(office, office.dana)
    office.do(WithdrawInvitation("ABCD"), lead(office))
    (row,) = view(office).invitations
    assert row.withdrawn_at == office.now
    assert not row.is_open(office.now)


def test_what_was_used_cant_be_withdrawn_and_what_never_was_neither(office: Office) -> None:
    invite(office, office.dana)
    with office.store.unit() as unit:
        assert unit.workstations.use_invitation("ABCD", office.now)
        assert not unit.workstations.use_invitation("ABCD", office.now)
    assert refusal(office, WithdrawInvitation("ABCD")).key == "invitation_used"
    error = refusal(office, WithdrawInvitation("ZZZZ"))
    assert (type(error), error.key) == (NotFound, "invitation")


def test_old_invitations_are_not_shown(office: Office) -> None:
    invite(office, office.dana)
    office.later(8 * DAY)
    assert view(office).invitations == ()


@pytest.mark.parametrize(
    "fields, where",
    [
        ({"handle": "abcd"}, "handle"),
        ({"handle": "ABCDE"}, "handle"),
        ({"secret_hash": "the secret itself"}, "secret"),
        ({"secret_hash": HASH + "x" * 160}, "secret"),
        ({"secret_hash": HASH + "ü"}, "secret"),
        ({"hours": 0}, "hours"),
        ({"hours": 169}, "hours"),
    ],
)
def test_what_is_no_invitation_is_refused(
    office: Office, fields: dict[str, Any], where: str
) -> None:
    told: dict[str, Any] = {"person_id": office.dana, "handle": "ABCD", "secret_hash": HASH}
    told |= fields
    error = refusal(office, InvitePerson(**told))
    assert isinstance(error, BadInput)
    assert (error.key, error.fields["where"]) == ("bad_invitation", where)
    assert "secret itself" not in str(error)
    assert view(office).invitations == ()


def test_nobody_is_invited_who_is_not_in_the_team(office: Office) -> None:
    assert refusal(office, InvitePerson(0, "ABCD", HASH)).key == "team_has_people"
    assert refusal(office, InvitePerson(99, "ABCD", HASH)).key == "person"
    leave(office, office.dana)
    assert refusal(office, InvitePerson(office.dana, "ABCD", HASH)).key == "person_inactive"


def test_a_blocked_workstation_is_told_as_such_and_can_be_let_in_again(office: Office) -> None:
    station(office, office.dana)
    office.do(BlockWorkstation(DESK), lead(office))
    assert shown(office).blocked_at == office.now
    assert office.do(BlockWorkstation(DESK), lead(office)).undoable is False
    office.do(UnblockWorkstation(DESK), lead(office))
    assert shown(office).blocked_at is None


def test_blocking_and_letting_in_can_be_taken_back(office: Office) -> None:
    station(office, office.dana)
    done = office.do(BlockWorkstation(DESK), lead(office))
    office.do(TakeBack(done.entry_id), lead(office))
    assert shown(office).blocked_at is None
    since = office.now
    office.do(BlockWorkstation(DESK), lead(office))
    done = office.do(UnblockWorkstation(DESK), lead(office))
    office.do(TakeBack(done.entry_id), lead(office))
    assert shown(office).blocked_at == since


def test_a_blocked_workstation_keeps_no_lead_longer_than_a_call_lasts(office: Office) -> None:
    station(office, office.dana)
    grant = (
        "INSERT INTO team_lease (id, lead_id, phone, workstation_id, person_id, granted_at, "
        "expires_at, live) VALUES (:id, :id, :phone, :desk, 1, 0, :until, 1)"
    )
    until = int((office.now + HOUR).timestamp() * 1000)
    office.write(grant, id=1, phone="+16125550001", desk=DESK, until=until)
    office.write(grant, id=2, phone="+16125550002", desk="e" * 32, until=until)
    office.write(grant, id=3, phone="+16125550003", desk=DESK, until=5)
    office.do(BlockWorkstation(DESK), lead(office))
    ends = office.sql("SELECT expires_at, live FROM team_lease ORDER BY id")
    assert ends == [(int(office.now.timestamp() * 1000), 1), (until, 1), (5, 1)]


def test_a_workstation_is_called_by_another_name(office: Office) -> None:
    station(office, office.dana)
    office.do(RenameWorkstation(DESK, "  window\n seat "), lead(office))
    assert (shown(office).name, shown(office).version) == ("window seat", "1.0")
    assert refusal(office, RenameWorkstation(DESK, " \t")).key == "needs_name"
    assert office.do(RenameWorkstation(DESK, "window seat"), lead(office)).undoable is False


def test_a_workstation_says_whose_it_is_and_whether_they_left(office: Office) -> None:
    station(office, office.dana)
    assert (shown(office).person, shown(office).left) == ("Dana Whitfield", False)
    leave(office, office.dana)
    assert shown(office).left is True


@pytest.mark.parametrize(
    "command",
    [BlockWorkstation("?"), UnblockWorkstation("?"), RenameWorkstation("?", "Desk")],
    ids=lambda command: type(command).__name__,
)
def test_a_workstation_that_is_not_there_is_refused(office: Office, command: object) -> None:
    error = refusal(office, command)
    assert (type(error), error.key) == (NotFound, "workstation")


@pytest.mark.parametrize(
    "command",
    [
        InvitePerson(1, "ABCD", HASH),
        WithdrawInvitation("ABCD"),
        BlockWorkstation(DESK),
        UnblockWorkstation(DESK),
        RenameWorkstation(DESK, "Desk"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_only_team_leads_let_workstations_in_and_lock_them_out(
    office: Office, command: object
) -> None:
    station(office, office.dana)
    error = refusal(office, command, who=office.dana)
    assert (type(error), error.key) == (RuleBroken, "team_lead_only")
    with pytest.raises(RuleBroken):
        office.ask(AskWorkstations(), who=office.dana)


def test_no_journal_row_holds_the_hash(office: Office) -> None:
    invite(office, office.dana)
    rows = office.sql("SELECT data, reversal FROM journal WHERE kind = 'invite_person'")
    assert len(rows) == 1
    assert "argon2" not in str(rows)
