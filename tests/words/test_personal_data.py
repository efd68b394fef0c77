# SPDX-License-Identifier: MIT
"""Personal data in words: bases, sources, files, the rule and its nights."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.queries import Overdue, OverdueRow, SourceRow
from leaddesk.domain.lead import LeadState
from leaddesk.domain.legal_basis import LegalBasis
from leaddesk.domain.retention import RetentionRule
from leaddesk.words import personal_data
from tests.words.samples import card

TODAY = dt.date(2026, 5, 12)
RULE = RetentionRule(24, 0)


@pytest.mark.parametrize("basis", list(LegalBasis))
def test_every_basis_has_a_name_and_an_article(basis: LegalBasis) -> None:
    name = personal_data.basis_name(basis.value)
    assert name
    assert personal_data.basis(basis.value).startswith(f"{name}, GDPR Article 6(1)(")


def test_a_source_says_its_kind_unless_that_is_its_name() -> None:
    fair = replace(card(), source="Midwest Fair", source_kind="trade_show")
    assert personal_data.came_from(fair) == "Midwest Fair (trade show)"
    assert personal_data.came_from(replace(fair, source="trade_show")) == "Trade show"
    assert personal_data.came_from(replace(fair, source="webinar")) == "Webinar"
    hotline = replace(fair, source="eBay hotline", source_kind="inbound")
    assert personal_data.came_from(hotline) == "eBay hotline (came to us)"
    assert personal_data.came_from(replace(fair, source="")) == ""


def test_more_about_a_basis_names_the_origin_where_there_is_one() -> None:
    known = replace(card(), basis="consent", origin="Stand 12")
    told = "Consent, GDPR Article 6(1)(a)."
    assert personal_data.basis_more(known) == f"{told} The source has it from: Stand 12."
    assert personal_data.basis_more(replace(known, origin="")) == told
    assert personal_data.basis_more(replace(known, basis="")) == ""


def test_a_basis_that_nobody_set_is_that_of_the_kind() -> None:
    row = SourceRow(1, "list", "list", "legitimate_interest", is_set=False, origin="")
    assert personal_data.basis_in_force(row) == "Legitimate interest (by its kind)"
    assert personal_data.basis_in_force(replace(row, is_set=True)) == "Legitimate interest"


@pytest.mark.parametrize(
    "name, file",
    [
        ("Priya Raman", "Priya Raman-2026-05-12.zip"),
        ("A/B\\C: “D” <e>", "A B C “D” e-2026-05-12.zip"),
        ("..", "person-2026-05-12.zip"),
        ("x" * 300, f"{'x' * 60}-2026-05-12.zip"),
    ],
)
def test_a_file_is_called_by_the_name_as_far_as_a_disk_takes_it(name: str, file: str) -> None:
    at = dt.datetime(2026, 5, 12, 9, tzinfo=dt.UTC)
    assert personal_data.file_name(name, at) == file


def test_the_rule_and_its_nights_are_sentences() -> None:
    assert personal_data.rule(RetentionRule()) == "Nothing is made anonymous by itself."
    assert "worked leads after 24 months" in personal_data.rule(RULE)
    assert personal_data.nights(RetentionRule(), "2026-05-11", TODAY) == ""
    assert personal_data.nights(RULE, "", TODAY).endswith("it has not run yet.")
    assert personal_data.nights(RULE, "2025-12-31", TODAY).endswith("last on 31 Dec 2025.")


def test_what_a_rule_would_do_is_counted_by_state_and_source() -> None:
    rows = (OverdueRow(LeadState.CLOSED, "list", 1200),)
    told = personal_data.overdue(Overdue(RULE, rows, ("Ada Old",)))
    assert told == [
        "1,200 leads would be made anonymous:",
        "1,200 closed, from list",
        "Ada Old and 1,199 more",
    ]
    assert personal_data.overdue(Overdue(RULE, (), ())) == ["No lead is old enough."]
    off = Overdue(RetentionRule(), (), ())
    assert personal_data.overdue(off) == [personal_data.rule(RetentionRule())]
