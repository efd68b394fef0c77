# SPDX-License-Identifier: MIT
"""Rejected rows come back as a file that runs nothing and reads back exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import RejectedRow
from leaddesk.system.csv_guard import csv_cell, csv_uncell
from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.rejected_file import write_rejected

_EVIL = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        st.sampled_from("=+-@\t|%\uff1d '\u00a0\""),
    ),
    max_size=20,
)
_ROW = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]),
        st.sampled_from("=+-@\t\n|%\uff1d '\u00a0\""),
    ),
    max_size=20,
)
_TRIGGERS = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20"


@given(_EVIL)
def test_a_guarded_cell_starts_no_formula_and_comes_back(text: str) -> None:
    guarded = csv_cell(text)
    seen = guarded.lstrip(" \u00a0")
    assert not seen or seen[0] not in _TRIGGERS
    assert csv_uncell(guarded) == text


def test_cells_that_need_no_guard_stay_as_they_are() -> None:
    for text in ("", "Ann", "O'Brien", "'quoted'", "''", "1-2", "x=y"):
        assert csv_cell(text) == text
        assert csv_uncell(text) == text


@given(st.lists(st.tuples(_ROW, _ROW), min_size=1, max_size=4))
def test_rejected_rows_read_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "rejected.csv"
    pairs = [(RejectedRow(n, "empty", "", cells), "=no") for n, cells in enumerate(rows, 2)]
    assert write_rejected(path, ["Name", "+Phone"], pairs) == len(rows)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    back = [cells for _, cells in open_leadfile(path, delimiter=",").rows()]
    assert back[0] == ["Row", "Reason", "Name", "+Phone"]
    assert back[1:] == [[str(n), "=no", *cells] for n, cells in enumerate(rows, 2)]


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"file\.unwritable"):
        write_rejected(tmp_path / "gone" / "rejected.csv", [], [])
