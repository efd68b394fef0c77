# SPDX-License-Identifier: MIT
"""Names of people as they are sorted and compared: last name first, without case and accents."""

from __future__ import annotations

from leaddesk.domain.company_name import KEY_LIMIT, company_key, folded


def name_key(first_name: str, last_name: str, company: str) -> str:
    """Return the key a lead is sorted by under its name, at most 80 characters.

    Last name, then first name; a lead without a person stands under its company, as it is shown.
    """
    if not (first_name or last_name):
        return company_key(company)
    return folded(f"{last_name} {first_name}")[:KEY_LIMIT].rstrip()
