# SPDX-License-Identifier: MIT
"""What the whole-program tests share: one screen for all of them, and a place for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import display
from tests.e2e.display import Display
from tests.e2e.program import Place

LIST = """First Name;Last Name;Company;Title;Phone;E-mail;State;Country;Do not call
Priya;Raman;Northfield Optics;Head of Lab;612-555-0148;priya@northfield.example.com;MN;US;
Tom;Okafor;Halden Freight;Buyer;(312) 555-0101;;IL;US;
Tom;Okafor;Halden Freight;Buyer;312 555 0101;;IL;US;
Ken;Abiola;Abiola Print;Owner;312 555 0133;;IL;US;yes
Ana;Ruiz;Loomis Textiles;Plant Lead;312 555 0134;;IL;US;
Jonas;Weber;Kestrel Foods;CFO;(212) 555-0177;;NY;US;
"""
NEW_LEADS = 4  # the rows without the one that is there twice and the one not to be called


@pytest.fixture(scope="session")
def screen() -> Iterator[Display]:
    with display.running() as started:
        yield started


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A computer on which LeadDesk was never started; its team may call around the clock."""
    made = Place(tmp_path / "desk")
    made.open_hours()
    yield made
    made.close()


@pytest.fixture
def sheet(place: Place) -> Path:
    """A small list as a marketing team sends it."""
    file = place.folder / "fair.csv"
    file.write_text(LIST, encoding="utf-8")
    return file
