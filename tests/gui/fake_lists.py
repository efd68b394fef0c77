# SPDX-License-Identifier: MIT
"""The part of a made-up desk that knows do-not-call lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from leaddesk.desk import commands
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.night import RescrubResult
from leaddesk.desk.registry_run import RegistryChunk, RegistryResult
from leaddesk.desk.retaining import RetentionResult
from leaddesk.desk.stores.privacy import Erasures
from leaddesk.domain.errors import RuleBroken


class FakeLists:
    """Notes the files that were brought, how often all were compared, old ones let go."""

    brought: tuple[commands.RegistryOptions, ...] = ()
    compared = 0
    retained = 0
    old_leads = 3

    def import_registry(
        self,
        chunks: Iterable[RegistryChunk],
        options: commands.RegistryOptions,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RegistryResult:
        """Count the rows of a national list."""
        rows = sum(chunk.rows for chunk in chunks)
        report(rows)
        self.brought = (*self.brought, options)
        return RegistryResult(options.key, rows, rows)

    def rescrub(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RescrubResult:
        """Compare nothing with nothing."""
        self.compared += 1
        return RescrubResult(8, 1, 0, 0)

    def erasures(self) -> Erasures:
        """Return nobody."""
        return Erasures()

    def erase_again(self, told: Erasures, person_id: int, at: dt.datetime) -> int:
        """Count them."""
        return len(told.erasures)

    def retain(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RetentionResult:
        """Count the leads one by one; stop where somebody asks to."""
        self.retained += 1
        for done in range(self.old_leads):
            if cancelled():
                raise RuleBroken("retention_cancelled")
            report(done + 1)
        return RetentionResult(self.old_leads)

    def tend(self, at: dt.datetime) -> bool:
        """Have nothing to tend."""
        return False

    def prepare(self, at: dt.datetime) -> bool:
        """Have nothing to work out."""
        return False
