# SPDX-License-Identifier: MIT
"""A filter that asks for nothing lets every lead pass."""

from __future__ import annotations

from leaddesk.domain.lead_filter import LeadFilter


def test_only_an_empty_filter_is_open() -> None:
    assert LeadFilter().is_open
    assert not LeadFilter(owner_id=0).is_open
    assert not LeadFilter(campaign="").is_open
