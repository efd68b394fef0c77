# SPDX-License-Identifier: MIT
"""What is wrong with a rule, in words fit to stand beside the field."""

from __future__ import annotations

PROBLEMS = {
    "rule.bounds": "This goes from {low} to {high}.",
    "rule.too_many": "There can be {high} of these at most.",
    "rule.rows": "There have to be {low} to {high} of these.",
    "rule.word": "This needs a few words, {high} letters at most.",
    "rule.twice": "This stands here twice.",
    "rule.unknown": "LeadDesk does not know “{name}”.",
    "rule.gone": "“{name}” has to stay: LeadDesk works with it.",
    "rule.ladder_used": "Leads that come this way would get “{name}”, which is none of the "
    "ladders: choose another for them first.",
    "rule.needed": "LeadDesk itself works with this one: it can be renamed and moved, but not "
    "removed.",
    "rule.names": "This outcome has another name in another tier; one outcome has one name.",
    "rule.one_handoff": "One outcome of a pad hands off: the sheet and the counts go by it.",
    "rule.never_next": "Leads of the kind “{name}” would never be next.",
    "rule.no_wait": "Say how long to wait: minutes, days or working days.",
    "rule.no_day": "Choose at least one day of the week.",
    "rule.key": "A key is one digit, 1 to 9 or 0.",
    "rule.needs": "This does not ask for what it needs: a call back needs a time, a handoff the "
    "sheet, lost needs a reason.",
    "rule.no_reasons": "It asks for a reason, so it needs reasons to choose from.",
    "rule.dnc": "Do not call means never again, and nothing else does.",
    "rule.not_reached": "A conversation means that the person was reached.",
    "rule.order": "This can't be less than the one before it.",
    "rule.order_down": "This can't be more than the one before it.",
    "rule.shares": "Fit and expected sale can't be more than {high} % of the score together.",
    "rule.country": "This is a country by its two letters, like US.",
    "rule.currency": "This is a currency by its three letters, like USD.",
    "rule.zone": "This is not a time zone; write one like America/New_York.",
    "rule.tier_order": "The numbers of the tiers go up from line to line, 99 at most.",
    "rule.tier_in_use": "“{name}” can’t go: {people} people, {leads} leads, {handoffs} open "
    "handoffs and {folders} watched folders are in it.",
    "rule.works_like": "How a tier works stays as it is: leads stand in it.",
    "rule.never_open": "These hours and the lawful ones have nothing in common: nobody could ever "
    "be called.",
}
"""By error key; the fields are those of the problem."""
