# SPDX-License-Identifier: MIT
"""The machine reads a real list, and gives rejected rows back without losing a file."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from leaddesk.desk.ports import Dialled, Machine
from leaddesk.domain.lead_draft import DraftOptions, LeadDraft, RejectedRow
from leaddesk.system.dialer import Dialer
from leaddesk.system.machine import SystemMachine

ROWS = (RejectedRow(2, "nobody", "", ("", "x")), RejectedRow(5, "do_not_call", "", ("=1+1", "y")))


def nothing(_command: object) -> None:
    raise AssertionError("nothing may be started")


def machine() -> SystemMachine:
    silent = Dialer("linux", lambda _command: "", nothing, lambda name: name)
    return SystemMachine(lambda key: f"because {key}", silent)


def test_it_is_what_the_desk_asks_for() -> None:
    made: Machine = machine()
    assert made.dial("+16125550148") is Dialled.NO_HANDLER


def test_a_list_is_looked_at_and_read(tmp_path: Path) -> None:
    file = tmp_path / "fair.csv"
    file.write_text("Company;Phone;State\nHalden;312 555 0101;IL\n", encoding="utf-8")
    preview = machine().preview_list(file)
    assert (preview.delimiter, preview.layout) == (";", "synonyms")
    assert preview.header == ("Company", "Phone", "State")
    assert preview.mapping is not None
    drafts = machine().read_drafts(file, preview.mapping, DraftOptions(region="US"))
    try:
        (draft,) = (row for chunk in drafts for row in chunk)
        assert drafts.share_read() == 1.0
    finally:
        drafts.close()
    assert isinstance(draft, LeadDraft)
    assert [phone.e164 for phone in draft.phones] == ["+13125550101"]


def test_a_list_that_nobody_knows_has_no_mapping(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Spalte 1,Spalte 2\na,b\n", encoding="utf-8")
    preview = machine().preview_list(file)
    assert preview.mapping is None
    assert preview.header == ("Spalte 1", "Spalte 2")
    assert preview.header_key


def test_rejected_rows_come_back_with_words_and_never_over_another_file(tmp_path: Path) -> None:
    list_file = tmp_path / "fair.csv"
    first = machine().write_rejected(list_file, ("Company", "Phone"), ROWS)
    second = machine().write_rejected(list_file, ("Company", "Phone"), ROWS)
    assert [path.name for path in (first, second)] == ["fair-rejected.csv", "fair-rejected-2.csv"]
    with first.open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.reader(file))
    assert len(told) == 3
    assert "because nobody" in told[1]
    assert not any(cell.startswith("=") for row in told for cell in row)


@pytest.mark.skipif(os.name != "posix", reason="a folder that can't be written")
def test_rejected_rows_go_home_where_the_list_cannot_be_written_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))
    path = machine().write_rejected(Path("/proc/fair.csv"), ("Company",), ROWS)
    assert path.parent == tmp_path / "data" / "rejected"


def test_a_duplicate_comes_back_as_the_row_that_it_was(tmp_path: Path) -> None:
    list_file = tmp_path / "fair.csv"
    list_file.write_text(
        "Company,Phone,City,Comment\nHalden,312 555 0101,Joliet,booth 4\n"
        "Halden,312 555 0101,Joliet,again\n",
        encoding="utf-8",
    )
    short = RejectedRow(3, "duplicate_in_file", "", ("", "", "Halden", "", "", "+13125550101"))
    path = machine().write_rejected(list_file, ("Company", "Phone", "City", "Comment"), (short,))
    with path.open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.reader(file))
    assert "again" in told[1]
    assert "Joliet" in told[1]
