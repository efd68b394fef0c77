# SPDX-License-Identifier: MIT
"""On which legal basis a team keeps a person's data (GDPR Article 6(1)), by where it came from."""

from __future__ import annotations

import enum

from leaddesk.domain.lead import SourceKind


class LegalBasis(enum.StrEnum):
    """Why somebody's data may be kept; the ones that the work of a sales team can stand on."""

    CONSENT = "consent"
    REQUEST = "request"
    CONTRACT = "contract"
    INTEREST = "legitimate_interest"


BASIS_OF_KIND = {
    SourceKind.INBOUND: LegalBasis.REQUEST,
    SourceKind.TRADE_SHOW: LegalBasis.INTEREST,
    SourceKind.LIST: LegalBasis.INTEREST,
    SourceKind.REFERRAL: LegalBasis.INTEREST,
}
"""What counts until a team lead says otherwise for a source: who wrote to us asked for an answer
(Article 6(1)(b)), everybody else is written to on a weighed interest (Article 6(1)(f))."""


def basis_of(kept: str, kind: str) -> LegalBasis:
    """Return the basis of a source: the one that was set, else that of its kind."""
    if kept in set(LegalBasis):
        return LegalBasis(kept)
    return BASIS_OF_KIND.get(SourceKind(kind), LegalBasis.INTEREST)
