# SPDX-License-Identifier: MIT
"""Numbers in any spelling: what is read, shown, searched and dialled."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.phone import display, parse_phone, read_numbers, search_digits


@pytest.mark.parametrize(
    "cell, region, numbers",
    [
        ("(612) 555-0148", "US", ["+16125550148"]),
        ("612.555.0148", "CA", ["+16125550148"]),
        ("'+1 612-555-0148", "US", ["+16125550148"]),
        ('="6125550148"', "US", ["+16125550148"]),
        ("6125550148.0", "US", ["+16125550148"]),
        ("p:+16125550148", "DE", ["+16125550148"]),
        ("Tel: 612 555 0148 (cell)", "US", ["+16125550148"]),
        ("W 612-555-0148", "US", ["+16125550148"]),
        ("612-555-0148 / 612-555-0149", "US", ["+16125550148", "+16125550149"]),
        ("6125550148, 6125550149", "US", ["+16125550148", "+16125550149"]),
        ("6125550148;6125550149\n6125550148", "US", ["+16125550148", "+16125550149"]),
        ("612-555-0148 or 612-555-0149", "US", ["+16125550148", "+16125550149"]),
        ("612-555-0148 / Fax 612-555-0199", "US", ["+16125550148"]),
        ("F: 612-555-0199", "US", []),
        ("030/1234567", "DE", ["+49301234567"]),
        ("+49 (0)30 1234567", "US", ["+49301234567"]),
        ("0049 30 1234567", "DE", ["+49301234567"]),
        ("0044 20 7946 0018", "US", ["+442079460018"]),
        ("011 44 20 7946 0018", "US", ["+442079460018"]),
        ("020 7946 0018", "GB", ["+442079460018"]),
        ("555-0148", "US", []),
        ("N/A", "US", []),
        ("call after 5pm", "US", []),
        ("", "US", []),
        ("*21*09001234567#", "DE", []),
        ("612-555-0148 612-555-0149", "US", ["+16125550148", "+16125550149"]),
        ("Office: 612-555-0148 Cell: 612-555-0149", "US", ["+16125550148", "+16125550149"]),
        (
            "612-555-0148 Fax: 612-555-0199 Cell: 612-555-0149",
            "US",
            ["+16125550148", "+16125550149"],
        ),
        ("+1 612-555-0148 ::: +1 612-555-0149", "US", ["+16125550148", "+16125550149"]),
        ("612-555-0148 / 0149", "US", ["+16125550148", "+16125550149"]),
        ("030 1234567/68", "DE", ["+49301234567", "+49301234568"]),
        ("+49 30 1234567 +49 171 2345678", "DE", ["+49301234567", "+491712345678"]),
        ("089/123456", "DE", ["+4989123456"]),
        ("+44 (0)20 7946 0018", "US", ["+442079460018"]),
        ("(020) 7946 0018", "GB", ["+442079460018"]),
        ("001 612 555 0148", "DE", ["+16125550148"]),
        ("612 555 0148 ext", "US", ["+16125550148"]),
        ("612-555-0148 612", "US", []),
    ],
)
def test_cells(cell: str, region: str, numbers: list[str]) -> None:
    assert [number.e164 for number in read_numbers(cell, region)] == numbers


@pytest.mark.parametrize(
    "cell, extension",
    [
        ("612-555-0148 x123", "123"),
        ("612-555-0148x123", "123"),
        ("612-555-0148 X 123", "123"),
        ("612-555-0148 ext. 9", "9"),
        ("612-555-0148 ext 9", "9"),
        ("612-555-0148, Ext: 9", "9"),
        ("612-555-0148; ext 9", "9"),
        ("612-555-0148 (ext 9)", "9"),
        ("612-555-0148 extension 9", "9"),
        ("612-555-0148 ext.# 9", "9"),
        ("612-555-0148 #123", "123"),
        ("612-555-0148#123", "123"),
        ("612-555-0148 opt 3", "3"),
        ("tel:+1-612-555-0148;ext=102", "102"),
        ("612-555-0148", ""),
    ],
)
def test_extensions(cell: str, extension: str) -> None:
    (number,) = read_numbers(cell, "US")
    assert (number.e164, number.extension) == ("+16125550148", extension)


@pytest.mark.parametrize("area_code", ["612", "800", "246", "441", "868", "204"])
@pytest.mark.parametrize("line", ["0100", "0148", "0199"])
def test_numbers_for_examples_are_numbers_in_every_area_code(area_code: str, line: str) -> None:
    number = parse_phone(f"+1 {area_code} 555 {line}", "US")
    assert number is not None
    assert number.e164 == f"+1{area_code}555{line}"


@pytest.mark.parametrize("cell", ["+1 111 555 0148", "+1 555 555 0148", "+1 211 555 0148"])
def test_examples_need_an_area_code(cell: str) -> None:
    assert parse_phone(cell, "US") is None


def test_a_number_tells_its_zone_and_a_split_area_code_both() -> None:
    chicago = parse_phone("+1 612 555 0148", "US")
    pensacola = parse_phone("+1 850 555 0148", "US")
    assert chicago is not None
    assert pensacola is not None
    assert chicago.zones == ("America/Chicago",)
    assert pensacola.zones == ("America/Chicago", "America/New_York")


@pytest.mark.parametrize(
    "e164, shown",
    [
        ("+16125550148", "+1 (612) 555-0148"),
        ("+442079460018", "+44 20 7946 0018"),
        ("+49301234567", "+49 30 1234567"),
        ("garbage", "garbage"),
    ],
)
def test_how_numbers_are_shown(e164: str, shown: str) -> None:
    assert display(e164) == shown


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)))
def test_what_is_shown_reads_back(region: str) -> None:
    example = phonenumbers.example_number(region)
    assert example is not None
    e164 = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    read = parse_phone(display(e164), "US")
    assert read is not None
    assert read.e164 == e164


@pytest.mark.parametrize(
    "typed, region, beginning",
    [
        ("(612) 555-0148", "US", "+16125550148"),
        ("612555", "US", "+1612555"),
        ("1612", "US", "+1612"),
        ("+49 30", "US", "+4930"),
        ("030 12", "DE", "+493012"),
        ("0049 30", "DE", "+4930"),
        ("01144 20", "US", "+4420"),
        ("4930", "DE", "+4930"),
        ("+49 (0)30 12", "DE", "+493012"),
    ],
)
def test_a_typed_beginning_finds_the_number(typed: str, region: str, beginning: str) -> None:
    assert beginning in search_digits(typed, region)


@pytest.mark.parametrize("typed", ["", "12", "Acme", "O'Brien", "*#06#", "00", "3M"])
def test_what_is_no_number_searches_no_number(typed: str) -> None:
    assert search_digits(typed, "US") == ()


@given(st.text(st.sampled_from("0123456789+() -.xab*#,;"), max_size=24))
def test_searching_never_fails_and_gives_only_digits(typed: str) -> None:
    for region in ("US", "DE", ""):
        assert all(
            re.fullmatch(r"\+\d+", found, re.ASCII) for found in search_digits(typed, region)
        )


def test_what_follows_a_divider_is_an_extension_only_when_it_is_nothing_else() -> None:
    assert read_numbers("636-48018; x 5 5", "US") == ()
    (found,) = read_numbers("612 555 0148; x 55", "US")
    assert (found.e164, found.extension) == ("+16125550148", "55")
