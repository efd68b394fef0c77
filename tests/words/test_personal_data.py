# SPDX-License-Identifier: MIT
"""Legal bases and retention in words."""

from __future__ import annotations

from leaddesk.desk.queries import Overdue, OverdueRow
from leaddesk.domain.lead import LeadState
from leaddesk.domain.legal_basis import LegalBasis
from leaddesk.domain.retention import RetentionRule
from leaddesk.words import personal_data


def test_each_basis_names_its_article() -> None:
    assert personal_data.basis("consent") == "Consent, GDPR Article 6(1)(a)"
    assert all("Article" in personal_data.basis(one) for one in LegalBasis)
    assert all(personal_data.basis_name(one) for one in LegalBasis)
    assert personal_data.basis("") == personal_data.basis_name("") == ""


def test_a_rule_is_a_sentence() -> None:
    assert personal_data.rule(RetentionRule()) == "Nothing is made anonymous by itself."
    assert personal_data.rule(RetentionRule(24, 1)) == (
        "Made anonymous when nothing happens any more: worked leads after 24 months, "
        "closed, lost and do-not-call ones after 1 month."
    )
    assert "closed" not in personal_data.rule(RetentionRule(24))


def test_what_a_rule_would_do_is_counted_and_a_few_are_named() -> None:
    rows = (OverdueRow(LeadState.CLOSED, "Fair", 1200), OverdueRow(LeadState.QUEUED, "", 3))
    found = Overdue(RetentionRule(1, 1), rows, ("Ann Lee", "Bo Kim"))
    assert personal_data.overdue(found) == [
        "1,203 leads would be made anonymous:",
        "1,200 closed, from Fair",
        "3 in the queue, from no source",
        "Ann Lee, Bo Kim and 1,201 more",
    ]
    one = Overdue(RetentionRule(1), (OverdueRow(LeadState.LOST, "Fair", 1),), ("Ann Lee",))
    assert personal_data.overdue(one)[-1] == "Ann Lee"
    assert personal_data.overdue(Overdue(RetentionRule(1), (), ())) == ["No lead is old enough."]
    assert personal_data.overdue(Overdue(RetentionRule(), (), ())) == [
        "Nothing is made anonymous by itself."
    ]
