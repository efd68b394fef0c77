# SPDX-License-Identifier: MIT
"""A copy that is looked at: it shows what the file has, is never written, and goes away."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.bootstrap import looking
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.queries import AskPeople
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from tests.bootstrap.long_lists import NOW


def test_a_copy_shows_everything_takes_nothing_and_goes_away(database: Path) -> None:
    before = database.read_bytes()
    desk = looking.look(str(database))
    assert [person.name for person in desk.ask(AskPeople(), NOW)] == ["Ruth"]
    with pytest.raises(RuleBroken) as refused:
        desk.do(AddPerson(PersonFields("Eve", ("qualifier",), "UTC")), 0, NOW)
    assert refused.value.key == "looking_only"
    assert len(list(database.parent.glob("look-*"))) == 1
    desk.close()
    assert not list(database.parent.glob("look-*"))
    assert database.read_bytes() == before


def test_a_file_that_is_damaged_too_much_says_so_and_leaves_no_copy(database: Path) -> None:
    with database.open("r+b") as torn:
        torn.seek(100)
        torn.write(b"\xa5" * 4000)
    with pytest.raises(StoreUnavailable) as refused:
        looking.look(str(database))
    assert refused.value.key == "damaged"
    assert not list(database.parent.glob("look-*"))


def test_a_copy_of_a_window_that_crashed_goes_with_the_next_one(database: Path) -> None:
    left = database.parent / "look-old"
    left.mkdir()
    (left / "team.db").write_bytes(b"")
    looking.look(str(database)).close()
    assert not left.exists()
