# SPDX-License-Identifier: MIT
"""The actions of the Reports screen."""

from __future__ import annotations

from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

SCREEN = "reports"
MENU = "Reports"

REPORTS: tuple[Action, ...] = (
    Action("report.earlier", "Show the span before", ("Alt+Left",), When.SEATED, SCREEN, MENU,
           "chevron-left"),
    Action("report.later", "Show the span after", ("Alt+Right",), When.SEATED, SCREEN, MENU,
           "chevron-right"),
    Action("report.pdf", "Save the report as PDF", ("Ctrl+P",), When.SEATED, SCREEN, MENU,
           "file-down"),
    Action("report.workbook", "Save the report as a workbook", ("Ctrl+Shift+X",), When.SEATED,
           SCREEN, MENU, "download"),
    Action("report.repeat", "Write this report as PDF each time", ("Ctrl+R",),
           When.SEATED, SCREEN, MENU, "refresh-cw"),
    Action("report.repeat_workbook", "Write this report as a workbook each time",
           ("Ctrl+Shift+R",), When.SEATED, SCREEN, MENU, "refresh-cw"),
)  # fmt: skip
