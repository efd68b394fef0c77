# SPDX-License-Identifier: MIT
"""Reports from the command line: to read, or as a file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from leaddesk.cli import readers
from leaddesk.cli.answers import Answer, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.queries import AskReport, ReportView
from leaddesk.domain.local_day import local_date
from leaddesk.domain.report_span import span_of
from leaddesk.words import numbers
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
