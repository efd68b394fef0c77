# SPDX-License-Identifier: MIT
"""Hubs, workstations and invitations are told so that people can compare and decide."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from leaddesk.desk.queries import InvitationRow, WorkstationRow
from leaddesk.words import inviting, joining
from tests.factories import DAY, HOUR, NOON

ROW = WorkstationRow("a" * 32, 1, "front desk", NOON, person="Dana Whitfield")
INVITED = InvitationRow("ABCD", 1, 2, NOON, NOON + DAY, person="Dana Whitfield", by="Lee Novak")
ZONE = "America/Chicago"


def test_a_fingerprint_is_shown_in_groups_that_lose_nothing() -> None:
    told = "0123456789abcdef" * 4
    shown = joining.fingerprint(told)
    assert "".join(shown.split()) == told
    assert shown.splitlines()[0] == "0123 4567 89ab cdef"
    assert joining.fingerprint("") == ""


def test_a_hub_that_says_its_team_is_named() -> None:
    assert joining.who_answers("North team").startswith("The hub of North team answers.")
    assert joining.who_answers("").startswith("A LeadDesk hub answers.")


def test_a_workstation_is_in_blocked_or_its_person_left() -> None:
    assert joining.standing(ROW) == "In the team"
    assert joining.standing(replace(ROW, left=True)) == "Its person left"
    assert joining.standing(replace(ROW, left=True, blocked_at=NOON)) == "Blocked"


def test_when_a_workstation_was_heard_is_told() -> None:
    assert joining.seen(ROW, NOON) == "Never"
    told = joining.seen(replace(ROW, seen_at=NOON), NOON + 2 * HOUR)
    assert told[0].isupper() or told[0].isdigit()
    assert "2 h" in told


def test_what_became_of_an_invitation_is_told() -> None:
    def told(row: InvitationRow, at: dt.datetime = NOON) -> str:
        return joining.invitation(row, at, ZONE)

    assert told(INVITED).startswith("Open until")
    assert told(replace(INVITED, used_at=NOON)).startswith("Used")
    assert told(replace(INVITED, withdrawn_at=NOON)) == "Withdrawn"
    assert told(replace(INVITED, tries=5)) == "Ended by wrong tries"
    assert told(INVITED, NOON + DAY) == "Over"


def test_invitations_without_a_person_or_an_inviter_have_words() -> None:
    row = replace(INVITED, person="", by="")
    assert joining.invited(row) == "The first of the team"
    assert joining.made_by(row) == "The hub"
    assert (joining.invited(INVITED), joining.made_by(INVITED)) == ("Dana Whitfield", "Lee Novak")


def test_what_leaving_costs_is_told_in_numbers() -> None:
    assert "sent first" not in joining.about_leaving("North team", 0)
    assert "1 entry not sent" in joining.about_leaving("North team", 1)
    assert "block" in joining.leave_anyway(0)
    assert "12 entries will never reach the team" in joining.leave_anyway(12)
    assert "list" not in joining.leave_anyway(12)
    assert "2 entries and 1 list not sent" in joining.about_leaving("North team", 2, 1)
    only = joining.leave_anyway(0, 2)
    assert only.startswith("2 lists will never reach the team")
    assert "copy" not in only
    assert joining.counted(1, 0) == "1 workstation, 0 open invitations. O sorts a list."
    assert joining.counted(0, 0) == joining.NO_WORKSTATIONS


def test_an_invitation_has_all_that_joining_asks_for() -> None:
    told = inviting.code_message(
        "Dana Whitfield", "Lee Novak", "North team", ("hub.example:8443", "ab12" * 16),
        "ABCD-EFGHJK", "13 May 12:00",
    )  # fmt: skip
    for part in ("Hello Dana", "North team", "hub.example:8443", "ABCD-EFGHJK", "13 May 12:00"):
        assert part in told
    assert "   ab12 ab12 ab12 ab12" in told
    assert "13 May 12:00" in inviting.about_code("13 May 12:00")
