# SPDX-License-Identifier: MIT
"""What workstations ask and have done at the hub: by the ordinary desk, for the token's person.

Rights are those of `desk/roles.py`, by the roles the person has now, whatever a workstation says.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import msgspec

from leaddesk.desk import queries
from leaddesk.desk.commands import AddNote, EditLead, TakeBack
from leaddesk.desk.desk import Desk
from leaddesk.desk.remote import heard, tell_answer, tell_done
from leaddesk.desk.roles import check_wish
from leaddesk.desk.unit import Store
from leaddesk.desk.whereabouts import COMMANDS, MADE_BY_RUN, OF_ANY_LEAD, QUERIES, Done
from leaddesk.desk.wire import Hand
from leaddesk.desk.wire_runs import End, Order, Part
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken, StoreUnavailable
from leaddesk.domain.person import Person
from leaddesk.hub.hub import Hub
from leaddesk.hub.known import known
from leaddesk.hub.long_work import ordered, wish_of
from leaddesk.hub.once import Once
from leaddesk.hub.ports import Caller
from leaddesk.hub.runs import Runs
from leaddesk.hub.sight import Sight

MOST_ROWS: Final = 500
"""Rows of a page, at most, whatever a workstation asks for."""

_SHARED: Final = frozenset({queries.AskTeamWall, queries.AskTeamDay, queries.AskFunnel})
"""Questions for team leads that take long and are the same for each of them."""

FRESH: Final = dt.timedelta(seconds=0.4)
"""So long an answer is given to the next who asks the same; the team is told once more after it."""

_SIGHTED: Final = (queries.AskSearch, queries.AskLeads)


@dataclass(slots=True)
class _Shared:
    """The last answer to one question; the lock is held while it is worked out.

    `mark` is what was told of changes before, `behind` whether somebody got it after another one,
    `owed` whether somebody got one before it so, and was not told yet.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    at: dt.datetime | None = None
    answer: Any = None
    mark: int = 0
    behind: bool = False
    owed: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """What answering works with; `person` tells to whom a workstation belongs.

    `mark` returns the newest mark of the feed.
    """

    desk: Desk
    store: Store
    hub: Hub
    runs: Runs
    sight: Sight
    person: Callable[[Caller], int]
    now: Callable[[], dt.datetime]
    mark: Callable[[], int]


class Answering:
    """The door of workstations to the hub's desk; safe from any thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._desk, self._now = parts.desk, parts.now
        self._once = Once(parts.now)
        self._shared = {kind: _Shared() for kind in _SHARED}

    def ask(self, caller: Caller, name: str, told: bytes) -> bytes:
        """Answer a question as `remote.tell_answer` tells it.

        Raises BadInput for what is no question, RuleBroken for what the person may not see,
        NotFound, and BadInput("answer_too_big").
        """
        who = self._who(caller)
        query = heard(name, told)
        if type(query) not in QUERIES:
            raise BadInput("unknown_wish", where=name[:40])
        check_wish(query, who)
        self._parts.sight.check(query, who)
        at = self._now()
        answer = self._answer(_bounded(query), who, at)
        if isinstance(query, _SIGHTED):
            answer = self._parts.sight.seen(answer, who)
        return tell_answer(answer, at)

    def _answer(self, query: Any, who: Person, at: dt.datetime) -> Any:
        """Answer; what several ask within a moment is worked out once."""
        shared = self._shared.get(type(query))
        if shared is None:
            return self._asked(query, who, at)
        with shared.lock:
            kept, mark = shared.answer, self._parts.mark()
            if kept is None or kept[0] != query or not _is_fresh(shared.at, at):
                kept = shared.answer = (query, self._desk.ask(query, at, who.id))
                shared.owed |= shared.behind
                shared.at, shared.mark, shared.behind = at, mark, False
            shared.behind |= mark != shared.mark
            return kept[1]

    def is_overtaken(self) -> bool:
        """Tell once whether an answer was given that others overtook; who asks gets a newer one.

        Whoever got it has heard of the change before, and would look no more.
        """
        at, found = self._now(), False
        for shared in self._shared.values():
            if shared.owed or (shared.behind and not _is_fresh(shared.at, at)):
                shared.owed, shared.behind, found = False, False, True
        return found

    def _asked(self, query: Any, who: Person, at: dt.datetime) -> Any:
        """Ask the desk; a value beyond all that a day or a database holds is the question's fault.

        Raises BadInput("bad_wish").
        """
        try:
            return self._desk.ask(query, at, who.id)
        except (OverflowError, StoreUnavailable) as error:
            if isinstance(error, StoreUnavailable) and "unfit" not in error.fields:
                raise
            name = type(query).__name__
            raise BadInput("bad_wish", where=name, detail="a value") from None

    def do(self, caller: Caller, name: str, told: bytes, entry_id: str) -> bytes:
        """Do a command and return its Done; under the same id it is done once.

        Raises what the desk raises, BadInput for what is no command, and
        RuleBroken("not_for_workstations") for what comes another way or is the hub's own.
        """
        who = self._who(caller)
        command = heard(name, told)
        if not _may_come(command):
            raise RuleBroken("not_for_workstations")
        if isinstance(command, EditLead | AddNote) and not self._parts.sight.may_change(
            command.lead_id, who
        ):
            raise RuleBroken("not_your_lead")
        if not _ID.fullmatch(entry_id):
            raise BadInput("bad_wish", where="id")
        return self._once.once(who.id, entry_id, lambda: self._do(command, who, entry_id))

    def _do(self, command: object, who: Person, entry_id: str) -> bytes:
        done = known(self._parts.store, entry_id, who.id)
        if done is None:
            done = self._desk.do(command, who.id, self._now(), entry_id=entry_id)
        return tell_done(done)

    def take(self, caller: Caller, lead_id: int) -> Hand:
        """Grant a lead that the person chose, and return the whole hand; as `Hub.take`."""
        self._who(caller)
        return self._parts.hub.take(caller, lead_id)

    def list_begin(self, caller: Caller, told: bytes) -> bytes:
        """Take an order (`wire_runs.Order`) if the person may give it; returns `{}`."""
        who = self._who(caller)
        order = _read(told, Order)
        wish = wish_of(*ordered(order))
        check_wish(wish, who)
        self._parts.runs.begin(who.id, order)
        return b"{}"

    def list_part(self, caller: Caller, told: bytes) -> bytes:
        """Take a part, or return one of the result (`wire_runs.Part`)."""
        part = _read(told, Part)
        data = self._parts.runs.part(self._who(caller).id, part)
        return msgspec.json.encode(Part(part.id, part.number, data))

    def list_end(self, caller: Caller, told: bytes) -> bytes:
        """Do the work when all parts are there, and say how far it is (`wire_runs.Progress`)."""
        progress = self._parts.runs.end(self._who(caller).id, _read(told, End))
        return msgspec.json.encode(progress)

    def _who(self, caller: Caller) -> Person:
        """Return the person of the token as they are now.

        Raises NotFound("person"), RuleBroken("person_inactive").
        """
        person_id = self._parts.person(caller)
        people = self._desk.ask(queries.AskPeople(), self._now())
        found = next((one for one in people if one.id == person_id), None)
        if found is None:
            raise NotFound("person", what=person_id)
        if not found.active:
            raise RuleBroken("person_inactive", person=found.name)
        return found


def _is_fresh(answered: dt.datetime | None, at: dt.datetime) -> bool:
    """Tell whether an answer is of now; one of a clock that was set back since is not."""
    return answered is not None and dt.timedelta(0) <= at - answered <= FRESH


_ID: Final = re.compile("[0-9a-f]{1,32}")


def _may_come(command: object) -> bool:
    """Tell whether a command may be given this way.

    `TakeBack` takes back what was done here: of an operation it comes as an operation. What is
    done to any lead comes for those who may, of leads that are not on their workstation.
    """
    kind = type(command)
    if kind is TakeBack:
        return bool(command.entry_id)  # type: ignore[attr-defined]
    if kind in OF_ANY_LEAD:
        return True
    return COMMANDS.get(kind) is Done.AT_HUB and kind not in MADE_BY_RUN


def _bounded(query: Any) -> Any:
    """Return a question with no more rows to a page than are told at once."""
    for name in ("limit", "up_next"):
        told = getattr(query, name, 0)
        if not 0 <= told <= MOST_ROWS:
            query = replace(query, **{name: max(0, min(told, MOST_ROWS))})
    return query


def _read(told: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(told, type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadInput("bad_wish", where=kind.__name__, detail=str(error)[:120]) from None
