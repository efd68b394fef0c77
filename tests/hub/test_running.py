# SPDX-License-Identifier: MIT
"""What still runs when a hub closes: whole or not there, and nothing for the next start to lose."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.desk.wire import Sent
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.hub.hub import Hub, Surroundings
from leaddesk.hub.running import Running
from leaddesk.hub.team_store import TeamHub
from leaddesk.hub.team_unit import TeamUnit
from tests.hub.stand import Stand, Workstation
from tests.storage.conftest import Place


@pytest.mark.parametrize("moment", ["look_ahead", "advance"])
def test_a_call_that_outlives_its_hub_is_whole_or_not_there(
    place: Place, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Its workstation gave it up, the server closed over it; the next start serves on."""
    stand = Stand(place)
    lead_id = stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    before = dana.hello()
    dana.hand(1)
    sent = dana.sent(commands.LogCall(lead_id, "no_answer"))
    at_it, over = threading.Event(), threading.Event()
    step = getattr(TeamUnit, moment)

    def slow(unit: TeamUnit, *told: Any) -> None:
        at_it.set()
        assert over.wait(30)
        step(unit, *told)

    monkeypatch.setattr(TeamUnit, moment, slow)
    ends: list[object] = []

    async def serve() -> None:
        """Give the call up and close, as the end of the application does."""
        running = Running(threads=1)
        with pytest.raises(RuleBroken, match="hub_busy"):
            await running.run(push, 0.05)
        await asyncio.to_thread(at_it.wait, 30)
        running.close()

    def push() -> None:
        try:
            ends.append(dana.push(sent).results[0].state)
        except StoreUnavailable as error:
            ends.append(error)

    asyncio.run(serve())
    _close(stand, over)
    monkeypatch.setattr(TeamUnit, moment, step)
    _serves_on(stand, dana, sent, before.epoch)
    assert len(ends) == 1


def _serves_on(stand: Stand, dana: Workstation, sent: Sent, epoch: str) -> None:
    """Start a hub on the same database: the call is there once, and it is no restore."""
    again = TeamHub(stand.place.open(), stand.store._keeper._holidays, lambda: stand.office.now)
    dana.hub = Hub(again, Surroundings(lambda: stand.office.now, lambda: "epoch-of-a-restore"))
    stand.stores.append(again)
    assert [one.state for one in dana.push(sent).results] == [State.DONE]
    assert dana.hello().epoch == epoch
    with again.looking() as unit:
        assert unit.device(dana.caller).last_seq == 1
    calls = stand.place.open().database
    with calls.reading() as session:
        assert session.sql("SELECT COUNT(*) FROM journal WHERE kind = 'call'") == [(1,)]
    stand.office.store = stand.place.open()
    stand.close()


def _close(stand: Stand, over: threading.Event) -> None:
    """Let go of everything in the order of `bootstrap.hub`, while the call goes on."""

    def close() -> None:
        stand.store.close()
        stand.office.desk.close()

    closing = threading.Thread(target=close)
    closing.start()
    over.set()
    closing.join(30)
    assert not closing.is_alive()
