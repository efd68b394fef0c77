# SPDX-License-Identifier: MIT
"""What is asked of every rule's value: numbers in their bounds, words that say something, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

MOST_ROWS = 60
LONGEST_WORD = 120
LONGEST_NAME = 40

Found = Iterator[tuple[str, str, dict[str, Any]]]
"""Path, error key and fields."""


def bounds(value: Any, within: Mapping[str, tuple[float, float]], path: str = "") -> Found:
    """Find numbers outside the bounds of their names."""
    for name, (low, high) in within.items():
        if not low <= getattr(value, name) <= high:
            yield joined(path, name), "bounds", {"low": _plain(low), "high": _plain(high)}


def _plain(number: float) -> str:
    return f"{number:g}"


def joined(*parts: object) -> str:
    """Return a path in a value; empty parts are left out."""
    return ".".join(str(part) for part in parts if part != "")


def words(told: Iterable[str], path: str) -> Found:
    """Find words that are empty, too long or there twice, and too many of them."""
    told = tuple(told)
    if len(told) > MOST_ROWS:
        yield path, "too_many", {"high": MOST_ROWS}
    for number, word in enumerate(told):
        if not word.strip() or len(word) > LONGEST_WORD:
            yield joined(path, number), "word", {"high": LONGEST_WORD}
    yield from twice(told, path)


def twice(names: Iterable[object], path: str, inner: str = "") -> Found:
    """Find names that stand there a second time; empty ones may."""
    names = tuple(names)
    counts = Counter(names)
    for number, name in enumerate(names):
        if name != "" and counts[name] > 1 and names.index(name) < number:
            yield joined(path, number, inner), "twice", {"name": str(name)}
