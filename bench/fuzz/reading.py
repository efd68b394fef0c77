# SPDX-License-Identifier: MIT
"""Reads one list as the import does, and tells how that ended, how long it took and how much."""

from __future__ import annotations

import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import DraftOptions, LeadDraft, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping, map_columns, recognise
from leaddesk.system.draft_worker import iter_drafts, preview_file
from leaddesk.words import errors as words

MOST_SECONDS: Final = 5.0
MOST_BYTES: Final = 500_000_000
_STATUS = Path("/proc/self/status")
_REFS = Path("/proc/self/clear_refs")


@dataclass(frozen=True, slots=True)
class Reading:
    """How reading a list ended: `fault` is the key of the refusal, `wrong` what must not be."""

    name: str
    leads: int
    rejected: int
    fault: str
    wrong: str
    seconds: float
    peak_bytes: int


def mapping_of(path: Path, options: DraftOptions) -> ColumnMapping:
    """Return the columns of a list, mapped by hand when it is not recognised; raises BadInput."""
    rows = preview_file(path, options, inline=True).rows
    return recognise(rows) or map_columns(rows[0])


def read(path: Path) -> Reading:
    """Read a list to its end; whatever happens is told."""
    options = DraftOptions()
    leads = rejected = 0
    fault = wrong = ""
    before = _forget_peak()
    start = time.process_time()  # The machine may have other work; a hang is told by the clock.
    try:
        with iter_drafts(path, mapping_of(path, options), options, inline=True) as stream:
            for chunk in stream:
                leads += sum(isinstance(row, LeadDraft) for row in chunk)
                rejected += sum(isinstance(row, RejectedRow) for row in chunk)
    except BadInput as refused:
        fault = refused.key
        if not words.has_words(refused) or "{" in words.say(refused):
            wrong = f"no words for {refused}"
    except BaseException as error:  # noqa: BLE001 - this is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        wrong = f"{type(error).__name__}: {error} at {Path(last.filename).name}:{last.lineno}"[:300]
    seconds = time.process_time() - start
    peak = max(0, _peak() - before)
    if not wrong and seconds > MOST_SECONDS:
        wrong = f"took {seconds:.1f} s"
    if not wrong and peak > MOST_BYTES:
        wrong = f"took {peak // 1_000_000} MB"
    return Reading(path.name, leads, rejected, fault, wrong, seconds, peak)


def _forget_peak() -> int:
    """Count the highest memory anew from here, where the system can do so; return it, in bytes.

    What the process took before is not the list's.
    """
    if sys.platform == "linux":
        _REFS.write_text("5")
    return _peak()


def _peak() -> int:
    """Return the highest memory of this process since then, in bytes; 0 where nobody knows."""
    if sys.platform != "linux":
        return 0
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
