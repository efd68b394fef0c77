# SPDX-License-Identifier: MIT
"""The history of a lead in words, one line for each thing that happened to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from leaddesk.desk.queries import HistoryRow
from leaddesk.words import bulk, handoffs, leads, numbers, outcomes, times


def when(row: HistoryRow, now: dt.datetime, zone: str) -> str:
    """Return the left column: 'Today 10:39', '12 May', '3 Feb 2025', in the viewer's zone."""
    return times.stamp(row.at, now, zone)


def line(row: HistoryRow) -> str:
    """Return what happened, who did it and the note: 'Left voicemail · Dana Whitfield: "…"'."""
    head = _head(row)
    by = f"{head} · {row.person}" if row.person else head
    told = f"{by}: {quoted(row.note)}" if row.note else by
    return f"{told} (taken back)" if row.voided else told


def what(row: HistoryRow) -> str:
    """Return what happened, without who did it and the note: 'Not interested, no budget'."""
    return _head(row)


def quoted(note: str) -> str:
    """Return a note in quotation marks, unless it has its own."""
    return note if note[:1] in '“”"„«' else f"“{note}”"


def kind(key: str) -> str:
    """Return what kind of thing happened, without its facts."""
    words = _KINDS.get(key)
    return words({}) if words else ""


def _head(row: HistoryRow) -> str:
    if row.outcome:
        called = outcomes.name(row.outcome)
        reason = row.facts.get("reason", "")
        return f"{called}, {_lowered(outcomes.reason(reason))}" if reason else called
    words = _KINDS.get(row.kind)
    return words(row.facts) if words else times.sentence_start(row.kind.replace("_", " "))


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _plain(text: str) -> Callable[[Mapping[str, str]], str]:
    return lambda _facts: text


def _fact(text: str, key: str, otherwise: str) -> Callable[[Mapping[str, str]], str]:
    return lambda facts: text.format(facts[key]) if facts.get(key) else otherwise


def _arrived(facts: Mapping[str, str]) -> str:
    source = leads.source(facts.get("source", ""))
    article = "the " if source in _ONE_OF_A_KIND else ""
    return f"Came in from {article}{source}" if source else "Came in"


def _asked(facts: Mapping[str, str]) -> str:
    source = leads.source(facts.get("source", ""))
    article = "the " if source in _ONE_OF_A_KIND else ""
    again = "Wrote again" if facts.get("result") == "renewed" else "Wrote to us"
    return f"{again} through {article}{source}" if source else again


def _reasoned(text: str) -> Callable[[Mapping[str, str]], str]:
    def words(facts: Mapping[str, str]) -> str:
        key = facts.get("reason", "")
        return f"{text}, {_lowered(handoffs.reason(key))}" if key and key != "other" else text

    return words


def _decided(text: str) -> Callable[[Mapping[str, str]], str]:
    def words(facts: Mapping[str, str]) -> str:
        told = f"{text}: {handoffs.state(facts['decision'])}" if facts.get("decision") else text
        key = facts.get("reason", "")
        return f"{told}, {_lowered(handoffs.reason(key))}" if key and key != "other" else told

    return words


def _scored(facts: Mapping[str, str]) -> str:
    score = facts.get("score", "")
    told = f": {handoffs.score(int(score))}" if score.isdecimal() else ""
    return f"Handoff scored for quality{told}"


def _bulk(facts: Mapping[str, str]) -> str:
    """Return 'Moved to tier 2 together with 411 others'; without facts what kind of thing it is."""
    if not facts.get("what"):
        return "Change to many leads"
    told = times.sentence_start(bulk.done(facts["what"], facts.get("value", "")))
    others = int(facts.get("n", "1")) - 1
    return f"{told} together with {numbers.count(others, 'other')}" if others > 0 else told


_ONE_OF_A_KIND = frozenset({"web form", "phone", "chat"})
_KINDS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "arrived": _arrived,
    "imported": _fact("Came in with the list {}", "list", "Came in with a list"),
    "import_undone": _plain("Its list was taken back"),
    "mapping_kept": _plain("The columns of a list were kept"),
    "added": _plain("Added by hand"),
    "edited": _plain("Edited"),
    "note": _plain("Note"),
    "skip": _plain("Skipped"),
    "handoff": _fact("Handed off to {}", "receiver", "Handed off"),
    "accepted": _plain("Handoff accepted"),
    "returned": _reasoned("Handoff returned"),
    "rejected": _reasoned("Handoff rejected"),
    "appealed": _plain("Asked for another look at the rejection"),
    "reassigned": _fact("Given to {}", "receiver", "Given to another receiver"),
    "pulled_back": _plain("Handoff pulled back"),
    "overridden": _decided("The team lead decided"),
    "appeal_decided": _decided("The appeal is decided"),
    "scored": _scored,
    "offered_on": _fact("Not accepted in time, offered to {}", "receiver", "Offered on"),
    "expired": _plain("Not accepted by anybody in time"),
    "feedback": _fact("Feedback given to {}", "receiver", "Feedback given"),
    "sheet": _plain("Qualification sheet filled in"),
    "undo": _plain("Taken back"),
    "call": _plain("Call"),
    "add_person": _plain("Person added"),
    "edit_person": _plain("Person changed"),
    "set_goals": _plain("Goals changed"),
    "notice_published": _fact("Notice: {}", "title", "Notice published"),
    "notice_edited": _fact("Notice changed: {}", "title", "Notice changed"),
    "notice_withdrawn": _fact("Notice withdrawn: {}", "title", "Notice withdrawn"),
    "notice_acknowledged": _fact("Acknowledged: {}", "title", "Notice acknowledged"),
    "coaching_note": _plain("Note on somebody of the team"),
    "coaching_edited": _plain("Note on somebody of the team changed"),
    "coaching_shared": _plain("Note shared with who it is about"),
    "coaching_kept": _plain("Note kept to the team leads again"),
    "coaching_dropped": _plain("Note on somebody of the team taken away"),
    "one_to_one": _plain("One-to-one held"),
    "team_meeting": _plain("Team meeting held"),
    "action_done": _fact("Done: {}", "words", "Something agreed is done"),
    "action_open": _fact("Open again: {}", "words", "Something agreed is open again"),
    "plan": _plain("Plan put in force"),
    "campaign_cost": _plain("Cost of a campaign set"),
    "source_cost": _plain("Cost of a source set"),
    "change_rule": _plain("Rule changed"),
    "absence": _plain("Absence"),
    "bulk": _bulk,
    "filter_kept": _plain("Filter kept"),
    "filter_dropped": _plain("Filter forgotten"),
    "plan_draft_dropped": _plain("Draft of the plan discarded"),
    "inquiry": _asked,
    "watch_folder": _plain("Folder watched"),
    "change_folder": _plain("Watched folder changed"),
    "pause_folder": _plain("Watched folder paused or resumed"),
    "forget_folder": _plain("Folder watched no longer"),
    "file_aside": _plain("File given to a person"),
    "file_settled": _plain("File settled"),
    "intake_token": _plain("Token for web forms made"),
    "invite_person": _plain("Somebody invited to join with a workstation"),
    "withdraw_invitation": _plain("Invitation withdrawn"),
    "block_workstation": _plain("Workstation blocked"),
    "unblock_workstation": _plain("Workstation let in again"),
    "rename_workstation": _plain("Workstation renamed"),
    "workstation_joined": _plain("Workstation joined the team"),
    "workstation_left": _plain("Workstation left the team"),
    "merged": _fact("Merged with {}", "name", "Merged with another lead"),
    "kept_apart": _fact("Not the same as {}", "name", "Not the same as another lead"),
    "erased": _plain("Erased because they asked"),
    "erased_again": _plain("People erased again who were back after a restore"),
    "erasure_lifted": _plain("Somebody who was erased let in again"),
    "person_exported": _plain("Everything about this person passed on"),
    "source_set": _fact("Basis of a source: {}", "source", "Basis of a source"),
    "retained": _plain("Leads made anonymous whose time was over"),
    "mapping": _plain("Column mapping kept"),
    "dnc_added": _fact("Do not call: {}", "what", "Put on the do-not-call list"),
    "dnc_removed": _fact("May be called again: {}", "what", "Taken off the do-not-call list"),
    "registry_imported": _plain("National list imported"),
    "registry_set": _plain("National list set"),
    "rescrubbed": _plain("Every lead compared with the do-not-call lists"),
    "place_confirmed": _fact("Calling hours confirmed: {}", "place", "Calling hours confirmed"),
    "place_edited": _fact("Calling hours changed: {}", "place", "Calling hours changed"),
    "export": _fact("Export: {}", "what", "Export"),
}
