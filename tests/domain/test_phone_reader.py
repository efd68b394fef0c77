# SPDX-License-Identifier: MIT
"""The fast reader answers exactly as the slow one, and both as the library where it has a say."""

from __future__ import annotations

import random

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import timezone

from leaddesk.domain.phone import parse_phone, read_numbers
from leaddesk.domain.phone_reader import PhoneReader

_DIGIT = st.sampled_from("0123456789")
_SHAPES = st.sampled_from(
    [
        "(ddd) ddd-dddd", "ddd-ddd-dddd", "ddd.ddd.dddd", "+1 ddd ddd dddd", "dddddddddd",
        "1dddddddddd", "ddd-ddd-dddd xddd", "ddd-ddd-dddd ext. dd", "+dd dd dddd dddd",
        "+ddd dd ddddddd", "00dd dddd dddddd", "0dd ddddddd", "0d dddd dddd", "ddd-dddd", "d",
        "dddddddddd / dddddddddd", "p:+1dddddddddd", "'+dd ddddddddd", "call after dpm",
        "+1ddd555dddd",
        "+dd (0)dd ddddddd", "ddddddddddddd", "Fax ddd-ddd-dddd", "ddd ddd dddd cell",
        "tel +ddddddddd", "ddd-ddd-dddd ddd-ddd-dddd", "ddd-ddd-dddd / dddd", "0dd ddddddd/dd",
        "Office: ddd-ddd-dddd Cell: ddd-ddd-dddd", "ddd-ddd-dddd #ddd", "tel:+dddddddddd;ext=ddd",
        "dddddddddd.0", "ddddddddddd.0", "ddd-ddd-dddd ::: ddd-ddd-dddd",
        "+dd dd dddddd +dd dd dddddd",
    ]
)  # fmt: skip
_REGIONS = st.sampled_from(["US", "CA", "DE", "GB", "FR", "IT", "AU", "MX", "BR", "BB", "RU", "JP"])
_READER = PhoneReader("US")


@st.composite
def _cells(draw: st.DrawFn) -> str:
    return "".join(draw(_DIGIT) if c == "d" else c for c in draw(_SHAPES))


@given(_cells(), _REGIONS)
def test_the_fast_reader_agrees_with_the_slow_one(cell: str, region: str) -> None:
    assert _READER.read_cell(cell, region) == read_numbers(cell, region)


@given(st.text(st.sampled_from("0123456789+()-. x/;,ae'"), max_size=30), _REGIONS)
def test_the_fast_reader_agrees_on_garbage(cell: str, region: str) -> None:
    assert _READER.read_cell(cell, region) == read_numbers(cell, region)


def test_the_fast_reader_agrees_on_every_area_code() -> None:
    chance = random.Random(7)
    reader = PhoneReader("US")
    for area_code in range(200, 1000):
        cells = [f"{area_code}-555-0{chance.randint(0, 999):03}"]
        cells += [f"({area_code}) {chance.randint(200, 999)}-{chance.randint(0, 9999):04}"]
        for cell in cells:
            assert reader.read_cell(cell) == read_numbers(cell, "US"), cell


def test_an_exchange_is_remembered_for_all_its_lines() -> None:
    reader = PhoneReader("US")
    for line in ("0000", "0199", "5000", "9999"):
        cell = f"612-234-{line}"
        assert reader.read_cell(cell) == read_numbers(cell, "US")


@pytest.mark.parametrize("kind", [0, 1, 3, 4, 6, 7])
def test_the_fast_reader_agrees_on_the_examples_of_every_region(kind: int) -> None:
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        number = phonenumbers.example_number_for_type(region, kind)
        if number is None:
            continue
        for shape in (phonenumbers.PhoneNumberFormat.INTERNATIONAL, 2):
            cell = phonenumbers.format_number(number, shape)
            assert _READER.read_cell(cell, region) == read_numbers(cell, region), cell


@given(_cells())
def test_a_valid_number_is_what_the_library_says(cell: str) -> None:
    try:
        number = phonenumbers.parse(cell, "US")
    except phonenumbers.NumberParseException:
        return
    if not phonenumbers.is_valid_number(number):
        return
    mine = parse_phone(cell, "US")
    assert mine is not None
    assert mine.e164 == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert mine.extension == (number.extension or "")[:12]
    theirs = set(timezone.time_zones_for_number(number)) - {timezone.UNKNOWN_TIMEZONE}
    assert theirs <= set(mine.zones)
