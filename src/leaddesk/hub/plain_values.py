# SPDX-License-Identifier: MIT
"""Values that every database can hold: no NULs, no numbers past 64 bits, no moment without zone."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

_MOST_INT: Final = 2**63
_MOST_FLOAT: Final = 1e12
_EARLIEST: Final = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
_LATEST: Final = dt.datetime(3000, 1, 1, tzinfo=dt.UTC)
_OBJECT: Final = msgspec.json.Decoder(dict[str, Any])


def is_plain(value: object) -> bool:
    """Tell whether a value can be kept, with all that is in it; raises what JSON in it raises."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if not _is_plain(one):
            return False
        waiting += _parts(one)
    return True


def _is_plain(one: object) -> bool:
    if isinstance(one, str):
        return "\0" not in one and not any("\ud800" <= letter <= "\udfff" for letter in one)
    if isinstance(one, float):
        return abs(one) < _MOST_FLOAT
    if isinstance(one, int):
        return -_MOST_INT <= one < _MOST_INT
    if isinstance(one, dt.datetime):
        return one.tzinfo is not None and _EARLIEST < one < _LATEST
    return True


def _parts(one: object) -> Iterable[object]:
    if isinstance(one, msgspec.Raw):
        return (_OBJECT.decode(one),)
    if isinstance(one, Mapping):
        return (*one.keys(), *one.values())
    if isinstance(one, (list, tuple, set, frozenset)):
        return tuple(one)
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        return [getattr(one, field.name) for field in dataclasses.fields(one)]
    return ()
