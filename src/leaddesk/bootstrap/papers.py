# SPDX-License-Identifier: MIT
"""Reports as files where no window is open, and which were ordered there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.bootstrap import desks
from leaddesk.bootstrap.window import check_window
from leaddesk.system import paths

if TYPE_CHECKING:
    # The window paints first; its command line names every door.
    from leaddesk.gui.settings import Settings
    from leaddesk.words.report import Page


def write_report(path: Path, page: Page, file_format: str) -> Path:
    """Write a report as 'pdf' or 'xlsx'; raises what an export and a window raise.

    Paper is laid out by Qt, which needs no display for it.
    """
    if file_format == "pdf":
        if sys.platform == "linux":
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        check_window(os.environ, sys.platform)
        from PySide6.QtGui import QGuiApplication

        from leaddesk.gui.forms import rc_leaddesk  # noqa: F401 - brings the fonts
        from leaddesk.gui.theme import load_fonts

        # Kept until the paper is written: a document without an application has no fonts.
        app = QGuiApplication.instance() or QGuiApplication(["leaddesk"])
        load_fonts()
        del app
    from leaddesk.gui.report_files import write_report as write

    return write(desks.machine(), path, page, file_format)


def window_settings() -> Settings:
    """Return what the window of this computer remembers, with the reports that are ordered."""
    from leaddesk.gui.settings import SETTINGS_FILE, KeptInFile

    return KeptInFile(paths.settings_folder() / SETTINGS_FILE)
