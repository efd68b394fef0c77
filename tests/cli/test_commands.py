# SPDX-License-Identifier: MIT
"""Each command goes through the desk with what was typed, and answers in words or one object."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk import commands
from leaddesk.desk.queries import AskLeads, AskProgress, AskQueue, AskTeamDay
from leaddesk.domain.errors import BadInput, NewerSchema, RuleBroken, StoreUnavailable
from leaddesk.domain.lead_draft import RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.domain.person import Person, Role
from tests.cli.conftest import Prompt
from tests.words.samples import NOW

WHEN = dt.datetime(2026, 5, 13, 18, 30, tzinfo=dt.UTC)
LEAD_FIELDS = {"id", "name", "company", "phones", "time_zone", "tier", "state", "class", "why"}


def test_next_takes_the_lead_into_hand_and_shows_it(prompt: Prompt) -> None:
    told = prompt("next", "--as", "Dana Whitfield")
    assert told.code == 0
    assert prompt.doors.desk.done == [(commands.TakeNext(1, None), 1, NOW)]
    assert "Priya Raman  (lead 7)" in told.out
    assert "Came in 3 min ago from the web form" in told.out
    assert "10:42 in America/Chicago, open until 16:42" in told.out
    assert "+1 (612) 555-0199  (disconnected)" in told.out
    assert prompt.doors.desk.closed


def test_a_lead_for_scripts_carries_what_is_promised(prompt: Prompt) -> None:
    data = prompt("next", "--as", "dana w", "--json").data
    assert data.keys() >= LEAD_FIELDS
    assert data["phones"] == ["+16125550148"]
    assert (data["id"], data["tier"], data["state"], data["class"]) == (7, 1, "queued", 3)
    assert data["why"] == "Came in 3 min ago from the web form"
    assert data["local_time"] == "2026-05-12T10:42:00-05:00"


def test_peeking_takes_nothing(prompt: Prompt) -> None:
    assert prompt("next", "--as", "1", "--peek", "--tier", "2").code == 0
    assert prompt.doors.desk.done == []
    asked = [query for query, _ in prompt.doors.desk.asked if isinstance(query, AskQueue)]
    assert [query.tier for query in asked] == [2]


def test_an_empty_queue_refuses_with_its_counts(prompt: Prompt) -> None:
    prompt.doors.desk.card = None
    told = prompt("next", "--as", "Dana Whitfield")
    assert (told.code, told.out) == (1, "")
    assert "212 wait for local hours, the next opens Wed 09:00" in told.err
    data = prompt("next", "--as", "Dana Whitfield", "--json").data
    assert (data["error"], data["id"]) == ("queue_empty", None)
    assert data["empty"]["waiting_hours"] == 212


def test_log_passes_everything_on(prompt: Prompt) -> None:
    told = prompt(
        "log", "callback", "--lead", "7", "--as", "Dana Whitfield", "--note", "Back then",
        "--at", "2026-05-12T10:40", "--when", "2026-05-13T13:30", "--anyone",
        "--reason", "r", "--amount", "12.50", "--person-name", "Tom", "--person-phone", "555",
    )  # fmt: skip
    assert told.code == 0
    assert told.out == "Call back logged for Priya Raman\n"
    (command, person, at), = prompt.doors.desk.done  # fmt: skip
    assert (person, at) == (1, NOW)
    assert command == commands.LogCall(
        lead_id=7,
        outcome="callback",
        note="Back then",
        at=NOW - dt.timedelta(minutes=2),
        when=WHEN,
        for_anyone=True,
        reason="r",
        amount=1250,
        person_name="Tom",
        person_phone="555",
        then_take=False,
    )


def test_log_can_take_the_next_lead_in_the_same_breath(prompt: Prompt) -> None:
    data = prompt("log", "busy", "--lead", "3", "--as", "1", "--next", "--json").data
    assert (data["lead_id"], data["undoable"], data["message"]) == (
        3,
        True,
        "Busy logged for Priya Raman",
    )
    assert data["lead"]["id"] == 3
    assert data["next"].keys() >= LEAD_FIELDS


def test_a_handoff_carries_its_sheet(prompt: Prompt) -> None:
    told = prompt(
        "handoff", "--lead", "7", "--as", "Dana Whitfield", "--answer", "need=QA = two lines",
        "--answer", "fit=yes", "--note", "n", "--next-step", "demo",
        "--next-step-at", "2026-05-13T13:30", "--to", "sam", "--hot", "--warm", "because",
        "--json",
    )  # fmt: skip
    (command, _, _), = prompt.doors.desk.done  # fmt: skip
    assert command == commands.HandOff(
        lead_id=7,
        answers=(("need", "QA = two lines"), ("fit", "yes")),
        note="n",
        next_step="demo",
        next_step_at=WHEN,
        receiver_id=2,
        hot=True,
        warm_reason="because",
        then_take=False,
    )
    assert told.data["handoff_id"] == 12
    assert told.data["handoff"]["receiver"] == "Sam Ortiz"


@pytest.mark.parametrize(
    "argv,command",
    [
        (["accept", "--call"], commands.AcceptHandoff(3, call_now=True)),
        (["return", "--words", "no budget named"], commands.ReturnHandoff(3, "no budget named")),
        (["reject", "--reason", "duplicate"], commands.RejectHandoff(3, "duplicate")),
        (
            ["feedback", "--line", "Great brief", "--rating", "5"],
            commands.GiveFeedback(5, "Great brief", 5),
        ),
    ],
)
def test_handoffs_are_answered(prompt: Prompt, argv: list[str], command: object) -> None:
    told = prompt(*argv, "--handoff", "3", "--as", "Sam")
    assert told.code == 0
    assert [(done, person) for done, person, _ in prompt.doors.desk.done] == [(command, 2)]


def test_handoffs_are_listed_after_their_clocks_ran(prompt: Prompt) -> None:
    told = prompt("handoffs", "--as", "Sam")
    assert prompt.doors.desk.clocks_run == 1
    assert "To accept (1)\n  3  Priya Raman, Northfield Optics from Dana" in told.out
    assert "Owed feedback (1)" in told.out
    data = prompt("handoffs", "--as", "Sam", "--json").data
    assert data.keys() == {"to_accept", "owed", "working", "sent", "received"}


def test_undo_and_skip(prompt: Prompt) -> None:
    assert prompt("undo", "--as", "1").code == 0
    assert prompt("skip", "--lead", "7", "--as", "1", "--reason", "bad time").code == 0
    assert [done for done, _, _ in prompt.doors.desk.done] == [
        commands.TakeBack(),
        commands.SkipLead(7, "bad time"),
    ]


def test_progress_is_told_as_of_a_moment(prompt: Prompt) -> None:
    told = prompt("progress", "--as", "Dana W", "--at", "2026-05-12T12:00")
    assert told.out.startswith("Dana Whitfield\nPerfect Day ")
    assert "New leads" in told.out
    (query, at) = prompt.doors.desk.asked[-1]
    assert query == AskProgress(1, None)
    assert at == dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
    data = prompt("progress", "--as", "1", "--json").data
    assert {goal["metric"] for goal in data["goals"]} >= {"calls", "new_lead_calls"}


def test_whoever_works_no_tier_is_told_of_the_team(prompt: Prompt) -> None:
    prompt.doors.desk.team = (
        *prompt.doors.desk.team,
        Person(11, "Lee Novak", frozenset({Role.TEAM_LEAD}), "America/Chicago"),
    )
    told = prompt("progress", "--as", "Lee")
    assert told.out.startswith("Team's day ")
    assert "0 of 2 perfect" in told.out
    assert prompt.doors.desk.asked[-1][0] == AskTeamDay()
    data = prompt("progress", "--as", "Lee", "--json").data
    assert (data["team"], data["people_there"]) == (True, 2)
    assert prompt("progress", "--as", "Lee", "--tier", "2").out.startswith("Lee Novak")


def test_why_empty_counts(prompt: Prompt) -> None:
    assert "40 are in a colleague's hands" in prompt("why-empty", "--as", "1").out
    assert prompt("why-empty", "--as", "1", "--json").data["leased"] == 40


def test_people_are_shown_and_added(prompt: Prompt) -> None:
    assert "Senior rep and team lead" in prompt("people").out
    assert len(prompt("people", "--json").data["people"]) == 4
    told = prompt("people", "add", "Ines Roth", "--roles", "qualifier, team-lead", "--json")
    assert told.code == 0
    (command, person, _), = prompt.doors.desk.done  # fmt: skip
    fields = commands.PersonFields("Ines Roth", ("qualifier", "team_lead"), "Europe/Berlin")
    assert command == commands.AddPerson(fields)
    assert person == 2


def test_leads_are_listed_and_searched(prompt: Prompt) -> None:
    told = prompt("leads", "--tier", "1", "--state", "queued", "--limit", "5")
    assert "7   Priya Raman" in told.out
    assert "More: --after 1700000000/7" in told.out
    query = prompt.doors.desk.asked[-1][0]
    assert isinstance(query, AskLeads)
    assert (query.limit, query.filter.tier) == (5, 1)
    data = prompt("leads", "--search", "priya", "--json").data
    assert data["leads"][0].keys() >= LEAD_FIELDS
    assert data["next_after"] is None
    assert prompt("leads", "--search", "priya", "--tier", "2", "--json").data["leads"] == []


def test_a_search_finds_what_was_imported_a_moment_ago(prompt: Prompt) -> None:
    prompt("leads", "--search", "priya")
    assert prompt.doors.desk.behind < 0


def test_a_lead_is_added_with_its_numbers(prompt: Prompt) -> None:
    told = prompt(
        "add-lead", "--as", "1", "--first-name", "Tom", "--company", "Halden",
        "--phone", "612 555 0101", "--phone", "mobile=612 555 0102", "--json",
    )  # fmt: skip
    assert told.data.keys() >= LEAD_FIELDS
    (command, _, _), = prompt.doors.desk.done  # fmt: skip
    assert isinstance(command, commands.AddLead)
    assert command.fields.phones == (("612 555 0101", "direct"), ("612 555 0102", "mobile"))


@pytest.mark.parametrize(
    "typed,told",
    [
        ("Nobody", "There is nobody called “Nobody”"),
        ("Da", "Dana Whitfield (1), Daniel Fox (4)"),
        ("Dora", "There is nobody called “Dora”"),
        ("77", "There is nobody called “77”"),
    ],
)
def test_a_person_is_one_person_or_refused(prompt: Prompt, typed: str, told: str) -> None:
    answer = prompt("undo", "--as", typed)
    assert answer.code == 1
    assert told in answer.err
    assert prompt.doors.desk.done == []


def test_who_left_is_found_by_id(prompt: Prompt) -> None:
    assert prompt("progress", "--as", "9").code == 0


@pytest.mark.parametrize(
    "error,told",
    [
        (RuleBroken("nothing_to_undo"), "There is nothing left to take back."),
        (StoreUnavailable("locked", where="team.db"), "Another program holds the database."),
    ],
)
def test_a_refusal_ends_with_1_and_its_words(prompt: Prompt, error: Exception, told: str) -> None:
    prompt.doors.desk.fails = error
    answer = prompt("undo", "--as", "1")
    assert (answer.code, answer.out) == (1, "")
    assert told in answer.err
    data = prompt("undo", "--as", "1", "--json").data
    assert data.keys() == {"error", "message"}
    assert prompt.doors.desk.closed


def test_a_newer_database_is_refused_before_anything(prompt: Prompt) -> None:
    prompt.doors.fails = NewerSchema("newer_schema", where="team.db")
    answer = prompt("lists", "--json")
    assert answer.code == 1
    assert answer.data["error"] == "newer_schema"


def test_something_unexpected_is_reported_without_its_message(prompt: Prompt) -> None:
    prompt.doors.desk.fails = KeyError("Priya Raman")
    answer = prompt("people")
    assert answer.code == 1
    assert "Priya" not in answer.err
    assert "reports/report-1.txt" in answer.err.replace("\\", "/")
    assert len(prompt.doors.reported) == 1


def test_an_import_without_a_known_layout_names_the_columns(prompt: Prompt) -> None:
    answer = prompt("import", "lists/fair.csv")
    assert answer.code == 1
    assert "Firma, Vor Name, Tel" in answer.err
    assert prompt.doors.desk.imports == []


def test_columns_can_be_named_once_and_are_kept(prompt: Prompt) -> None:
    prompt.doors.desk.turned_down = (RejectedRow(2, "nobody", "", ("", "x")),)
    told = prompt(
        "import", "lists/fair.csv", "--map", "company=firma", "--map", "first-name=vor  name",
        "--map", "phone=3", "--source", "fair", "--kind", "trade_show", "--region", "de", "--json",
    )  # fmt: skip
    assert told.code == 0
    ((mapping, options),) = prompt.doors.here.used
    assert mapping.fields == (("company", 0), ("first_name", 1), ("phone", 2))
    assert (options.region, options.source, options.delimiter) == ("DE", "fair", ";")
    assert isinstance(prompt.doors.desk.done[-1][0], commands.KeepMapping)
    assert prompt.doors.here.drafts.closed
    assert told.data.items() >= {"rows": 2, "new": 1, "list_id": 3, "dry_run": False}.items()
    assert told.data["rejected_file"].endswith("rejected.csv")
    assert told.data.keys() >= {
        "duplicates_in_file", "duplicates_known", "bad_numbers", "do_not_call", "research",
        "rejected",
    }  # fmt: skip
    ((import_options, person, _),) = prompt.doors.desk.imports
    assert (import_options.name, import_options.source_kind, person) == (
        "fair.csv",
        "trade_show",
        2,
    )


def test_a_dry_run_writes_nothing(prompt: Prompt) -> None:
    prompt.doors.here.mapping = ColumnMapping("synonyms", (("phone", 2),))
    prompt.doors.desk.team = ()
    prompt.doors.desk.turned_down = (RejectedRow(2, "nobody", "", ()),)
    told = prompt("import", "fair.csv", "--dry-run")
    assert told.out.startswith("Nothing is written yet: 2 rows, 1 new lead")
    assert prompt.doors.desk.done == []
    assert prompt.doors.desk.imports[0][1:] == (0, True)


def test_an_empty_team_gets_its_first_person_from_this_computer(prompt: Prompt) -> None:
    prompt.doors.here.mapping = ColumnMapping("synonyms", (("phone", 2),))
    prompt.doors.desk.team = ()
    told = prompt("import", "fair.csv")
    assert "The team was empty: casey is in it now, with all roles" in told.out
    (command, person, _), = prompt.doors.desk.done  # fmt: skip
    assert isinstance(command, commands.AddPerson)
    assert command.fields.roles == ("qualifier", "senior_rep", "team_lead")
    assert person == 0
    assert prompt.doors.desk.imports[0][1] == 12


def test_lists_are_shown_and_taken_back(prompt: Prompt) -> None:
    assert "fair.csv" in prompt("lists").out
    assert prompt("undo-import", "--list", "3", "--as", "sam").code == 0
    assert prompt.doors.desk.done[-1][0] == commands.UndoImport(3)


def test_backup_restore_check_and_demo(prompt: Prompt) -> None:
    assert "1,204 rows to backups" in prompt("backup").out
    assert prompt("backup", "--json").data["rows"] == 1204
    assert "kept as team.db.before" in prompt("restore", "latest").out
    assert prompt("check").out.startswith("All is well")
    assert prompt("check", "--json").data["ok"] is True
    prompt.doors.problems = ("Counter calls of Dana is 3, the journal says 4.",)
    bad = prompt("check")
    assert bad.code == 1
    assert "the journal says 4" in bad.err
    assert prompt("demo", "--json").data["leads"] == 2000
    assert "6 people, 2000 leads" in prompt("demo").out


def test_the_database_named_is_the_one_opened(prompt: Prompt) -> None:
    prompt("lists", "--database", "postgresql://dana@server/team")
    assert prompt.doors.opened == ["postgresql://dana@server/team"]


def test_a_terminal_that_shows_little_still_gets_its_answer(
    prompt: Prompt, capsys: pytest.CaptureFixture[str]
) -> None:
    lead = prompt.doors.desk.card
    assert lead is not None
    prompt.doors.desk.card = replace(lead, name="Żółć \x1b[2J")
    assert "Żółć" in prompt("next", "--as", "1", "--peek").out


def test_bad_input_names_what_it_was(prompt: Prompt) -> None:
    prompt.doors.desk.fails = BadInput("needs_reason", where="lost", choices="price, timing")
    assert "Say why: price, timing." in prompt("undo", "--as", "1").err
