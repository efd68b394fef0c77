# SPDX-License-Identifier: MIT
"""The reading process: same answer as reading here, and no harm when it dies, stalls or is left."""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import DraftOptions, LeadDraft, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping, recognise
from leaddesk.system import draft_worker
from leaddesk.system.draft_worker import Drafts, DraftStream, iter_drafts, preview_file

_OFFICES = Path(__file__).parents[1] / "fixtures" / "lists" / "district_offices.csv"
_HEADER = "First Name,Last Name,Company,Phone,Email\n"


@pytest.fixture(autouse=True)
def _no_child_waits() -> Iterator[None]:
    """Begin and end without a child that waits for the rows of a file."""
    draft_worker._SPARE.take(Path())
    yield
    draft_worker._SPARE.take(Path())


def _mapping(path: Path) -> ColumnMapping:
    mapping = recognise(preview_file(path, DraftOptions(), inline=True).rows)
    assert mapping is not None
    return mapping


def _long_list(folder: Path, rows: int = 60_000) -> Path:
    path = folder / "long.csv"
    path.write_text(_HEADER + "Ann,Lee,Acme,612-555-0148,ann@acme.example\n" * rows, "utf-8")
    return path


def _all(stream: DraftStream) -> list[LeadDraft | RejectedRow]:
    with stream:
        return [row for chunk in stream for row in chunk]


def _readers() -> list[int | None]:
    return [p.pid for p in multiprocessing.active_children() if p.name == "leaddesk-reader"]


def test_the_child_gives_what_reading_here_gives(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_bytes(_OFFICES.read_bytes() + b",,,,,,,,,MN,,,\nAnn,Lee,,,,,,,,,,,\n")
    mapping, options = _mapping(path), DraftOptions(source="Web", campaign="May")
    child = _all(iter_drafts(path, mapping, options, chunk=300))
    assert child == _all(iter_drafts(path, mapping, options, inline=True))
    assert [row.reason for row in child if isinstance(row, RejectedRow)] == ["empty", "nobody"]
    assert len(child) == 1282
    assert not _readers()


def test_a_preview_from_the_child_is_the_preview(tmp_path: Path) -> None:
    options = DraftOptions()
    assert preview_file(_OFFICES, options) == preview_file(_OFFICES, options, inline=True)


def test_the_child_that_showed_the_head_reads_the_rows_too(tmp_path: Path) -> None:
    path = _long_list(tmp_path, 10)
    preview_file(path, DraftOptions())
    (pid,) = _readers()
    with iter_drafts(path, _mapping(path), DraftOptions()) as stream:
        assert _readers() == [pid]
        assert sum(len(chunk) for chunk in stream) == 10
    assert not _readers()


def test_the_child_that_counted_a_list_reads_it_again(tmp_path: Path) -> None:
    path = _long_list(tmp_path, 10)
    mapping = _mapping(path)
    with iter_drafts(path, mapping, DraftOptions(), again=True) as stream:
        counted = [row for chunk in stream for row in chunk]
    (pid,) = _readers()
    with iter_drafts(path, mapping, DraftOptions(source="Web")) as stream:
        assert _readers() == [pid]
        assert [row.source for chunk in stream for row in chunk if isinstance(row, LeadDraft)] == [
            "Web"
        ] * len(counted)
    assert not _readers()


def test_a_child_that_was_left_in_the_middle_does_not_wait(tmp_path: Path) -> None:
    path = _long_list(tmp_path)
    with iter_drafts(path, _mapping(path), DraftOptions(), again=True) as stream:
        next(iter(stream))
    assert not _readers()


def test_only_one_child_waits_and_only_for_its_own_file(tmp_path: Path) -> None:
    path = _long_list(tmp_path, 10)
    preview_file(_OFFICES, DraftOptions())
    preview_file(path, DraftOptions())
    (pid,) = _readers()
    preview_file(_OFFICES, DraftOptions())
    with iter_drafts(path, _mapping(path), DraftOptions()) as stream:
        assert pid not in _readers()
        assert sum(len(chunk) for chunk in stream) == 10
    assert not _readers()


def test_a_child_that_waited_too_long_or_died_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _long_list(tmp_path, 10)
    preview_file(path, DraftOptions())
    (child,) = multiprocessing.active_children()
    child.kill()
    child.join()
    assert len(list(iter_drafts(path, _mapping(path), DraftOptions()))) == 1
    preview_file(path, DraftOptions())
    monkeypatch.setattr(draft_worker, "_WAITS_SECONDS", 0.0)
    (waiting,) = _readers()
    with iter_drafts(path, _mapping(path), DraftOptions()) as stream:
        assert waiting not in _readers()
        assert sum(len(chunk) for chunk in stream) == 10


def test_progress_reaches_the_end_in_steps(tmp_path: Path) -> None:
    path = _long_list(tmp_path, 20_000)
    seen: list[int] = []
    sizes: list[int] = []
    with iter_drafts(path, _mapping(path), DraftOptions(), chunk=2000) as stream:
        for chunk in stream:
            seen.append(stream.bytes_read)
            sizes.append(len(chunk))
        assert stream.bytes_read == stream.bytes_total == path.stat().st_size
    assert sizes == [2000] * 10
    assert seen == sorted(seen)
    assert seen[0] < path.stat().st_size


@pytest.mark.parametrize("inline", [True, False])
def test_the_files_fault_is_the_readers_fault(tmp_path: Path, inline: bool) -> None:  # noqa: FBT001
    path = tmp_path / "broken.csv"
    path.write_text(_HEADER + "Ann,Lee,Acme,612-555-0148,\n" * 50 + '"Bob,Ray\n' * 3, "utf-8")
    with pytest.raises(BadInput) as refused:
        _all(iter_drafts(path, _mapping(path), DraftOptions(), inline=inline))
    assert refused.value.key == "file.broken_quotes"
    assert "row 52" in str(refused.value.fields["where"])
    with pytest.raises(BadInput, match=r"file\.missing"):
        preview_file(tmp_path / "gone.csv", DraftOptions(), inline=inline)


def test_cancelling_leaves_no_process(tmp_path: Path) -> None:
    path = _long_list(tmp_path)
    with iter_drafts(path, _mapping(path), DraftOptions()) as stream:
        first: Drafts = next(iter(stream))
        assert len(first) == 2000
        assert len(_readers()) == 1
    stream.close()
    assert not _readers()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_child_that_is_killed_is_told_as_a_file_that_can_not_be_read(tmp_path: Path) -> None:
    path = _long_list(tmp_path)
    with iter_drafts(path, _mapping(path), DraftOptions()) as stream:
        chunks = iter(stream)
        next(chunks)
        (pid,) = _readers()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(BadInput, match=r"file\.reader_died"):
            list(chunks)
    assert not _readers()


def test_a_silent_child_is_ended(tmp_path: Path) -> None:
    path = _long_list(tmp_path, 10)
    with (
        iter_drafts(path, _mapping(path), DraftOptions(), stall_seconds=0.0) as stream,
        pytest.raises(BadInput, match=r"file\.reader_stalled"),
    ):
        list(stream)
    assert not _readers()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_a_sheet_that_wants_all_memory_costs_only_the_child(tmp_path: Path) -> None:
    data = io.BytesIO()
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c><c r="IV%d"><v>1</v></c></row>' % (n, n, n)
        for n in (1, 1_048_576)
    )
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in _WORKBOOK.items():
            pack.writestr(name, content)
        sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (_MAIN, rows)
        pack.writestr("xl/worksheets/sheet1.xml", sheet)
    path = tmp_path / "wide.xlsx"
    path.write_bytes(data.getvalue())
    with pytest.raises(BadInput) as refused:
        preview_file(path, DraftOptions())
    assert refused.value.key in ("file.reader_died", "file.bomb", "file.damaged")


def test_the_child_needs_neither_window_nor_database() -> None:
    code = (
        "import sys, leaddesk.system.draft_worker\n"
        "print([m for m in ('PySide6', 'sqlalchemy', 'email_validator', 'chardet') "
        "if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKBOOK = {
    "[Content_Types].xml": b'<Types xmlns="%s/content-types"/>' % _PACKAGE,
    "_rels/.rels": b'<Relationships xmlns="%s/relationships"><Relationship Id="r1" Type='
    b'"%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (_PACKAGE, _OFFICE),
    "xl/workbook.xml": b'<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="S" sheetId="1" '
    b'r:id="r1"/></sheets></workbook>' % (_MAIN, _OFFICE),
    "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="%s/relationships"><Relationship Id="r1" '
    b'Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' % (_PACKAGE, _OFFICE),
}
