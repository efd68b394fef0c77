# SPDX-License-Identifier: MIT
"""What the window never does, whichever way it is spelled."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.checkout import name, python_files, tree

# Sorting Python rows through it takes seconds, running the event loop inside a slot re-enters the
# program, and forms are compiled, not loaded.
NEVER_NAMED = {"QSortFilterProxyModel", "processEvents", "QUiLoader", "loadUiType"}
# GPL only, or outside PySide6_Essentials.
NEVER_IMPORTED = {
    "QtCharts",
    "QtDataVisualization",
    "QtGraphs",
    "QtGraphsWidgets",
    "QtHttpServer",
    "QtNetworkAuth",
    "QtPdf",
    "QtQml",
    "QtQuick",
    "QtWebEngineCore",
    "QtWebEngineWidgets",
}


def test_the_window_names_nothing_forbidden() -> None:
    found = [
        f"{name(path)}:{line} {word}"
        for path in python_files("src")
        for line, word in _names(tree(path))
        if word in NEVER_NAMED | NEVER_IMPORTED
    ]
    assert not found


def test_no_class_is_a_qthread() -> None:
    found = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in python_files("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and any(word == "QThread" for base in node.bases for _, word in _names(base))
    ]
    assert not found


def test_the_rules_see_each_way_of_spelling() -> None:
    spelled = ast.parse(
        "from PySide6.QtCore import QSortFilterProxyModel as P\n"
        "import PySide6.QtCharts\n"
        "from PySide6 import QtGraphs\n"
        "app.processEvents()\n"
        "class Worker(QtCore.QThread): ...\n"
    )
    words = {word for _, word in _names(spelled)}
    assert {"QSortFilterProxyModel", "QtCharts", "QtGraphs", "processEvents", "QThread"} <= words


def _names(root: ast.AST) -> Iterator[tuple[int, str]]:
    """Each name that stands in the code, with its line."""
    for node in ast.walk(root):
        match node:
            case ast.Name(id=word):
                yield node.lineno, word
            case ast.Attribute(attr=word):
                yield node.lineno, word
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                module = getattr(node, "module", None) or ""
                dotted = [module, *(alias.name for alias in aliases)]
                for word in ".".join(dotted).split("."):
                    yield node.lineno, word
