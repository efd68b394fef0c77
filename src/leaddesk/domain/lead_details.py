# SPDX-License-Identifier: MIT
"""What only a lead's card shows, as it is kept: JSON without what is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

MOST_EMPLOYEES = 10_000_000


def details_json(details: Mapping[str, Any]) -> str:
    """Return a card's details as JSON, '' when there is nothing in them."""
    kept = {name: value for name, value in details.items() if value}
    return msgspec.json.encode(kept).decode() if kept else ""


class ListedDetails(msgspec.Struct, omit_defaults=True, gc=False):
    """What a list says that only a card shows, in the order in which it is kept."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    website: str = ""
    industry: str = ""
    employees: int = 0
    external_id: str = ""
    note: str = ""
    bad_phones: tuple[str, ...] = ()

    def json(self) -> str:
        """Return the same as `details_json`."""
        told = msgspec.json.encode(self)
        return "" if told == _NOTHING else told.decode()


_NOTHING = b"{}"


def employee_count(text: str) -> int:
    """Return the number of employees a text names, the lower one of a range; 0 for none."""
    digits = "".join(char for char in text.split("-", maxsplit=1)[0] if char.isdecimal())[:12]
    return min(int(digits), MOST_EMPLOYEES) if digits else 0
