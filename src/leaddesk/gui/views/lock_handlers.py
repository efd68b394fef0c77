# SPDX-License-Identifier: MIT
"""The screen lock of a window: made where PINs are kept, with what its actions do."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import partial
from typing import cast

from leaddesk.domain.errors import RuleBroken
from leaddesk.gui.attention import Attention
from leaddesk.gui.lock_keeper import CLOCK, SERVICE, SESSION, Keeper
from leaddesk.gui.lock_watch import LockWatch
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.main_window import MainWindow


def lock_handlers(
    window: MainWindow, is_own: Callable[[], bool], attention: Attention
) -> dict[str, Callable[[], None]]:
    """Return what the actions of the screen lock do, by their id; they refuse without PINs."""
    services = window.bench.services
    if SERVICE not in services:
        refuse = partial(window.refuse, RuleBroken("pin.not_own"))
        return {"screen.lock": refuse, "pin.change": refuse}
    keeper = cast("Keeper", services[SERVICE]())
    clock = cast("Callable[[], float]", services.get(CLOCK, time.monotonic))
    watch = LockWatch(window, keeper, clock, is_own)
    watch.told.connect(window.say)
    watch.locked.connect(attention.hush)
    if SESSION in services:
        _hear_session(window.ops, services[SESSION], partial(_tell, watch))
    return {"screen.lock": watch.lock, "pin.change": watch.change}


def _hear_session(ops: Ops, listen: Callable[..., object], told: Callable[[], None]) -> None:
    """Hear of the session while a desk is open; before that nobody has a PIN."""
    ends: list[Callable[[], object]] = []

    def end() -> None:
        while ends:
            ends.pop()()

    def begin() -> None:
        end()
        ends.append(cast("Callable[[], object]", listen(told)))

    ops.opened.connect(begin)
    ops.closing.connect(end)


def _tell(watch: LockWatch) -> None:
    """Bring it here from whatever thread it is told on; the window may be gone by then."""
    with contextlib.suppress(RuntimeError):
        watch.session_locked.emit()
