# SPDX-License-Identifier: MIT
"""Whatever the desk names, the words know: labels of what was done and kinds of history."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from leaddesk.words import done, history
from tests.house.checkout import name, python_files, tree


def _named(method: str, place: int) -> Iterator[tuple[str, str]]:
    """Each (place, text) that the desk gives to a method as its argument number `place`."""
    for path in python_files("src"):
        if "desk" not in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == method
                and len(node.args) > place
                and isinstance(given := node.args[place], ast.Constant)
                and isinstance(given.value, str)
            ):
                yield f"{name(path)}:{node.lineno}", given.value


def test_each_label_of_what_was_done_has_words() -> None:
    labels = dict(_named("done", 1))
    assert len(labels) > 10
    assert not {place: label for place, label in labels.items() if not done.has_words(label)}


def test_each_kind_of_history_has_words() -> None:
    kinds = dict(_named("write", 0))
    assert len(kinds) > 10
    assert not {place: kind for place, kind in kinds.items() if not history.kind(kind)}
