# SPDX-License-Identifier: MIT
"""Countries by code and by name."""

from __future__ import annotations

import phonenumbers
import pytest

from leaddesk.domain.country import country_code
from leaddesk.domain.country_table import COUNTRIES


@pytest.mark.parametrize(
    "text, code",
    [
        ("US", "US"), ("usa", "US"), ("U.S.A.", "US"), ("United States of America", "US"),
        ("The United States", "US"), ("DEU", "DE"), ("germany", "DE"), ("Deutschland", "DE"),
        ("Österreich", "AT"), ("UK", "GB"), ("England", "GB"), ("Côte d'Ivoire", "CI"),
        ("South Korea", "KR"), ("Türkiye", "TR"), ("the Netherlands", "NL"), ("Czechia", "CZ"),
        ("", ""), ("Narnia", ""), ("XX", ""), ("日本", ""), ("x" * 100_000, ""),
    ],
)  # fmt: skip
def test_names(text: str, code: str) -> None:
    assert country_code(text) == code


def test_every_code_and_name_finds_its_country() -> None:
    for line in filter(None, COUNTRIES.split("\n")):
        two, three, names = line.split(" ", 2)
        for name in (two, three, *names.split("|")):
            assert country_code(name) == two, name


def test_every_region_that_numbers_know_is_a_country_or_reserved() -> None:
    unknown = {region for region in phonenumbers.SUPPORTED_REGIONS if not country_code(region)}
    assert unknown == {"AC", "TA", "XK"}
