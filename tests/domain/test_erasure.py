# SPDX-License-Identifier: MIT
"""What an erased person is known again by, without being named."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.erasure import Trait, lead_trait, traits, traits_of

SECRET = bytes(32)


def test_a_digest_never_changes_its_shape() -> None:
    """Databases keep digests: another one would forget everybody who was erased."""
    told = Trait("number", "+16125550777").digest(bytes(range(32)))
    assert told == "984dc7f05695205ad0351247c6305315"


@given(st.text(min_size=1), st.text(min_size=1))
def test_different_people_have_different_digests(one: str, other: str) -> None:
    same = Trait("email", one).digest(SECRET) == Trait("email", other).digest(SECRET)
    assert same == (one == other)


def test_kind_and_secret_are_part_of_a_digest() -> None:
    told = {
        Trait("email", "x").digest(SECRET),
        Trait("number", "x").digest(SECRET),
        Trait("email", "x").digest(bytes([1]) * 32),
    }
    assert len(told) == 3


def test_a_name_counts_only_with_a_company() -> None:
    assert traits(["+1"], "a@b.c", "lee ann", "") == [
        Trait("number", "+1"),
        Trait("email", "a@b.c"),
    ]
    assert Trait("name", "lee ann@acme") in traits([], "", "lee ann", "acme")


def test_a_company_without_a_person_is_nobody() -> None:
    assert traits_of(("", "", "Acme Inc.", ""), []) == []
    assert traits_of(("Ann", "Lee", "Acme Inc.", ""), []) == traits_of(
        ("ANN", "Lee", "ACME", ""), []
    )


def test_a_lead_is_known_by_id_and_arrival() -> None:
    at = dt.datetime(2026, 5, 11, 15, tzinfo=dt.UTC)
    assert lead_trait(7, at) == Trait("lead", "7@1778511600000")
    assert lead_trait(7, at + dt.timedelta(milliseconds=1)) != lead_trait(7, at)
