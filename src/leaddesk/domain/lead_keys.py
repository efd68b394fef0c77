# SPDX-License-Identifier: MIT
"""What a lead is sorted by and compared with, worked out whenever its names or addresses change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from leaddesk.domain.company_name import company_key
from leaddesk.domain.person_name import name_key
from leaddesk.domain.web_domain import site_of

KEYED: Final = ("first_name", "last_name", "company", "email")
"""The columns that keys are made of, beside the website."""


class LeadKeys(NamedTuple):
    """The company's name as it is compared, the name a lead is sorted by, the company's site."""

    company_key: str
    name_key: str
    site: str


def lead_keys(names: Sequence[str], website: str) -> LeadKeys:
    """Return the keys of a lead; `names` are what it has in the columns of `KEYED`, in order."""
    first_name, last_name, company, email = names
    return LeadKeys(
        company_key(company), name_key(first_name, last_name, company), site_of(email, website)
    )
