# SPDX-License-Identifier: MIT
"""A list that lands in a watched folder comes in once, or goes to a person with the reason."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.desk.commands import KeepMapping, UndoImport
from leaddesk.desk.ports import FileTold, FolderTold
from leaddesk.desk.queries import AskArrivals, AskLead, AskLeads, AskLists
from leaddesk.domain.lead_layout import ColumnMapping, header_key
from leaddesk.system import watched_files
from tests.factories import NOON
from tests.system.watched import LIST, Killed, Team

ODD = "Wer,Wo,Wie\nAnn Lee,Acme,+1 612 555 0148\n"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.power.cut_after(-1)
    for desk in made.desks:
        desk.close()


def test_a_whole_list_is_in_the_queue_with_what_the_folder_says(team: Team) -> None:
    team.drop("fair.csv")
    team.look()
    assert team.names() == ["Ann Lee", "Bob Ray"]
    row = team.desk.ask(AskLeads(), NOON).rows[0]
    card = team.desk.ask(AskLead(row.id), NOON)
    assert (card.source, card.campaign, card.tier) == ("Fair", "May", 1)
    assert team.files() == ["done/fair-rejected.csv", "done/fair.csv"]
    assert "Eve" in (team.land / "done" / "fair-rejected.csv").read_text(encoding="utf-8-sig")
    told = team.told[0]
    assert isinstance(told, FileTold)
    assert (told.state, told.count and told.count.new) == ("done", 2)


def test_the_same_file_again_is_told_not_imported(team: Team) -> None:
    team.drop("fair.csv")
    team.look()
    team.drop("again.csv")
    team.look()
    assert team.names() == ["Ann Lee", "Bob Ray"]
    assert len(team.desk.ask(AskLists(), NOON)) == 1
    reason = (team.land / "needs a person" / "again.csv.txt").read_text(encoding="utf-8")
    assert "imported on 12 May" in reason
    view = team.desk.ask(AskArrivals(), NOON)
    assert sorted((file.name, file.state) for file in view.files) == [
        ("again.csv", "aside"),
        ("fair.csv", "done"),
    ]


def test_a_file_whose_import_was_taken_back_may_come_again(team: Team) -> None:
    team.drop("fair.csv")
    team.look()
    team.desk.do(UndoImport(team.desk.ask(AskLists(), NOON)[0].id), 1, NOON)
    assert team.names() == []
    team.drop("fair.csv")
    team.look()
    assert team.names() == ["Ann Lee", "Bob Ray"]
    assert team.files() == [
        "done/fair-2.csv",
        "done/fair-rejected-2.csv",
        "done/fair-rejected.csv",
        "done/fair.csv",
    ]


def test_unknown_columns_wait_for_a_person_once(team: Team) -> None:
    team.drop("odd.csv", ODD)
    team.look()
    assert team.files() == ["needs a person/odd.csv", "needs a person/odd.csv.txt"]
    reason = (team.land / "needs a person" / "odd.csv.txt").read_text(encoding="utf-8")
    assert "Wer, Wo, Wie" in reason
    header = ("Wer", "Wo", "Wie")
    kept = ColumnMapping("by_hand", (("full_name", 0), ("company", 1), ("phone", 2)), 0, "", header)
    team.desk.do(KeepMapping(header_key(header), json.dumps(kept.to_json())), 1, NOON)
    team.drop("odd2.csv", ODD)
    team.look()
    assert team.names() == ["Ann Lee"]


@pytest.mark.parametrize(
    "name,content",
    [("a.pdf", b"%PDF-1.7 x"), ("b.csv", b"\x00\x01\x02\x03" * 9), ("c.xlsx", b"PK\x03\x04bad")],
)
def test_what_is_no_list_goes_to_a_person(team: Team, name: str, content: bytes) -> None:
    team.drop(name).write_bytes(content)
    watch = team.watch()
    for _ in range(2):
        team.look(watch)
    assert team.files() == [f"needs a person/{name}", f"needs a person/{name}.txt"]
    assert team.names() == []


def test_every_file_is_carried_on_wherever_the_power_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = 0
    while _survives_cut_after(points, tmp_path / str(points), monkeypatch):
        points += 1
    assert points > 25


def _survives_cut_after(steps: int, place: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether the power went; whatever happened, the list must be here once in the end."""
    place.mkdir()
    team = Team(place)
    team.drop("fair.csv")
    with monkeypatch.context() as fragile:
        team.fragile_files(fragile)
        team.power.cut_after(steps)
        try:
            team.look()
            was_cut = False
        except Killed:
            was_cut = True
        team.power.cut_after(-1)
        desk = team.open()
        watch = team.watch(desk)
        for _ in range(3):
            team.later(30)
            team.look(watch)
    assert team.names() == ["Ann Lee", "Bob Ray"], steps
    assert team.files() == ["done/fair-rejected.csv", "done/fair.csv"], steps
    assert list(team.land.glob("working/*")) == [], steps
    shown = [row for row in desk.ask(AskLists(), NOON) if row.status == "live"]
    assert len(shown) == 1, steps
    for one in team.desks:
        one.close()
    return was_cut


def test_a_file_set_aside_is_carried_on_wherever_the_power_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was_cut, steps = True, 0
    while was_cut:
        place = tmp_path / str(steps)
        place.mkdir()
        team = Team(place)
        team.drop("odd.csv", ODD)
        with monkeypatch.context() as fragile:
            team.fragile_files(fragile)
            team.power.cut_after(steps)
            try:
                team.look()
                was_cut = False
            except Killed:
                was_cut = True
            team.power.cut_after(-1)
            watch = team.watch(team.open())
            for _ in range(3):
                team.later(30)
                team.look(watch)
        assert "needs a person/odd.csv" in team.files(), steps
        assert list(team.land.glob("working/*")) == [], steps
        assert [file.state for file in team.desk.ask(AskArrivals(), NOON).files] == ["aside"]
        for desk in team.desks:
            desk.close()
        steps += 1
    assert steps > 8


def test_two_windows_on_one_folder_take_each_file_once(team: Team) -> None:
    for number in range(12):
        team.drop(f"list{number}.csv", LIST.replace("0148", f"{1000 + number}")
                  .replace("0149", f"{2000 + number}"))  # fmt: skip
    watches = [team.watch(team.open()) for _ in range(2)]

    def work(number: int) -> None:
        for _ in range(6):
            watches[number].look(team.folder)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    files = [told for told in team.told if isinstance(told, FileTold)]
    assert sorted(told.name for told in files) == sorted(f"list{n}.csv" for n in range(12))
    assert {told.state for told in files} == {"done"}
    assert len(team.names()) == 24


def test_whoever_is_still_at_a_file_is_left_alone(team: Team) -> None:
    team.drop("fair.csv")
    landing = watched_files.Landing(team.land)
    taken = landing.take(landing.whole()[0])
    assert taken is not None
    from leaddesk.desk.commands import ClaimFile

    digest = watched_files.digest(taken.path)
    team.desk.do(ClaimFile(taken.take, str(team.land), "fair.csv", digest), 0, NOON)
    team.later(10)
    team.look()
    assert team.names() == []
    team.later(30)
    team.look()
    assert team.names() == ["Ann Lee", "Bob Ray"]


def test_a_folder_that_is_gone_is_told_and_tried_again(team: Team) -> None:
    watch = team.watch()
    hidden = team.land.rename(team.land.with_name("away"))
    for _ in range(2):
        team.look(watch)
    hidden.rename(team.land)
    team.drop("fair.csv")
    team.look(watch)
    told = [one for one in team.told if isinstance(one, FolderTold)]
    assert [bool(one.words) for one in told] == [True, False]
    assert "There is no folder" in told[0].words
    assert team.names() == ["Ann Lee", "Bob Ray"]


def test_a_full_disk_leaves_the_file_for_later(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    team.drop("fair.csv")
    watch = team.watch()

    def full(_watch: object, *_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(type(watch), "_give_back", full)
        team.look(watch)
    assert isinstance(team.told[0], FolderTold)
    assert "full" in team.told[0].words
    assert team.names() == []
    team.later(30)
    team.look(watch)
    assert team.names() == ["Ann Lee", "Bob Ray"]


def test_a_paused_folder_is_left_alone(team: Team) -> None:
    import dataclasses

    team.drop("fair.csv")
    team.watch().look_into([dataclasses.replace(team.folder, paused=True)])
    assert team.files() == ["fair.csv"]


def test_somebody_who_left_imports_nothing(team: Team) -> None:
    import dataclasses

    team.folder = dataclasses.replace(team.folder, person_id=77)
    team.drop("fair.csv")
    team.look()
    reason = (team.land / "needs a person" / "fair.csv.txt").read_text(encoding="utf-8")
    assert "Name somebody of the team" in reason
