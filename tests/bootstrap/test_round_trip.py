# SPDX-License-Identifier: MIT
"""What was exported and is imported into an empty database makes the same leads."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.exports import LeadOut, LeadsWanted
from leaddesk.domain.drafting import draft_rows
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.domain.lead_layout import recognise
from leaddesk.storage.engine import Database
from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.machine import SystemMachine
from leaddesk.words import export_columns, exports
from tests.factories import Office, make_template, open_copy

HEADER = tuple(column.title for column in export_columns.LEAD_COLUMNS if column.known)
KNOWN = tuple(column for column in export_columns.LEAD_COLUMNS if column.known)
STARTS = ("=cmd|' /C calc'!A0", "+1 612", "-2+3", "@SUM(A1)", "\t=1", "＝１", "＋", "|x", "%0A",
          "'=a", "''b", '"quoted"', "it's", "line\nbreak", "a,b;c|d", "Ünïcode", "_x0041_", "007",
          "1e5", "true", "2026-05-12", "#N/A", "=", " ' =x")  # fmt: skip
Row = tuple[str, ...]
Places = Callable[[], Office]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database with everything that ships, to be copied."""
    return make_template(tmp_path_factory.mktemp("trip") / "template.db")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files go."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture
def fresh(template: Database, tmp_path: Path) -> Iterator[Places]:
    """Make empty databases, each with a team lead."""
    names, made = itertools.count(), []

    def make() -> Office:
        made.append(Office(open_copy(template, tmp_path / f"{next(names)}.db")))
        made[-1].ruth = made[-1].person("Ruth", "team_lead")  # type: ignore[attr-defined]
        return made[-1]

    yield make
    for office in made:
        office.desk.close()


texts = st.one_of(
    st.just(""),
    st.sampled_from(STARTS),
    st.builds(lambda start, rest: start + rest, st.sampled_from(STARTS), st.text(max_size=12)),
    st.text(max_size=30),
)
national = {
    "US": ("(612) 555-0148", "612-555-0199 ext. 12", "+49 30 9026000", "2125550123", "12", "n/a"),
    "DE": ("030 9026000", "0171 2345678", "+1 612 555 0148 x7", "089/636-48018", "12", "call me"),
}


@st.composite
def row(draw: st.DrawFn, region: str) -> dict[str, str]:
    """A row as somebody's list may have it."""
    numbers = st.lists(st.sampled_from(national[region]), max_size=2).map("; ".join)
    cells = {title: draw(texts) for title in HEADER}
    cells |= {t: draw(numbers) for t in ("Phone", "Mobile", "Company phone", "Other phone")}
    cells["Unreadable number"] = draw(st.sampled_from(("", "12", "x 5 5", "123 456")))
    cells["Email"] = draw(st.sampled_from(("", "a.b@firm.example", "+x@firm.example", "no @")))
    cells["Country"] = draw(st.sampled_from(("", "Germany", "USA", "=cmd", "Atlantis")))
    cells["State"] = draw(st.sampled_from(("", "MN", "Bayern", "-", "TX")))
    cells["Time zone"] = draw(st.sampled_from(("", "America/Chicago", "Europe/Berlin", "Mars")))
    cells["Employees"] = draw(st.sampled_from(("", "0", "40", "11-50", "10,000+")))
    cells["Do not call"] = draw(st.sampled_from(("", "no", "0")))
    return cells


def bring_in(office: Office, rows: Sequence[Sequence[str]], region: str) -> Any:
    """Import rows with their header as the Import screen does."""
    mapping = recognise(rows)
    assert mapping is not None
    numbered = ((place, list(cells)) for place, cells in enumerate(rows, start=1))
    drafts = list(draft_rows(numbered, mapping, DraftOptions(region=region)))
    options = ImportOptions("List", default_region=region)
    return office.desk.import_list([drafts], options, office.dana, office.now)


class Leads:
    """An outlet that keeps leads and does not write."""

    def __init__(self) -> None:
        self.out: list[LeadOut] = []

    def write(self, records: Sequence[LeadOut]) -> None:
        self.out += records

    def finish(self) -> None:
        """Have nothing to end."""

    keep = drop = finish


def facts(office: Office) -> list[tuple[Any, ...]]:
    """What is known about each lead, whatever its id and the moment it came in."""
    leads = Leads()
    office.desk.export(LeadsWanted(), leads, office.ruth, office.now)  # type: ignore[attr-defined]
    return [
        (
            *(column.value(out) for column in KNOWN),
            out.state, out.kept.lead.why, out.kept.lead.phone, out.kept.lead.area,
            out.kept.numbers,
        )
        for out in leads.out
    ]  # fmt: skip


def to_file(office: Office, path: Path) -> Path:
    """Export every lead as the window does."""
    path.unlink(missing_ok=True)
    wanted, machine = LeadsWanted(), SystemMachine(str)
    file = exports.outlet(wanted, machine, path, path.suffix[1:], "America/Chicago", replace=False)
    office.desk.export(wanted, file, office.ruth, office.now)  # type: ignore[attr-defined]
    return path


def from_file(path: Path) -> list[list[str]]:
    """Read a file as the Import screen does."""
    return [cells for _number, cells in open_leadfile(path).rows()]


ONE = dict.fromkeys(HEADER, "") | {
    "First name": "=cmd|' /C calc'!A0", "Last name": "-Ö'\"", "Company": "+1 Firm",
    "Phone": "(612) 555-0148 ext. 12", "Note": 'one\n"two"\n=three', "External ID": "@007",
    "Employees": "11-50",
}  # fmt: skip


@pytest.mark.parametrize("region", ["US", "DE"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_comes_back_as_the_same_leads(
    fresh: Places, folder: Path, ending: str, region: str
) -> None:
    @settings(max_examples=12)
    @given(st.lists(row(region), min_size=1, max_size=6))
    @example([ONE])
    def same(rows: list[dict[str, str]]) -> None:
        first, second = fresh(), fresh()
        told = [HEADER, *(tuple(cells.values()) for cells in rows)]
        bring_in(first, told, region)
        before = facts(first)
        path = to_file(first, folder / f"leads-{region}.{ending}")
        result = bring_in(second, from_file(path), region)
        assert facts(second) == before
        assert result.count.new == len(before)
        assert not result.turned_down

    same()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_who_must_not_be_called_stays_so(fresh: Places, folder: Path, ending: str) -> None:
    first, second = fresh(), fresh()
    lead = first.lead(phones=(("+16125550148", "direct"),), email="no@firm.example")
    first.log(lead, "do_not_call")
    assert bring_in(second, from_file(to_file(first, folder / f"no.{ending}")), "US").count.new == 0
    kept = second.sql("SELECT kind, value FROM suppression ORDER BY kind")
    assert kept == [("email", "no@firm.example"), ("number", "+16125550148")]


def test_a_number_that_is_dead_does_not_come_back_to_life(fresh: Places, folder: Path) -> None:
    first, second = fresh(), fresh()
    lead = first.lead(phones=(("+16125550148", "direct"), ("+16125550149", "mobile")))
    first.log(lead, "disconnected")
    bring_in(second, from_file(to_file(first, folder / "dead.csv")), "US")
    assert second.sql("SELECT e164 FROM phone") == [("+16125550149",)]
    assert first.states()[lead] is LeadState.QUEUED


def test_no_cell_of_either_file_can_start_a_formula(fresh: Places, folder: Path) -> None:
    office = fresh()
    rows = [dict.fromkeys(HEADER, "") | {"Company": text, "Note": text, "City": text}
            for text in STARTS]  # fmt: skip
    bring_in(office, [HEADER, *(tuple(cells.values()) for cells in rows)], "US")
    lines = to_file(office, folder / "guard.csv").read_text("utf-8-sig")
    assert not any(f'"{sign}' in lines for sign in "=+-@\t|%\uff1d\uff0b")
    with ZipFile(to_file(office, folder / "guard.xlsx")) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/"):
                tags = {one.tag.split("}")[1] for one in ET.fromstring(book.read(name)).iter()}
                assert "f" not in tags
                assert "hyperlinks" not in tags
