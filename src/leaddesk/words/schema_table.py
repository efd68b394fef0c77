# SPDX-License-Identifier: MIT
"""The words of every table and column of a team's database, as an export of everything holds them.

A column is (name, kind, words); the kinds are those of `schema.KINDS`.
"""

from __future__ import annotations

from typing import Final

from leaddesk.words.schema_table_funnel import DIAL, FROM, FUNNEL
from leaddesk.words.schema_table_lists import LISTS
from leaddesk.words.schema_table_people import PEOPLE
from leaddesk.words.schema_table_plan import PLAN

Columns = tuple[tuple[str, str, str], ...]

_OUTCOME = "the outcome of a call by its code, such as no_answer or callback"
_PERSON = "id of a person"
_LEAD = "id of the lead"
_TIER = "number of the tier: 1 and 2 in every team, more as the team has them"

_TEAM: dict[str, tuple[str, Columns]] = {
    "rule": (
        "The rules of the team, one per row. Rules that hold a password or a token stay out.",
        (
            ("key", "text", "name of the rule; key of the table"),
            ("value", "JSON", "the rule"),
            ("version", "integer", "grows with every change"),
        ),
    ),
    "person": (
        "The people of the team, also those who left it.",
        (
            ("id", "id", "key of the table"),
            ("name", "text", "how everybody calls them; nobody else has it"),
            ("email", "text", "address, empty without one"),
            ("extension", "text", "their telephone's extension"),
            ("roles", "text", "qualifier, senior_rep, team_lead; several with commas between"),
            ("time_zone", "text", "IANA name of the zone they work in"),
            ("hours", "JSON", "working hours, breaks, weekdays and the protected block"),
            ("active", "yes/no", "whether they are in the team"),
            ("joined", "day", "first day of somebody new; empty for whoever was here before"),
            (
                "tiers",
                "text",
                "tiers they were put into, with commas between; empty: by the roles",
            ),
        ),
    ),
    "absence": (
        "Days somebody was or will be away, in training or on another job.",
        (
            ("person_id", "id", f"{_PERSON}; key with the day"),
            ("day", "day", "the day, in their own zone"),
            ("kind", "text", "away, training or job_switch"),
            ("share", "integer", "percent of the day that remains for its goals; 0 when away"),
        ),
    ),
    "goal": (
        "What a day asks for, from a day on.",
        (
            ("id", "id", "key of the table"),
            ("tier", "integer", _TIER),
            ("person_id", "id", "whom it is for; 0 is everybody of the tier"),
            ("effective_from", "day", "first day it holds"),
            ("value", "JSON", "weekdays and goals: metric, target, required, weight"),
        ),
    ),
    "source": (
        "Where leads come from.",
        (
            ("id", "id", "key of the table"),
            ("name", "text", "what it is called; no other one is called so"),
            ("kind", "text", "inbound, trade_show, list or referral"),
            (
                "basis",
                "text",
                (
                    "legal basis somebody set: consent, request, contract, legitimate_interest; "
                    "empty for that of the kind"
                ),
            ),
            ("origin", "text", "where the data comes from, as somebody noted"),
        ),
    ),
    "area": (
        "Places with a clock of their own: leads of one area may be called at the same times.",
        (
            ("id", "id", "key of the table"),
            ("time_zones", "text", "IANA names, with | between where several are possible"),
            ("country", "text", "ISO code of two letters"),
            ("region", "text", "code of the state or province, for its holidays"),
        ),
    ),
    "holiday": (
        "Public holidays that were looked up, kept so that all computers agree.",
        (
            ("country", "text", "ISO code; key with region and year"),
            ("region", "text", "code of the state or province, empty for the whole country"),
            ("year", "integer", "the year"),
            ("days", "JSON", "its holidays"),
        ),
    ),
    "mapping": (
        "Which column of a list holds what, as somebody mapped it by hand.",
        (
            ("header_key", "text", "fingerprint of the list's header; key of the table"),
            ("value", "JSON", "the mapping"),
        ),
    ),
    "kept_filter": (
        "Filters of the list of leads that were kept by name.",
        (
            ("id", "id", "key of the table"),
            ("name", "text", "what it is called"),
            ("person_id", "id", "whose it is; 0 is the team's"),
            ("value", "JSON", "the filter and the order"),
        ),
    ),
    "lead_list": (
        "Lists that were imported.",
        (
            ("id", "id", "key of the table"),
            ("name", "text", "what it is called"),
            ("source_id", "id", "source of its leads"),
            ("campaign", "text", "campaign of its leads"),
            ("status", "text", "live, undone, dropped, or a step on the way there"),
            ("imported_at", "moment", "when the import began"),
            ("person_id", "id", "who imported it; 0 is nobody in particular"),
            ("counts", "JSON", "rows of the file by what became of them"),
            ("first_lead", "id", "lowest id of its leads, 0 for none"),
            ("last_lead", "id", "highest id of its leads"),
            ("touched_at", "moment", "when rows were last added while it was imported"),
        ),
    ),
}

_LEADS: dict[str, tuple[str, Columns]] = {
    "lead": (
        "Leads: who they are, where they stand in the work, and when they may be called next.",
        (
            ("id", "id", "key of the table; never given twice"),
            ("version", "integer", "grows with every change"),
            ("tier", "integer", _TIER),
            (
                "state",
                "integer",
                (
                    "0 in the queue, 1 offered to the next tier, 2 needs research, 3 closed, "
                    "4 not to be called, 5 won, 6 lost, 7 merged into another lead, "
                    "8 erased or made anonymous, 9 being imported"
                ),
            ),
            (
                "kind",
                "integer",
                (
                    "why it stands in the queue: 0 in none, 1 callback or appointment, 2 returned, "
                    "3 new, 4 retry, 5 resting, 6 accepted handoff, 7 next step, 8 touch"
                ),
            ),
            ("why", "text", "the reason as a code: callback, retry, rest, no_number and others"),
            ("owner_id", "id", "whom it waits for; 0 is anybody of the tier"),
            ("due_at", "moment", "when it may be called again"),
            ("arrived_at", "moment", "when it came in"),
            ("inbound", "yes/no", "whether the person came to us"),
            ("half_life", "integer", "hours after which its value has halved"),
            ("rank", "number", "what new leads are ordered by; higher is earlier"),
            ("ladder", "text", "the plan of attempts it follows"),
            ("step", "integer", "its place in that plan"),
            ("attempts", "integer", "attempts since somebody was last reached"),
            ("voicemails", "integer", "voicemails since then"),
            ("busy_run", "integer", "busy lines in a row"),
            ("round", "integer", "how often the plan was gone through"),
            ("phone", "text", "the number to call next, in E.164; empty without one"),
            ("area_id", "id", "area whose clock it follows"),
            ("first_name", "text", "first name"),
            ("last_name", "text", "last name"),
            ("company", "text", "company"),
            ("title", "text", "job title"),
            ("email", "text", "address, in lower case"),
            ("list_id", "id", "list it came with; 0 for one added by hand"),
            ("source_id", "id", "source it came from"),
            ("campaign", "text", "campaign"),
            ("last_call_at", "moment", "when it was last called"),
            ("counted_at", "moment", "when a call to it last counted"),
            ("last_outcome", "text", f"last {_OUTCOME.removeprefix('the ')}"),
            (
                "details",
                "JSON",
                (
                    "what only its card shows: street, city, region, postal_code, country, "
                    "website, industry, employees, external_id, note, bad_phones"
                ),
            ),
            ("answers", "JSON", "answers on its qualification sheet, by question"),
            ("company_key", "text", "company as companies are compared and sorted"),
            ("name_key", "text", "name as people are sorted"),
            ("site", "text", "the domain of the company's own web or e-mail address"),
            ("merged_into", "id", "the lead it was merged into; 0 for none"),
            ("filed", "integer", "0 while it is not yet sorted in by name and company, else 1"),
        ),
    ),
    "phone": (
        "Telephone numbers of leads, in the order in which they are tried.",
        (
            ("lead_id", "id", f"{_LEAD}; key with the position"),
            ("position", "integer", "place among the lead's numbers, from 0"),
            ("e164", "text", "the number with its country, such as +16125550148"),
            ("kind", "text", "direct, mobile, company or other"),
            ("extension", "text", "extension behind it"),
            (
                "bad",
                "text",
                (
                    "why it is not called: wrong_number, disconnected, fax, dnc, shared (another "
                    "open lead has it); or empty"
                ),
            ),
        ),
    ),
    "suppression": (
        "Numbers, addresses, persons and companies that are never called or taken in again.",
        (
            ("kind", "text", "number, email, person, company or site; key with the value"),
            (
                "value",
                "text",
                "the number in E.164, the address, the lead's id, the compared name, the site",
            ),
            ("since", "moment", "since when"),
            ("person_id", "id", "who put it there"),
            ("reason", "text", "why; asked: the person asked for it, list: a list said so"),
            ("lead_id", "id", "the lead it came from"),
            ("label", "text", "the entry as it was typed"),
        ),
    ),
}

_WORK: dict[str, tuple[str, Columns]] = {
    "journal": (
        (
            "What was done, one row per deed; rows are never changed but for `voided_by`. "
            "What undo needs stays out."
        ),
        (
            ("seq", "id", "place in the order of writing; key of the table"),
            ("id", "text", "UUID version 7, without dashes"),
            ("at", "moment", "when it happened"),
            ("written_at", "moment", "when it was written down"),
            ("person_id", "id", "who did it; 0 is LeadDesk itself"),
            ("device", "text", "computer it was done on"),
            ("tier", "integer", f"{_TIER}; 0 for neither"),
            ("kind", "text", "call, note, handoff, edited, imported, export and others"),
            ("lead_id", "id", "lead it was about, 0 for none"),
            ("outcome", "text", _OUTCOME),
            ("note", "text", "what was written"),
            ("data", "JSON", "facts that belong to its kind"),
            ("day", "day", "day it counts on, in the person's zone"),
            ("counted", "text", "metrics it counts for, with commas between"),
            ("voided_by", "text", "id of the entry that took it back; empty while it stands"),
            *DIAL,
        ),
    ),
    "counter": (
        "How often a metric counted, summed from the journal.",
        (
            ("person_id", "id", f"{_PERSON}; key with day, tier and metric"),
            ("day", "day", "the day, in the person's zone"),
            ("tier", "integer", _TIER),
            ("metric", "text", "calls, new_lead_calls, conversations, handoffs and others"),
            ("n", "integer", "how often"),
        ),
    ),
    "handoff": (
        "Leads handed from one tier to the next, and what became of them.",
        (
            ("id", "id", "key of the table"),
            ("lead_id", "id", _LEAD),
            ("state", "text", "offered, accepted, returned, rejected, expired or withdrawn"),
            ("open", "yes/no", "whether it is still under way"),
            ("giver_id", "id", "who handed it over"),
            ("receiver_id", "id", "who has it or is offered it"),
            ("to_tier", "integer", _TIER),
            ("hot", "yes/no", "whether it was marked as urgent"),
            ("offered_at", "moment", "when it was offered to this receiver"),
            ("first_offered_at", "moment", "when it was first offered"),
            ("remind_at", "moment", "when the receiver is reminded"),
            ("accept_by", "moment", "when it goes on to somebody else"),
            ("hard_stop_at", "moment", "when it goes back to its giver"),
            ("decided_at", "moment", "when it was answered"),
            ("tried", "text", "ids of people who let it pass, with commas between"),
            ("sheet", "JSON", "answers as they were handed over"),
            ("note", "text", "what the giver wrote"),
            ("next_step", "text", "what was agreed with the prospect"),
            ("next_step_at", "moment", "when that is"),
            ("warm_reason", "text", "why it went on without a full sheet"),
            ("packet", "text", "fingerprint of what was handed over"),
            ("reason", "text", "why it was returned or rejected, as a code"),
            ("words", "text", "the same in the receiver's words"),
            ("appealed", "yes/no", "whether another look was asked for"),
            ("fate", "text", "what became of it, as a code: appointment, presentation, won …"),
            ("fate_at", "moment", "since when"),
            ("next_at", "moment", "when its next step is"),
            ("amount", "integer", "amount of the sale in hundredths of the currency"),
            ("held_at", "moment", "when an appointment was first held, or a later stage reached"),
            ("presented_at", "moment", "when it was presented, or a later stage reached"),
            ("proposed_at", "moment", "when a proposal was sent, or it was won without one"),
            ("won_at", "moment", "when it was won"),
            ("decider_id", "id", "team lead who decided in the receiver's place; 0 for none"),
            ("accept_minutes", "integer", "business minutes it took to accept; -1 for not known"),
            ("missed_at", "moment", "when its prospect first did not show up"),
            ("lot", "integer", "its number in the draw for quality; 10000 is never drawn"),
            *FROM,
        ),
    ),
    "handoff_score": (
        "What a team lead made of the sheets that were handed over.",
        (
            ("handoff_id", "id", "handoff it is about; key of the table"),
            ("scorer_id", "id", "the team lead"),
            ("scored_at", "moment", "when it was scored"),
            ("score", "integer", "mean of the marks in hundredths"),
            ("marks", "JSON", "mark by criterion, 1 to 5"),
            ("line", "text", "the line that was written"),
        ),
    ),
    "feedback": (
        "Feedback on handed leads: owed after an appointment, and given.",
        (
            ("id", "id", "key of the table"),
            ("handoff_id", "id", "handoff it belongs to"),
            ("lead_id", "id", _LEAD),
            ("giver_id", "id", "who handed the lead over and is told"),
            ("receiver_id", "id", "who owes it"),
            ("cause", "text", "outcome that made it fall due"),
            ("since", "moment", "when that was"),
            ("due_at", "moment", "when it is owed"),
            ("given_at", "moment", "when it was given"),
            ("thanks", "yes/no", "whether it says thank you"),
            ("line", "text", "the line that was written"),
            ("rating", "integer", "1 to 5, 0 for none"),
        ),
    ),
}

TABLES: Final[dict[str, tuple[str, Columns]]] = {
    **_TEAM,
    **_LEADS,
    **_WORK,
    **LISTS,
    **FUNNEL,
    **PLAN,
    **PEOPLE,
}
"""Table → (what it is, its columns)."""
