# SPDX-License-Identifier: MIT
"""Somebody is invited to a team with a hub: a code that is shown once, taken, and made anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.rules import TeamRule, encode_rule
from leaddesk.domain.errors import LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.gui.views.invite_dialog import HUB, NEW_CODE, InviteDialog
from leaddesk.gui.views.people_view import PeopleView
from leaddesk.gui.views.workstations_dialog import WorkstationsDialog
from leaddesk.words import inviting
from tests.gui.made_leads import DANA, LEE
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless
from tests.gui.test_people_view import DAY, back, choose

Key = Qt.Key
PRINT = "0123456789abcdef" * 4
NOON = dt.datetime(2026, 5, 12, 17, 0, tzinfo=dt.UTC)
EARLIER = NOON - dt.timedelta(days=2)
LATER = NOON + dt.timedelta(days=400)
INVITED = (
    queries.InvitationRow("ABCD", DANA.id, 3, NOON, LATER, person=DANA.name, by="Lee Novak"),
    queries.InvitationRow("EFGH", DANA.id, 3, EARLIER, EARLIER, person=DANA.name, by="Lee Novak"),
    queries.InvitationRow("JKMN", 2, 3, NOON, LATER, used_at=NOON, person="Sam Ortiz"),
    queries.InvitationRow("PQRS", 77, 3, EARLIER, EARLIER, person="Gil Gone"),
)


@dataclass(frozen=True)
class Code:
    """A code that was made."""

    shown: str
    handle: str
    hashed: str = "a hash"


@dataclass
class Codes:
    """Makes codes, or says why it can't."""

    trouble: list[LeadDeskError] = field(default_factory=list)
    made: list[Code] = field(default_factory=list)

    def make(self) -> Code:
        if self.trouble:
            raise self.trouble.pop(0)
        handle = f"ABC{len(self.made) + 1}"
        self.made.append(Code(f"{handle}-EFGHJK", handle))
        return self.made[-1]


@pytest.fixture
def codes() -> Codes:
    return Codes()


@pytest.fixture
def view(sitting: Sitting, codes: Codes) -> PeopleView:
    """Let Lee, a team lead, look at the people of a team with a hub."""
    rows = tuple(
        queries.StaffRow(one, DAY, works=True, absence=None, open=0) for one in (DANA, LEE)
    )
    sitting.desk.answers[queries.AskStaff] = lambda _query: rows
    sitting.desk.answers[queries.AskRule] = lambda _query: encode_rule(
        "team", TeamRule("North team")
    )
    sitting.desk._doings[commands.WithdrawInvitation] = lambda _command: Done(
        Kind.PEOPLE, "invitation_withdrawn"
    )
    answer = queries.WorkstationsView((), INVITED)
    sitting.desk.answers[queries.AskWorkstations] = lambda _query: answer
    sitting.start("Lee Novak", "people")
    screen = sitting.window.current
    assert isinstance(screen, PeopleView)
    services: dict[str, Callable[..., object]] = {
        HUB: lambda: ("hub.example:8443", PRINT), NEW_CODE: codes.make,
    }  # fmt: skip
    screen.bench = replace(screen.bench, services=services)
    screen.focus_first()
    choose(sitting, 0)
    return screen


def invite(sitting: Sitting, qtbot: QtBot) -> InviteDialog:
    """Invite Dana with `I`."""
    sitting.press(Key.Key_I)
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, InviteDialog)
    return dialog


def said(sitting: Sitting) -> list[str]:
    """Return what the window is going to say."""
    told: list[str] = []
    sitting.window.toast.show_message = lambda text, *_rest: told.append(text)  # type: ignore[method-assign]
    return told


def test_a_code_is_shown_once_and_copied_with_enter(
    sitting: Sitting, view: PeopleView, codes: Codes, qtbot: QtBot
) -> None:
    dialog = invite(sitting, qtbot)
    assert dialog._ui.code_label.text() == "ABC1-EFGHJK"
    assert "once, until tomorrow" in dialog._ui.about_label.text()
    assert sitting.commands(commands.InvitePerson) == [
        commands.InvitePerson(DANA.id, "ABC1", "a hash", 24)
    ]
    assert "EFGHJK" not in repr(sitting.desk.log)
    assert nameless(dialog) == []
    told = said(sitting)
    sitting.press(Key.Key_Return)
    words = QGuiApplication.clipboard().text()
    for part in ("hub.example:8443", "ABC1-EFGHJK", "0123 4567 89ab cdef", "once, until tomorrow"):
        assert part in words
    assert told == ["The invitation is copied."]
    back(sitting, view, qtbot)
    assert invite(sitting, qtbot)._ui.code_label.text() == "ABC2-EFGHJK"


def test_who_closes_without_taking_the_code_is_told_that_it_is_gone(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    invite(sitting, qtbot)
    told = said(sitting)
    sitting.press(Key.Key_Escape)
    assert told == [inviting.CODE_GONE]


def test_a_code_that_begins_like_an_open_one_is_made_anew_once(
    sitting: Sitting, view: PeopleView, codes: Codes, qtbot: QtBot
) -> None:
    sitting.desk.failing = RuleBroken("invitation_taken")
    dialog = invite(sitting, qtbot)
    assert dialog._ui.code_label.text() == "ABC2-EFGHJK"
    assert len(codes.made) == 2


def test_an_invitation_that_was_refused_is_tried_again_with_enter(
    sitting: Sitting, view: PeopleView, codes: Codes, qtbot: QtBot
) -> None:
    codes.trouble = [StoreUnavailable("busy")]
    dialog = invite(sitting, qtbot)
    ui = dialog._ui
    assert ui.about_label.text() == "Nobody was invited."
    assert ui.problem.isVisible()
    assert not ui.copy_button.isVisible()
    assert not ui.words_edit.isVisible()
    assert not ui.code_label.isVisible()
    assert sitting.target is ui.again_button
    sitting.press(Key.Key_Return)
    assert ui.code_label.text() == "ABC1-EFGHJK"
    assert not ui.problem.isVisible()
    assert ui.words_edit.isVisible()
    assert sitting.target is ui.copy_button


# ------------------------------------------------------------------------- invited again


@pytest.fixture
def stations(sitting: Sitting, view: PeopleView, qtbot: QtBot) -> WorkstationsDialog:
    """Open the workstations with `D`, at the first invitation."""
    sitting.press(Key.Key_D)
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, WorkstationsDialog)
    dialog._ui.invitations_table.setFocus()
    return dialog


def renewed(dialog: WorkstationsDialog) -> InviteDialog | None:
    found = dialog.findChildren(InviteDialog)
    return found[0] if found else None


def test_an_open_invitation_is_withdrawn_before_another_code_is_made(
    sitting: Sitting, stations: WorkstationsDialog
) -> None:
    sitting.press(Key.Key_I)
    kinds = (commands.WithdrawInvitation, commands.InvitePerson)
    assert [one for one in sitting.desk.log if isinstance(one, kinds)] == [
        commands.WithdrawInvitation("ABCD"),
        commands.InvitePerson(DANA.id, "ABC1", "a hash", 24),
    ]
    dialog = renewed(stations)
    assert dialog is not None
    assert dialog._ui.code_label.text() == "ABC1-EFGHJK"


def test_one_that_is_over_is_renewed_as_it_is(
    sitting: Sitting, stations: WorkstationsDialog
) -> None:
    sitting.press(Key.Key_Down, Key.Key_I)
    assert sitting.commands(commands.WithdrawInvitation) == []
    assert renewed(stations) is not None


def test_a_used_one_is_not_renewed_and_nobody_who_left_is_invited(
    sitting: Sitting, stations: WorkstationsDialog
) -> None:
    sitting.press(Key.Key_Down, Key.Key_Down, Key.Key_I)
    assert not stations._ui.renew_button.isEnabled()
    sitting.press(Key.Key_Down, Key.Key_I)
    assert "Gil Gone" in stations._ui.problem.text()
    assert renewed(stations) is None
    assert sitting.commands(commands.InvitePerson) == []


def test_how_each_invitation_stands_is_told_in_words(stations: WorkstationsDialog) -> None:
    model = stations._ui.invitations_table.model()
    told = [str(model.index(row, 2).data()).split(" ")[0] for row in range(model.rowCount())]
    assert told == ["Open", "Over", "Used", "Over"]


def test_where_the_hub_is_is_read_apart_from_the_window(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    read: list[str] = []

    def hub() -> tuple[str, str]:
        read.append("file")
        return ("hub.example:8443", PRINT)

    view.bench = replace(view.bench, services={**view.bench.services, HUB: hub})
    sitting.readers.held = True
    dialog = invite(sitting, qtbot)
    assert (read, dialog.has_code) == ([], False)
    sitting.readers.run()
    assert (read, dialog.has_code) == (["file"], True)
