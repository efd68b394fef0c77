# SPDX-License-Identifier: MIT
"""A company's own site, from what a lead brings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.web_domain import SITE_LIMIT, site_of


@pytest.mark.parametrize(
    "email, website, site",
    [
        ("ann@acme.com", "", "acme.com"),
        ("ann@mail.acme.co.uk", "", "acme.co.uk"),
        ("ann@gmail.com", "", ""),
        ("ann@gmail.com", "https://www.acme-group.de/imprint?x=1", "acme-group.de"),
        ("ann@acme.com", "acme.org", "acme.org"),
        ("ann@acme.com", "facebook.com/acme", "acme.com"),
        ("", "http://user@shop.acme.com:8080/", "acme.com"),
        ("", "http://10.0.0.1/", ""),
        ("", "co.uk", ""),
        ("", "localhost", ""),
        ("", "müller.de", "xn--mller-kva.de"),
        ("ann@ACME.COM", "n/a", "acme.com"),
    ],
)
def test_the_registered_part_counts(email: str, website: str, site: str) -> None:
    assert site_of(email, website) == site


@given(st.text(max_size=120), st.text(max_size=120))
def test_whatever_is_written_there_is_read_in_peace(email: str, website: str) -> None:
    assert len(site_of(email, website)) <= SITE_LIMIT
