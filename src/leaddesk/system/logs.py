# SPDX-License-Identifier: MIT
"""The log of this program: JSON lines in a small set of rotating files, without people's data.

A line holds where and what kind, never a value: messages are fixed words with named numbers and
keys, an error is told by its type and by the places of LeadDesk's own code it passed.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import logging.handlers
from pathlib import Path
from types import TracebackType

from typing_extensions import override

import leaddesk

ROOT = "leaddesk"
BYTES = 1_000_000
FILES = 5
_OWN = Path(leaddesk.__file__).parent
_FACTS = "facts"


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object: the fixed message and `facts`, never arguments."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        facts = getattr(record, _FACTS, None)
        if isinstance(facts, dict):
            told[_FACTS] = {
                str(k): v for k, v in facts.items() if isinstance(v, (int, float, bool))
            }
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = error_kind(record.exc_info[1])
            told["passed"] = own_frames(record.exc_info[1].__traceback__)
        return json.dumps(told, ensure_ascii=False)


def error_kind(error: BaseException) -> str:
    """Return the type of an error and, for LeadDesk's own, its key; never its message."""
    key = getattr(error, "key", "")
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind}:{key}" if isinstance(key, str) and key else kind


def own_frames(trace: TracebackType | None) -> list[str]:
    """Return the places in LeadDesk's own code that an error passed, outermost first."""
    found: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        if path.is_relative_to(_OWN):
            name = path.relative_to(_OWN).as_posix()
            found.append(f"leaddesk/{name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found


def start_log(folder: Path) -> Path | None:
    """Send LeadDesk's log to rotating files in a folder; None where none can be written there."""
    file = folder / "leaddesk.log"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=BYTES, backupCount=FILES, encoding="utf-8"
        )
    except OSError:
        return None
    handler.setFormatter(JsonLines())
    logger = logging.getLogger(ROOT)
    stop_log()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return file


def stop_log() -> None:
    """Let go of the log's files."""
    logger = logging.getLogger(ROOT)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True
