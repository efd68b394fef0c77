# SPDX-License-Identifier: MIT
"""One table of actions: unique, without clashes, remappable, and each of them does something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from leaddesk.desk.roles import PERMITS, may
from leaddesk.domain.errors import BadInput
from leaddesk.domain.person import Role
from leaddesk.gui.actions import (
    EVERYWHERE,
    TABLE,
    clashes,
    read_keymap,
    remapped,
    shortcuts_page,
)
from leaddesk.gui.icons import icon
from leaddesk.gui.screens import SCREENS
from tests.gui.sitting import Sitting

DOCS = Path(__file__).resolve().parents[2] / "docs" / "shortcuts.md"


def test_ids_are_noun_dot_verb_and_unique() -> None:
    ids = [action.id for action in TABLE]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+\.[a-z0-9_]+", name) for name in ids)


def test_no_two_actions_answer_one_key() -> None:
    assert clashes(TABLE) == []


def test_every_key_is_one_that_qt_knows() -> None:
    for action in TABLE:
        for key in action.keys:
            portable = QKeySequence.fromString(key).toString(
                QKeySequence.SequenceFormat.PortableText
            )
            assert portable == key


def test_every_icon_is_there(sitting: Sitting) -> None:
    for action in TABLE:
        assert not action.icon or not icon(action.icon).isNull()


def test_every_action_belongs_to_a_screen_that_exists() -> None:
    assert {action.screen for action in TABLE} <= {EVERYWHERE, *(entry.id for entry in SCREENS)}


@pytest.mark.parametrize("screen", [entry.id for entry in SCREENS])
def test_every_action_of_a_screen_does_something_there(at_work: Sitting, screen: str) -> None:
    at_work.window.seat.sit(at_work.desk.people[2])
    at_work.window.go(screen)
    view = at_work.window.current
    assert view is not None
    frame = at_work.window.actions_here._frame
    own = {action.id for action in TABLE if action.screen == screen}
    assert own <= view.handlers().keys() | frame.keys()
    everywhere = {action.id for action in TABLE if action.screen == EVERYWHERE}
    assert everywhere <= frame.keys()


def test_own_keys_replace_those_of_the_table() -> None:
    table = remapped(TABLE, read_keymap('"call.start" = "F2"\n"lead.skip" = ["F8", "S"]'))
    keys = {action.id: action.keys for action in table}
    assert keys["call.start"] == ("F2",)
    assert keys["lead.skip"] == ("F8", "S")


def test_own_keys_that_clash_are_refused_with_the_key() -> None:
    with pytest.raises(BadInput) as refused:
        remapped(TABLE, {"call.start": ("S",)})
    assert refused.value.key == "keys_clash"
    assert refused.value.fields["where"] == "S"


def test_a_clash_with_the_frame_is_found_too() -> None:
    with pytest.raises(BadInput):
        remapped(TABLE, {"leads.work": ("Ctrl+K",)})


@pytest.mark.parametrize(
    "text, key",
    [
        ("this is no toml", "bad_keymap"),
        ('"call.start" = 5', "bad_keymap"),
    ],
)
def test_a_keymap_that_cannot_be_read_is_refused(text: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_keymap(text)
    assert refused.value.key == key


def test_a_keymap_for_an_action_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput):
        remapped(TABLE, {"call.answer": ("F2",)})


def test_the_page_of_keys_in_the_docs_is_the_one_of_the_table() -> None:
    assert DOCS.read_text(encoding="utf-8") == shortcuts_page()


def test_the_page_of_keys_names_every_action_with_a_key() -> None:
    page = shortcuts_page()
    assert [a.id for a in TABLE if a.keys and f"`{a.id}`" not in page] == []


def test_what_an_action_needs_stands_in_the_table_of_who_may() -> None:
    assert all(action.needs in PERMITS for action in TABLE if action.needs is not None)


def test_what_only_a_team_lead_may_is_off_for_others_and_has_no_place_on_their_rail() -> None:
    for_leads = [a.id for a in TABLE if a.needs and not may({Role.QUALIFIER}, a.needs)]
    assert {"leads.erase", "dnc.import", "folder.watch", "privacy.retain"} <= set(for_leads)
    assert all(may({Role.TEAM_LEAD}, a.needs) for a in TABLE if a.id in for_leads and a.needs)
    assert all(entry.needs in PERMITS for entry in SCREENS)
