# SPDX-License-Identifier: MIT
"""Who may do and see what: the table is whole, and the desk goes by it for everything."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import itertools
import typing
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

from leaddesk.desk import commands, exports, queries
from leaddesk.desk.desk import Desk
from leaddesk.desk.roles import PERMITS, Errand, is_about_others, may
from leaddesk.domain.errors import LeadDeskError, RuleBroken
from leaddesk.domain.person import Role
from leaddesk.words import errors
from tests.factories import Office

PARTS = {
    commands.Agreed, commands.BulkWish, commands.FolderFields, commands.LeadFields,
    commands.NoticeFields, commands.PersonFields,
}  # fmt: skip
"""What commands are made of, and nobody does by itself."""
REFUSALS = {"team_lead_only", "callers_only", "receivers_only"}
VALUES: dict[Any, object] = {
    int: 0, str: "", bool: False, float: 0.0, dt.date: dt.date(2026, 5, 12),
    dt.time: dt.time(9), dt.datetime: dt.datetime(2026, 5, 12, tzinfo=dt.UTC), Path: Path("x"),
}  # fmt: skip
COMMANDS = [getattr(commands, name) for name in commands.__all__]
QUERIES = [
    kind
    for kind in (getattr(queries, name) for name in queries.__all__)
    if inspect.isclass(kind) and issubclass(kind, queries.Query) and kind is not queries.Query
]
DEEDS = [kind for kind in COMMANDS if kind not in PARTS]
LONG: dict[Any, Callable[[Desk, Any, int, dt.datetime], object]] = {
    commands.ImportOptions: lambda desk, wish, who, at: desk.import_list([], wish, who, at),
    commands.RegistryOptions: lambda desk, wish, who, at: desk.import_registry([], wish, who, at),
    Errand.RESCRUB: lambda desk, _wish, who, at: desk.rescrub(who, at),
    Errand.RETAIN: lambda desk, _wish, who, at: desk.retain(who, at),
    Errand.ERASE_AGAIN: lambda desk, _wish, who, at: desk.erase_again(desk.erasures(), who, at),
}


def made(kind: Any, person_id: int) -> Any:
    """Return a value of a kind with something in every field that has no default."""
    if isinstance(kind, Errand):
        return kind
    hints = typing.get_type_hints(kind)
    fields = {
        field.name: person_id if field.name == "person_id" else _filled(hints[field.name])
        for field in dataclasses.fields(kind)
        if field.name == "person_id"
        or (field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING)
    }
    return kind(**fields)


def _filled(hint: Any) -> object:
    if hint in VALUES:
        return VALUES[hint]
    if hint == tuple[int, ...]:
        return (1,)
    if typing.get_origin(hint) is tuple:
        return ()
    if dataclasses.is_dataclass(hint):
        return made(hint, 0)
    choices = get_args(hint)
    if choices:
        return _filled(choices[0])
    return next(iter(hint))


def refusal(work: Callable[[], object]) -> RuleBroken | None:
    """Return the refusal that roles brought about; whatever else is wrong is no matter here."""
    try:
        work()
    except RuleBroken as error:
        return error if error.key in REFUSALS | {"export_not_allowed"} else None
    except LeadDeskError:
        return None
    return None


def wish_of(office: Office, what: Any, who: int, whose: int) -> Callable[[], object]:
    """Return what asks the desk for something, for one's own sake or another's."""
    wish = made(what, whose)
    desk, now = office.desk, office.now
    if what in LONG:
        return lambda: LONG[what](desk, wish, who, now)
    if what in get_args(exports.Wanted):
        return lambda: desk.export(wish, _Nowhere(), who, now)
    if issubclass(what, queries.Query):
        return lambda: desk.ask(wish, now, who)
    return lambda: desk.do(wish, who, now)


def _question(what: Any, whose: int) -> queries.Query[object]:
    question: queries.Query[object] = made(what, whose)
    return question


class _Nowhere:
    """An outlet that keeps nothing."""

    def write(self, records: Sequence[Any]) -> None:
        """Take nothing."""

    def finish(self) -> None:
        """Have nothing to finish."""

    keep = drop = finish


def test_every_command_question_and_export_stands_in_the_table_once() -> None:
    everything = {*DEEDS, *QUERIES, *get_args(exports.Wanted), *Errand}

    assert set(PERMITS) == everything
    assert set(COMMANDS) >= PARTS


def test_the_table_tells_each_entry_once_in_the_source() -> None:
    source = Path(inspect.getfile(may)).read_text("utf-8")
    names = [
        f"{room.__name__.rpartition('.')[2]}.{kind.__name__}:"
        for room, kinds in (
            (commands, DEEDS),
            (queries, QUERIES),
            (exports, get_args(exports.Wanted)),
        )
        for kind in kinds
    ]
    assert [name for name in names if source.count(f"    {name}") != 1] == []


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("what", list(PERMITS), ids=str)
def test_the_desk_goes_by_the_table_for_every_role(office: Office, role: Role, what: Any) -> None:
    me = office.person("Mo Me", role)
    for whose in (me, office.dana):
        wish = made(what, whose)
        who = next(p for p in office.ask(queries.AskPeople()) if p.id == me)
        allowed = may({role}, what, about_others=is_about_others(wish, who))

        refused = refusal(wish_of(office, what, me, whose))

        assert (refused is None) == allowed, (what, role, whose == me, refused)
        if refused is not None:
            assert errors.has_words(refused)
            assert "Nothing was" in errors.say(refused)
        if PERMITS[what].others is None:
            break


@pytest.mark.parametrize("what", [*DEEDS, *Errand], ids=str)
def test_where_nobody_sits_only_what_the_program_does_is_done(office: Office, what: Any) -> None:
    work = wish_of(office, what, 0, 0)
    if PERMITS[what].seatless:
        assert refusal(work) is None
        return
    with pytest.raises(LeadDeskError, match="person"):
        work()


def test_who_left_sees_only_who_is_in_the_team(office: Office) -> None:
    gone = office.person("Gil Gone", *Role)
    fields = commands.PersonFields("Gil Gone", tuple(Role), "UTC")
    office.do(commands.EditPerson(gone, fields, active=False))

    for what in QUERIES:
        if PERMITS[what].seatless:
            assert office.desk.ask(_question(what, gone), office.now, gone) is not None
            continue
        with pytest.raises(RuleBroken, match="person_inactive"):
            office.desk.ask(_question(what, gone), office.now, gone)


@pytest.mark.parametrize("roles", [c for n in (2, 3) for c in itertools.combinations(Role, n)])
def test_several_roles_may_what_any_of_them_may(roles: tuple[Role, ...]) -> None:
    for what in PERMITS:
        for others in (False, True):
            each = [may({role}, what, about_others=others) for role in roles]
            assert may(roles, what, about_others=others) == any(each)


def test_a_qualifier_sees_no_colleagues_day_and_no_list_of_all_handoffs(office: Office) -> None:
    mo = office.person("Mo Becker", "qualifier")
    theirs: tuple[queries.Query[Any], ...] = (
        queries.AskMyDay(mo, 1),
        queries.AskProgress(mo),
        queries.AskQueue(mo, 1),
        queries.AskTeamHandoffs(office.dana),
    )
    for query in theirs:
        with pytest.raises(RuleBroken, match="team_lead_only"):
            office.ask(query, who=office.dana)
    assert office.ask(queries.AskQueue(office.dana, 1), who=office.dana) is not None
    assert office.ask(queries.AskMyDay(mo, 1), who=office.boss) is not None
