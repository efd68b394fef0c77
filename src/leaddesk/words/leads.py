# SPDX-License-Identifier: MIT
"""Where a lead stands and where it came from, in words: states, classes, sources, numbers."""

from __future__ import annotations

from leaddesk.domain.lead import LeadState, SourceKind
from leaddesk.words import tiers

_STATES = {
    LeadState.QUEUED: "in the queue",
    LeadState.OFFERED: "offered to the next tier",
    LeadState.RESEARCH: "needs research",
    LeadState.CLOSED: "closed",
    LeadState.SUPPRESSED: "do not call",
    LeadState.WON: "won",
    LeadState.LOST: "lost",
    LeadState.MERGED: "merged into another lead",
    LeadState.ERASED: "erased",
    LeadState.STAGED: "being imported",
}
_CLASSES = {
    1: {
        1: "due callback or appointment",
        2: "returned or referred",
        3: "fresh inbound",
        4: "retry due",
        5: "never called",
        6: "end of queue",
    },
    2: {
        1: "due callback or appointment",
        2: "accepted, not called yet",
        3: "next step due",
        4: "new leads up to the floor",
        5: "longest since last touch",
        6: "end of queue",
    },
}
_SOURCES = {
    SourceKind.INBOUND.value: "web form",
    SourceKind.TRADE_SHOW.value: "trade show",
    SourceKind.LIST.value: "list",
    SourceKind.REFERRAL.value: "referral",
}
_PLAIN_SOURCES = frozenset(
    {"web form", "trade show", "direct mail", "webinar", "referral", "list", "phone", "chat"}
)
_SOURCE_KINDS = {
    SourceKind.INBOUND.value: "Came to us (web form, call, chat)",
    SourceKind.TRADE_SHOW.value: "Trade show",
    SourceKind.LIST.value: "Bought or built list",
    SourceKind.REFERRAL.value: "Referral",
}
_PHONE_KINDS = {
    "direct": "Direct",
    "mobile": "Mobile",
    "company": "Company",
    "other": "Other",
}
_BAD_NUMBERS = {
    "wrong_number": "wrong number",
    "disconnected": "disconnected",
    "fax": "fax machine",
    "do_not_call": "do not call",
    "dnc": "do not call",
    "suppressed": "do not call",
    "invalid": "not a number",
    "shared": "called from another lead",
    "registry.us": "on the US registry",
    "registry.uk_tps": "on the UK TPS",
    "registry.uk_ctps": "on the UK CTPS",
}
_RESEARCH = {
    "no_number": "No number",
    "no_zone": "No time zone",
    "wrong_number": "The number was wrong",
    "disconnected": "The number is disconnected",
    "fax": "The number is a fax machine",
    "left_company": "Left the company",
}


def state(value: LeadState) -> str:
    """Return where a lead is: 'in the queue', 'do not call'."""
    return _STATES[value]


def state_key(value: LeadState) -> str:
    """Return the state as scripts name it: 'queued', 'suppressed'."""
    return value.name.lower()


def class_name(tier: int, number: int) -> str:
    """Return what a class of a tier's queue is: 'retry due'; empty for none."""
    return _CLASSES[tiers.model(tier)].get(number, "")


def source(name: str) -> str:
    """Return a source as it goes into a sentence: 'web form', but 'Midwest Fair' as it is."""
    folded = name.casefold()
    return folded if folded in _PLAIN_SOURCES else _SOURCES.get(name, name)


def is_plain_source(name: str) -> bool:
    """Tell whether a source is called by one of our own words, and by no name of its own."""
    return name in _SOURCES or name.casefold() in _PLAIN_SOURCES


def source_kind(kind: str) -> str:
    """Return how leads of a kind arrive, as a choice in a list."""
    return _SOURCE_KINDS.get(kind, kind)


def research_reason(why: str) -> str:
    """Return why nobody can call a lead yet: 'No number', 'The number is disconnected'."""
    return _RESEARCH.get(why, "No number to call")


def phone_kind(kind: str) -> str:
    """Return the kind of a number: Direct, Mobile, Company, Other."""
    return _PHONE_KINDS.get(kind, kind.capitalize())


def bad_number(reason: str) -> str:
    """Return why a number is not called: 'disconnected'."""
    return _BAD_NUMBERS.get(reason, reason.replace("_", " "))


def tier(number: int) -> str:
    """Return what people of a tier are called: 'Qualifiers'."""
    return tiers.name(number)
