# SPDX-License-Identifier: MIT
"""A report as a page: a title, a few sentences, and tables; paper and workbook are made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.queries import MetricSum, ReportLine, ReportView
from leaddesk.domain.perfect_day import Metric
from leaddesk.words import goals, leads, numbers, plan, times

_OF_GOALS = (
    Metric.CALLS, Metric.NEW_LEAD_CALLS, Metric.CONVERSATIONS, Metric.HANDOFFS,
    Metric.APPOINTMENTS, Metric.PRESENTATIONS, Metric.PROPOSALS, Metric.WON,
)  # fmt: skip
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page; numbers stay numbers, so that a workbook can count with them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A report to read."""

    title: str
    subtitle: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]


def page(view: ReportView) -> Page:
    """Return a report as a page."""
    tables = [_goals(view)]
    if len(view.lines) > 1 or not view.person:
        tables.append(_people(view))
    tables.append(_handoffs(view))
    if len(view.days) > 1:
        tables.append(_days(view))
    return Page(
        title=f"{view.person or view.team}: {span(view.begins, view.ends)}",
        subtitle=_subtitle(view),
        sentences=_sentences(view),
        tables=tuple(tables),
    )


def span(begins: dt.date, ends: dt.date) -> str:
    """Return the days of a report: 'Thursday, 14 May 2026', 'week of 11 May 2026', 'May 2026'."""
    if begins == ends:
        weekday = times.WEEKDAYS[begins.weekday()]
        return f"{weekday}, {begins.day} {times.MONTHS[begins.month - 1]} {begins.year}"
    if not begins.weekday() and (ends - begins).days == _WEEK - 1:
        return f"week of {begins.day} {times.MONTHS[begins.month - 1]} {begins.year}"
    return plan.period(begins, ends)


def _subtitle(view: ReportView) -> str:
    days = numbers.count(len(view.days), "day")
    if view.person:
        return days
    people = len({line.person_id for line in view.lines})
    return f"{days}, {numbers.count(people, 'person', 'people')}"


def _sentences(view: ReportView) -> tuple[str, ...]:
    total = view.total
    if not total.days:
        return ("No day of this span asked for goals.",)
    perfect, days = numbers.number(total.perfect), numbers.count(total.days, "working day")
    were = "was" if total.perfect == 1 else "were"
    given, accepted = numbers.count(total.given, "handoff"), numbers.number(total.accepted)
    told = [
        f"{perfect} of {days} {were} perfect; the bar stood at {round(total.bar)} % on average.",
        f"{given} given, {accepted} accepted, {numbers.number(total.came_back)} came back.",
    ]
    if total.sales:
        sold = numbers.money(total.revenue, view.currency)
        told.append(f"{numbers.count(total.sales, 'sale')} for {sold}.")
    return tuple(told)


def _goals(view: ReportView) -> Table:
    rows = [
        (goals.title(one.metric), one.done, one.target or "", _part(one))
        for one in _ordered(view.total.sums)
    ]
    return Table("Goals", ("", "done", "asked for", "share"), tuple(rows))


def _people(view: ReportView) -> Table:
    metrics = [one.metric for one in _ordered(view.total.sums)]
    head = ("", "tier", "days", "perfect", "bar", *(goals.title(metric) for metric in metrics))
    rows = [_person(line, metrics) for line in view.lines]
    return Table("People", head, tuple(rows))


def _person(line: ReportLine, metrics: list[str]) -> tuple[str | int | float, ...]:
    done = {one.metric: one.done for one in line.sums}
    bar = f"{round(line.bar)} %" if line.days else ""
    counts = (done.get(metric, 0) for metric in metrics)
    return (line.name, leads.tier(line.tier), line.days, line.perfect, bar, *counts)


def _handoffs(view: ReportView) -> Table:
    head = ("", "given", "accepted", "came back", "sales", f"revenue in {view.currency}")
    rows = [
        (line.name, line.given, line.accepted, line.came_back, line.sales, line.revenue / 100)
        for line in view.lines
        if line.given or line.sales
    ]
    return Table("Handoffs and sales", head, tuple(rows))


def _days(view: ReportView) -> Table:
    metrics = [one.metric for one in _ordered(view.total.sums)]
    head = ("", "days of people", "perfect", "bar", *(goals.title(metric) for metric in metrics))
    rows: list[tuple[str | int | float, ...]] = []
    for day in view.days:
        done = {one.metric: one.done for one in day.sums}
        bar = f"{round(day.bar)} %" if day.asked else ""
        name = (
            f"{times.WEEKDAYS[day.day.weekday()]}, {day.day.day} {times.MONTHS[day.day.month - 1]}"
        )
        rows.append((name, day.asked, day.perfect, bar, *(done.get(m, 0) for m in metrics)))
    return Table("Days", head, tuple(rows))


def _ordered(sums: tuple[MetricSum, ...]) -> list[MetricSum]:
    """Return sums in the order of the way to a sale, without what was neither done nor asked."""
    place = {metric.value: n for n, metric in enumerate(_OF_GOALS)}
    found = [one for one in sums if one.metric in place and (one.done or one.target)]
    return sorted(found, key=lambda one: place[one.metric])


def _part(one: MetricSum) -> str:
    return numbers.percent(one.done / one.target) if one.target else ""
