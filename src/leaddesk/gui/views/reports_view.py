# SPDX-License-Identifier: MIT
"""Reports: a day, a week or a month of the team or a person, to read, to save, to have written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QDate
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFileDialog, QListWidgetItem, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import AskPeople, AskReport, ReportView
from leaddesk.domain.person import Person, Role
from leaddesk.domain.report_span import span_of, step
from leaddesk.gui.forms.ui_reports_view import Ui_ReportsView
from leaddesk.gui.models import report_orders
from leaddesk.gui.models.report_orders import KEY, PDF, XLSX, Order
from leaddesk.gui.report_files import FOLDER, report_folder, write_report
from leaddesk.gui.report_paper import document_of
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import times
from leaddesk.words.report import page, span

_TEAM = "The team"
_PAPER = "QTextBrowser { background: #ffffff; color: #18202c; padding: 16px; }"
"""A report lies on white paper, whatever the window wears."""


class ReportsView(Screen):
    """The Reports screen: one's own days, or everybody's for a team lead."""

    lives_on: ClassVar[Kind] = Kind.PROGRESS | Kind.HANDOFFS | Kind.PEOPLE | Kind.RULES

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_ReportsView()
        self._ui.setupUi(self)
        self._day: dt.date | None = None
        self._view: ReportView | None = None
        ui = self._ui
        for value, words in report_orders.SPANS:
            ui.span_combo.addItem(words, value)
        ui.span_combo.activated.connect(self._ask)
        ui.of_combo.activated.connect(self._ask)
        ui.day_edit.dateChanged.connect(self._on_date)
        ui.earlier_button.show_button("Earlier", icon_name="chevron-left")
        ui.later_button.show_button("Later", icon_name="chevron-right")
        ui.pdf_button.show_button("Save as PDF", "Ctrl+P", ButtonKind.PRIMARY, "file-down")
        ui.workbook_button.show_button("Save as workbook", "Ctrl+Shift+X", icon_name="download")
        ui.repeat_button.show_button("PDF each time", "Ctrl+R", icon_name="refresh-cw")
        ui.repeat_workbook_button.show_button("Workbook each time", "Ctrl+Shift+R")
        ui.folder_button.show_button("Another folder…")
        ui.remove_button.show_button("Stop this one", icon_name="x")
        for button, action in (
            (ui.earlier_button, "report.earlier"), (ui.later_button, "report.later"),
            (ui.pdf_button, "report.pdf"), (ui.workbook_button, "report.workbook"),
            (ui.repeat_button, "report.repeat"),
            (ui.repeat_workbook_button, "report.repeat_workbook"),
        ):  # fmt: skip
            button.clicked.connect(partial(bench.frame.act, action))
        ui.folder_button.clicked.connect(self._on_folder)
        ui.remove_button.clicked.connect(self._on_remove)
        ui.paper.setStyleSheet(_PAPER)
        ui.paper.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        ui.orders_title.show_title("Written by itself")
        self._show_folder()
        self._show_orders()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        if self._day is None:
            self._day = times.local(self.bench.ops.now(), self.bench.seat.time_zone).date()
        if Role.TEAM_LEAD in self.bench.seat.roles:
            self.bench.ops.ask(AskPeople(), slot="reports.people", answer=self._offer)
        else:
            self._offer(tuple(filter(None, [self.bench.seat.person])))
        self._show_orders()

    @override
    def person_left(self) -> None:
        self._day = self._view = None
        self._ui.of_combo.clear()
        self._ui.paper.clear()

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "report.earlier": partial(self._step, -1),
            "report.later": partial(self._step, 1),
            "report.pdf": partial(self._save, PDF),
            "report.workbook": partial(self._save, XLSX),
            "report.repeat": partial(self._repeat, PDF),
            "report.repeat_workbook": partial(self._repeat, XLSX),
        }

    @override
    def focus_first(self) -> None:
        self._ui.span_combo.setFocus()

    @property
    def told(self) -> str:
        """The title of the report that is shown, empty before the first."""
        return page(self._view).title if self._view is not None else ""

    # ------------------------------------------------------------------------- choosing

    @property
    def _span(self) -> str:
        return str(self._ui.span_combo.currentData())

    def _offer(self, people: tuple[Person, ...]) -> None:
        """Offer whose report it may be, the team first; who was chosen stays chosen."""
        box, chosen = self._ui.of_combo, self._ui.of_combo.currentData()
        box.clear()
        if Role.TEAM_LEAD in self.bench.seat.roles:
            box.addItem(_TEAM, 0)
        for person in people:
            if person.tiers:
                box.addItem(person.name, person.id)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        self._ask()

    def _ask(self) -> None:
        if self._day is None or self._ui.of_combo.count() == 0:
            return
        begins, ends = span_of(self._span, self._day)
        blocked = self._ui.day_edit.blockSignals(True)
        self._ui.day_edit.setDate(QDate(self._day.year, self._day.month, self._day.day))
        self._ui.day_edit.blockSignals(blocked)
        of = int(self._ui.of_combo.currentData())
        self.bench.ops.ask(AskReport(begins, ends, of), slot="report", answer=self._show)

    def _show(self, view: ReportView) -> None:
        self._view = view
        told = page(view)
        self._ui.span_label.setText(span(view.begins, view.ends))
        document = document_of(told)
        document.setParent(self._ui.paper)
        self._ui.paper.setDocument(document)
        self._ui.paper.setAccessibleDescription(" ".join((told.title, *told.sentences)))

    def _on_date(self, day: QDate) -> None:
        self._day = dt.date(day.year(), day.month(), day.day())
        self._ask()

    def _step(self, by: int) -> None:
        if self._day is not None:
            self._day = step(self._span, self._day, by)
            self._ask()

    # ------------------------------------------------------------------------- saving

    @property
    def _folder(self) -> Path:
        return report_folder(self.bench.settings)

    def _show_folder(self) -> None:
        home = self._folder == Path.home()
        self._ui.folder_label.setText("Into your home folder" if home else f"Into {self._folder}")

    def _on_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "Where reports go", str(self._folder))
        if found:
            self.bench.settings.write(FOLDER, found)
            self._show_folder()

    def _save(self, file_format: str) -> None:
        view = self._view
        if view is None:
            return
        name = report_orders.file_name(self._whose(view), self._span, view.begins, file_format)
        path = report_orders.free_path(self._folder, name)
        ops, machine = self.bench.ops, self.bench.machine
        ops.run(
            ops.threads.readers, lambda: write_report(machine, path, page(view), file_format),
            lambda done: self.bench.frame.say(f"Saved to {done}"), self.bench.frame.refuse,
        )  # fmt: skip

    def _whose(self, view: ReportView) -> str:
        return view.person or view.team

    # ------------------------------------------------------------------------- by itself

    def _repeat(self, file_format: str) -> None:
        """Have this kind of report written into the folder whenever its span is over."""
        view = self._view
        if view is None:
            return
        seat = self.bench.seat
        of = int(self._ui.of_combo.currentData())
        order = Order(
            self._span, of, self._whose(view), file_format, str(self._folder), seat.person_id
        )
        orders = report_orders.decode(self.bench.settings.read(KEY))
        if any(replace(one, until="", name=order.name) == order for one in orders):
            self.bench.frame.say("That report is written there already.")
            return
        today = times.local(self.bench.ops.now(), seat.time_zone).date()
        self._keep((*orders, report_orders.begun(order, today)))
        self.bench.frame.say(f"From now on each {order.span} goes into {order.folder}.")

    def _on_remove(self) -> None:
        place = self._ui.order_list.currentRow()
        orders = list(report_orders.decode(self.bench.settings.read(KEY)))
        if 0 <= place < len(orders):
            del orders[place]
            self._keep(tuple(orders))

    def _keep(self, orders: tuple[Order, ...]) -> None:
        self.bench.settings.write(KEY, report_orders.encode(orders))
        self._show_orders()

    def _show_orders(self) -> None:
        ui, orders = self._ui, report_orders.decode(self.bench.settings.read(KEY))
        ui.order_list.clear()
        for order in orders:
            QListWidgetItem(report_orders.told(order), ui.order_list)
        ui.order_list.setVisible(bool(orders))
        ui.remove_button.setVisible(bool(orders))
        ui.orders_label.setVisible(not orders)
        ui.order_list.setCurrentRow(0)
