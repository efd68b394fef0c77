# SPDX-License-Identifier: MIT
"""Everything about one person as JSON and as a page: nothing left out, nothing run."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typing_extensions import override

from leaddesk.desk.commands import AddNote
from leaddesk.desk.queries import AskPersonData
from leaddesk.words import person_page
from tests.factories import Office, make_template, open_copy


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A team with people and a fresh database."""
    template = make_template(tmp_path / "template.db")
    made = Office(open_copy(template, tmp_path / "desk.db"))
    yield made
    made.desk.close()


class Words(HTMLParser):
    """Collects the text of a page, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    @override
    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note a tag."""
        self.tags.add(tag)

    @override
    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def test_a_page_tells_all_and_runs_nothing(office: Office) -> None:
    office.person("Ruth Adeyemi", "team_lead")
    lead = office.accepted()
    note = "<script>alert(1)</script> & more"
    office.do(AddNote(lead, note))
    data = office.ask(AskPersonData(lead))
    page = Words()
    page.feed(person_page.page(data, "America/Chicago"))
    assert "script" not in page.tags
    (told,) = data.leads
    wanted = [
        note, told.card.name, told.card.source, told.card.phones[0].shown,
        told.handoffs[0].giver, told.handoffs[0].receiver, told.handoffs[0].note,
        *told.handoffs[0].answers.values(), "GDPR Article 6(1)(f)", "CDT",
    ]  # fmt: skip
    assert [words for words in wanted if words not in page.text] == []


def test_json_has_every_moment_in_utc_and_every_entry(office: Office) -> None:
    lead = office.lead("Quill")
    office.do(AddNote(lead, "First"))
    told = json.loads(person_page.as_json(office.ask(AskPersonData(lead))))
    (one,) = told["leads"]
    assert one["card"]["history"][0]["note"] == "First"
    assert dt.datetime.fromisoformat(told["at"]) == office.now
    assert one["card"]["phones"]
    assert set(one) >= {"card", "details", "handoffs", "feedback", "no_call", "list_name"}
