# SPDX-License-Identifier: MIT
"""Lists that wait are seen beside the work that does, let go, brought back and sent again."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.operations import State
from leaddesk.domain.errors import LeadDeskError, NotFound, RuleBroken
from leaddesk.sync.waiting_lists import WaitingList, WaitingLists
from leaddesk.words import done as done_words
from leaddesk.words import errors as words
from leaddesk.words import sync
from tests.factories import draft
from tests.sync.desk_of_team import Workstation
from tests.sync.test_far_work import leads_in

HOUR = dt.timedelta(hours=1)
FAIR = commands.ImportOptions("Fair", "Booth", campaign="Spring")
BAD = commands.ImportOptions("Bad fair", "Booth", tier=77)


def wait(workstation: Workstation, *lists: commands.ImportOptions) -> None:
    """Import lists while the hub is away, one an hour."""
    workstation.away()
    for number, options in enumerate(lists):
        at = workstation.own.now + number * HOUR
        rows = [draft(number + 2, company=options.name)]
        with pytest.raises(RuleBroken, match="list_waits"):
            workstation.desk.import_list([rows], options, workstation.who, at)
    workstation.back()


def do(workstation: Workstation, command: object) -> Done:
    return workstation.desk.do(command, workstation.who, workstation.own.now)


def waiting(workstation: Workstation) -> queries.WaitingView:
    question = queries.AskWaiting(workstation.who)
    return workstation.desk.ask(question, workstation.own.now, workstation.who)


def tray(workstation: Workstation) -> queries.AttentionView:
    question = queries.AskAttention(workstation.who)
    return workstation.desk.ask(question, workstation.own.now, workstation.who)


def names(view: queries.WaitingView) -> list[str]:
    return [row.name for row in view.lists]


# ------------------------------------------------------------------------- seen


def test_a_list_that_waits_is_seen_with_what_waits(workstation: Workstation) -> None:
    now = workstation.own.now
    pokes = workstation.step.pokes
    wait(workstation, FAIR)
    assert workstation.step.pokes == pokes + 1
    view = waiting(workstation)
    (row,) = view.rows
    assert (view.total, view.since, row.list_id) == (1, now, view.lists[0].id)
    assert sync.operation(row) == "Import the list Fair"
    (shown,) = view.lists
    assert (shown.name, shown.source, shown.campaign, shown.rows) == ("Fair", "Booth", "Spring", 1)
    assert (shown.at, shown.why) == (now, None)
    assert tray(workstation).rows == ()


def test_one_that_the_hub_refused_needs_attention_and_says_why(workstation: Workstation) -> None:
    wait(workstation, BAD)
    assert workstation.desk.send_waiting_lists() == 0
    assert workstation.desk.changed_elsewhere()
    view = waiting(workstation)
    assert (view.rows, view.total, view.since) == ((), 0, None)
    (shown,) = view.lists
    assert shown.why is not None
    needing = tray(workstation)
    (row,) = needing.rows
    assert (needing.total, row.can_repeat, row.late) == (1, True, False)
    assert words.has_words(row.why)
    assert sync.attention(row) == words.say(shown.why)
    assert "77" in sync.attention(row)
    standing = WaitingLists(workstation.folder).standing()
    assert (standing.waiting, standing.since, standing.attention) == (0, None, 1)


# ------------------------------------------------------------------------- let go


def test_a_list_that_is_let_go_is_not_sent_and_comes_back(workstation: Workstation) -> None:
    wait(workstation, FAIR)
    list_id = waiting(workstation).lists[0].id
    done = do(workstation, commands.LetGo(list_id=list_id))
    assert done.undoable
    assert done.changes & Kind.LISTS
    assert done_words.label(done) == "Not sent: Fair"
    assert waiting(workstation).lists == ()
    assert workstation.desk.send_waiting_lists() == 0
    back = do(workstation, commands.TakeBack())
    assert done_words.label(back) == "Waits for the hub again: Fair"
    assert names(waiting(workstation)) == ["Fair"]
    assert workstation.desk.send_waiting_lists() == 1
    assert leads_in(workstation.hub.office) == 1


def test_it_is_gone_for_good_once_it_is_cleared_away(workstation: Workstation) -> None:
    wait(workstation, FAIR)
    done = do(workstation, commands.LetGo(list_id=waiting(workstation).lists[0].id))
    WaitingLists(workstation.folder).clear()
    with pytest.raises(NotFound) as gone:
        do(workstation, commands.TakeBack(done.entry_id))
    assert words.has_words(gone.value)
    assert not list((workstation.folder / "waiting-lists").iterdir())


@pytest.mark.parametrize("list_id", ["nothing", "../../own.db", ".."])
@pytest.mark.parametrize("kind", [commands.LetGo, commands.BringBack, commands.RepeatOperation])
def test_what_does_not_wait_is_refused(workstation: Workstation, kind: type, list_id: str) -> None:
    wait(workstation, FAIR)
    with pytest.raises(NotFound, match="waiting_list"):
        do(workstation, kind(list_id=list_id))
    assert names(waiting(workstation)) == ["Fair"]
    path = workstation.own.store.database.path
    assert path is not None
    assert path.exists()


def test_one_that_is_on_its_way_is_not_let_go(workstation: Workstation) -> None:
    wait(workstation, FAIR)
    tried: list[LeadDeskError] = []

    class Busy:
        """A door that is tried while a list goes through it."""

        def __getattr__(self, name: str) -> object:
            if not tried:
                try:
                    do(workstation, commands.LetGo(list_id=waiting(workstation).lists[0].id))
                except LeadDeskError as error:
                    tried.append(error)
            return getattr(workstation.door, name)

    lists = workstation.desk._places.lists
    assert lists.send(Busy(), lambda _one: None) == 1  # type: ignore[arg-type]
    assert [error.key for error in tried] == ["list_going"]
    assert "Fair" in words.say(tried[0])


def test_one_that_another_window_let_go_does_not_come_back_by_a_refusal(
    workstation: Workstation,
) -> None:
    wait(workstation, BAD)
    other = WaitingLists(workstation.folder)
    (one,) = other.waiting()

    class LetGoElsewhere:
        def __getattr__(self, name: str) -> object:
            if other.waiting():
                other.let_go(one.id)
            return getattr(workstation.door, name)

    heard: list[WaitingList] = []
    lists = workstation.desk._places.lists
    assert lists.send(LetGoElsewhere(), heard.append) == 0  # type: ignore[arg-type]
    assert other.waiting() == ()


# ------------------------------------------------------------------------- sent again


def test_one_that_was_refused_is_sent_again_when_a_person_wants(workstation: Workstation) -> None:
    wait(workstation, BAD)
    workstation.desk.send_waiting_lists()
    (row,) = tray(workstation).rows
    done = do(workstation, commands.RepeatOperation(list_id=row.what.list_id))
    assert done_words.label(done).endswith("Bad fair")
    assert not done.undoable
    assert tray(workstation).rows == ()
    assert waiting(workstation).total == 1
    workstation.desk.send_waiting_lists()
    assert tray(workstation).total == 1


# ------------------------------------------------------------------------- undo, newest first


def refused(workstation: Workstation) -> int:
    """Have an operation of this workstation refused; return its number."""
    own, lead = workstation.own, workstation.own.lead()
    own.write("INSERT INTO membership (name, value) VALUES ('device', 'd')")
    own.do(commands.AddNote(lead, "x"), who=workstation.who)
    own.write(
        "UPDATE operation SET state = :state, answer = :answer",
        state=State.REFUSED.value, answer='{"key": "lead_went_on"}',
    )  # fmt: skip
    ((seq,),) = own.sql("SELECT seq FROM operation")
    return int(seq)


def test_everything_is_taken_back_in_its_order_wherever_it_was_done(
    workstation: Workstation,
) -> None:
    seq = refused(workstation)
    wait(workstation, FAIR)
    own, hub = workstation.own, workstation.hub.office
    tiers = len(hub.ask(queries.AskTiers(), who=hub.boss))
    do(workstation, commands.AddTier("Closers", 2))
    do(workstation, commands.AddNote(own.lead(), "rings at noon"))
    do(workstation, commands.LetGo(list_id=waiting(workstation).lists[0].id))
    do(workstation, commands.LetGo(seq))
    assert tray(workstation).total == 0

    told = [do(workstation, commands.TakeBack()).label for _ in range(4)]
    assert told == ["brought_back", "list_back", "taken_back", "taken_back"]
    assert tray(workstation).total == 1
    assert names(waiting(workstation)) == ["Fair"]
    assert own.sql("SELECT COUNT(*) FROM journal WHERE kind = 'undo'")[0][0] == 1
    assert len(hub.ask(queries.AskTiers(), who=hub.boss)) == tiers


def test_what_was_let_go_first_is_taken_back_by_its_own_id(workstation: Workstation) -> None:
    wait(workstation, FAIR, BAD)
    first, second = waiting(workstation).lists
    done = do(workstation, commands.LetGo(list_id=first.id))
    do(workstation, commands.LetGo(list_id=second.id))
    do(workstation, commands.TakeBack(done.entry_id))
    assert names(waiting(workstation)) == ["Fair"]
    do(workstation, commands.TakeBack())
    assert names(waiting(workstation)) == ["Fair", "Bad fair"]
