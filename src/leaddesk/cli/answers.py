# SPDX-License-Identifier: MIT
"""An answer of the command line: words for people, one JSON object for scripts."""

from __future__ import annotations

import datetime as dt
import enum
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

Plain = dict[str, object]
"""Plain values of one object, as JSON holds them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did; `refused` names the reason when it came to nothing."""

    words: str
    data: Mapping[str, object] = field(default_factory=dict)
    refused: str = ""

    @property
    def exit_code(self) -> int:
        """Return 0 for done, 1 for refused."""
        return 1 if self.refused else 0


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """Print to standard output; the reason of a refusal goes to standard error."""
    if as_json:
        data = dict(answer.data)
        if answer.refused:
            data = {"error": answer.refused, "message": answer.words, **data}
        _print(dumped(data), sys.stdout)
    if answer.refused:
        _print(answer.words, sys.stderr)
    elif not as_json:
        _print(answer.words, sys.stdout)


def print_note(words: str) -> None:
    """Print something beside the answer, to standard error."""
    _print(words, sys.stderr)


def dumped(data: Mapping[str, object]) -> str:
    """Return one JSON object, on one line."""
    return json.dumps(data, default=_plain, ensure_ascii=not _speaks_unicode(sys.stdout))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their head in aligned columns, without blanks at the ends of lines."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def utc(at: dt.datetime | None) -> str | None:
    """Return a moment as scripts read it: 2026-05-12T18:30:00Z."""
    if at is None:
        return None
    told = at.astimezone(dt.UTC).isoformat(timespec="seconds")
    return told.replace("+00:00", "Z")


def _plain(value: object) -> Any:
    if isinstance(value, dt.datetime):
        return utc(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    raise TypeError(type(value).__name__)


def _print(words: str, stream: TextIO) -> None:
    """Print a line; characters that the terminal can't show become question marks."""
    coding = getattr(stream, "encoding", None) or "utf-8"
    shown = words.encode(coding, "replace").decode(coding, "replace")
    stream.write(shown + "\n")
    stream.flush()


def _speaks_unicode(stream: TextIO) -> bool:
    coding = getattr(stream, "encoding", None) or ""
    return coding.lower().replace("-", "") in {"utf8", "utf16"}
