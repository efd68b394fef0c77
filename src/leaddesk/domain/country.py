# SPDX-License-Identifier: MIT
"""Countries as people write them, turned into ISO 3166 codes."""

from __future__ import annotations


def country_code(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code for a code or a name ('USA', 'Germany'), or ''."""
    raise NotImplementedError
