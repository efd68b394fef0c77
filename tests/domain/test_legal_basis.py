# SPDX-License-Identifier: MIT
"""On which legal basis data is kept."""

from __future__ import annotations

import pytest

from leaddesk.domain.lead import SourceKind
from leaddesk.domain.legal_basis import BASIS_OF_KIND, LegalBasis, basis_of


def test_each_kind_of_source_has_a_basis() -> None:
    assert set(BASIS_OF_KIND) == set(SourceKind)


@pytest.mark.parametrize(
    "kept, kind, basis",
    [
        ("", "inbound", LegalBasis.REQUEST),
        ("", "list", LegalBasis.INTEREST),
        ("consent", "list", LegalBasis.CONSENT),
        ("something older", "referral", LegalBasis.INTEREST),
    ],
)
def test_what_was_set_goes_before_the_kind(kept: str, kind: str, basis: LegalBasis) -> None:
    assert basis_of(kept, kind) is basis
