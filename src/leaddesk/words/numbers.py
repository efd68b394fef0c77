# SPDX-License-Identifier: MIT
"""Numbers, counts and money in words: 1,280 rows, 1 lead, 12,400.00 USD, 83 %."""

from __future__ import annotations

from collections.abc import Iterable

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


def number(value: float) -> str:
    """Return a whole number with its thousands marked: 12,400."""
    return f"{round(value):,}"


def count(value: int, one: str, many: str = "") -> str:
    """Return a number with its noun, singular or plural: 1 lead, 1,280 leads."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """Return a share 0–1 as whole percent: 83 %."""
    return f"{round(share * 100)} %"


def money(minor: int, currency: str = "") -> str:
    """Return an amount in hundredths with its currency; cents only when there are any: $18,400."""
    whole, cents = divmod(abs(minor), 100)
    text = f"{whole:,}" + (f".{cents:02}" if cents else "")
    sign = "-" if minor < 0 else ""
    if currency in _SIGNS:
        return f"{sign}{_SIGNS[currency]}{text}"
    return f"{sign}{text} {currency}".strip()


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence: calls, new leads and handoffs."""
    words = [part for part in parts if part]
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
