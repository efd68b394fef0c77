# SPDX-License-Identifier: MIT
"""The Plan screen by keyboard: typing works it out again, and it is put in force with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.domain.errors import BadInput
from leaddesk.domain.person import Person, Role
from leaddesk.domain.plan import Draft
from leaddesk.gui.situation import When
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.plan_dialogs import PlanForceDialog, PlanVersionsDialog
from leaddesk.gui.views.plan_view import PlanView
from leaddesk.gui.widgets.follow_edit import FollowEdit
from tests.gui import fake_answers_plan as made
from tests.gui.form_desk import FormDesk

RUTH = Person(1, "Ruth Calloway", frozenset({Role.TEAM_LEAD}), "America/Chicago")


@pytest.fixture
def desk(worn: Theme) -> Iterator[FormDesk]:
    """A desk with a plan that follows its draft."""
    desk = FormDesk()
    desk.machine.at = dt.datetime(2027, 1, 4, 16, tzinfo=dt.UTC)
    desk.desk.people = (RUTH,)
    desk.desk.answers[queries.AskPlan] = made.answer
    yield desk
    desk.close()


def shown(desk: FormDesk, qtbot: QtBot) -> PlanView:
    desk.seat.know((RUTH,))
    desk.seat.currency = "USD"
    desk.seat.sit(RUTH)
    view = PlanView(desk.bench())
    qtbot.addWidget(view)
    view.resize(1360, 840)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.waitUntil(view._ui.scroll_area.isVisible)
    return view


def keep(desk: FormDesk, *versions: queries.VersionRow) -> None:
    """Let plans be in force."""

    def answer(query: queries.AskPlan) -> queries.PlanView:
        draft = query.draft or (versions[0].typed if versions else None)
        same = draft is None or (draft.begins, draft.ends) == (made.Q1.begins, made.Q1.ends)
        return made.answer(queries.AskPlan(draft), *(versions if same else ()))

    desk.desk.answers[queries.AskPlan] = answer


def put(field: FollowEdit, text: str) -> None:
    """Type into a field as a hand does."""
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def words(view: PlanView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def drafts(desk: FormDesk) -> list[Draft | None]:
    return [query.draft for query in desk.desk.asked if isinstance(query, queries.AskPlan)]


def test_typing_a_goal_works_the_way_out_with_each_key(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    assert "Type the period’s revenue goal to see what each day needs." in words(view)
    assert "no more needed" not in words(view)
    assert not view._ui.chance.isVisible()
    put(view._way.field("goal"), "420000")
    told = [draft.goal for draft in drafts(desk) if draft is not None and draft.goal]
    assert told == [400, 4_200, 42_000, 420_000, 4_200_000, 42_000_000]
    assert "→ 45 customers" in words(view)
    assert view._ui.chance.accessibleName().startswith("63 % likely to reach $420,000")
    assert "Draft · not in force" in words(view)


def test_a_field_follows_what_is_measured_until_one_types_and_when_it_is_emptied(
    desk: FormDesk, qtbot: QtBot
) -> None:
    view = shown(desk, qtbot)
    put(view._way.field("goal"), "420,000")
    field = view._way.field("conversations")
    assert (field.text(), field.placeholderText()) == ("", "21 %")
    assert field.accessibleName() == "Conversation → handoff: 21 %, worked out"
    put(field, "30")
    assert drafts(desk)[-1] == replace(
        made.EMPTY, goal=42_000_000, shares=(("conversations", 0.3),)
    )
    view._way.field("calls").setFocus()
    assert field.text() == "30 %"
    put(field, "")
    assert drafts(desk)[-1] == replace(made.EMPTY, goal=42_000_000)


def test_esc_gives_up_what_was_typed(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    put(view._way.field("goal"), "420000")
    view._way.field("sale").setFocus()
    put(view._way.field("goal"), "7")
    QTest.keyClick(view._way.field("goal"), Qt.Key.Key_Escape)
    last = drafts(desk)[-1]
    assert last is not None
    assert last.goal == 42_000_000


@pytest.mark.parametrize("key, text", [("goal", "much"), ("sale", "-4"), ("calls", "170")])
def test_what_can_not_be_read_is_said_at_its_field_and_changes_nothing(
    desk: FormDesk, qtbot: QtBot, key: str, text: str
) -> None:
    view = shown(desk, qtbot)
    put(view._way.field(key), text)
    field = view._way.field(key)
    assert field.property("look") == "wrong"
    assert field.accessibleDescription().startswith("Type ")
    view._days.field(1, "calls").setFocus()
    assert field.text() == text
    put(field, "")
    assert field.property("look") == "follow"


def test_a_typed_target_stands_beside_what_the_plan_asks(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    put(view._way.field("goal"), "420000")
    field = view._days.field(1, "calls")
    asked = field.placeholderText()
    put(field, "90")
    assert f"today 80, the plan asks {asked}" in words(view)
    put(field, "many")
    assert field.property("look") == "wrong"
    put(field, "")
    assert field.property("look") == "follow"
    assert drafts(desk)[-1] == replace(made.EMPTY, goal=42_000_000)
    owed = view._days.field(2, "feedback_owed")
    assert (owed.isReadOnly(), owed.placeholderText()) == (True, "all")


def test_what_differs_from_the_plan_in_force_is_told(desk: FormDesk, qtbot: QtBot) -> None:
    keep(desk, made.version())
    view = shown(desk, qtbot)
    assert "In force" in words(view)
    assert not view._ui.forget_button.isVisible()
    assert "was 52 %" in words(view)
    put(view._way.field("goal"), "500000")
    assert "Draft · differs from the plan in force" in words(view)
    assert view._ui.forget_button.isVisible()
    view.handlers()["plan.discard"]()
    assert "In force" in words(view)
    assert not view._ui.forget_button.isVisible()
    kept, dropped = desk.commands(commands.KeepPlanDraft)[-1:], commands.DiscardPlanDraft
    assert kept == [commands.KeepPlanDraft(replace(made.Q1, goal=50_000_000))]
    assert len(desk.commands(dropped)) == 1


def test_a_draft_is_kept_a_moment_after_the_last_key_and_when_somebody_leaves(
    desk: FormDesk, qtbot: QtBot
) -> None:
    keep(desk, made.version())
    view = shown(desk, qtbot)
    view.keep_typed()
    assert desk.commands(commands.KeepPlanDraft) == []
    put(view._way.field("goal"), "500000")
    qtbot.waitUntil(lambda: bool(desk.commands(commands.KeepPlanDraft)))
    assert desk.commands(commands.KeepPlanDraft) == [
        commands.KeepPlanDraft(replace(made.Q1, goal=50_000_000))
    ]
    put(view._way.field("goal"), "600000")
    desk.seat.leaving.emit()
    assert desk.commands(commands.KeepPlanDraft)[-1] == commands.KeepPlanDraft(
        replace(made.Q1, goal=60_000_000)
    )
    put(view._way.field("goal"), "420000")
    view.keep_typed()
    assert desk.commands(commands.KeepPlanDraft)[-1] == commands.KeepPlanDraft(None)


def test_a_draft_is_not_kept_where_the_desk_was_closed(desk: FormDesk, qtbot: QtBot) -> None:
    keep(desk, made.version())
    view = shown(desk, qtbot)
    put(view._way.field("goal"), "500000")
    desk.close()
    view.keep_typed()
    assert desk.commands(commands.KeepPlanDraft) == []
    assert not view._keeping.isActive()


def test_a_draft_that_was_kept_comes_up_again(desk: FormDesk, qtbot: QtBot) -> None:
    kept = replace(made.Q1, goal=50_000_000)

    def answer(query: queries.AskPlan) -> queries.PlanView:
        view = made.answer(queries.AskPlan(query.draft or kept), made.version())
        return replace(view, is_kept=query.own)

    desk.desk.answers[queries.AskPlan] = answer
    view = shown(desk, qtbot)
    assert "Draft · differs from the plan in force" in words(view)
    assert view.situation() & When.PLAN_DRAFTED
    view.keep_typed()
    assert desk.commands(commands.KeepPlanDraft) == []


def test_a_stage_that_comes_too_late_says_so(desk: FormDesk, qtbot: QtBot) -> None:
    desk.desk.answers[queries.AskPlan] = lambda query: made.answer(query, late="handoffs")
    view = shown(desk, qtbot)
    put(view._way.field("goal"), "420000")
    assert "too late to move this period: it takes 9 days to the next" in words(view)


def test_it_is_put_in_force_from_a_day_with_a_reason(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    assert not view.situation() & When.PLAN_SHOWN
    assert not view._ui.force_button.isEnabled()
    put(view._way.field("goal"), "420000")
    assert view.situation() & When.PLAN_SHOWN
    view.handlers()["plan.put_in_force"]()
    dialog = view.findChild(PlanForceDialog)
    assert dialog is not None
    assert "Qualifiers: Calls 80 → " in dialog._ui.what_label.text()
    desk.desk.failing = BadInput("needs_why", where="why")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog._ui.why_edit_problem.text().startswith("A reason is missing")
    QTest.keyClicks(dialog._ui.why_edit, "A new quarter")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    plan = replace(made.EMPTY, goal=42_000_000)
    assert desk.commands(commands.PutPlanInForce)[-1] == commands.PutPlanInForce(
        plan, plan, made.TODAY, "A new quarter"
    )
    qtbot.waitUntil(lambda: view.findChild(PlanForceDialog) is None)


def test_a_version_can_be_gone_on_from(desk: FormDesk, qtbot: QtBot) -> None:
    old = replace(made.Q1, goal=30_000_000)
    keep(desk, made.version(), made.version("Before the year", old))
    view = shown(desk, qtbot)
    view.handlers()["plan.versions"]()
    dialog = view.findChild(PlanVersionsDialog)
    assert dialog is not None
    shown_rows = [dialog._ui.version_list.item(n).text() for n in range(2)]
    assert shown_rows[1] == "$300,000, from 4 Jan, by Ruth Calloway today\nBefore the year"
    QTest.keyClick(dialog._ui.version_list, Qt.Key.Key_Down)
    QTest.keyClick(dialog._ui.version_list, Qt.Key.Key_Return)
    assert drafts(desk)[-1] == old
    assert view._way.field("goal").text() == "$300,000"


def test_another_period_brings_the_plan_that_is_in_force_there(
    desk: FormDesk, qtbot: QtBot
) -> None:
    keep(desk, made.version())
    view = shown(desk, qtbot)
    box = view._ui.period_combo
    assert box.currentText() == "This quarter"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert view._ui.title.text() == "Q2 2027"
    last = drafts(desk)[-1]
    assert last is not None
    assert last.goal == made.Q1.goal
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert view._ui.title.text() == "Q1 2027"
    assert drafts(desk)[-1] == made.Q1


def test_dates_of_another_period_are_typed_and_what_can_not_be_is_said(
    desk: FormDesk, qtbot: QtBot
) -> None:
    view = shown(desk, qtbot)
    box = view._ui.period_combo
    assert not view._ui.ends_edit.isVisible()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert view._ui.ends_edit.isVisible()
    view._ui.ends_edit.setDate(view._ui.ends_edit.date().addDays(14))
    view._ui.ends_edit.editingFinished.emit()
    assert view._ui.title.text() == "1 Jan – 14 Apr 2027"
    view._ui.ends_edit.setDate(view._ui.begins_edit.date().addDays(-1))
    view._ui.ends_edit.editingFinished.emit()
    assert desk.frame.said[-1].startswith("A plan is for a period")
    assert view._ui.title.text() == "1 Jan – 14 Apr 2027"


def test_who_comes_next_sees_nothing_that_was_typed(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    put(view._way.field("goal"), "420000")
    view.person_left()
    assert not view._ui.scroll_area.isVisible()
    view.refresh()
    assert drafts(desk)[-1] is None
