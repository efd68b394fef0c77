# SPDX-License-Identifier: MIT
"""Reports from the command line: to read, as a file, and those that are due."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

from leaddesk.cli import readers
from leaddesk.cli.answers import Answer, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.queries import AskPeople, AskReport, ReportView
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.local_day import local_date
from leaddesk.domain.report_span import span_of
from leaddesk.gui.models import report_orders
from leaddesk.gui.models.report_orders import KEY, Order
from leaddesk.words import errors, numbers
from leaddesk.words.report import Page, page

_FORMATS = {".pdf": "pdf", ".xlsx": "xlsx"}


def show_report(sitting: Sitting) -> Answer:
    """Show a report, or write it to a file."""
    args, who = sitting.args, sitting.person()
    of = sitting.person(args.of).id if args.of else 0
    day = readers.day(args.day) if args.day else local_date(who.time_zone, sitting.now)
    begins, ends = span_of(args.span, day)
    view = sitting.desk.ask(AskReport(begins, ends, of), sitting.now, who.id)
    told = page(view)
    if not args.to:
        return Answer(_words(told), _data(view))
    path = Path(args.to).expanduser().absolute()
    file_format = _FORMATS.get(path.suffix.lower())
    if file_format is None:
        raise WrongUse("--to takes a file that ends in .pdf or .xlsx.")
    sitting.doors.write_report(path, told, file_format)
    return Answer(f"{told.title} is in {path}", {"file": str(path), **_data(view)})


def write_due(sitting: Sitting) -> Answer:
    """Write what was ordered in the window and is due, each in the name of who ordered it.

    What goes wrong is told, and is due the next time as well.
    """
    settings = sitting.doors.window_settings()
    only = sitting.person().id if sitting.args.person else 0
    team = {one.id: one for one in sitting.desk.ask(AskPeople(), sitting.now)}
    lines: list[str] = []
    files: list[str] = []
    failed: list[str] = []
    for order in report_orders.decode(settings.read(KEY)):
        who = team.get(order.by)
        if who is None or (only and who.id != only):
            continue
        span = report_orders.due(order, local_date(who.time_zone, sitting.now))
        if span is None:
            continue
        try:
            path = _write(sitting, order, span)
        except LeadDeskError as error:
            failed.append(f"The report of {order.name} was not written. {errors.say(error)}")
            continue
        # Read anew: a window may have ordered another one meanwhile.
        now = report_orders.decode(settings.read(KEY))
        settings.write(KEY, report_orders.encode(report_orders.written(now, order, span[1])))
        lines.append(f"Report written: {path}")
        files.append(str(path))
    told = "\n".join([*lines, *failed]) or "No report is due."
    data: dict[str, object] = {"files": files, "failed": failed}
    return Answer(told, data, refused="reports_failed" if failed else "")


def _write(sitting: Sitting, order: Order, span: tuple[dt.date, dt.date]) -> Path:
    view = sitting.desk.ask(AskReport(*span, order.person_id), sitting.now, order.by)
    name = report_orders.file_name(order.name, order.span, view.begins, order.format)
    path = report_orders.free_path(Path(order.folder), name)
    return sitting.doors.write_report(path, page(view), order.format)


def _words(told: Page) -> str:
    lines = [told.title, told.subtitle, *told.sentences]
    for one in told.tables:
        rows = [tuple(c if isinstance(c, str) else numbers.number(c) for c in row)
                for row in one.rows]  # fmt: skip
        if rows:
            lines += ["", one.title, table(one.head, rows)]
    return "\n".join(lines)


def _data(view: ReportView) -> dict[str, object]:
    return {
        "begins": view.begins.isoformat(),
        "ends": view.ends.isoformat(),
        "total": asdict(view.total),
        "lines": [asdict(line) for line in view.lines],
    }
