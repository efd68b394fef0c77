# SPDX-License-Identifier: MIT
"""Refuses the one pair of Python and PySide6 that aborts, and spares the start a needless reading.

PySide6 6.12 on Python before 3.12 gives away references to None and True that it does not own:
about six thousand calls later the process is gone. `pyproject.toml` pins around it; this check is
for the installation that came about in another way.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_FIRST_THAT_LOSES = (6, 12)
_FIRST_PYTHON_THAT_BEARS_IT = (3, 12)


def binding_trouble(binding: tuple[int, int], python: tuple[int, int]) -> str | None:
    """The sentence that refuses this pair of PySide6 and Python versions, or None when it is sound.

    Args:
        binding: major and minor version of PySide6.
        python: major and minor version of Python.
    """
    if binding < _FIRST_THAT_LOSES or python >= _FIRST_PYTHON_THAT_BEARS_IT:
        return None
    return (
        f"LeadDesk cannot run with PySide6 {binding[0]}.{binding[1]} on Python "
        f"{python[0]}.{python[1]}: this pair crashes after some minutes. Nothing was opened. "
        'Install "PySide6_Essentials>=6.11.3,<6.12", or use Python 3.12 or newer.'
    )


def refuse_broken_binding() -> None:
    """End the program with a sentence when the installed PySide6 would crash it.

    Call it before the first window is made. It imports only the top of PySide6, no part of Qt.

    Raises:
        SystemExit: the pair is the broken one; its message says what to install.
    """
    from PySide6 import __version_info__ as installed

    trouble = binding_trouble((installed[0], installed[1]), sys.version_info[:2])
    if trouble:
        raise SystemExit(trouble)


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
