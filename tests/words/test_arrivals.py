# SPDX-License-Identifier: MIT
"""Words about what comes by itself, and what a web page copies."""

from __future__ import annotations

import html.parser
import shlex
from dataclasses import replace

from typing_extensions import override

from leaddesk.desk.queries import FolderRow
from leaddesk.domain.inquiry import read_inquiry
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.words import arrivals

FOLDER = FolderRow(1, "c", "/l", "", "list", "", 1, "", paused=False, person_id=1)


def test_a_folder_says_how_it_is_doing() -> None:
    assert arrivals.folder_state(FOLDER, {}) == "watched"
    assert arrivals.folder_state(FOLDER, {"/l": "It is gone."}) == "can't be watched now"
    assert arrivals.folder_state(replace(FOLDER, paused=True), {"/l": "x"}) == "paused"


def test_every_state_and_result_has_words() -> None:
    for state in ("working", "done", "aside", "settled"):
        assert arrivals.file_state(state)
    for result in ("added", "research", "renewed", "kept_out"):
        assert "_" not in arrivals.result(result)


def test_the_line_to_try_it_is_one_a_shell_understands() -> None:
    words = shlex.split(arrivals.curl_line("to-ken"))
    assert words[:2] == ["curl", "http://127.0.0.1:8765/leads"]
    assert "Authorization: Bearer to-ken" in words


def test_the_fields_of_the_sample_form_are_recognised() -> None:
    names: list[str] = []

    class Reader(html.parser.HTMLParser):
        @override
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names.extend(value for name, value in attrs if name == "name" and value)

    Reader().feed(arrivals.sample_form('a"b'))
    assert names[0] == "token"
    typed = ("Ann Lee", "Acme", "ann@acme.io", "612 555 0148", "Hello")
    found = read_inquiry(list(zip(names[1:], typed, strict=True)), DraftOptions())
    assert (found.draft.last_name, found.draft.company, found.note) == ("Lee", "Acme", "Hello")
    assert found.draft.phones


def test_the_command_names_another_database() -> None:
    assert arrivals.command() == "leaddesk intake"
    assert arrivals.command("/srv/team.db") == 'leaddesk --database "/srv/team.db" intake'
