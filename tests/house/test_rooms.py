# SPDX-License-Identifier: MIT
"""Each room has its door sign, and no room is a junk drawer. Who may import whom: import-linter."""

from __future__ import annotations

import ast
import re

from tests.house.checkout import SRC, name, python_files, tree

JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base", "tools"}


def test_each_package_has_a_door_sign_of_two_sentences() -> None:
    wrong = []
    for path in python_files("src"):
        if path.name != "__init__.py":
            continue
        sign = ast.get_docstring(tree(path)) or ""
        if len(re.findall(r"[.!?](?=\s|$)", sign)) != 2:
            wrong.append(name(path))
    assert not wrong


def test_a_door_sign_holds_nothing_but_its_words() -> None:
    busy = [
        name(path)
        for path in python_files("src")
        if path.name == "__init__.py" and path.parent != SRC and len(tree(path).body) != 1
    ]
    assert not busy


def test_each_folder_of_the_source_is_a_package() -> None:
    folders = {path.parent for path in python_files("src")}
    bare = [
        name(folder)
        for folder in folders
        # Alembic loads its versions by path.
        if not (folder / "__init__.py").exists() and folder.name != "versions"
    ]
    assert not bare


def test_no_module_is_a_junk_drawer() -> None:
    drawers = [
        name(path) for path in python_files() if JUNK_DRAWERS & {path.stem, path.parent.name}
    ]
    assert not drawers


def test_each_module_says_what_it_is() -> None:
    silent = [name(path) for path in python_files() if not ast.get_docstring(tree(path))]
    assert not silent
