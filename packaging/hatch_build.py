# SPDX-License-Identifier: MIT
"""The build hook: forms and resources are compiled before the files of a wheel are gathered."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileForms(BuildHookInterface[Any]):
    """Compiles ui/ and resources/ for wheels and editable installs, never for source archives."""

    # No @override: on Python 3.11 that is in a library which an isolated build does not have.
    def initialize(  # type: ignore[explicit-override]
        self, version: str, build_data: dict[str, Any]
    ) -> None:
        """Bring leaddesk.gui.forms up to date.

        Args:
            version: "standard" or "editable"; both want the forms.
            build_data: what hatchling gathers so far; the forms come in through `artifacts`.

        Raises:
            QtToolError: a form or the resources could not be compiled.
        """
        del version, build_data
        if self.target_name != "wheel":
            return
        folder = str(Path(self.root, "packaging"))
        sys.path.insert(0, folder)
        try:
            from compile_qt import compile_all
        finally:
            sys.path.remove(folder)
        for made in compile_all(Path(self.root)):
            self.app.display_info(f"made {made.name}")
