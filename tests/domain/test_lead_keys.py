# SPDX-License-Identifier: MIT
"""The keys of a lead are those of its company, its person and its site."""

from __future__ import annotations

from leaddesk.domain.lead_keys import lead_keys


def test_each_key_is_made_of_its_own() -> None:
    made = lead_keys(("Ann", "Ödmark", "Acme, Inc.", "ann@mail.acme.com"), "")
    assert made == ("acme", "odmark ann", "acme.com")
