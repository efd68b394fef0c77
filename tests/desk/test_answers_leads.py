# SPDX-License-Identifier: MIT
"""Searching: whom one may call stands above whom nobody calls any more."""

from __future__ import annotations

from leaddesk.desk.queries import AskSearch
from leaddesk.domain.lead import LeadState
from tests.factories import Office


def test_leads_in_the_queue_stand_before_those_that_are_closed_or_not_to_be_called(
    office: Office,
) -> None:
    silent, closed, waiting, offered = (office.lead("Sarrano") for _ in range(4))
    office.log(silent, "do_not_call", then_take=False)
    office.log(closed, "not_interested", reason="no_need", then_take=False)
    office.hand_off(offered, then_take=False)
    while office.desk.catch_up():
        pass

    found = office.ask(AskSearch("sarrano"))

    assert {row.id for row in found[:2]} == {waiting, offered}
    assert [row.state for row in found[2:]] == [LeadState.CLOSED, LeadState.SUPPRESSED]
