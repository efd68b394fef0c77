# SPDX-License-Identifier: MIT
"""Rings the other person of a handoff, or brings them into the call that runs."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication

from leaddesk.desk.ports import Dialled
from leaddesk.desk.queries import Colleague
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench
from leaddesk.words import machine


def ring(bench: Bench, colleague: Colleague, *, joining: bool = False) -> None:
    """Dial a colleague's extension; one that can't be dialled here is copied instead.

    `joining` says that a call runs already, which the telephone can join with this one.
    """

    def told(result: Dialled) -> None:
        if result is not Dialled.STARTED:
            QGuiApplication.clipboard().setText(colleague.extension)
        bench.frame.say(machine.rung(result, colleague.name, colleague.extension, joining=joining))

    def failed(_error: LeadDeskError) -> None:
        told(Dialled.FAILED)

    bench.ops.run_apart(
        partial(bench.machine.dial_extension, colleague.extension), done=told, failed=failed
    )
