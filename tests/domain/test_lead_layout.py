# SPDX-License-Identifier: MIT
"""Which column holds what: known exports, synonyms, and what the person must map by hand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.layout_table import SIGNATURES, SPECIAL, SYNONYMS
from leaddesk.domain.lead_layout import (
    FIELDS,
    ColumnMapping,
    folded_header,
    header_key,
    map_columns,
    recognise,
)


@pytest.mark.parametrize(
    "header, fields",
    [
        (["First Name", "Surname", "Tel"], {"first_name": 0, "last_name": 1, "phone": 2}),
        (["\ufeffNAME ", "e-mail"], {"full_name": 0, "email": 1}),
        (["Employer", "Cell Phone"], {"company": 0, "mobile": 1}),
        (["Vorname", "Nachname", "Straße", "Téléphone"], {"street": 2, "phone": 3}),
        (["full_name", "phone_number"], {"full_name": 0, "phone": 1}),
        (["Name", "Company", "# Employees"], {"employees": 2}),
    ],
)
def test_synonyms(header: list[str], fields: dict[str, int]) -> None:
    mapping = recognise([header, ["x"] * len(header)])
    assert mapping is not None
    assert mapping.name == "synonyms"
    assert {field: mapping.columns(field)[0] for field in fields} == fields


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [["a", "b"], ["1", "2"]],
        [["Phone"], ["612-555-0148"]],
        [["Who", "Reach"], ["Ann", "612-555-0148"]],
        [["First Name", "Last Name"], ["Ann", "Lee"]],
        [["Ann", "Lee", "ann@acme.example"], ["Bob", "Ray", "bob@acme.example"]],
    ],
)
def test_what_is_not_recognised_is_left_to_the_person(rows: list[list[str]]) -> None:
    assert recognise(rows) is None


def test_a_header_below_a_preamble_is_found() -> None:
    rows = [["Exhibitor list"], [], ["Booth 12"], ["Company", "Phone", "City"], ["Acme", "1", "X"]]
    mapping = recognise(rows)
    assert mapping is not None
    assert mapping.header_row == 3


def test_a_fax_is_never_mapped() -> None:
    mapping = recognise([["Company", "Phone", "Fax", "Business Fax", "Fax Phone"]])
    assert mapping is not None
    assert {column for _, column in mapping.fields} == {0, 1}


def test_the_best_of_several_columns_stands_first() -> None:
    mapping = recognise([["Title", "Name", "Job Title", "Email 1", "Work Email"]])
    assert mapping is not None
    assert mapping.columns("title") == (2, 0)
    assert mapping.columns("email") == (3, 4)


def test_hand_mapping_starts_from_what_is_known() -> None:
    mapping = map_columns(["Who", "Tel"])
    assert mapping.name == "by_hand"
    assert mapping.fields == (("phone", 1),)


def test_a_kept_mapping_comes_back_as_it_was() -> None:
    mapping = recognise([["Company", "Phone", "Notes"]])
    assert mapping is not None
    kept = json.loads(json.dumps(mapping.to_json()))
    assert ColumnMapping.from_json(kept) == mapping


@pytest.mark.parametrize(
    "change",
    [
        {"fields": [["password", 0]]},
        {"fields": [["phone", -1]]},
        {"fields": [["phone", 5000]]},
        {"fields": [["phone", "x"]]},
        {"fields": 5},
        {"header": None},
    ],
)
def test_a_damaged_mapping_is_refused(change: dict[str, object]) -> None:
    good = map_columns(["Company", "Phone"]).to_json()
    with pytest.raises(BadInput) as refused:
        ColumnMapping.from_json(good | change)
    assert refused.value.key == "mapping.damaged"


def test_a_header_keeps_its_key_whatever_its_case_and_blanks() -> None:
    assert header_key(["\ufeffFirst Name", "TEL"]) == header_key([" first  name", "Tel "])
    assert header_key(["First Name", "Tel"]) != header_key(["Tel", "First Name"])


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_any_rows_are_recognised_or_not_without_fail(rows: list[list[str]]) -> None:
    mapping = recognise(rows)
    if mapping is not None:
        assert ColumnMapping.from_json(mapping.to_json()) == mapping


def test_the_tables_speak_of_known_fields_in_folded_headers() -> None:
    assert set(SYNONYMS) <= set(FIELDS)
    assert {field for special in SPECIAL.values() for field in special.values()} <= {*FIELDS, ""}
    names = [name for names in SYNONYMS.values() for name in names.split("|")]
    names += [name for _, signature in SIGNATURES for name in signature]
    names += [name for special in SPECIAL.values() for name in special]
    assert [name for name in names if folded_header([name]) != (name,)] == []


def test_no_synonym_stands_for_two_fields() -> None:
    names = [name for names in SYNONYMS.values() for name in names.split("|")]
    assert sorted(names) == sorted(set(names))
