# SPDX-License-Identifier: MIT
"""Calling hours that ship: what narrows the default, each row with its source and date.

Only what a source could be named for stands here. Most of these laws are about consumers, some
exempt calls to businesses (`note`): a team lead confirms, changes or leaves them.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from leaddesk.domain.place_hours import PlaceHours

_CHECKED: Final = dt.date(2026, 11, 22)
_DAILY: Final = frozenset(range(7))
_NO_SUNDAY: Final = frozenset(range(6))
_WORKDAYS: Final = frozenset(range(5))
_GUIDE: Final = "Drop Cowboy, State Calling Restrictions Guide of 2025-11-01"
_CONSUMERS: Final = "Calls to consumers."


def _row(
    place: str,
    opens: int,
    closes: int,
    source: str,
    *,
    days: frozenset[int] = _DAILY,
    holidays: bool = False,
    own: tuple[tuple[int, dt.time, dt.time], ...] = (),
    max_calls: int = 0,
    note: str = _CONSUMERS,
) -> PlaceHours:
    country, _, region = place.partition("-")
    return PlaceHours(
        country, region, days, dt.time(opens), dt.time(closes), holidays, source, _CHECKED, own,
        max_calls, note,
    )  # fmt: skip


def _twice(
    days: frozenset[int], *spans: tuple[int, int]
) -> tuple[tuple[int, dt.time, dt.time], ...]:
    return tuple((day, dt.time(a), dt.time(b)) for day in sorted(days) for a, b in spans)


SHIPPED: Final[tuple[PlaceHours, ...]] = (
    _row(
        "US", 8, 21, "47 CFR 64.1200(c)(1); 16 CFR 310.4(c)",
        note="Calls to residential subscribers; the widest window anywhere in the USA.",
    ),
    _row(
        "US-AL", 8, 20, f"{_GUIDE}; Ala. Code 1-3-8 on holidays", days=_NO_SUNDAY, holidays=True
    ),
    _row("US-CT", 9, 20, _GUIDE),
    _row(
        "US-FL", 8, 20, "Fla. Stat. 501.616(6), as amended by Chapter 2021-185", max_calls=3,
        note="Commercial telephone solicitation; at most 3 calls in 24 hours on one subject.",
    ),
    _row("US-KY", 10, 21, _GUIDE),
    _row(
        "US-LA", 8, 20, f"La. R.S. 45:844.31 and following; {_GUIDE}", days=_NO_SUNDAY,
        holidays=True, note="Calls to consumers; calls between businesses are exempt.",
    ),
    _row("US-MD", 8, 20, _GUIDE),
    _row("US-MA", 8, 20, _GUIDE),
    _row("US-MI", 9, 21, _GUIDE),
    _row("US-MN", 9, 21, _GUIDE),
    _row(
        "US-MS", 8, 20, "Miss. Code 77-3-723 (hours in Central Standard Time)", days=_NO_SUNDAY
    ),
    _row("US-NV", 9, 20, _GUIDE),
    _row("US-NM", 9, 21, _GUIDE),
    _row(
        "US-OK", 8, 20, "Okla. Stat. tit. 15, 775C.4 (Telephone Solicitation Act of 2022)",
        max_calls=3,
        note="Commercial telephone solicitation; at most 3 calls in 24 hours on one subject.",
    ),
    _row(
        "US-WA", 8, 20, "RCW 19.158.040(2) and RCW 80.36.390",
        note="Commercial telephone solicitation; 80.36.390 exempts calls between businesses.",
    ),
    _row(
        "AU", 9, 20, "Telecommunications (Telemarketing and Research Calls) Industry Standard 2017",
        days=_NO_SUNDAY, holidays=True, own=((5, dt.time(9), dt.time(17)),),
        note="Telemarketing calls to Australian numbers.",
    ),
    _row(
        "CA", 9, 21, "CRTC Unsolicited Telecommunications Rules, as told by NorthernTel",
        own=(
            *((day, dt.time(9), dt.time(21, 30)) for day in range(5)),
            *((day, dt.time(10), dt.time(18)) for day in (5, 6)),
        ),
        note="Telemarketing calls; provinces may restrict more.",
    ),
    _row(
        "FR", 10, 20, "Décret 2022-1313 of 13 October 2022", days=_WORKDAYS, holidays=True,
        own=_twice(_WORKDAYS, (10, 13), (14, 20)),
        note="Calls to consumers, at most four in thirty days.",
    ),
)  # fmt: skip
"""In the order of countries; states after their country."""
