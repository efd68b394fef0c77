# SPDX-License-Identifier: MIT
"""Small and told: the bounds on files, classes and functions. Complexity is the linter's part."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.checkout import name, python_files, tree

FILE_LINES = 400
CLASS_LINES = 250
FUNCTION_LINES = 40  # without its docstring, which may be as long as it has something to say

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_no_file_is_too_long() -> None:
    long = {
        name(path): lines
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert not long


def test_no_class_is_too_long() -> None:
    long = {
        where: lines
        for where, node in _nodes()
        if isinstance(node, ast.ClassDef) and (lines := _lines(node)) > CLASS_LINES
    }
    assert not long


def test_no_function_is_too_long() -> None:
    long = {
        where: lines
        for where, node in _nodes()
        if isinstance(node, FUNCTIONS)
        and (lines := _lines(node) - _docstring_lines(node)) > FUNCTION_LINES
    }
    assert not long


def _nodes() -> Iterator[tuple[str, ast.AST]]:
    for path in python_files():
        if _is_migration(path):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, (ast.ClassDef, *FUNCTIONS)):
                yield f"{name(path)}:{node.lineno} {node.name}", node


def _is_migration(path: Path) -> bool:
    """A migration is a frozen record of one change to the tables, however many it touched."""
    return path.parent.name == "versions"


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1
