# SPDX-License-Identifier: MIT
"""Personal data in words: legal bases, erasures, retention."""

from __future__ import annotations

import datetime as dt
import re

from leaddesk.desk.queries import LeadCard, Overdue, SourceRow
from leaddesk.domain.lead import SourceKind
from leaddesk.domain.legal_basis import LegalBasis
from leaddesk.domain.retention import RetentionRule
from leaddesk.words import leads, numbers, times

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
_KINDS = {
    SourceKind.INBOUND.value: "came to us",
    SourceKind.TRADE_SHOW.value: "trade show",
    SourceKind.LIST.value: "list",
    SourceKind.REFERRAL.value: "referral",
}


def basis(key: str) -> str:
    """Return a legal basis with its article: 'Legitimate interest, GDPR Article 6(1)(f)'."""
    return f"{_BASES[key]}, {_ARTICLES[key]}" if key in _BASES else ""


def basis_name(key: str) -> str:
    """Return a legal basis in a word or two."""
    return _BASES.get(key, "")


def came_from(card: LeadCard) -> str:
    """Return where a lead comes from: 'Web form', 'Midwest Fair (trade show)'."""
    if leads.is_plain_source(card.source):
        # Our own word starts the line; a name stays as somebody wrote it.
        return times.sentence_start(leads.source(card.source))
    kind = _KINDS.get(card.source_kind, "")
    return f"{card.source} ({kind})" if card.source and kind else card.source


def basis_more(card: LeadCard) -> str:
    """Return basis, article and origin in two sentences, for whoever wants to know more."""
    origin = f" The source has it from: {card.origin}." if card.origin else ""
    return f"{basis(card.basis)}.{origin}" if card.basis else ""


def basis_in_force(row: SourceRow) -> str:
    """Return the basis of a source, and whether it is only that of its kind."""
    return basis_name(row.basis) if row.is_set else f"{basis_name(row.basis)} (by its kind)"


def file_name(name: str, now: dt.datetime) -> str:
    """Return how a file with everything about somebody is called: 'Priya Raman-2026-05-12.zip'."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name)
    plain = " ".join(plain.split())[:60].strip(" .")
    return f"{plain or 'person'}-{now:%Y-%m-%d}.zip"


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


def nights(kept: RetentionRule, last_run: str, today: dt.date) -> str:
    """Return that a rule runs by itself, and when it last did; `last_run` is an ISO day or ''."""
    if not kept.on:
        return ""
    last = times.date(dt.date.fromisoformat(last_run), today) if last_run else ""
    told = f", last on {last}" if last else "; it has not run yet"
    return f"It runs each night by itself{told}."


def _months(count: int) -> str:
    return numbers.count(count, "month")
