# SPDX-License-Identifier: MIT
"""What an export would bring: the question asked before it begins."""

from __future__ import annotations

from dataclasses import dataclass

from leaddesk.desk.exports import Wanted
from leaddesk.desk.questions.query import Query


@dataclass(frozen=True, slots=True)
class AskExportSize(Query[int]):
    """How many rows an export would have, about as many as it will; 0 where nothing is there."""

    wanted: Wanted
