# SPDX-License-Identifier: MIT
"""The terms of leases are those of the team's rule, within what is safe."""

from __future__ import annotations

import datetime as dt

from leaddesk.domain.lending import MOST_IN_HAND, LendingRule
from leaddesk.hub.leasing import Terms, terms_of


def test_the_rule_that_ships_says_the_terms_that_ship() -> None:
    shipped = terms_of(LendingRule())
    assert (shipped.lasts, shipped.grace) == (Terms().lasts, Terms().grace)


def test_a_rule_is_followed_but_for_hands_that_are_too_large() -> None:
    terms = terms_of(LendingRule(2.5, 60, MOST_IN_HAND + 100, 50))
    assert terms.lasts == dt.timedelta(hours=2.5)
    assert terms.grace == dt.timedelta(hours=1)
    assert (terms.most, terms.unworked_a_day) == (MOST_IN_HAND, 50)
