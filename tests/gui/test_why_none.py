# SPDX-License-Identifier: MIT
"""An empty queue in a team: the hub says why, because the workstation has only its own leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaddesk.desk import queries
from leaddesk.desk.changes import Kind
from leaddesk.domain.errors import HubAway, RuleBroken
from leaddesk.gui.views import why_none
from leaddesk.gui.widgets.empty_state import EmptyState
from tests.gui.fake_link import IN_STEP, OFFLINE, join
from tests.gui.made_leads import START
from tests.gui.sitting import Sitting

NOTHING = queries.EmptyReasons(1, 0, 0, None, 0, None, 0, 0, 0, 0, 0, 0, 0)
THERE = replace(NOTHING, total=53, waiting_hours=51, research=2)


@pytest.fixture
def bare(sitting: Sitting) -> Sitting:
    """A workstation without a lead, of a team that has fifty-three."""
    sitting.desk.cards = []
    sitting.desk.answers[queries.AskQueue] = lambda query: replace(
        sitting.desk.queue(query.tier, START), up_next=(), empty=NOTHING
    )
    sitting.desk.answers[queries.AskWhyEmpty] = lambda _query: THERE
    return sitting


def shown(sitting: Sitting) -> EmptyState:
    empty = sitting.queue._ui.empty
    assert empty.isVisible()
    return empty


def asked(sitting: Sitting) -> int:
    return sum(isinstance(one, queries.AskWhyEmpty) for one in sitting.desk.asked)


def test_who_works_alone_reads_what_the_own_file_says(bare: Sitting) -> None:
    bare.start()
    assert shown(bare).accessibleName() == "There are no leads yet"
    assert not asked(bare)


def test_the_hub_says_what_the_leads_of_the_team_wait_for(bare: Sitting) -> None:
    join(bare, IN_STEP)
    bare.start()
    assert shown(bare).accessibleName() == "No lead can be called right now"
    assert "51 wait for local hours" in shown(bare).accessibleDescription()


def test_until_it_told_nothing_is_claimed(bare: Sitting) -> None:
    def away(_query: object) -> None:
        raise HubAway("no_answer")

    bare.desk.answers[queries.AskWhyEmpty] = away
    join(bare, IN_STEP)
    bare.start()
    assert shown(bare).accessibleName() == "Asking the team’s hub for leads"
    assert not bare.window.toast.words


def test_it_is_asked_once_a_minute(bare: Sitting) -> None:
    join(bare, IN_STEP)
    bare.start("Lee Novak")
    for _ in range(3):
        bare.program.ops.announce(Kind.LEADS, None)
    assert asked(bare) == 1
    bare.machine.at += why_none.EVERY
    bare.program.ops.announce(Kind.LEADS, None)
    assert asked(bare) == 2


def test_a_team_without_leads_is_asked_again_soon(bare: Sitting) -> None:
    """Somebody imports the first list, and looks at the queue."""
    bare.desk.answers[queries.AskWhyEmpty] = lambda _query: NOTHING
    join(bare, IN_STEP)
    bare.start()
    assert shown(bare).accessibleName() == "There are no leads yet"
    bare.desk.answers[queries.AskWhyEmpty] = lambda _query: THERE
    bare.machine.at += why_none.SOON
    bare.program.ops.announce(Kind.LISTS, None)
    assert shown(bare).accessibleName() == "No lead can be called right now"


def test_a_lead_that_came_makes_the_answer_old(bare: Sitting) -> None:
    join(bare, IN_STEP)
    bare.start()
    nothing = bare.desk.answers.pop(queries.AskQueue)
    bare.desk.cards = type(bare.desk)().cards[:1]
    bare.program.ops.announce(Kind.LEADS, None)
    assert bare.queue.card is not None
    bare.desk.cards, bare.desk.answers[queries.AskQueue] = [], nothing
    bare.desk.answers[queries.AskWhyEmpty] = lambda _query: NOTHING
    bare.program.ops.announce(Kind.LEADS, None)
    assert asked(bare) == 2
    assert shown(bare).accessibleName() == "There are no leads yet"


def test_what_keeps_the_hub_from_lending_is_said(bare: Sitting) -> None:
    link = join(bare, replace(IN_STEP, why=RuleBroken("hub_restored")))
    bare.start()
    assert "came back from a backup" in shown(bare)._words.text()
    link.tell(replace(IN_STEP, why=RuleBroken("lent_enough", detail=120)))
    bare.program.ops.announce(Kind.LEADS, None)
    assert "You gave back 120 leads today" in shown(bare)._words.text()
    link.tell(IN_STEP)
    bare.program.ops.announce(Kind.LEADS, None)
    assert not shown(bare)._words.text()


def test_without_the_hub_it_says_when_more_come(bare: Sitting) -> None:
    link = join(bare, OFFLINE)
    bare.start()
    empty = shown(bare)
    assert empty.accessibleName() == "No lead is left on this computer"
    assert "More leads come as soon as it answers" in empty._words.text()
    assert [button.text() for button in empty._buttons] == ["Try now"]
    assert not asked(bare)
    link.tell(IN_STEP)
    bare.program.ops.announce(Kind.LEADS, None)
    assert shown(bare).accessibleName() == "No lead can be called right now"
