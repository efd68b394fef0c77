# SPDX-License-Identifier: MIT
"""The rejected rows of an import, given back as a spreadsheet with the reason in each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from leaddesk.domain.lead_draft import RejectedRow


def write_rejected(
    path: Path, header: Sequence[str], rejected: Iterable[tuple[RejectedRow, str]]
) -> int:
    """Write (row, reason in words) pairs as CSV that no spreadsheet runs; returns how many."""
    raise NotImplementedError
