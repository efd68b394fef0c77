# SPDX-License-Identifier: MIT
"""Call outcomes: what one call came to, its flags, and what happens to the lead next."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace


class Next(enum.StrEnum):
    """What an outcome does to the lead."""

    LADDER = "ladder"
    BUSY = "busy"
    CALLBACK = "callback"
    FUTURE_NEED = "future_need"
    CLOSE = "close"
    BAD_NUMBER = "bad_number"
    HANDOFF = "handoff"
    SUPPRESS = "suppress"
    REFERRED = "referred"
    CONTRACT = "contract"
    SAME_PERSON_SOON = "same_person_soon"
    APPOINTMENT = "appointment"
    NO_SHOW = "no_show"
    STAGE = "stage"
    WON = "won"
    LOST = "lost"
    RECYCLE = "recycle"


class Needs(enum.StrEnum):
    """The value an outcome asks for before it is logged."""

    NOTHING = ""
    TIME = "time"
    DATE = "date"
    REASON = "reason"
    SHEET = "sheet"
    PERSON = "person"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One disposition of a tier's pad (domain reference 2).

    `reached`: the prospect in person; `human`: somebody answered; `conversation`: a real talk;
    `counts_attempt`: uses a rung of the ladder; `counts_dial`: counts as a call of the day;
    `ends_appointment`: feedback to the giver of the lead falls due; `fate`: what the giver sees;
    `reasons`: keys to pick from; `position` orders the pad, outcomes without `key` are under more.
    `title`: the team's own name for it, empty for the words that ship with its id; `like`: the
    outcome that ships whose ways a copy has; `retired`: on no pad any more, kept for its name.
    """

    id: str
    tier: int
    key: str
    position: int
    next: Next
    needs: Needs = Needs.NOTHING
    reached: bool = False
    human: bool = False
    conversation: bool = False
    final: bool = False
    dnc: bool = False
    counts_attempt: bool = False
    counts_dial: bool = True
    ends_appointment: bool = False
    fate: str = ""
    reasons: tuple[str, ...] = ()
    metric: str = ""
    close_days: int = 0
    title: str = ""
    like: str = ""
    retired: bool = False

    @property
    def way(self) -> str:
        """The id of the outcome that ships whose ways this one has, where the ways go by id."""
        return self.like or self.id


_NOT_INTERESTED = ("no_need", "bad_timing", "no_budget", "has_supplier", "too_small", "no_reason")
_UNQUALIFIED = ("no_fit", "no_need", "no_budget", "no_authority")
_NOT_NOW = ("budget_later", "project_later", "reorganising", "evaluating", "busy_season")
_LOST = ("price", "competitor", "no_decision", "no_budget", "timing", "no_fit", "went_silent")


def _attempts(tier: int) -> tuple[Outcome, ...]:
    """Return the four outcomes of an attempt that reached nobody, keys 1 to 4 of every pad."""
    return (
        Outcome("no_answer", tier, "1", 1, Next.LADDER, counts_attempt=True),
        Outcome("voicemail", tier, "2", 2, Next.LADDER, counts_attempt=True),
        Outcome("busy", tier, "3", 3, Next.BUSY, counts_attempt=True),
        Outcome("gatekeeper", tier, "4", 4, Next.LADDER, human=True, counts_attempt=True),
        Outcome("callback", tier, "5", 5, Next.CALLBACK, Needs.TIME, reached=True, human=True),
    )


def _rest(tier: int, first: int) -> tuple[Outcome, ...]:
    """Return what every pad keeps under *more*, from position `first`."""
    return (
        Outcome("voicemail_no_message", tier, "", first, Next.LADDER, counts_attempt=True),
        Outcome("disconnected", tier, "", first + 1, Next.BAD_NUMBER),
        Outcome("left_company", tier, "", first + 2, Next.CLOSE, human=True, final=True),
        Outcome("referred", tier, "", first + 3, Next.REFERRED, Needs.PERSON, human=True),
        Outcome(
            "contract_until",
            tier,
            "",
            first + 4,
            Next.CONTRACT,
            Needs.DATE,
            reached=True,
            human=True,
            conversation=True,
        ),
        Outcome("language_barrier", tier, "", first + 5, Next.CLOSE, human=True, final=True),
        Outcome("fax", tier, "", first + 6, Next.BAD_NUMBER),
        Outcome("hung_up", tier, "", first + 7, Next.LADDER, human=True, counts_attempt=True),
        Outcome("technical_failure", tier, "", first + 8, Next.SAME_PERSON_SOON, counts_dial=False),
    )


TIER_1 = (
    *_attempts(1),
    Outcome(
        "not_now", 1, "6", 6, Next.FUTURE_NEED, Needs.DATE,
        reached=True, human=True, conversation=True, reasons=_NOT_NOW,
    ),
    Outcome(
        "not_interested", 1, "7", 7, Next.CLOSE, Needs.REASON,
        reached=True, human=True, final=True, reasons=_NOT_INTERESTED, close_days=180,
    ),
    Outcome("wrong_number", 1, "8", 8, Next.BAD_NUMBER, human=True),
    Outcome(
        "qualified", 1, "9", 9, Next.HANDOFF, Needs.SHEET,
        reached=True, human=True, conversation=True,
    ),
    Outcome("do_not_call", 1, "0", 10, Next.SUPPRESS, human=True, final=True, dnc=True),
    Outcome(
        "unqualified", 1, "", 11, Next.CLOSE, Needs.REASON,
        reached=True, human=True, conversation=True, final=True, reasons=_UNQUALIFIED,
    ),
    Outcome("already_customer", 1, "", 12, Next.CLOSE, reached=True, human=True, final=True),
    Outcome(
        "appointment_set", 1, "", 13, Next.APPOINTMENT, Needs.TIME,
        reached=True, human=True, conversation=True,
    ),
    *_rest(1, 14),
)  # fmt: skip

TIER_2 = (
    *_attempts(2),
    Outcome(
        "appointment_set", 2, "6", 6, Next.APPOINTMENT, Needs.TIME,
        reached=True, human=True, conversation=True, fate="appointment", metric="appointments",
    ),
    Outcome(
        "presentation_held", 2, "7", 7, Next.STAGE, Needs.DATE,
        reached=True, human=True, conversation=True, ends_appointment=True,
        fate="presentation", metric="presentations",
    ),
    Outcome(
        "proposal_sent", 2, "8", 8, Next.STAGE, Needs.DATE,
        fate="proposal", metric="proposals", counts_dial=False,
    ),
    Outcome(
        "won", 2, "9", 9, Next.WON, Needs.AMOUNT,
        reached=True, human=True, conversation=True, final=True, ends_appointment=True,
        fate="won", metric="won",
    ),
    Outcome(
        "lost", 2, "0", 10, Next.LOST, Needs.REASON,
        reached=True, human=True, final=True, ends_appointment=True, fate="lost", reasons=_LOST,
    ),
    Outcome("no_show", 2, "", 11, Next.NO_SHOW, ends_appointment=True, fate="no_show"),
    Outcome(
        "appointment_held", 2, "", 12, Next.STAGE, Needs.DATE,
        reached=True, human=True, conversation=True, ends_appointment=True, fate="held",
    ),
    Outcome("recycle", 2, "", 13, Next.RECYCLE, Needs.REASON, reasons=_LOST, fate="recycled"),
    Outcome("wrong_number", 2, "", 14, Next.BAD_NUMBER, human=True),
    Outcome("do_not_call", 2, "", 15, Next.SUPPRESS, human=True, final=True, dnc=True),
    *_rest(2, 16),
)  # fmt: skip


def copied(outcomes: Iterable[Outcome], tier: int) -> tuple[Outcome, ...]:
    """Return a pad as the start of another tier's."""
    return tuple(replace(outcome, tier=tier) for outcome in outcomes)


TIER_3 = copied(TIER_2, 3)
DEFAULT_OUTCOMES = TIER_1 + TIER_2 + TIER_3
"""The outcomes shipped by default; a team's own are rows in its database."""
COUNTED = ("appointments", "presentations", "proposals", "won")
"""Metrics that an outcome may count for, besides those that follow from its flags."""
FATES = ("appointment", "presentation", "proposal", "won", "lost", "no_show", "held", "recycled")
"""What an outcome may tell the giver of the lead."""
SHIPPED_IDS = frozenset(one.id for one in DEFAULT_OUTCOMES)


OUTCOMES_LIKE = {1: TIER_1, 2: TIER_2}
"""The pad of a tier by how it works (`domain.tier.MODELS`)."""


def keeping_names(before: Iterable[Outcome], after: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return outcomes with those added, retired, whose names would be lost without them.

    What was logged goes on being read by its outcome's id, and only the team has words for that.
    """
    after = tuple(after)
    there = {one.id for one in after}
    lost = {
        one.id: replace(one, retired=True, key="")
        for one in before
        if one.id not in there and (one.title or one.id not in SHIPPED_IDS)
    }
    return (*after, *lost.values())


def names_of(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """Return the team's own names of outcomes by id, those no longer on a pad as well."""
    return {one.id: one.title for one in outcomes if one.title}
