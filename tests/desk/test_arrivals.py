# SPDX-License-Identifier: MIT
"""Watched folders are named, changed, paused and forgotten, each with a way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from leaddesk.desk.commands import (
    ChangeFolder,
    ClaimFile,
    FolderFields,
    ForgetFolder,
    HoldFile,
    KeepIntakeToken,
    PauseFolder,
    SetFileAside,
    SettleFile,
    TakeBack,
    WatchFolder,
)
from leaddesk.desk.queries import (
    AskArrivals,
    AskFile,
    AskFolders,
    AskIntakeToken,
    FolderRow,
)
from leaddesk.domain.errors import BadInput, LeadDeskError, NotFound, RuleBroken
from tests.factories import MINUTE, Office

FIELDS = FolderFields("desk-4", "/lists/fair", "Fair", "trade_show", "May", 2, "germany")


def lead(office: Office) -> int:
    """The team lead, who is there from the first question on."""
    found = [person for person, name in office.names().items() if name == "Ruth Adeyemi"]
    return found[0] if found else office.person("Ruth Adeyemi", "team_lead")


def folders(office: Office) -> tuple[FolderRow, ...]:
    return office.ask(AskFolders("desk-4"))


def watch(office: Office) -> int:
    made = office.do(WatchFolder(FIELDS), lead(office)).made_id
    assert made is not None
    return made


def test_a_folder_belongs_to_one_computer(office: Office) -> None:
    made = watch(office)
    assert folders(office) == (
        FolderRow(
            made, "desk-4", "/lists/fair", "Fair", "trade_show", "May", 2, "DE",
            paused=False, person_id=lead(office), by="Ruth Adeyemi",
        ),
    )  # fmt: skip
    assert office.ask(AskFolders("desk-5")) == ()
    office.do(WatchFolder(replace(FIELDS, computer="desk-5")), lead(office))


def test_a_folder_is_watched_once(office: Office) -> None:
    watch(office)
    with pytest.raises(RuleBroken) as refused:
        watch(office)
    assert refused.value.key == "folder_watched"


def test_everything_about_a_folder_can_be_taken_back(office: Office) -> None:
    made = watch(office)
    for command in (
        ChangeFolder(made, replace(FIELDS, source="Other", tier=1)),
        PauseFolder(made),
        ForgetFolder(made),
    ):
        before = folders(office)
        done = office.do(command, lead(office))
        assert folders(office) != before
        office.do(TakeBack(done.entry_id), lead(office))
        assert folders(office) == before
    paused = office.do(PauseFolder(made), lead(office))
    assert (folders(office)[0].paused, paused.label) == (True, "folder_paused")
    assert office.do(PauseFolder(made, paused=False), lead(office)).label == "folder_resumed"


@pytest.mark.parametrize(
    "wrong,key",
    [
        ({"path": " "}, "needs_folder"),
        ({"source_kind": "x"}, "unknown_kind"),
        ({"tier": 9}, "unknown_tier"),
        ({"region": "Nowhere"}, "unknown_country"),
    ],
)
def test_what_means_nothing_is_refused(office: Office, wrong: dict[str, Any], key: str) -> None:
    with pytest.raises(BadInput) as refused:
        office.do(WatchFolder(replace(FIELDS, **wrong)), lead(office))
    assert refused.value.key == key
    assert folders(office) == ()


def test_a_file_is_claimed_by_one_until_they_fall_silent(office: Office) -> None:
    claim = ClaimFile("t1", "/lists/fair", "a.csv", "d" * 64)
    assert office.do(claim).made_id == 1
    assert office.do(claim).made_id is None
    office.later(MINUTE)
    office.do(HoldFile("t1"))
    assert office.do(claim).made_id is None
    office.later(MINUTE)
    assert office.do(claim).made_id == 1


def test_a_file_is_set_aside_and_settled(office: Office) -> None:
    office.do(ClaimFile("t1", "/lists/fair", "a.csv", "d" * 64))
    office.do(SetFileAside("t1", "Look at it."))
    view = office.ask(AskArrivals(("/lists/fair",)))
    assert [(file.name, file.state, file.reason) for file in view.files] == [
        ("a.csv", "aside", "Look at it.")
    ]
    assert office.ask(AskArrivals(("/other",))).files == ()
    office.do(SettleFile("t1", 7))
    file = office.ask(AskFile("t1"))
    assert file is not None
    assert (file.state, file.list_id, file.reason) == ("done", 7, "")
    with pytest.raises(NotFound):
        office.do(SetFileAside("nobody", "x"))


def test_one_token_is_in_force(office: Office) -> None:
    assert office.ask(AskIntakeToken()) == ""
    office.do(KeepIntakeToken("a" * 64), lead(office))
    office.later(MINUTE)
    office.do(KeepIntakeToken("b" * 64), lead(office))
    assert office.ask(AskIntakeToken()) == "b" * 64
    assert office.ask(AskArrivals()).token_at == office.now
    with pytest.raises(LeadDeskError):
        office.do(KeepIntakeToken("the token itself"), lead(office))


def test_only_a_team_lead_names_folders_and_makes_tokens(office: Office) -> None:
    made = watch(office)
    for command in (
        WatchFolder(replace(FIELDS, computer="desk-5")), ChangeFolder(made, FIELDS),
        PauseFolder(made), ForgetFolder(made), KeepIntakeToken("a" * 64),
    ):  # fmt: skip
        with pytest.raises(RuleBroken, match="team_lead_only"):
            office.do(command)
    assert len(folders(office)) == 1
