# SPDX-License-Identifier: MIT
"""What was just done, in words for the toast and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from leaddesk.desk.changes import Done
from leaddesk.words import bulk, handoffs, history, numbers, outcomes

Facts = Mapping[str, str]


def label(done: Done) -> str:
    """Return what was done: 'No answer logged for Priya Raman', 'Handed off to Sam Ortiz'."""
    words = _LABELS.get(done.label)
    return words(dict(done.facts)) if words else "Done"


def has_words(key: str) -> bool:
    """Tell whether a label has words of its own."""
    return key in _LABELS


def undo_words(done: Done) -> str:
    """Return the words of the Undo button; empty for what can't be taken back."""
    return "Undo" if done.undoable else ""


def _about(text: str, facts: Facts) -> str:
    """Return the text with the lead's name, where it is told."""
    return f"{text} for {facts['name']}" if facts.get("name") else text


def _logged(facts: Facts) -> str:
    return _about(f"{outcomes.name(facts.get('outcome', 'call'))} logged", facts)


def _to(text: str, key: str, otherwise: str) -> Callable[[Facts], str]:
    return lambda facts: f"{text} {facts[key]}" if facts.get(key) else otherwise


def _for(text: str) -> Callable[[Facts], str]:
    return lambda facts: _about(text, facts)


def _days_of(text: str) -> Callable[[Facts], str]:
    def words(facts: Facts) -> str:
        if not facts.get("people"):
            return text
        who = facts.get("name") or numbers.count(_number(facts, "people"), "person", "people")
        days = _number(facts, "days")
        return f"{text}: {who}, {numbers.count(days, 'day')}" if days > 1 else f"{text}: {who}"

    return words


def _number(facts: Facts, key: str) -> int:
    told = facts.get(key, "")
    return int(told) if told.isdecimal() else 0


def _counted(text: str, one: str, otherwise: str) -> Callable[[Facts], str]:
    def words(facts: Facts) -> str:
        if not facts.get("count"):
            return otherwise
        return text.format(numbers.count(_number(facts, "count"), one))

    return words


def _taken_back(facts: Facts) -> str:
    if facts.get("outcome"):
        return f"Taken back: {outcomes.name(facts['outcome'])}"
    kind = history.kind(facts["kind"]) if facts.get("kind") else ""
    return f"Taken back: {kind}" if kind else "Taken back"


def _decided(facts: Facts) -> str:
    told = handoffs.state(facts.get("decision", "")).capitalize() or "Decided"
    return f"{told} in the receiver’s place: {facts.get('name', '')}".removesuffix(": ")


def _clocks_run(facts: Facts) -> str:
    moved, expired = _number(facts, "moved"), _number(facts, "expired")
    told = [
        f"{numbers.count(moved, 'handoff')} offered on" if moved else "",
        f"{numbers.count(expired, 'handoff')} given back" if expired else "",
    ]
    return numbers.joined(told) or "No clock ran out"


def _bulk_changed(facts: Facts) -> str:
    """Return '412 leads moved to tier 2, 3 left as they were'."""
    changed, left = _number(facts, "count"), _number(facts, "left")
    told = (
        f"{numbers.count(changed, 'lead')} {bulk.done(facts.get('what', ''), facts.get('to', ''))}"
    )
    return f"{told}, {numbers.number(left)} left as they were" if left else told


def _left(facts: Facts) -> str:
    """Return 'Ben Cruz left the team, 12 leads were shared out'."""
    who, leads = facts.get("name") or "The person", _number(facts, "count")
    told = f", {numbers.count(leads, 'lead')} shared out" if leads else ""
    return f"{who} left the team{told}"


def _bulk_taken_back(facts: Facts) -> str:
    moved = _number(facts, "moved")
    if not moved:
        return "Taken back: every lead is as it was"
    return (
        f"Taken back; {numbers.count(moved, 'lead')} that somebody worked on since "
        f"{'stays' if moved == 1 else 'stay'} as {'it is' if moved == 1 else 'they are'}"
    )


def _listed(facts: Facts) -> str:
    held = _number(facts, "held")
    told = f", {numbers.count(held, 'lead')} held back" if held else ""
    return f"Not to be called: {facts.get('what', '')}{told}"


def _unlisted(facts: Facts) -> str:
    freed = _number(facts, "freed")
    told = f", {numbers.count(freed, 'lead')} back" if freed else ""
    return f"May be called again: {facts.get('what', '')}{told}"


def _notice_edited(facts: Facts) -> str:
    again = ". It asks to be acknowledged again" if facts.get("again") else ""
    return f"Saved: {facts.get('title', 'notice')}{again}"


_LABELS: dict[str, Callable[[Facts], str]] = {
    "logged": _logged,
    "handed_off": _to("Handed off to", "receiver", "Handed off"),
    "taken": _to("In hand:", "name", "Lead in hand"),
    "nothing_to_take": lambda _facts: "No lead can be called right now",
    "kept": lambda _facts: "Still in hand",
    "call_started": lambda _facts: "On a call",
    "released": lambda _facts: "Let go of the lead",
    "sheet_saved": lambda _facts: "Sheet saved",
    "skipped": _to("Skipped", "name", "Skipped"),
    "taken_back": _taken_back,
    "done_before": lambda _facts: "Done",
    "noted": _for("Note saved"),
    "added": _to("Added", "name", "Lead added"),
    "edited": _to("Saved", "name", "Lead saved"),
    "accepted": _to("Accepted", "name", "Handoff accepted"),
    "returned": _to("Returned to", "giver", "Handoff returned"),
    "rejected": _to("Rejected", "name", "Handoff rejected"),
    "appealed": _for("Another look is asked"),
    "reassigned": _to("Given to", "receiver", "Given to another receiver"),
    "pulled_back": _to("Pulled back to", "giver", "Handoff pulled back"),
    "overridden": _decided,
    "appeal_decided": _decided,
    "scored": _for("Score saved"),
    "feedback_given": _to("Feedback given to", "giver", "Feedback given"),
    "clocks_run": _clocks_run,
    "person_added": _to("In the team now:", "name", "Person added"),
    "person_edited": _to("Saved", "name", "Person saved"),
    "person_left": _left,
    "person_back": _to("Back in the team:", "name", "Back in the team"),
    "tier_added": _to("Added the tier", "name", "Tier added"),
    "tier_renamed": lambda facts: f"{facts['was']} are called {facts['name']} now",
    "tier_same": _to("The tier is called so already:", "name", "Nothing changed"),
    "tier_removed": _to("Taken out:", "name", "Tier taken out"),
    "goals_set": _to("Goals are in force for", "name", "Goals are in force"),
    "goals_given_back": _to("The goals of the tier hold again for", "name", "Goals are in force"),
    "notice_published": _to("Published:", "title", "Notice published"),
    "notice_edited": _notice_edited,
    "notice_withdrawn": _to("Withdrawn:", "title", "Notice withdrawn"),
    "notice_acknowledged": _to("Acknowledged:", "title", "Notice acknowledged"),
    "coaching_note": _to("Note written on", "name", "Note written"),
    "coaching_edited": _to("Note changed:", "name", "Note changed"),
    "coaching_shared": _to("Note shared with", "name", "Note shared"),
    "coaching_kept": _to("No longer shared with", "name", "Note no longer shared"),
    "coaching_dropped": _to("Note taken away:", "name", "Note taken away"),
    "one_to_one": _to("One-to-one held with", "name", "One-to-one held"),
    "team_meeting": lambda _facts: "Team meeting held",
    "action_done": _to("Done:", "what", "Done"),
    "action_open": _to("Open again:", "what", "Open again"),
    "campaign_cost_set": lambda facts: f"Cost of {facts['campaign']} kept",
    "source_cost_set": lambda facts: f"Cost of {facts['source']} kept",
    "plan_in_force": lambda facts: f"The plan counts from {facts['day']}",
    "rule_changed": lambda _facts: "Rule changed",
    "rule_same": lambda _facts: "The rule is in force already",
    "rules_changed": lambda facts: f"{facts['count']} rules changed",
    "absence_away": _days_of("Away"),
    "absence_training": _days_of("In training"),
    "absence_job_switch": _days_of("Job switch"),
    "absence_ended": _days_of("At work"),
    "imported": _counted("{} imported", "lead", "List imported"),
    "import_undone": _counted("{} taken out again", "lead", "Import taken back"),
    "filter_kept": _to("Kept as", "name", "Filter kept"),
    "plan_draft_kept": lambda _facts: "Draft of the plan kept",
    "plan_draft_dropped": lambda _facts: "Draft of the plan discarded",
    "filter_dropped": _to("Forgotten:", "name", "Filter forgotten"),
    "bulk_changed": _bulk_changed,
    "bulk_taken_back": _bulk_taken_back,
    "dnc_added": _listed,
    "dnc_removed": _unlisted,
    "registry_set": _to("Set:", "name", "National list set"),
    "place_confirmed": _to("Confirmed: calling hours of", "place", "Calling hours confirmed"),
    "place_unconfirmed": _to("Only proposed now: hours of", "place", "Only proposed now"),
    "place_edited": _to("Saved: calling hours of", "place", "Calling hours saved"),
    "exported": _counted("{} exported", "row", "Exported"),
    "folder_watched": lambda _facts: "The folder is watched",
    "folder_changed": lambda _facts: "Saved; files that come from now on go by it",
    "folder_paused": lambda _facts: "The folder is left alone",
    "folder_resumed": lambda _facts: "The folder is watched again",
    "folder_forgotten": lambda _facts: "The folder is watched no longer",
    "file_claimed": lambda _facts: "File taken",
    "file_held": lambda _facts: "File held",
    "file_set_aside": lambda _facts: "File given to a person",
    "file_settled": lambda _facts: "File settled",
    "token_made": lambda _facts: "A new token is in force",
    "person_invited": _to("Invited:", "name", "Invited: the first person of the team"),
    "invitation_withdrawn": _to("Withdrawn: the invitation of", "name", "Invitation withdrawn"),
    "workstation_blocked": _to("Locked out:", "name", "Workstation locked out"),
    "workstation_unblocked": _to("Let in again:", "name", "Workstation let in again"),
    "workstation_renamed": _to("Called from now on:", "name", "Workstation renamed"),
    "inquiry_taken": lambda _facts: "Inquiry taken",
    "inquiry_known": lambda _facts: "Inquiry was here already",
    "merged": _to("Merged:", "name", "Leads merged"),
    "kept_apart": lambda _facts: "Kept apart: these two are not the same",
    "erased": _counted("Erased for good: {}", "lead", "Erased for good"),
    "erasure_lifted": lambda _facts: "They may be added again",
    "person_exported": _for("Passed on"),
    "source_set": _to("Saved: basis of", "name", "Basis saved"),
    "let_go": lambda _facts: "Let go: it is not shown any more",
    "brought_back": lambda _facts: "Shown again",
    "list_let_go": _to("Not sent:", "name", "The list is not sent"),
    "list_back": _to("Waits for the hub again:", "name", "The list waits again"),
    "list_again": _to("Sent again as soon as it can be:", "name", "The list is sent again"),
    "mapping_kept": lambda _facts: "Column mapping kept for this header",
}
