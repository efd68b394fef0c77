# SPDX-License-Identifier: MIT
"""A sleep and a new network are noticed once; time that goes by and a lost network are not."""

from __future__ import annotations

from leaddesk.sync.runner_ports import Around
from leaddesk.sync.woken import SLEPT_S, Woken
from tests.sync.runner_stage import MadeUpTime


def test_a_sleep_is_told_once_and_waking_hours_are_not() -> None:
    time = MadeUpTime()
    woken = Woken(Around(time, time.now, time.awake))
    time.at += 3600.0
    assert not woken.has_woken()
    time.at += 2 * SLEPT_S
    time.slept += 2 * SLEPT_S
    assert woken.has_woken()
    assert not woken.has_woken()


def test_a_network_is_told_when_it_comes_and_not_when_it_goes() -> None:
    time, addresses = MadeUpTime(), ["10.0.0.7"]
    woken = Woken(Around(time, time.now, time.awake, address=lambda: addresses[-1]))
    told = []
    for address in ("10.0.0.7", "", "", "10.0.0.7", "192.168.1.4", "192.168.1.4"):
        addresses.append(address)
        told.append(woken.has_woken())
    assert told == [False, False, False, True, True, False]
