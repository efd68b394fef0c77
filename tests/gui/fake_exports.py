# SPDX-License-Identifier: MIT
"""The part of the made-up desk that exports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from leaddesk.desk.exports import Exported, Outlet, Wanted
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.domain.errors import RuleBroken


@dataclass(kw_only=True)
class FakeExports:
    """A desk that remembers what was wanted; `failing` is raised by the next export."""

    exports: list[Wanted] = field(default_factory=list)
    rows_out: int = 8
    failing: BaseException | None = None

    def export(
        self,
        wanted: Wanted,
        outlet: Outlet,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Exported:
        """Remember what was wanted, and keep a file without rows unless somebody cancels."""
        self.exports.append(wanted)
        failing, self.failing = self.failing, None
        if cancelled():
            failing = RuleBroken("export_cancelled")
        if failing is not None:
            outlet.drop()
            raise failing
        report(self.rows_out)
        outlet.finish()
        outlet.keep()
        return Exported(self.rows_out)
