# SPDX-License-Identifier: MIT
"""Tests mirror the sources: each room tests its own modules, or says where they are tested."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.house.checkout import ROOT, SRC, name, python_files, tree

ELSEWHERE = {
    # The program as a process.
    "src/leaddesk/__main__.py": "tests/e2e/test_tour.py",
    # Protocols: kept by the machine and by the made-up desk alike, and compared by mypy.
    "src/leaddesk/desk/ports.py": "tests/system/test_machine.py",
    "src/leaddesk/desk/link.py": "tests/sync/test_replicator.py",
    # Walks through the whole program, and takes its pictures.
    "src/leaddesk/gui/tour.py": "tests/e2e/test_tour.py",
    "src/leaddesk/gui/tour_hands.py": "tests/e2e/test_tour.py",
    "src/leaddesk/gui/tour_link.py": "tests/e2e/test_tour.py",
    "src/leaddesk/gui/tour_pictures.py": "tests/e2e/test_tour.py",
    "src/leaddesk/gui/tour_seats.py": "tests/e2e/test_tour.py",
    "src/leaddesk/gui/tour_team.py": "tests/e2e/test_tour.py",
    # One transaction around a whole made-up team.
    "src/leaddesk/storage/building.py": "tests/desk/test_demo.py",
    # A process that opens a desk of its own.
    "src/leaddesk/system/import_worker.py": "tests/bootstrap/test_importing.py",
    # Loaded by Alembic from its path.
    "src/leaddesk/storage/migrations/env.py": "tests/storage/test_schema.py",
}
"""What can't be tested in its own room, and where it is."""


def test_every_module_has_tests_in_its_room() -> None:
    """By its name, by an import of a test, or as a part of a module that has them."""
    alone = {name(path) for path in modules()} - {name(path) for path in covered()}
    assert alone - ELSEWHERE.keys() == set()


def test_nothing_is_excused_that_need_not_be() -> None:
    mirrored = {name(path) for path in covered()}
    assert not ELSEWHERE.keys() & mirrored
    for module, where in ELSEWHERE.items():
        assert (ROOT / module).is_file(), module
        assert (ROOT / where).is_file(), where


def modules() -> list[Path]:
    """Every module with something to test: no door signs and no steps of the database."""
    found = python_files("src")
    return [p for p in found if p.name != "__init__.py" and p.parent.name != "versions"]


@cache
def covered() -> frozenset[Path]:
    """The modules that a test of their own room is about, and the parts of these."""
    found = {path for path in modules() if _is_named(path)}
    waiting = list(found)
    while waiting:
        module = waiting.pop()
        parts = {p for p in _imported(module) if _room(p) == _room(module)} - found
        found |= parts
        waiting += parts
    return frozenset(found)


def _is_named(module: Path) -> bool:
    return any(
        test.name == f"test_{module.stem}.py" or module in _imported(test)
        for test in python_files("tests")
        if test.name.startswith("test_") and _is_room_of(test, module)
    )


def _is_room_of(test: Path, module: Path) -> bool:
    return test.relative_to(ROOT / "tests").parts[0] in {_room(module), f"test_{_room(module)}"}


def _room(module: Path) -> str:
    """The folder of the room, or the file's own name for what stands at the top."""
    return module.relative_to(SRC).parts[0]


@cache
def _imported(path: Path) -> frozenset[Path]:
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    files = (ROOT / "src" / Path(*each.split(".")).with_suffix(".py") for each in names)
    return frozenset(file for file in files if file.is_file())
