# SPDX-License-Identifier: MIT
"""Each error that the sources raise has words of its own, and the words are fit to be shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain import errors as error_types
from leaddesk.domain.errors import (
    BadInput,
    LeadDeskError,
    NotFound,
    RuleBroken,
    StaleLead,
    StoreUnavailable,
)
from leaddesk.words import errors
from leaddesk.words.error_table import NOT_FOUND, WORDS
from tests.house.checkout import name, python_files, tree

FIELDS = {
    "again_in",
    "since",
    "minutes",
    "what",
    "where",
    "detail",
    "person",
    "lead",
    "tier",
    "local",
    "allowed",
    "high",
    "low",
    "number",
    "choices",
    "state",
    "answered",
    "needed",
    "missing",
    "name",
    "company",
    "id",
    "binding",
    "python",
    "people",
    "leads",
    "handoffs",
    "folders",
}
TYPES = {
    kind.__name__: kind
    for kind in vars(error_types).values()
    if isinstance(kind, type) and issubclass(kind, LeadDeskError)
}


def raised() -> Iterator[tuple[str, str, str]]:
    """Each (place, type, key) of an error made in the sources with a key written out."""
    for path in python_files("src"):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            kind = node.func.id if isinstance(node.func, ast.Name) else called
            first = node.args[0]
            if kind in TYPES and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield f"{name(path)}:{node.lineno}", kind, first.value


def test_the_sources_raise_errors_that_this_test_can_see() -> None:
    assert {"naive_time", "never_opens", "not_a_database"} <= {key for _, _, key in raised()}


def test_each_key_that_is_raised_has_words() -> None:
    silent = sorted(
        f"{place} {kind}({key!r})"
        for place, kind, key in raised()
        if not errors.has_words(TYPES[kind](key))
    )
    assert not silent


@pytest.mark.parametrize("template", [*WORDS.values(), *NOT_FOUND.values()])
def test_words_are_calm_and_whole(template: str) -> None:
    assert "!" not in template
    assert template.endswith(".")
    assert not re.search(
        r"\b(you must|your fault|invalid|illegal|failed to|fatal)\b", template, re.IGNORECASE
    )
    assert set(re.findall(r"{(\w*)}", template)) <= FIELDS


def test_an_error_is_told_with_its_fields() -> None:
    told = errors.say(StoreUnavailable("not_a_database", where="lists/list.csv"))
    assert told.startswith("lists/list.csv is not a LeadDesk database. It was not touched.")


def test_a_key_without_words_gets_those_of_its_type() -> None:
    for error in (RuleBroken("?"), BadInput("?"), StaleLead("?"), StoreUnavailable("?")):
        told = errors.say(error)
        assert told.endswith(".")
        assert "?" not in told


def test_something_unexpected_is_told_without_its_message() -> None:
    told = errors.say(KeyError("Priya Raman"))
    assert "Priya" not in told
    assert "KeyError" not in told


@given(st.text(max_size=400), st.text(max_size=400))
def test_fields_from_a_file_can_do_nothing_but_be_read(what: str, detail: str) -> None:
    for error in (NotFound("person", what=what), BadInput("bad_time", detail=detail)):
        told = errors.say(error)
        assert told.isprintable()
        assert len(told) < 600


def test_braces_in_a_field_are_text() -> None:
    assert "{0.__class__}" in errors.say(NotFound("person", what="{0.__class__}"))
