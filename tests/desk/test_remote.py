# SPDX-License-Identifier: MIT
"""Every command and question, and every answer, is the same after the way between two machines."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk import commands, exports, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.demo.making import make_demo
from leaddesk.desk.desk import Desk
from leaddesk.desk.remote import (
    Failure,
    answer_of,
    answer_type,
    done_of,
    heard,
    tell,
    tell_answer,
    tell_done,
    tell_wanted,
    wanted_of,
)
from leaddesk.desk.roles import PERMITS
from leaddesk.desk.whereabouts import COMMANDS, QUERIES
from leaddesk.domain.errors import BadInput, LeadDeskError, NotFound, RuleBroken, StaleLead
from leaddesk.domain.lead_filter import PageMark
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.person import Role
from leaddesk.domain.plan import STAGES, Draft
from leaddesk.storage.building import building
from leaddesk.storage.opening import open_store
from leaddesk.system.holiday_source import PackageHolidays
from leaddesk.words import errors as words

NOW = dt.datetime(2026, 5, 14, 18, 50, tzinfo=dt.UTC)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)

PLANS = (
    Draft(dt.date(2026, 4, 1), dt.date(2026, 6, 30), 5_000_000),
    Draft(
        dt.date(2026, 4, 1), dt.date(2026, 6, 30), 5_000_000, 120_000,
        ((STAGES[0].name, 0.25),), ((1, Metric.CALLS.value, 40),),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A demo that nobody writes into."""
    store = open_store(str(tmp_path_factory.mktemp("demo") / "demo.db"), NOW)
    with building(store) as whole:
        make_demo(whole, PackageHolidays(), NOW, leads=300)
    made = Desk(store, PackageHolidays())
    yield made
    made.close()


@pytest.fixture(scope="module")
def questions(desk: Desk) -> dict[type, list[tuple[queries.Query[Any], int]]]:
    """Every question as it may be asked of the demo, with who asks."""
    people = desk.ask(queries.AskPeople(), NOW)
    lead = next(p.id for p in people if Role.TEAM_LEAD in p.roles)
    page = desk.ask(queries.AskLeads(limit=20), NOW, lead)
    ids = [row.id for row in page.rows]
    handoffs = desk.ask(queries.AskTeamHandoffs(lead), NOW, lead)
    pairs = desk.ask(queries.AskDuplicates(), NOW, lead).pairs
    pair = (pairs[0].first_id, pairs[0].second_id) if pairs else (ids[0], ids[1])
    everybody = [p.id for p in people]
    of_each: tuple[Any, ...] = (
        queries.AskProgress, queries.AskMyDay, queries.AskReminders, queries.AskHandoffs,
        queries.AskNotices, queries.AskWaitingNotices, queries.AskKeptFilters, queries.AskCoached,
        queries.AskPersonPage, queries.AskLeaving,
    )  # fmt: skip
    asked: list[queries.Query[Any]] = [kind(who) for kind in of_each for who in everybody]
    asked += [
        kind(p.id, tier)
        for kind in (queries.AskQueue, queries.AskWhyEmpty)
        for p in people
        for tier in p.tiers
    ]
    asked += [queries.AskLead(one) for one in ids] + [queries.AskPersonData(ids[0])]
    asked += [queries.AskHandoff(row.id) for row in handoffs.rows]
    asked += [queries.AskReport(dt.date(2026, 5, 4), dt.date(2026, 5, 14), n) for n in (0, lead)]
    asked += [queries.AskGoals(tier, who) for tier in (1, 2) for who in (0, everybody[0])]
    asked += [queries.AskFunnel(person_id=who) for who in (0, everybody[0])]
    asked += _of_the_team(lead, page.next_after, pair)
    found: dict[type, list[tuple[queries.Query[Any], int]]] = {}
    for query in asked:
        found.setdefault(type(query), []).append((query, lead))
    return found


def _of_the_team(
    lead: int, after: PageMark | None, pair: tuple[int, int]
) -> list[queries.Query[Any]]:
    return [
        queries.AskSearch("a"), queries.AskLeads(limit=50), queries.AskLeads(after=after),
        queries.AskLeadCount(), queries.AskLeadChoices(), queries.AskDuplicates(),
        queries.AskPair(*pair), queries.AskTeamHandoffs(lead), queries.AskHandoffFigures(lead),
        queries.AskTeamDay(), queries.AskTeamWall(), queries.AskPlan(), queries.AskMeeting(),
        queries.AskPeople(), queries.AskStaff(), queries.AskAbsences(), queries.AskLists(),
        queries.AskRule("calling"), queries.AskOwnWords(), queries.AskRules(),
        queries.AskRuleVersions("calling"),
        queries.AskRuleChange((("queue", '{"skips_a_day": 3}'), ("calling", "{"))),
        queries.AskMapping("none"), queries.AskTiers(), queries.AskTeam(), queries.AskNoCall(),
        queries.AskRegistries(), queries.AskPlaces(), queries.AskPrivacy(), queries.AskOverdue(),
        queries.AskExportSize(exports.LeadsWanted()), queries.AskFolders("here"),
        queries.AskFile("none"), queries.AskImported("none"), queries.AskArrivals(),
        queries.AskIntakeToken(), queries.AskWorkstations(), queries.AskWaiting(lead),
        queries.AskAttention(lead),
    ]  # fmt: skip


def test_the_demo_is_asked_every_question(questions: dict[type, Any]) -> None:
    assert set(questions) == set(QUERIES)


@pytest.mark.parametrize("kind", list(QUERIES), ids=lambda kind: kind.__name__)
def test_every_answer_is_the_same_after_the_way(
    desk: Desk, questions: dict[type, Any], kind: type
) -> None:
    answered = 0
    for query, who in questions[kind]:
        assert heard(*tell(query)) == query
        try:
            answer = desk.ask(query, NOW, who)
        except LeadDeskError:
            continue
        answered += 1
        back, at = answer_of(query, tell_answer(answer, NOW))
        assert at == NOW
        assert back == answer
        assert same_kinds(back, answer) == []
    assert answered


def same_kinds(one: Any, other: Any) -> list[str]:
    """Return where two values are equal but not of one kind: 1 and True, a list and a tuple."""
    if isinstance(other, typing.Mapping):
        return [d for key in other for d in same_kinds(one[key], other[key])]
    if isinstance(one, float) and type(other) is int:
        return []  # a sum of nothing
    if type(one) is not type(other):
        return [f"{type(one)} {type(other)} {other!r}"]
    if dataclasses.is_dataclass(other):
        names = [field.name for field in dataclasses.fields(other)]
        return [d for n in names for d in same_kinds(getattr(one, n), getattr(other, n))]
    if isinstance(other, tuple):
        return [d for a, b in zip(one, other, strict=True) for d in same_kinds(a, b)]
    return []


def made(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of any kind that a command or an answer may have a field of."""
    if kind is Draft:
        return st.sampled_from(PLANS)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        fields = {field.name: made(hints[field.name]) for field in dataclasses.fields(kind)}
        return st.fixed_dictionaries(fields).map(partial(whole, kind)).filter(bool)
    if kind is str:
        return TEXT
    if kind is int:
        return st.integers(0, 20) | st.integers(-(2**62), 2**62)
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if kind is dt.datetime:
        return st.datetimes(timezones=st.just(dt.UTC))
    return _made_of(typing.get_origin(kind), get_args(kind), kind)


def _made_of(origin: Any, arguments: tuple[Any, ...], kind: Any) -> st.SearchStrategy[Any]:
    if origin is tuple and arguments[-1] is ...:
        return st.lists(made(arguments[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(made, arguments))
    if origin is frozenset:
        return st.frozensets(made(arguments[0]), max_size=3)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([made(one) for one in arguments])
    if origin is not None and issubclass(origin, typing.Mapping):
        return st.dictionaries(*map(made, arguments), max_size=3)
    found: st.SearchStrategy[Any] = st.from_type(kind)
    return found


def whole(kind: Any, fields: dict[str, Any]) -> Any:
    """Return a value, None for fields that make none."""
    try:
        return kind(**fields)
    except ValueError:
        return None


@pytest.mark.parametrize("kind", [*COMMANDS, *QUERIES], ids=lambda kind: kind.__name__)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_every_command_and_question_is_the_same_after_the_way(
    kind: type, data: st.DataObject
) -> None:
    wish = data.draw(made(kind))
    name, told = tell(wish)
    assert (name, heard(name, told)) == (kind.__name__, wish)


@pytest.mark.parametrize("kind", get_args(exports.Wanted))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_what_an_export_is_to_bring_is_the_same_after_the_way(
    kind: type, data: st.DataObject
) -> None:
    wanted = data.draw(made(kind))
    assert wanted_of(*tell_wanted(wanted)) == wanted


def test_every_question_says_what_its_answer_is() -> None:
    assert answer_type(queries.AskTeamWall) is queries.TeamWall
    assert all(answer_type(kind) is not None for kind in QUERIES)


def test_what_was_done_is_the_same_after_the_way() -> None:
    done = Done(
        Kind.LEADS | Kind.LISTS, "merged", "ab", undoable=True, lead_id=7, facts=(("n", "2"),)
    )
    assert done_of(tell_done(done)) == done
    assert done_of(tell_done(Done(Kind.NONE, "kept"))) == Done(Kind.NONE, "kept")


def test_a_kind_of_a_newer_hub_is_passed_over() -> None:
    told = tell_done(Done(Kind.LEADS, "x")).replace(b'"changes":1', b'"changes":1048577')
    assert done_of(told).changes is Kind.LEADS


@pytest.mark.parametrize(
    "name, told, key",
    [
        ("Desk", b"{}", "unknown_wish"),
        ("Errand", b"{}", "unknown_wish"),
        ("AskLead", b"{", "bad_wish"),
        ("AskLead", b"{}", "bad_wish"),
        ("AskLead", b'{"lead_id": "7"}', "bad_wish"),
        ("AskExportSize", b'{"wanted": {"name": "Path", "told": {}}}', "unknown_wish"),
        ("AskExportSize", b'{"wanted": {"name": "LeadsWanted", "told": 3}}', "bad_wish"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name: str, told: bytes, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        heard(name, told)
    assert caught.value.key == key
    assert words.has_words(caught.value)


def test_an_answer_that_is_none_is_refused() -> None:
    for told in (b"{", b"{}", tell_answer("seven", NOW)):
        with pytest.raises(BadInput, match="bad_answer"):
            answer_of(queries.AskLeadCount(), told)
    with pytest.raises(BadInput, match="bad_answer"):
        done_of(b"[]")


def test_an_answer_has_its_bounds() -> None:
    with pytest.raises(BadInput, match="answer_too_big"):
        tell_answer("x" * (8 * 1024 * 1024), NOW)


class _Odd(RuleBroken):
    """An error of a kind that only one side has."""


@pytest.mark.parametrize(
    "error",
    [StaleLead("moved_on", what="lead"), NotFound("lead", what=7), _Odd("x", where=Path("y"))],
)
def test_an_error_is_raised_again_as_what_it_was(error: LeadDeskError) -> None:
    back = Failure.of(error).error()
    assert isinstance(error, type(back))
    assert back.key == error.key
    assert {n: str(v) for n, v in back.fields.items()} == {
        n: str(v) for n, v in error.fields.items()
    }


def test_no_error_is_made_of_what_is_none() -> None:
    assert type(Failure("Desk", "x", {}).error()) is LeadDeskError
    assert type(Failure("override", "x", {}).error()) is LeadDeskError


def test_whatever_may_be_asked_has_a_way() -> None:
    there = {kind for kind in PERMITS if isinstance(kind, type)}
    assert set(COMMANDS) | set(QUERIES) == there - set(get_args(exports.Wanted))
    assert commands.LogCall in COMMANDS
