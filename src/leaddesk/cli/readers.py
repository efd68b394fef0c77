# SPDX-License-Identifier: MIT
"""What is typed turned into values: numbers, moments, amounts, pairs."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from leaddesk.domain.local_day import zone_of


class WrongUse(Exception):
    """Arguments that make no command; `usage` is the short help of what was meant."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


_MOST_DIGITS = 18
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BEST_RATING = 5
_HUNDRED = 100


def text(typed: str) -> str:
    """Read a text that must say something."""
    if not typed.strip():
        raise argparse.ArgumentTypeError("must not be empty")
    return typed


def whole_number(typed: str) -> int:
    """Read a number from 0 on."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(f"{typed[:20]!r} is not a whole number")
    return int(typed)


def number_from_1(typed: str) -> int:
    """Read an id or a count."""
    found = whole_number(typed)
    if not found:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return found


def rating(typed: str) -> int:
    """Read a rating, 1 to 5."""
    found = number_from_1(typed)
    if found > _BEST_RATING:
        raise argparse.ArgumentTypeError("must be 1 to 5")
    return found


def percent(typed: str) -> int:
    """Read a share in percent, 0 to 100."""
    found = whole_number(typed.removesuffix("%").strip())
    if found > _HUNDRED:
        raise argparse.ArgumentTypeError("must be 0 to 100")
    return found


FIRST_YEAR, LAST_YEAR = 1970, 2200
"""Beyond these a typing mistake is meant, and days before or after can't be counted."""


def moment(typed: str, zone: str, *, day_time: dt.time = dt.time(9)) -> dt.datetime:
    """Read ISO 8601 as a UTC moment; without an offset it is in `zone`, a date alone at `day_time`.

    Raises WrongUse, also for years that no team works in. A clock time that the zone skips or
    repeats is refused, because it names no one moment.
    """
    typed = typed.strip()
    if _DATE.fullmatch(typed):
        typed = f"{typed}T{day_time:%H:%M}"
    if not _MOMENT.fullmatch(typed) or not FIRST_YEAR <= int(typed[:4]) <= LAST_YEAR:
        raise WrongUse(_not_a_time(typed))
    try:
        found = dt.datetime.fromisoformat(typed)
        if found.tzinfo is not None:
            return found.astimezone(dt.UTC)
        local = found.replace(tzinfo=zone_of(zone))
        early, late = local.astimezone(dt.UTC), local.replace(fold=1).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise WrongUse(_not_a_time(typed)) from None
    if early != late:
        raise WrongUse(f"The clocks change in {zone} then: give {typed} an offset like -05:00.")
    return early


def _not_a_time(typed: str) -> str:
    return (
        f"“{typed[:40]}” is not a time. Write 2026-05-12T13:30, with an offset like +02:00 "
        "when it is not the person's own zone."
    )


def day(typed: str) -> dt.date:
    """Read a day, 2026-05-12; raises WrongUse."""
    told = typed.strip()
    try:
        found = dt.date.fromisoformat(told) if _DATE.fullmatch(told) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise WrongUse(f"“{typed[:20]}” is not a day. Write 2026-05-12.")
    return found


def today(now: dt.datetime, zone: str) -> dt.date:
    """Return the day it is somewhere."""
    return now.astimezone(zone_of(zone)).date()


def clock_time(typed: str) -> dt.time:
    """Read 09:00; raises WrongUse."""
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", typed, re.ASCII):
        raise WrongUse(f"“{typed[:20]}” is not a clock time. Write 09:00.")
    return dt.time.fromisoformat(typed)


def amount(typed: str) -> int:
    """Read an amount as minor units: 18400.50 is 1840050; raises WrongUse."""
    plain = typed.strip().replace(",", "").replace("_", "")
    try:
        found = Decimal(plain) * _HUNDRED
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found != found.to_integral_value() or not 0 <= found < 10**15:
        raise WrongUse(f"“{typed[:20]}” is not an amount. Write 18400 or 18400.50.")
    return int(found)


def pair(typed: str, option: str) -> tuple[str, str]:
    """Read KEY=TEXT; raises WrongUse."""
    key, mark, value = typed.partition("=")
    if not mark or not key.strip():
        raise WrongUse(f"{option} wants KEY=TEXT, not “{typed[:40]}”.")
    return key.strip(), value.strip()
