# SPDX-License-Identifier: MIT
"""Refuses the one pair of Python and PySide6 that aborts, and spares the start a needless reading.

PySide6 6.12 on Python before 3.12 gives away references to None and True that it does not own:
about six thousand calls later the process is gone. `pyproject.toml` pins around it; this check is
for the installation that came about in another way.
"""

from __future__ import annotations

import importlib
from types import ModuleType

FIRST_THAT_LOSES = (6, 12)
FIRST_PYTHON_THAT_BEARS_IT = (3, 12)


def is_bad_pair(python: tuple[int, int], binding: str) -> bool:
    """Tell whether this Python can't run this PySide6, by its version as text."""
    numbers = tuple(int(part) for part in binding.split(".")[:2] if part.isdigit())
    return numbers >= FIRST_THAT_LOSES and python < FIRST_PYTHON_THAT_BEARS_IT


def spare_sources() -> bool:
    """Keep PySide6 from reading the source of every module that is imported after it.

    It looks there for the word PySide6, to know which modules could ask for `snake_case` names with
    `from __feature__ import`; none of LeadDesk's does, and the reading is a tenth of its start.
    Returns False where the binding has no such search to leave out; then nothing is changed.
    """
    try:
        search = vars(importlib.import_module("shibokensupport.feature"))
    except ImportError:
        return False
    if not callable(search.get("_mod_uses_pyside")):
        return False
    search["_mod_uses_pyside"] = _wants_no_feature
    return True


def _wants_no_feature(_module: ModuleType) -> bool:
    return False
