# SPDX-License-Identifier: MIT
"""Reports that are written into a folder by themselves: which, for when, and what is due."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from leaddesk.domain.report_span import DAY, MONTH, WEEK, span_of

KEY = "reports/orders"
"""Under which the settings keep the orders."""
SPANS = ((DAY, "Day"), (WEEK, "Week"), (MONTH, "Month"))
PDF, XLSX = "pdf", "xlsx"
_DAY = dt.timedelta(days=1)
_MOST = 50


@dataclass(frozen=True, slots=True)
class Order:
    """A report to be written once its span is over; `person_id` 0 is the team.

    `by` is who ordered it, `until` the last day that was written (ISO).
    """

    span: str
    person_id: int
    name: str
    format: str
    folder: str
    by: int
    until: str = ""


def due(order: Order, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Return the newest span that is over and was not written yet, None when there is none.

    Of several that were missed only the newest is written.
    """
    begins, ends = span_of(order.span, span_of(order.span, today)[0] - _DAY)
    return (begins, ends) if ends.isoformat() > order.until else None


def begun(order: Order, today: dt.date) -> Order:
    """Return an order as it is placed: what was over before it is not written any more."""
    last = span_of(order.span, today)[0] - _DAY
    return replace(order, until=last.isoformat())


def written(orders: Iterable[Order], order: Order, ends: dt.date) -> tuple[Order, ...]:
    """Return the orders with one written until a day."""
    done = replace(order, until=ends.isoformat())
    return tuple(done if one == order else one for one in orders)


def file_name(name: str, span: str, begins: dt.date, file_format: str) -> str:
    """Return the name of a report's file: 'team week 2026-05-11.pdf'."""
    plain = re.sub(r"[^\w.-]+", " ", name).strip(" .") or "report"
    told = f"{begins:%Y-%m}" if span == MONTH else begins.isoformat()
    return f"{plain} {span} {told}.{file_format}"


def free_path(folder: Path, name: str) -> Path:
    """Return a path in a folder that no file has yet: a number is added where one has."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


def told(order: Order) -> str:
    """Return an order in two lines: what is written how often, and where."""
    kind = "workbook" if order.format == XLSX else "PDF"
    return f"{order.name}, {kind} each {order.span}\n{order.folder}"


def encode(orders: Iterable[Order]) -> str:
    """Return orders as the settings keep them."""
    return json.dumps([asdict(order) for order in orders])


def decode(text: str) -> tuple[Order, ...]:
    """Return the orders that are kept; what can't be read is left out."""
    try:
        found = json.loads(text) if text else []
        return tuple(Order(**one) for one in found[:_MOST] if isinstance(one, dict))
    except (ValueError, TypeError):
        return ()
