# SPDX-License-Identifier: MIT
"""Names of companies are compared without what does not tell companies apart."""

from __future__ import annotations

import pytest
from cleanco import basename
from cleanco.termdata import terms_by_country, terms_by_type
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.company_name import KEY_LIMIT, company_key, folded

SAME = (
    ("acme", ("Acme", "ACME, Inc.", "The Acme Corporation", "acme corp", "Acme Co.", "Acme Ltd")),
    ("muller sohne", ("Müller & Söhne GmbH", "MULLER SOHNE", "Muller und Sohne G.m.b.H.")),
    ("societe generale", ("Société Générale S.A.", "Societe Generale SA")),
    ("johnson johnson", ("Johnson & Johnson", "Johnson and Johnson", "Johnson Johnson Inc")),
    ("smith", ("Smith & Co. KG", "Smith GmbH & Co. KG", "Smith")),
    ("acme holdings", ("Acme Holdings Pty. Ltd.", "Acme Holdings Pty Ltd", "ACME HOLDINGS")),
)


@pytest.mark.parametrize("key, names", SAME)
def test_spellings_of_one_company_have_one_key(key: str, names: tuple[str, ...]) -> None:
    assert {company_key(name) for name in names} == {key}


@pytest.mark.parametrize(
    "one, other",
    [("Acme Paint", "Acme Print"), ("Deutsche Bank AG", "Deutsche Bahn AG"), ("A & B", "A & C")],
)
def test_different_companies_keep_different_keys(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize("name", ["GmbH", "Limited", "The", "Company", "&"])
def test_a_name_of_nothing_but_an_ending_is_not_lost(name: str) -> None:
    assert company_key(name) == folded(name)


def test_letters_of_other_scripts_stay() -> None:
    assert company_key("ООО Ромашка") == "ооо ромашка"
    assert company_key("株式会社 トヨタ")


@given(st.text(max_size=200))
def test_a_key_is_bounded_and_the_key_of_itself_is_its_own(name: str) -> None:
    key = company_key(name)
    assert len(key) <= KEY_LIMIT
    assert key == key.strip()
    assert folded(key) == key


@given(st.text(alphabet="AbC dé.,&", max_size=30))
def test_case_does_not_matter(name: str) -> None:
    assert company_key(name.upper()) == company_key(name.lower())


def test_every_ending_that_the_package_takes_away_goes() -> None:
    terms = {term.strip() for terms in terms_by_type.values() for term in terms}
    terms |= {term.strip() for terms in terms_by_country.values() for term in terms}
    kept = {
        f"{base} {term}": (company_key(f"{base} {term}"), folded(base))
        for base in ("Northwind Mills", "Übersee-Handel")
        for term in terms
        if folded(basename(f"{base} {term}")) == folded(base)
    }
    assert len(kept) > 400
    assert {name: keys for name, keys in kept.items() if keys[0] != keys[1]} == {}
