# SPDX-License-Identifier: MIT
"""A lead is sorted by the name it is shown under."""

from __future__ import annotations

import pytest

from leaddesk.domain.person_name import name_key


@pytest.mark.parametrize(
    "first, last, company, key",
    [
        ("Jordan", "Rivera", "Acme Inc", "rivera jordan"),
        ("Jörg", "von Müller", "", "von muller jorg"),
        ("Cher", "", "Acme", "cher"),
        ("", "", "The Acme Co.", "acme"),
        ("", "", "", ""),
        ("", "O'Neill-Smith", "", "oneill smith"),
    ],
)
def test_last_name_first_and_the_company_for_nobody(
    first: str, last: str, company: str, key: str
) -> None:
    assert name_key(first, last, company) == key
