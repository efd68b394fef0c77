# SPDX-License-Identifier: MIT
"""How a workstation stands to its team's hub, what waits, and what needs attention, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from leaddesk.desk.link import Tie, TieState
from leaddesk.desk.queries import AttentionRow, OperationRow, WaitingListRow
from leaddesk.domain.errors import LeadDeskError
from leaddesk.words import errors, numbers, outcomes, times

OLD: Final = dt.timedelta(minutes=30)
"""From then on a call says how long ago the hub was heard: a colleague may have learned more."""

NOT_YET: Final = "Not before the hub answers"
NOT_BEFORE: Final = f"{NOT_YET}: somebody else may have this lead"
"""Why a lead of the hand may not be called, beside its number and at length."""

TRYING: Final = "Trying to reach the hub"

_SHORT: Final = {
    Tie.IN_STEP: "In step",
    Tie.SENDING: "Sending",
    Tie.AWAY: "Offline",
    Tie.BLOCKED: "Locked out",
    Tie.TOO_OLD: "Update needed",
    Tie.REPLACED: "Another hub",
}
_MEANS: Final = {
    Tie.IN_STEP: "Everything done here is at the team’s hub, and what others did is here.",
    Tie.SENDING: "What was done here is on its way to the team’s hub. It is safe on this computer.",
    Tie.AWAY: "The team’s hub can’t be reached. Go on working: everything is kept on this computer "
    "and sent by itself as soon as the hub is there again.",
    Tie.BLOCKED: "The team’s hub does not let this workstation in any more. What was done here is "
    "kept on this computer. Ask your team lead.",
    Tie.TOO_OLD: "This LeadDesk and the team’s hub are too far apart. What is done here is kept on "
    "this computer and sent after the update.",
    Tie.REPLACED: "Another computer answers under the hub’s address, and nothing is sent to it. "
    "What was done here is kept on this computer. Ask your team lead whether the hub moved.",
}
_CONNECTING: Final = "Connecting"
_NAMING_COMMANDS: Final = frozenset(
    {"unknown_operation", "bad_operation", "operation_too_old", "operation_clashes"}
)
"""Errors that name the command of an operation, which is a word of the program."""
_CONNECTING_MEANS: Final = "The team’s hub is being asked for what is new."


def short(state: TieState) -> str:
    """Return the state in a few words: 'In step', 'Offline · 3 waiting to send'."""
    if state.tie is Tie.AWAY:
        waits = f" · {numbers.number(state.waiting)} waiting to send" if state.waiting else ""
        return f"{_SHORT[Tie.AWAY]}{waits}"
    if state.tie in {Tie.BLOCKED, Tie.TOO_OLD, Tie.REPLACED}:
        return _SHORT[state.tie]
    if state.attention:
        return f"Needs attention · {numbers.number(state.attention)}"
    if state.tie is Tie.SENDING:
        return (
            f"{_SHORT[Tie.SENDING]} · {numbers.number(state.waiting)}"
            if state.waiting
            else (_CONNECTING)
        )
    return _SHORT[state.tie]


def title(state: TieState, now: dt.datetime, zone: str) -> str:
    """Return the headline: 'Offline since 10:31', 'In step'."""
    if state.tie is Tie.SENDING and not state.waiting:
        return _CONNECTING
    words = _SHORT[state.tie]
    if state.tie is Tie.AWAY and state.heard is not None:
        return f"{words} since {_since(state.heard, now, zone)}"
    return words


def means(state: TieState) -> str:
    """Return what the state means, and what to do."""
    if state.tie is Tie.SENDING and not state.waiting:
        return _CONNECTING_MEANS
    return _MEANS[state.tie]


def why(state: TieState) -> str:
    """Return what went wrong in words of its own, empty where the state says all there is."""
    if state.why is None or not errors.has_words(state.why):
        return ""
    return errors.say(state.why)


KEY_IN_FILE = "in a file that only you can read: this system has no store for passwords"
"""Where what opens the hub lies without a store of the system."""


def facts(state: TieState, now: dt.datetime, zone: str) -> tuple[tuple[str, str], ...]:
    """Return (label, value) pairs: hub, workstation, when it was heard, the hand, the next try.

    Where what opens the hub lies is told when it is in a file.
    """
    told = (
        ("Hub", state.hub),
        ("Workstation", state.workstation),
        ("Last heard", heard(state, now, zone)),
        ("Waiting", waiting(state, now, zone)),
        ("Your hand", hand(state)),
        ("Next try", next_try(state)),
    )
    return (*told, ("Key to the hub", KEY_IN_FILE)) if state.token_in_file else told


def heard(state: TieState, now: dt.datetime, zone: str) -> str:
    """Return when the hub was heard last: 'today 10:31, 3 min ago'."""
    if state.heard is None:
        return "not yet"
    return f"{times.moment(state.heard, now, zone)}, {times.ago(state.heard, now)}"


def waiting(state: TieState, now: dt.datetime, zone: str) -> str:
    """Return how much waits to be sent: '3, the oldest since 10:31'."""
    if not state.waiting:
        return "nothing"
    count = numbers.number(state.waiting)
    if state.since is None:
        return count
    oldest = "since" if state.waiting == 1 else "the oldest since"
    return f"{count}, {oldest} {_since(state.since, now, zone)}"


def hand(state: TieState) -> str:
    """Return what may be called: '14 leads may be called, 2 not until the hub answers'."""
    if not state.held and not state.over:
        return "no leads are held for you"
    told = f"{numbers.count(state.held, 'lead')} may be called"
    if not state.over:
        return told
    if not state.held:
        return f"{numbers.count(state.over, 'lead')}, not to be called until the hub answers"
    return f"{told}, {numbers.number(state.over)} not until the hub answers"


def next_try(state: TieState) -> str:
    """Return when it is tried again: 'in 12 s', 'in 5 min', 'now'."""
    if state.tie is Tie.IN_STEP:
        return "by itself, all the time"
    seconds = round(state.again_s)
    return f"in {times.duration(dt.timedelta(seconds=seconds))}" if seconds > 0 else "now"


def age(state: TieState | None, now: dt.datetime) -> str:
    """Return how old what is shown is, where a call should know: 'last synced 3 h ago'."""
    if state is None or state.tie in {Tie.IN_STEP, Tie.SENDING} or state.heard is None:
        return ""
    return f"last synced {times.ago(state.heard, now)}" if now - state.heard >= OLD else ""


def none_offered(state: TieState, now: dt.datetime, zone: str) -> str:
    """Return why leads that are here are not offered: since when, and what to do."""
    return (
        f"{_not_heard(state, now, zone)}, and by now somebody else may have these leads. "
        "They are offered again as soon as it answers. Calls that took place can be logged."
    )


def none_left(state: TieState, now: dt.datetime, zone: str) -> str:
    """Return why no more leads come: since when, and what can be done."""
    return (
        f"{_not_heard(state, now, zone)}. More leads come as soon as it answers. Your "
        "callbacks and handoffs are here when they are due."
    )


def _not_heard(state: TieState, now: dt.datetime, zone: str) -> str:
    since = "" if state.heard is None else f" since {times.moment(state.heard, now, zone)}"
    return f"The team’s hub has not been heard{since}"


# --------------------------------------------------------------------------- what was done


def operation(row: OperationRow) -> str:
    """Return what was done: 'No answer logged for Priya Raman', 'Handoff accepted: Ann Lee'.

    Of a list that waits what is to be done: 'Import the list Trade fair'.
    """
    if row.kind == "LogCall" and row.outcome:
        return _about(f"{outcomes.name(row.outcome)} logged", "for", row.name)
    told = _KINDS.get(row.kind)
    return told(row.name) if told else _about("Change", "to", row.name)


def known_kinds() -> frozenset[str]:
    """Return the commands that have words of their own."""
    return frozenset(_KINDS)


def attention(row: AttentionRow) -> str:
    """Return why something needs attention; what came late is told softly."""
    if not row.late:
        return refusal(row.why, row.what)
    person = str(row.why.fields.get("person", "") or "somebody else")
    return f"Kept and counted; the lead did not move because {person} had it since."


def refusal(error: LeadDeskError, row: OperationRow) -> str:
    """Return why something that was done was refused; it is named as people know it."""
    if error.key in _NAMING_COMMANDS:
        error = type(error)(error.key, **(error.fields | {"where": operation(row)}))
    return errors.say(error)


def attention_title(total: int) -> str:
    """Return the headline of what needs attention."""
    if not total:
        return "Nothing needs your attention"
    return f"{numbers.count(total, 'thing needs', 'things need')} your attention"


def attention_about(refused: int, late: int) -> str:
    """Return what these are, by how many were refused and how many came late."""
    told = []
    if refused:
        was = "was" if refused == 1 else "were"
        told.append(
            f"{numbers.number(refused)} {was} not done at the team’s hub. Repeat what still holds, "
            "and let go of the rest."
        )
    if late:
        came = "call came" if late == 1 else "calls came"
        told.append(f"{numbers.number(late)} {came} late: kept and counted, no more is needed.")
    return " ".join(told) or "What the team’s hub does not do is listed here, with the reason."


def let_go(row: OperationRow) -> str:
    """Return that something was let go."""
    if row.list_id:
        return f"Not sent: {row.name}"
    return f"Let go: {operation(row)}"


def repeated(row: OperationRow) -> str:
    """Return that something was done once more."""
    if row.list_id:
        return f"Sent again as soon as it can be: {row.name}"
    return f"Done once more: {operation(row)}"


def banner(count: int) -> str:
    """Return what the window says when the hub refused something."""
    if count == 1:
        return "1 thing that you did was not done at the team’s hub, or came late. Nothing is lost."
    things = f"{numbers.number(count)} things that you did"
    return f"{things} were not done at the team’s hub, or came late. Nothing is lost."


def list_state(row: WaitingListRow) -> str:
    """Return where a list stands: 'waits for the hub', 'not taken by the hub'."""
    return "waits for the hub" if row.why is None else "not taken by the hub"


def list_since(row: WaitingListRow, now: dt.datetime, zone: str) -> str:
    """Return what stands in the place of when a list was imported: 'waits since 10:31'."""
    return f"waits since {_since(row.at, now, zone)}" if row.why is None else "not yet"


def about_list(row: WaitingListRow, state: TieState | None, now: dt.datetime, zone: str) -> str:
    """Return why a list is not imported yet, and what to do."""
    if row.why is not None:
        return (
            f"The team’s hub did not take “{row.name}”: {errors.say(row.why)} It stays on this "
            "computer until you send it again or remove it."
        )
    since = times.moment(row.at, now, zone)
    told = (
        f"“{row.name}” is safe on this computer since {since}, with "
        f"{numbers.count(row.rows, 'row')}. It is sent by itself as soon as the team’s hub can be "
        "reached; its leads come then."
    )
    trouble = why(state) if state is not None and state.tie is not Tie.IN_STEP else ""
    return f"{told} {trouble}".rstrip()


def _since(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return since when: '10:31' of today, 'yesterday 16:02', '12 May 09:00'."""
    return times.moment(at, now, zone).removeprefix("today ")


def _about(text: str, link: str, name: str) -> str:
    return f"{text} {link} {name}" if name else text


def _plain(text: str) -> Callable[[str], str]:
    return lambda _name: text


def _of(text: str, link: str = "for") -> Callable[[str], str]:
    return lambda name: _about(text, link, name)


def _with(text: str) -> Callable[[str], str]:
    return lambda name: f"{text}: {name}" if name else text


_KINDS: Final[dict[str, Callable[[str], str]]] = {
    "LogCall": _of("Call logged"),
    "SaveSheet": _of("Sheet filled in"),
    "SkipLead": _with("Skipped"),
    "TakeBack": _with("Taken back"),
    "HandOff": _with("Handed off"),
    "AcceptHandoff": _with("Handoff accepted"),
    "ReturnHandoff": _with("Handoff returned"),
    "RejectHandoff": _with("Handoff rejected"),
    "AppealRejection": _of("Another look asked"),
    "GiveFeedback": _of("Feedback given"),
    "AddNote": _of("Note written"),
    "AddLead": _with("Lead added"),
    "EditLead": _with("Lead changed"),
    "AcknowledgeNotice": _plain("Notice acknowledged"),
    "KeepFilter": _plain("Filter kept"),
    "DropFilter": _plain("Filter forgotten"),
    "ImportOptions": lambda name: f"Import the list {name}",
}
