# SPDX-License-Identifier: MIT
"""Handoffs from the command line: hand off, accept, return, reject, feedback, and the list."""

from __future__ import annotations

from leaddesk.cli import readers, shown_handoffs
from leaddesk.cli.answers import Answer
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.desk.changes import Done
from leaddesk.desk.commands import (
    AcceptHandoff,
    GiveFeedback,
    HandOff,
    RejectHandoff,
    ReturnHandoff,
)
from leaddesk.desk.queries import AskHandoff, AskHandoffs, FeedbackRow, HandoffRow, HandoffsView
from leaddesk.domain.errors import NotFound
from leaddesk.domain.person import Person
from leaddesk.words import done as done_words
from leaddesk.words import handoffs


def hand_off(sitting: Sitting) -> Answer:
    """Hand a qualified lead to the next tier."""
    args, person = sitting.args, sitting.person()
    receiver = sitting.person(args.to).id if args.to else None
    zone = sitting.card(args.lead).time_zone or person.time_zone
    command = HandOff(
        lead_id=args.lead,
        answers=tuple(readers.pair(typed, "--answer") for typed in args.answer),
        note=args.note,
        next_step=args.next_step,
        next_step_at=readers.moment(args.next_step_at, zone) if args.next_step_at else None,
        receiver_id=receiver,
        hot=args.hot,
        warm_reason=args.warm,
        talk_seconds=args.talk_seconds,
        at=sitting.moment("at", person.time_zone),
        then_take=False,
    )
    return _told(sitting, sitting.desk.do(command, person.id, sitting.now), person)


def accept(sitting: Sitting) -> Answer:
    """Accept a handoff; --call takes the lead into hand."""
    args = sitting.args
    return answered(sitting, AcceptHandoff(args.handoff, call_now=args.call))


def give_back(sitting: Sitting) -> Answer:
    """Give a handoff back to its qualifier."""
    args = sitting.args
    return answered(sitting, ReturnHandoff(args.handoff, args.words, args.reason))


def reject(sitting: Sitting) -> Answer:
    """Reject a handoff for a reason."""
    args = sitting.args
    return answered(sitting, RejectHandoff(args.handoff, args.reason, args.words))


def feedback(sitting: Sitting) -> Answer:
    """Give the feedback owed after an appointment."""
    args, person = sitting.args, sitting.person()
    feedback_id = args.feedback or _owed_of(sitting, person, args.handoff)
    command = GiveFeedback(feedback_id, args.line, args.rating, thanks=not args.no_thanks)
    done = sitting.desk.do(command, person.id, sitting.now)
    words = done_words.label(done)
    return Answer(words, {**done_data(done, words), "feedback_id": feedback_id})


def show_handoffs(sitting: Sitting) -> Answer:
    """Show what waits for a person and what became of what they gave; with --all everybody's."""
    if sitting.args.all:
        from leaddesk.cli.team_handoffs import show_all

        return show_all(sitting)
    person = sitting.person()
    view = sitting.desk.ask(AskHandoffs(person.id), sitting.now, person.id)
    data = {
        **{
            name: [shown_handoffs.handoff_data(row, sitting.now, person.time_zone) for row in rows]
            for name, rows in _handoff_parts(view)
        },
        "owed": [shown_handoffs.feedback_data(row) for row in view.owed],
        "received": [shown_handoffs.feedback_data(row) for row in view.received],
    }
    return Answer(_handoffs_words(view, sitting, person), data)


def answered(sitting: Sitting, command: object) -> Answer:
    """Do a command about the handoff that was named, and tell how it stands now."""
    person = sitting.person()
    return _told(sitting, sitting.desk.do(command, person.id, sitting.now), person)


def _told(sitting: Sitting, done: Done, person: Person) -> Answer:
    """Return what was done with the handoff as it stands now."""
    words = done_words.label(done)
    data = done_data(done, words)
    handoff_id = getattr(sitting.args, "handoff", None) or done.made_id
    if handoff_id:
        card = sitting.desk.ask(AskHandoff(handoff_id), sitting.now, person.id)
        data["handoff_id"] = handoff_id
        data["handoff"] = shown_handoffs.handoff_data(card.row, sitting.now, person.time_zone)
    return Answer(words, data)


def _owed_of(sitting: Sitting, person: Person, handoff_id: int) -> int:
    """Return the feedback that a person owes for a handoff, the oldest first."""
    view = sitting.desk.ask(AskHandoffs(person.id), sitting.now, person.id)
    owed = [row for row in view.owed if row.handoff_id == handoff_id]
    if not owed:
        raise NotFound("feedback", what=handoff_id)
    return min(owed, key=lambda row: row.since).id


def _handoff_parts(view: HandoffsView) -> tuple[tuple[str, tuple[HandoffRow, ...]], ...]:
    return (("to_accept", view.to_accept), ("working", view.working), ("sent", view.sent))


def _handoffs_words(view: HandoffsView, sitting: Sitting, person: Person) -> str:
    now, zone = sitting.now, person.time_zone
    parts: list[str] = []

    def part(title: str, lines: list[str]) -> None:
        if lines:
            parts.append("\n".join([f"{title} ({len(lines)})", *lines]))

    part(
        "To accept",
        [
            f"  {_who(row)} from {row.giver}, {handoffs.sheet_share(row)}, "
            f"{handoffs.accept_left(row, now)}"
            for row in view.to_accept
        ],
    )
    part("Owed feedback", [f"  {_about(r)}: {handoffs.owed_line(r, now)}" for r in view.owed])
    part("Working", [f"  {_who(r)}: {handoffs.fate(r, now, zone)}" for r in view.working])
    part("Sent", [f"  {_who(r)} to {r.receiver}: {handoffs.fate(r, now, zone)}" for r in view.sent])
    part("Received", [f"  {_about(r)}: {handoffs.feedback_line(r)}" for r in view.received])
    return "\n\n".join(parts) or "No handoffs yet."


def _who(row: HandoffRow) -> str:
    company = f", {row.company}" if row.company and row.company != row.name else ""
    return f"{row.id}  {row.name}{company}"


def _about(row: FeedbackRow) -> str:
    return f"{row.id}  {row.name}"
