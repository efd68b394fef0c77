# SPDX-License-Identifier: MIT
"""Where a lead's clock stands: from what the list says, the address, the number or the country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ZoneOrigin = Literal["lead", "address", "number", "country", ""]


@dataclass(frozen=True, slots=True)
class ZoneAnswer:
    """The IANA zones a lead may be in (several: calls must suit all) and what told so."""

    zones: tuple[str, ...] = ()
    origin: ZoneOrigin = ""


def resolve_zones(
    explicit: str,
    country: str,
    region: str,
    phone_zones: tuple[str, ...],
    default_country: str = "",
) -> ZoneAnswer:
    """Return the zones of a lead: set by hand, else address, else number, else country.

    `country` and `region` are codes or names as people write them; domain reference 3.
    """
    raise NotImplementedError
