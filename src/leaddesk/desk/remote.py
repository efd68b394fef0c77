# SPDX-License-Identifier: MIT
"""Commands, questions and answers on their way between a workstation and its hub, as JSON.

Each goes by the name of its class; what an answer is, its question's own type says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final, TypeVar, get_args

import msgspec

from leaddesk.desk import exports
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.queries import AskExportSize, Query
from leaddesk.desk.whereabouts import COMMANDS, QUERIES
from leaddesk.domain import errors
from leaddesk.domain.errors import BadInput, LeadDeskError

AnswerT = TypeVar("AnswerT")

MOST_BYTES: Final = 8 * 1024 * 1024
"""An answer, at most."""

_BY_NAME: Final[Mapping[str, type]] = {kind.__name__: kind for kind in (*COMMANDS, *QUERIES)}
_WANTED: Final = {kind.__name__: kind for kind in get_args(exports.Wanted)}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What an export is to bring, by the name of its class."""

    name: str
    told: msgspec.Raw


@dataclass(frozen=True, slots=True)
class _Size:
    """`AskExportSize` on its way."""

    wanted: _Wish


@dataclass(frozen=True, slots=True)
class _Done:
    """`Done` on its way: its kinds as a number."""

    changes: int
    label: str
    entry_id: str
    undoable: bool
    lead_id: int | None
    made_id: int | None
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    answer: msgspec.Raw
    at: dt.datetime


def tell(wish: object) -> tuple[str, bytes]:
    """Return the name of a command or question, and its fields as JSON."""
    told = _Size(_wish_of(wish.wanted)) if isinstance(wish, AskExportSize) else wish
    return type(wish).__name__, msgspec.json.encode(told)


def heard(name: str, told: bytes) -> Any:
    """Return a command or a question as it was told.

    Raises BadInput: "unknown_wish" for a name that is none here, "bad_wish" for one that can't be
    read.
    """
    kind = _BY_NAME.get(name)
    if kind is None:
        raise BadInput("unknown_wish", where=name[:40])
    try:
        if kind is AskExportSize:
            wish = _decoder(_Size).decode(told).wanted
            return AskExportSize(wanted_of(wish.name, wish.told))
        return _decoder(kind).decode(told)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadInput("bad_wish", where=name, detail=str(error)[:120]) from None


def tell_wanted(wanted: exports.Wanted) -> tuple[str, bytes]:
    """Return what an export is to bring, as its name and its fields."""
    return type(wanted).__name__, msgspec.json.encode(wanted)


def wanted_of(name: str, told: bytes | msgspec.Raw) -> exports.Wanted:
    """Return what an export is to bring; raises BadInput as `heard`."""
    kind = _WANTED.get(name)
    if kind is None:
        raise BadInput("unknown_wish", where=name[:40])
    try:
        wanted: exports.Wanted = _decoder(kind).decode(told)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadInput("bad_wish", where=name, detail=str(error)[:120]) from None
    return wanted


def _wish_of(wanted: exports.Wanted) -> _Wish:
    name, told = tell_wanted(wanted)
    return _Wish(name, msgspec.Raw(told))


def tell_answer(answer: object, at: dt.datetime) -> bytes:
    """Return an answer as JSON with the moment it is of; raises BadInput("answer_too_big")."""
    told = msgspec.json.encode({"answer": answer, "at": at})
    if len(told) > MOST_BYTES:
        raise BadInput("answer_too_big", where="answer", detail=str(len(told)))
    return told


def answer_of(query: Query[AnswerT], told: bytes) -> tuple[AnswerT, dt.datetime]:
    """Return an answer and the moment it is of; raises BadInput("bad_answer")."""
    kind: Any = type(query)
    try:
        whole = _decoder(_Answer).decode(told)
        answer: AnswerT = _decoder(answer_type(kind)).decode(whole.answer)
    except (msgspec.DecodeError, ValueError) as error:
        name = type(query).__name__
        raise BadInput("bad_answer", where=name, detail=str(error)[:120]) from None
    return answer, whole.at


def tell_done(done: Done) -> bytes:
    """Return what was done, as JSON."""
    return msgspec.json.encode(_Done(done.changes.value, *_rest(done)))


def done_of(told: bytes) -> Done:
    """Return what was done; raises BadInput("bad_answer")."""
    try:
        found = _decoder(_Done).decode(told)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadInput("bad_answer", where="Done", detail=str(error)[:120]) from None
    # A newer hub may know kinds that are none here.
    return Done(Kind(found.changes & Kind.ALL.value), *_rest(found))


def _rest(done: Any) -> list[Any]:
    return [getattr(done, one.name) for one in fields(_Done)[1:]]


@dataclass(frozen=True, slots=True)
class Failure:
    """An error on its way: the kind of error, its key and its fields."""

    kind: str
    key: str
    fields: dict[str, str | int | float | bool | None]

    @classmethod
    def of(cls, error: LeadDeskError) -> Failure:
        """Return an error as it travels; its kind is one that both sides know."""
        kind = next(kind for kind in type(error).__mro__ if kind.__module__ == errors.__name__)
        told = {
            name: value if isinstance(value, str | int | float | None) else str(value)
            for name, value in error.fields.items()
        }
        return cls(kind.__name__, error.key, told)

    def error(self) -> LeadDeskError:
        """Return the error as it was."""
        kind = getattr(errors, self.kind, None)
        if not (isinstance(kind, type) and issubclass(kind, LeadDeskError)):
            kind = LeadDeskError
        made: LeadDeskError = kind(self.key, **self.fields)
        return made


@cache
def answer_type(query: Any) -> Any:
    """Return the type of the answers to a kind of question."""
    (base,) = (one for one in query.__orig_bases__ if one.__origin__ is Query)
    return get_args(base)[0]


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
