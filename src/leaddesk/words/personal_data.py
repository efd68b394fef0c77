# SPDX-License-Identifier: MIT
"""Personal data in words: legal bases, erasures, retention."""

from __future__ import annotations

from leaddesk.desk.queries import Overdue
from leaddesk.domain.legal_basis import LegalBasis
from leaddesk.domain.retention import RetentionRule
from leaddesk.words import leads, numbers

_BASES = {
    LegalBasis.CONSENT.value: "Consent",
    LegalBasis.REQUEST.value: "Asked us for an answer",
    LegalBasis.CONTRACT.value: "Contract",
    LegalBasis.INTEREST.value: "Legitimate interest",
}
_ARTICLES = {
    LegalBasis.CONSENT.value: "GDPR Article 6(1)(a)",
    LegalBasis.REQUEST.value: "GDPR Article 6(1)(b)",
    LegalBasis.CONTRACT.value: "GDPR Article 6(1)(b)",
    LegalBasis.INTEREST.value: "GDPR Article 6(1)(f)",
}


def basis(key: str) -> str:
    """Return a legal basis with its article: 'Legitimate interest, GDPR Article 6(1)(f)'."""
    return f"{_BASES[key]}, {_ARTICLES[key]}" if key in _BASES else ""


def basis_name(key: str) -> str:
    """Return a legal basis in a word or two."""
    return _BASES.get(key, "")


def rule(kept: RetentionRule) -> str:
    """Return a retention rule as a sentence."""
    if not kept.on:
        return "Nothing is made anonymous by itself."
    parts = []
    if kept.worked_months:
        parts.append(f"worked leads after {_months(kept.worked_months)}")
    if kept.over_months:
        parts.append(f"closed, lost and do-not-call ones after {_months(kept.over_months)}")
    return f"Made anonymous when nothing happens any more: {', '.join(parts)}."


def overdue(found: Overdue) -> list[str]:
    """Return what a rule would do now, line by line: how many, of what state and source."""
    if not found.rule.on:
        return [rule(found.rule)]
    if not found.leads:
        return ["No lead is old enough."]
    lines = [f"{numbers.count(found.leads, 'lead')} would be made anonymous:"]
    for row in found.rows:
        where = leads.state(row.state)
        lines.append(f"{row.leads:,} {where}, from {leads.source(row.source) or 'no source'}")
    more = found.leads - len(found.some)
    named = ", ".join(found.some)
    lines.append(f"{named} and {more:,} more" if more > 0 else named)
    return lines


def _months(count: int) -> str:
    return numbers.count(count, "month")
