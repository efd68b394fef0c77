# SPDX-License-Identifier: MIT
"""Writes the reports that were ordered once their span is over, while the window is open."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Kind
from leaddesk.desk.ports import Machine
from leaddesk.desk.queries import AskReport, ReportView
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.models import report_orders
from leaddesk.gui.models.report_orders import KEY, Order
from leaddesk.gui.ops import Ops
from leaddesk.gui.seat import Seat
from leaddesk.gui.settings import Settings
from leaddesk.words import errors, times
from leaddesk.words.report import page


class ReportWatch(QObject):
    """Looks each minute; `wrote` carries words for whoever sits here, also when it failed."""

    wrote = Signal(str)

    def __init__(self, ops: Ops, seat: Seat, settings: Settings, machine: Machine) -> None:
        super().__init__(ops)
        self._ops, self._seat, self._settings, self._machine = ops, seat, settings, machine
        self._busy = False
        self._failed: set[tuple[Order, dt.date]] = set()
        ops.changed.connect(self._on_changed)
        seat.changed.connect(self._look)

    @property
    def orders(self) -> tuple[Order, ...]:
        """The reports that are ordered on this computer."""
        return report_orders.decode(self._settings.read(KEY))

    def _on_changed(self, kinds: Kind, _initiator: object) -> None:
        if kinds & Kind.CLOCK:
            self._look()

    def _look(self) -> None:
        """Begin with the first report that is due and was ordered by who sits here."""
        if self._busy or self._seat.person is None or not self._ops.is_open:
            return
        today = times.local(self._ops.now(), self._seat.time_zone).date()
        for order in self.orders:
            span = report_orders.due(order, today)
            if span and order.by == self._seat.person_id and (order, span[1]) not in self._failed:
                self._busy = True
                failed = partial(self._on_failed, order, span[1])
                self._ops.ask(
                    AskReport(*span, order.person_id), slot=("report", order),
                    answer=partial(self._write, order), failed=failed,
                )  # fmt: skip
                return

    def _write(self, order: Order, view: ReportView) -> None:
        name = report_orders.file_name(order.name, order.span, view.begins, order.format)
        path = report_orders.free_path(Path(order.folder), name)

        def work() -> Path:
            from leaddesk.gui.report_files import write_report

            return write_report(self._machine, path, page(view), order.format)

        self._ops.run(
            self._ops.threads.readers, work, partial(self._on_written, order, view.ends),
            partial(self._on_failed, order, view.ends),
        )  # fmt: skip

    def _on_written(self, order: Order, ends: dt.date, path: Path) -> None:
        self._busy = False
        told = report_orders.written(self.orders, order, ends)
        self._settings.write(KEY, report_orders.encode(told))
        self.wrote.emit(f"Report written: {path}")
        self._look()

    def _on_failed(self, order: Order, ends: dt.date, error: LeadDeskError) -> None:
        """Say it once; the next start of the window tries again."""
        self._busy = False
        self._failed.add((order, ends))
        self.wrote.emit(f"The report of {order.name} was not written. {errors.say(error)}")
        self._look()
