# SPDX-License-Identifier: MIT
"""Right use is done, wrong use ends with 2 and a sentence, and neither loads Qt or SQLAlchemy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from leaddesk import __version__
from leaddesk.cli.arguments import build, parse
from leaddesk.cli.readers import WrongUse
from leaddesk.cli.run import plain_window
from tests.cli.conftest import Prompt

COMMANDS = (
    "import",
    "next",
    "log",
    "skip",
    "undo",
    "why-empty",
    "progress",
    "handoff",
    "accept",
    "return",
    "reject",
    "feedback",
    "handoffs",
    "reassign",
    "pull-back",
    "decide",
    "score",
    "handoff-figures",
    "people",
    "leads",
    "add-lead",
    "lists",
    "undo-import",
    "duplicates",
    "merge",
    "not-duplicates",
    "person-export",
    "person-erase",
    "person-let-in",
    "retention",
    "sources",
    "erasures",
    "backup",
    "restore",
    "check",
    "encrypt",
    "decrypt",
    "recovery-code",
    "unlock",
    "remove-pin",
    "demo",
    "tour",
    "window",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse([command, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "--database" in told
    assert "--json" in told


def test_the_help_names_every_command() -> None:
    told = build().format_help()
    assert all(command in told for command in COMMANDS)


@pytest.mark.parametrize(
    "argv",
    [
        ["--database", "a.db", "--json", "lists"],
        ["lists", "--database", "a.db", "--json"],
        ["--database", "a.db", "lists", "--json"],
    ],
)
def test_database_and_json_stand_before_or_after_the_command(argv: list[str]) -> None:
    args = parse(argv)
    assert (args.database, args.json, args.command) == ("a.db", True, "lists")


def test_before_and_after_the_last_word_counts() -> None:
    assert parse(["--database", "a.db", "lists", "--database", "b.db"]).database == "b.db"


def test_without_a_command_the_window_opens(prompt: Prompt) -> None:
    assert prompt("--database", "a.db").code == 0
    assert prompt("window").code == 0
    assert prompt.doors.opened == ["window a.db", "window None"]


def test_the_tour_is_taken_with_its_folder(prompt: Prompt) -> None:
    assert prompt("tour", "--folder", "out").code == 0
    assert prompt.doors.opened == ["tour out"]


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"],
        ["next"],
        ["next", "--as", ""],
        ["next", "--as", "Dana", "--tier", "0"],
        ["log", "--lead", "1", "--as", "Dana"],
        ["log", "no_answer", "--lead", "x", "--as", "Dana"],
        ["log", "no_answer", "--lead", "-1", "--as", "Dana"],
        ["log", "no_answer", "--lead", "0", "--as", "Dana"],
        ["log", "no_answer", "--lead", "9" * 40, "--as", "Dana"],
        ["log", "callback", "--lead", "1", "--as", "Dana", "--when", "tomorrow"],
        ["log", "no_answer", "--lead", "1", "--as", "Dana", "--at", "2026-02-30T10:00"],
        ["log", "won", "--lead", "1", "--as", "Dana", "--amount", "lots"],
        ["handoff", "--lead", "1", "--as", "Dana", "--answer", "need"],
        ["feedback", "--as", "Sam", "--feedback", "1", "--line", "x", "--rating", "6"],
        ["feedback", "--as", "Sam", "--line", "x", "--rating", "5"],
        ["reject", "--handoff", "1", "--as", "Sam"],
        ["people", "add", "X", "--roles", "boss"],
        ["people", "add", "X", "--roles", "qualifier", "--starts", "9"],
        ["leads", "--limit", "100000"],
        ["leads", "--state", "lost-ish"],
        ["leads", "--search", "x", "--after", "3"],
        ["import"],
        ["import", "x.csv", "--map", "wrong=Tel"],
        ["import", "x.csv", "--map", "phone=Fax"],
        ["progress", "--as", "Dana", "--at", "12:00"],
        ["lists", "--datab", "x"],
        ["restore"],
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(prompt: Prompt, argv: list[str]) -> None:
    told = prompt(*argv)
    assert told.code == 2
    assert told.out == ""
    assert told.err.strip()
    assert prompt.doors.desk.done == []


def test_wrong_use_is_one_object_for_scripts(prompt: Prompt) -> None:
    told = prompt("next", "--json")
    assert told.code == 2
    assert told.data["error"] == "wrong_use"
    assert "--as" in told.data["message"]


def test_the_parser_never_prints_and_exits_by_itself() -> None:
    with pytest.raises(WrongUse):
        parse(["log"])


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_a_quick_answer_loads_neither_qt_nor_sqlalchemy(argument: str) -> None:
    code = (
        "import sys\n"
        "from leaddesk.__main__ import main\n"
        "assert main([sys.argv[1]]) == 0\n"
        "heavy = {'PySide6', 'sqlalchemy', 'phonenumbers', 'holidays'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, argument], check=False, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert argument != "--version" or done.stdout.strip() == f"LeadDesk {__version__}"


@pytest.mark.parametrize(
    "argv",
    [
        [], ["window"], ["--database", "a.db"], ["--database", "a.db", "window"],
        ["window", "--database", "a.db"], ["--database", "window"],
        ["--database", "a.db", "--database", "b.db"],
    ],
)  # fmt: skip
def test_a_plain_window_is_understood_as_the_parser_does(argv: list[str]) -> None:
    found = parse(argv)
    assert found.command == "window"
    assert plain_window(argv) == (found.database,)


@pytest.mark.parametrize(
    "argv",
    [
        ["--database"], ["--database", ""], ["--database", "--json"], ["--json"],
        ["window", "window"], ["windows"], ["--help"], ["--version"], ["next"],
        ["--database=a.db"], ["window", "-h"],
    ],
)  # fmt: skip
def test_anything_else_is_left_to_the_parser(argv: list[str]) -> None:
    assert plain_window(argv) is None
