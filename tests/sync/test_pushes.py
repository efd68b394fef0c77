# SPDX-License-Identifier: MIT
"""What waits on a workstation leaves in small pushes: others wait while the hub does one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from leaddesk.desk import commands
from leaddesk.desk.wire import MOST_OPERATIONS, Pushed, Sent
from leaddesk.sync.replicator import PUSHED
from tests.sync.small_team import Workstation


def test_what_waits_goes_in_pushes_that_the_hub_does_at_once(
    dana: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    push = dana.cable.push

    def counted(device: str, sent: Sequence[Sent]) -> Pushed:
        sizes.append(len(sent))
        return push(device, sent)

    monkeypatch.setattr(dana.cable, "push", counted)
    lead = dana.hand()[0]
    for number in range(2 * PUSHED + 1):
        dana.do(commands.AddNote(lead, f"note {number}"))
    dana.sync()
    assert sizes == [50, 50, 1]
    assert max(sizes) <= MOST_OPERATIONS
    assert {state for _, state in dana.log_states()} == {"done"}
