# SPDX-License-Identifier: MIT
"""Reports by keyboard: chosen, read, saved, and written by themselves once their span is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.changes import Kind
from leaddesk.domain.errors import BadInput
from leaddesk.domain.person import Person, Role
from leaddesk.gui.models import report_orders
from leaddesk.gui.models.report_orders import KEY, Order
from leaddesk.gui.report_files import FOLDER
from leaddesk.gui.report_watch import ReportWatch
from leaddesk.gui.screen import Bench
from leaddesk.gui.settings import KeptInMemory
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.reports_view import ReportsView
from leaddesk.system.export_files import open_export
from tests.gui.form_desk import FormDesk
from tests.words.test_report import WEEK

RUTH = Person(1, "Ruth Calloway", frozenset({Role.TEAM_LEAD}), "America/Chicago")
DANA = Person(2, "Dana Whitfield", frozenset({Role.QUALIFIER}), "America/Chicago")
THURSDAY = dt.datetime(2026, 5, 14, 18, tzinfo=dt.UTC)
TODAY = THURSDAY.date()


def answer(query: queries.AskReport) -> queries.ReportView:
    person = {0: "", 2: "Dana Whitfield"}[query.person_id]
    return replace(WEEK, begins=query.begins, ends=query.ends, person=person)


@pytest.fixture
def desk(worn: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[FormDesk]:
    """A desk that reports, and files that are really written."""
    desk = FormDesk()
    desk.machine.at = THURSDAY
    desk.desk.people = (RUTH, DANA)
    desk.desk.answers[queries.AskReport] = answer
    monkeypatch.setattr(desk.machine, "export_file", open_export)
    desk.seat.know((RUTH, DANA))
    yield desk
    desk.close()


@pytest.fixture
def bench(desk: FormDesk, tmp_path: Path) -> Bench:
    bench = replace(desk.bench(), settings=KeptInMemory())
    bench.settings.write(FOLDER, str(tmp_path))
    return bench


def shown(desk: FormDesk, bench: Bench, person: Person, qtbot: QtBot) -> ReportsView:
    desk.seat.sit(person)
    view = ReportsView(bench)
    qtbot.addWidget(view)
    view.resize(1360, 840)
    view.show()
    return view


def asked(desk: FormDesk) -> queries.AskReport:
    return [query for query in desk.desk.asked if isinstance(query, queries.AskReport)][-1]


def test_a_team_lead_reads_the_day_of_the_team_first(
    desk: FormDesk, bench: Bench, qtbot: QtBot
) -> None:
    view = shown(desk, bench, RUTH, qtbot)
    assert asked(desk) == queries.AskReport(TODAY, TODAY, 0)
    assert "Blue team: Thursday, 14 May 2026" in view._ui.paper.toPlainText()
    box = view._ui.of_combo
    assert [box.itemText(n) for n in range(box.count())] == ["The team", "Dana Whitfield"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert asked(desk) == queries.AskReport(TODAY, TODAY, 2)


def test_whoever_leads_nobody_reads_their_own(desk: FormDesk, bench: Bench, qtbot: QtBot) -> None:
    view = shown(desk, bench, DANA, qtbot)
    assert asked(desk) == queries.AskReport(TODAY, TODAY, 2)
    assert view._ui.of_combo.count() == 1


def test_weeks_and_months_are_walked_by_key(desk: FormDesk, bench: Bench, qtbot: QtBot) -> None:
    view = shown(desk, bench, RUTH, qtbot)
    box = view._ui.span_combo
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (asked(desk).begins, asked(desk).ends) == (dt.date(2026, 5, 11), dt.date(2026, 5, 17))
    view.handlers()["report.earlier"]()
    assert asked(desk).begins == dt.date(2026, 5, 4)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (asked(desk).begins, asked(desk).ends) == (dt.date(2026, 5, 1), dt.date(2026, 5, 31))
    view.handlers()["report.later"]()
    assert asked(desk).begins == dt.date(2026, 6, 1)


def test_it_is_saved_as_paper_and_as_a_workbook_never_over_another(
    desk: FormDesk, bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shown(desk, bench, RUTH, qtbot)
    for action in ("report.pdf", "report.pdf", "report.workbook"):
        view.handlers()[action]()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "Blue team day 2026-05-14 (2).pdf",
        "Blue team day 2026-05-14.pdf",
        "Blue team day 2026-05-14.xlsx",
    ]
    assert desk.frame.said[-1].endswith("Blue team day 2026-05-14.xlsx")


def test_a_folder_that_is_gone_is_said(
    desk: FormDesk, bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shown(desk, bench, RUTH, qtbot)
    bench.settings.write(FOLDER, str(tmp_path / "gone"))
    view.handlers()["report.pdf"]()
    assert [error.key for error in desk.frame.refused] == ["export.no_folder"]


def test_an_order_is_placed_once_shown_and_stopped(
    desk: FormDesk, bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    view = shown(desk, bench, RUTH, qtbot)
    view.handlers()["report.repeat"]()
    view.handlers()["report.repeat"]()
    assert desk.frame.said[-1] == "That report is written there already."
    view.handlers()["report.repeat_workbook"]()
    order, workbook = report_orders.decode(bench.settings.read(KEY))
    assert (workbook.format, workbook.folder) == ("xlsx", order.folder)
    assert (order.span, order.until, order.by) == ("day", "2026-05-13", RUTH.id)
    assert view._ui.order_list.item(0).text() == f"Blue team, PDF each day\n{tmp_path}"
    view._ui.remove_button.click()
    view._ui.remove_button.click()
    assert report_orders.decode(bench.settings.read(KEY)) == ()
    assert view._ui.orders_label.isVisible()


def order(folder: Path, **more: object) -> Order:
    told = {"span": "day", "person_id": 0, "name": "Blue team", "format": "pdf", "by": RUTH.id}
    return Order(**{**told, "folder": str(folder), "until": "2026-05-13", **more})  # type: ignore[arg-type] # one helper for all


def watch(desk: FormDesk, bench: Bench, *orders: Order) -> tuple[ReportWatch, list[str]]:
    bench.settings.write(KEY, report_orders.encode(orders))
    made = ReportWatch(desk.ops, desk.seat, bench.settings, desk.machine)
    said: list[str] = []
    made.wrote.connect(said.append)
    return made, said


def test_a_span_that_is_over_is_written_once(desk: FormDesk, bench: Bench, tmp_path: Path) -> None:
    _, said = watch(desk, bench, order(tmp_path))
    desk.seat.sit(RUTH)
    assert said == []
    desk.machine.at = THURSDAY + dt.timedelta(days=1)
    for _ in range(3):
        desk.ops.announce(Kind.CLOCK, None)
    assert [path.name for path in tmp_path.iterdir()] == ["Blue team day 2026-05-14.pdf"]
    assert said == [f"Report written: {tmp_path / 'Blue team day 2026-05-14.pdf'}"]


def test_only_who_ordered_it_has_it_written(desk: FormDesk, bench: Bench, tmp_path: Path) -> None:
    watch(desk, bench, order(tmp_path, until="2026-05-01"))
    desk.seat.sit(DANA)
    assert list(tmp_path.iterdir()) == []
    desk.seat.sit(RUTH)
    assert [path.name for path in tmp_path.iterdir()] == ["Blue team day 2026-05-13.pdf"]


def test_what_fails_is_said_once_and_the_next_goes_on(
    desk: FormDesk, bench: Bench, tmp_path: Path
) -> None:
    gone = order(tmp_path / "gone", until="2026-05-01", name="Old team")
    _, said = watch(desk, bench, gone, order(tmp_path, until="2026-05-01"))
    desk.seat.sit(RUTH)
    desk.ops.announce(Kind.CLOCK, None)
    assert len(said) == 2
    assert said[0].startswith("The report of Old team was not written.")
    assert [path.name for path in tmp_path.iterdir()] == ["Blue team day 2026-05-13.pdf"]


def test_a_report_that_is_refused_is_said(desk: FormDesk, bench: Bench, tmp_path: Path) -> None:
    def refuse(_query: queries.AskReport) -> object:
        raise BadInput("bad_span", where="report")

    desk.desk.answers[queries.AskReport] = refuse
    _, said = watch(desk, bench, order(tmp_path, until="2026-05-01"))
    desk.seat.sit(RUTH)
    assert said[0].startswith("The report of Blue team was not written.")


@pytest.mark.parametrize(
    "span, until, found",
    [
        ("day", "2026-05-12", (dt.date(2026, 5, 13), dt.date(2026, 5, 13))),
        ("day", "2026-05-13", None),
        ("week", "2026-05-03", (dt.date(2026, 5, 4), dt.date(2026, 5, 10))),
        ("week", "2026-05-10", None),
        ("month", "", (dt.date(2026, 4, 1), dt.date(2026, 4, 30))),
    ],
)
def test_only_the_newest_span_that_is_over_is_due(
    span: str, until: str, found: tuple[dt.date, dt.date] | None, tmp_path: Path
) -> None:
    told = order(tmp_path, span=span, until=until)
    assert report_orders.due(told, TODAY) == found
    assert report_orders.due(report_orders.begun(told, TODAY), TODAY) is None


def test_orders_that_can_not_be_read_are_left_out() -> None:
    assert report_orders.decode("{") == ()
    assert report_orders.decode('[{"span": "day"}]') == ()
    assert report_orders.file_name("a/b: c?", "month", TODAY, "pdf") == "a b c month 2026-05.pdf"
