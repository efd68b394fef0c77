# SPDX-License-Identifier: MIT
"""The outcome pad: the outcomes of the tier, each with what it will do to this lead."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import LeadCard, OutcomeOffer
from leaddesk.domain.outcome import Next
from leaddesk.gui.widgets.outcome_pad import OutcomeButton, OutcomeKind
from leaddesk.words import outcomes

_PRIMARY = {Next.HANDOFF, Next.WON}
_DANGER = {Next.SUPPRESS, Next.LOST}


def buttons_of(
    offers: tuple[OutcomeOffer, ...], card: LeadCard, at: dt.datetime
) -> tuple[list[OutcomeButton], list[OutcomeButton]]:
    """Return the buttons with keys and those under *more*, in the order of the pad."""
    ordered = sorted(offers, key=lambda offer: offer.outcome.position)
    made = [_button(offer, card, at) for offer in ordered]
    return [b for b in made if b.key], [b for b in made if not b.key]


def _button(offer: OutcomeOffer, card: LeadCard, at: dt.datetime) -> OutcomeButton:
    outcome = offer.outcome
    kind = OutcomeKind.NORMAL
    if outcome.next in _PRIMARY:
        kind = OutcomeKind.PRIMARY
    elif outcome.next in _DANGER and outcome.key:
        kind = OutcomeKind.DANGER
    return OutcomeButton(
        outcome.key, outcome.id, outcomes.button(outcome),
        outcomes.consequence(offer, at, card.area), kind,
        enabled=not offer.off, reason_disabled=outcomes.off(offer.off) if offer.off else "",
    )  # fmt: skip
