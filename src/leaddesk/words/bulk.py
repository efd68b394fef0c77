# SPDX-License-Identifier: MIT
"""Changes to many leads in words: what was done, and why some were left as they are."""

from __future__ import annotations

from leaddesk.domain.bulk_change import BulkKind, LeftOut
from leaddesk.words import leads

_DONE = {
    BulkKind.TIER: "moved to tier {to}",
    BulkKind.OWNER: "given to {to}",
    BulkKind.SOURCE: "now from {to}",
    BulkKind.CAMPAIGN: "now in the campaign {to}",
    BulkKind.CLOSE: "closed",
    BulkKind.REOPEN: "put back into the queue",
}
_WISHES = {
    BulkKind.TIER: "Move to a tier's queue",
    BulkKind.OWNER: "Give agreed calls to a person",
    BulkKind.SOURCE: "Set the source",
    BulkKind.CAMPAIGN: "Set the campaign",
    BulkKind.CLOSE: "Close",
    BulkKind.REOPEN: "Put back into the queue",
}
_LEFT_OUT = {
    LeftOut.SAME: "are like that already",
    LeftOut.IN_HAND: "are in somebody's hand",
    LeftOut.HANDED_OVER: "are handed over",
    LeftOut.DO_NOT_CALL: "must not be called",
    LeftOut.DECIDED: "are customers",
    LeftOut.COMMON_QUEUE: "wait for nobody in person",
    LeftOut.OTHER_TIER: "stand in a tier that person doesn't work in",
    LeftOut.NO_NUMBER: "have no number to call or no known time zone",
    LeftOut.MERGED: "were merged into other leads",
    LeftOut.ERASED: "were erased",
    LeftOut.OTHER_LEAD: "have a number that another open lead has",
    LeftOut.CHANGED: "were changed by somebody meanwhile",
}


def wish(kind: BulkKind) -> str:
    """Return a change as an entry of a list: 'Set the source'."""
    return _WISHES[kind]


def done(what: str, to: str) -> str:
    """Return what was done to many leads: 'moved to tier 2'."""
    kind = BulkKind(what)
    if kind is BulkKind.SOURCE:
        return _DONE[kind].format(to=leads.source(to))
    if kind is BulkKind.OWNER and not to:
        return "given to anyone of the tier"
    if kind is BulkKind.CAMPAIGN and not to:
        return "taken out of their campaign"
    return _DONE[kind].format(to=to)


def left_out(reason: LeftOut) -> str:
    """Return why leads were left as they are: 'are handed over'."""
    return _LEFT_OUT[reason]
