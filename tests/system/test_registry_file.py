# SPDX-License-Identifier: MIT
"""Tests for files of national lists: each form is read, a row that is none ends it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from leaddesk.domain.errors import BadInput
from leaddesk.system import registry_file
from leaddesk.system.registry_file import RegistryFileReader, date_of, has_changes_only


def numbers(path: Path, code: str) -> tuple[set[str], set[str]]:
    """Read a file whole; return the numbers that come and those that go, as digits."""
    more: set[str] = set()
    less: set[str] = set()
    for chunk in RegistryFileReader(path, code):
        for told, found in ((chunk.more, more), (chunk.less, less)):
            found.update(f"{prefix}{end:04}" for prefix, ends in told.items() for end in ends)
    return more, less


@pytest.mark.parametrize(
    "text, found",
    [
        ("AreaCode,Number\n212,5550042\r\n907,5551234\n", {"12125550042", "19075551234"}),
        ("2125550042\n9075551234", {"12125550042", "19075551234"}),
        ('"212","5550042"\n212-555-0043\n', {"12125550042", "12125550043"}),
        ("\ufeff212,5550042\n\n", {"12125550042"}),
    ],
)
def test_each_form_of_the_us_registry_is_read(tmp_path: Path, text: str, found: set[str]) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    assert numbers(path, "1") == (found, set())


def test_changes_come_and_go_and_the_last_word_counts(tmp_path: Path) -> None:
    path = tmp_path / "changes.txt"
    path.write_text(
        "212,5550042,2026-11-01,A\n212,5550043,2026-11-01,D\n212,5550044,2026-11-01,A\n"
        "212,5550044,2026-11-02,D\n",
        encoding="ascii",
    )
    assert has_changes_only(path)
    assert numbers(path, "1") == ({"12125550042"}, {"12125550043", "12125550044"})


def test_numbers_of_the_uk_begin_with_0_or_44(tmp_path: Path) -> None:
    path = tmp_path / "tps.txt"
    path.write_text("02079460000\n442079460001\n+44 20 7946 0002\n0169772345\n", encoding="ascii")
    assert not has_changes_only(path)
    assert numbers(path, "44")[0] == {
        "442079460000", "442079460001", "442079460002", "44169772345"
    }  # fmt: skip


@pytest.mark.parametrize(
    "row, code",
    [("hello", "1"), ("12345", "1"), ("2125550042", "44"),
     ("1125550042", "1"), ("212555004212", "1")],
)  # fmt: skip
def test_a_row_that_is_no_number_ends_it_and_is_named(tmp_path: Path, row: str, code: str) -> None:
    good = "2125550041" if code == "1" else "02079460000"
    path = tmp_path / "list.csv"
    path.write_text(f"{good}\n{good}\n{row}\n", encoding="ascii")
    with pytest.raises(BadInput, match="registry_bad_row") as refused:
        numbers(path, code)
    assert refused.value.fields["where"] == "3"


def test_a_file_longer_than_a_piece_has_no_seam(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry_file, "CHUNK_BYTES", 64)
    path = tmp_path / "list.csv"
    path.write_text("".join(f"212,555{n:04}\n" for n in range(500)), encoding="ascii")
    reader = RegistryFileReader(path, "1")
    assert reader.share_read() == 0
    assert sum(chunk.rows for chunk in reader) == 500
    assert reader.share_read() == 1
    assert len(numbers(path, "1")[0]) == 500


def test_a_file_without_lines_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"9" * 5000)
    with pytest.raises(BadInput, match="registry_bad_row"):
        numbers(path, "1")
    with pytest.raises(BadInput, match=r"file\.unreadable"):
        RegistryFileReader(tmp_path / "nothing", "1")


@pytest.mark.parametrize(
    "name, day",
    [
        ("2026-11-20_212_5F7A.txt", dt.date(2026, 11, 20)),
        ("tps_20261120.csv", dt.date(2026, 11, 20)),
        ("11-20-2026 full.txt", dt.date(2026, 11, 20)),
        ("2026-02-31.txt", None),
        ("numbers 2125550042.txt", None),
        ("list.txt", None),
    ],
)
def test_the_day_is_taken_from_the_name_when_it_has_one(name: str, day: dt.date | None) -> None:
    assert date_of(name) == day
