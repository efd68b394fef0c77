# SPDX-License-Identifier: MIT
"""How likely two leads are one: vectors, and what holds for every pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.duplicate import SURE, TO_REVIEW, Party, Reason, pair_score
from leaddesk.domain.lead_keys import lead_keys


def party(
    first: str = "",
    last: str = "",
    company: str = "",
    email: str = "",
    website: str = "",
    city: str = "",
) -> Party:
    """A lead as it is compared, from what a list says."""
    keys = lead_keys((first, last, company, email), website)
    return Party(first, last, keys.company_key, keys.site, email, city)


JORDAN = party("Jordan", "Rivera", "Acme, Inc.", "jordan@acme.com", city="Austin")


@pytest.mark.parametrize(
    "other, reasons",
    [
        (party("Jordan", "Rivera", "ACME Inc"), {Reason.SAME_NAME, Reason.SAME_COMPANY}),
        (party("JORDAN", "rivera", "Acme Labs", website="acme.com"),
         {Reason.SAME_NAME, Reason.SAME_SITE}),
        (party("Rivera", "Jordan", "Acme"), {Reason.NAMES_SWAPPED, Reason.SAME_COMPANY}),
        (party("J.", "Rivera", "Acme", website="www.acme.com"),
         {Reason.INITIAL, Reason.SAME_COMPANY, Reason.SAME_SITE}),
        (party("Jordan M.", "Rivera", "Acme"), {Reason.MIDDLE_NAME, Reason.SAME_COMPANY}),
        (party("Jord", "Rivera", "Acme"), {Reason.SHORT_NAME, Reason.SAME_COMPANY}),
        (party("Jordan", "Rivera", "Other Ltd", "JORDAN@acme.com"),
         {Reason.SAME_NAME, Reason.SAME_SITE, Reason.SAME_EMAIL}),
    ],
)  # fmt: skip
def test_surely_the_same_person(other: Party, reasons: set[Reason]) -> None:
    found = pair_score(JORDAN, other)
    assert found.score >= SURE
    assert set(found.reasons) == reasons


@pytest.mark.parametrize(
    "other",
    [
        party("", "Rivera", "Acme"),
        party("J", "Rivera", "Acme", city="Boston"),
        party("Jordan", "Rivers", "Acme", city="Austin"),
        party("Jordan", "Rivera", "Acme", "sales7@acme.org", city="Boston"),
        party("Jordan", "Rivera", "Acmee", website="acme.io"),
    ],
)
def test_to_be_looked_at(other: Party) -> None:
    assert TO_REVIEW <= pair_score(JORDAN, other).score < SURE


@pytest.mark.parametrize(
    "other",
    [
        party("Jordan", "Rivera", "Blue Logistics"),
        party("Jordan", "Rivera"),
        party("Maria", "Rivera", "Acme"),
        party("Jordan", "Smith", "Acme", "jsmith@acme.com"),
        party("", "", "Acme", website="acme.com"),
        party("J", "Rivera", "Acme", "john@acme.com", city="Boston"),
        party("", "", ""),
    ],
)
def test_somebody_else(other: Party) -> None:
    assert pair_score(JORDAN, other).score < TO_REVIEW


def test_leads_without_a_person_are_compared_by_company() -> None:
    acme = party(company="Acme Dental LLC", website="acmedental.com", city="Austin")
    assert pair_score(acme, party(company="The Acme Dental Inc.")).score >= SURE
    assert pair_score(acme, party(company="Acme Dental", city="Boston")).score < SURE
    assert pair_score(acme, party(company="Delta Foods")).score < TO_REVIEW
    assert pair_score(party(), party()).score == 0


def test_what_speaks_against_is_told() -> None:
    found = pair_score(JORDAN, party("J", "Rivera", "Acme", "jr@acme.org", city="Waco"))
    assert {Reason.OTHER_EMAIL, Reason.OTHER_CITY, Reason.OTHER_SITE} <= set(found.reasons)


def test_a_mailbox_of_the_same_name_elsewhere_speaks_for_it() -> None:
    one = party("J", "Rivera", "Acme", "jrivera@acme.com")
    two = party("Jordan", "Rivera", "Acme", "jrivera@gmail.com")
    assert Reason.SAME_MAILBOX in pair_score(one, two).reasons
    assert pair_score(one, two).score > pair_score(one, two._replace(email="")).score


WORDS = st.sampled_from(["", "Jordan", "J", "Rivera", "Jo", "Ann Marie", "Weiß", "O'Neil"])
COMPANIES = st.sampled_from(["", "Acme, Inc.", "Acme Dental", "Acme Dental Group", "Delta"])
PARTIES = st.builds(
    party,
    WORDS,
    WORDS,
    COMPANIES,
    st.sampled_from(["", "jr@acme.com", "j.rivera@acme.com", "jr@gmail.com"]),
    st.sampled_from(["", "acme.com", "www.acme.co.uk"]),
    st.sampled_from(["", "Austin", "Waco"]),
) | st.builds(Party, *[st.text(max_size=12)] * 6)


@given(PARTIES, PARTIES)
def test_the_order_does_not_matter_and_the_score_is_a_share(a: Party, b: Party) -> None:
    found = pair_score(a, b)
    assert found == pair_score(b, a)
    assert 0 <= found.score <= 1


@given(st.builds(party, *[st.sampled_from(["Jordan", "Ann Marie", "Weiß"])] * 2,
                 st.sampled_from(["Acme", "Delta Foods"]),
                 website=st.sampled_from(["acme.com", "delta.io"]),
                 city=st.sampled_from(["", "Waco"])))  # fmt: skip
def test_a_whole_lead_is_itself(a: Party) -> None:
    assert pair_score(a, a).score == 1
