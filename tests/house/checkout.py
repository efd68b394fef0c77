# SPDX-License-Identifier: MIT
"""The files of the checkout, as the house tests look at them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "leaddesk"
FORMS = SRC / "gui" / "forms"
PYTHON_ROOTS = ("src", "tests", "bench", "packaging")

_BINARY = {".png", ".ttf", ".xlsx", ".sqlite3", ".db", ".gz", ".ico", ".icns", ".qm", ".pyc"}
_NOT_OURS = {"build", "dist", "out", "node_modules", "__pycache__"}


def is_generated(path: Path) -> bool:
    """Whether packaging/compile_qt.py made this file."""
    return path.parent == FORMS and path.name.startswith(("ui_", "rc_"))


@cache
def text_files() -> tuple[Path, ...]:
    """Every text file that belongs to the project, wherever it stands."""
    return tuple(sorted(walked(ROOT)))


@cache
def python_files(*roots: str) -> tuple[Path, ...]:
    """The hand-written Python files below the named folders, or below all of them."""
    folders = [ROOT / root for root in roots or PYTHON_ROOTS]
    return tuple(
        path
        for path in text_files()
        if path.suffix == ".py" and any(path.is_relative_to(folder) for folder in folders)
    )


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """The path as a person would write it, from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()


def walked(root: Path) -> Iterator[Path]:
    """Yield every text file below a checkout; of what Git keeps for itself there is none."""
    for folder, folders, files in os.walk(root):
        top = Path(folder) == root
        folders[:] = [
            entry
            for entry in folders
            if entry not in _NOT_OURS and (not entry.startswith(".") or (top and entry == ".ci"))
        ]
        for file in files:
            path = Path(folder, file)
            if top and file == ".git":  # in a linked worktree a file, and no part of the project
                continue
            if path.suffix not in _BINARY and not is_generated(path) and path.is_file():
                yield path
