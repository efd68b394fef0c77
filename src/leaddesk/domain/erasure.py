# SPDX-License-Identifier: MIT
"""How people who were erased are known again without anything of them being kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaddesk.domain.lead_keys import lead_keys

ERASED_NAME = "(erased)"
"""What stands in the place of a name, so that a row is never nameless anywhere."""

SECRET_BYTES = 32
_DIGEST_BYTES = 16

NUMBER, EMAIL, NAME, LEAD = "number", "email", "name", "lead"
KINDS = (NUMBER, EMAIL, NAME, LEAD)


@dataclass(frozen=True, slots=True)
class Trait:
    """Something a person is known by: kind and value, as numbers and addresses are compared."""

    kind: str
    value: str

    def digest(self, secret: bytes) -> str:
        """Return the keyed BLAKE2b (RFC 7693) of the trait, 32 hex digits.

        Without the team's secret it can't be compared with a list of all numbers.
        """
        told = f"{self.kind}:{self.value}".encode()
        return hashlib.blake2b(told, key=secret, digest_size=_DIGEST_BYTES).hexdigest()


def traits(numbers: Iterable[str], email: str, name_key: str, company_key: str) -> list[Trait]:
    """Return what a person is known by; a name counts only together with the company."""
    found = [Trait(NUMBER, number) for number in numbers]
    if email:
        found.append(Trait(EMAIL, email))
    if name_key and company_key:
        found.append(Trait(NAME, f"{name_key}@{company_key}"))
    return found


def traits_of(names: Sequence[str], numbers: Iterable[str], website: str = "") -> list[Trait]:
    """Return what somebody is known by who is not a lead yet.

    `names` are first and last name, company and e-mail address.
    """
    first, last, _, email = names
    keys = lead_keys(names, website)
    return traits(numbers, email, keys.name_key if first or last else "", keys.company_key)


def lead_trait(lead_id: int, arrived_at: dt.datetime) -> Trait:
    """Return what a lead itself is known by, in a copy of the database from before."""
    return Trait(LEAD, f"{lead_id}@{int(arrived_at.timestamp() * 1000)}")
