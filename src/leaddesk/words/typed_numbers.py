# SPDX-License-Identifier: MIT
"""Amounts and shares as people type them: $18,400 · 18.400,50 · 24 % · 24."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"^[^\d-]{0,4}?(\d{1,3}(?:[ ,.’']\d{3})+|\d+)(?:[.,](\d{1,2}))?\D{0,4}$")
_PERCENT = re.compile(r"^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$")
_WHOLE = 100


def read_amount(text: str) -> int:
    """Return an amount in minor units as people type it, 0 for what is none."""
    found = _AMOUNT.match(text.strip())
    if found is None:
        return 0
    whole = re.sub(r"\D", "", found[1])
    cents = (found[2] or "").ljust(2, "0")
    return int(whole) * 100 + int(cents or 0)


def read_percent(text: str) -> float | None:
    """Return a share above 0, at most 1, typed in percent; None for what is none."""
    found = _PERCENT.match(text.strip())
    if found is None:
        return None
    share = float(f"{found[1]}.{found[2] or 0}") / _WHOLE
    return share if 0 < share <= 1 else None
