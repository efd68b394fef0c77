# SPDX-License-Identifier: MIT
"""Working the queue from the command line: next, log, skip, undo, why-empty, progress."""

from __future__ import annotations

import datetime as dt

from leaddesk.cli import readers, shown_day, shown_leads
from leaddesk.cli.answers import Answer, utc
from leaddesk.cli.doors import Sitting
from leaddesk.desk.changes import Done
from leaddesk.desk.commands import LogCall, SkipLead, TakeBack, TakeNext
from leaddesk.desk.queries import AskProgress, AskQueue, AskTeamDay, AskWhyEmpty, LeadCard
from leaddesk.domain.person import Person
from leaddesk.words import done as done_words
from leaddesk.words import empty, outcomes


def take_next(sitting: Sitting) -> Answer:
    """Take the next lead into hand, or only look with --peek."""
    person = sitting.person()
    tier = sitting.tier(person)
    if sitting.args.peek:
        view = sitting.desk.ask(AskQueue(person.id, tier, up_next=1), sitting.now, person.id)
        card = view.card or view.following
    else:
        done = sitting.desk.do(TakeNext(tier, sitting.args.lead), person.id, sitting.now)
        card = None if done.lead_id is None else sitting.card(done.lead_id)
    return _lead_answer(card, sitting.now, person) if card else nothing_next(sitting, person, tier)


def in_hand(sitting: Sitting, person: Person, tier: int) -> LeadCard | None:
    """Return the lead a person has in hand."""
    query = AskQueue(person.id, tier, up_next=0, count_ready=False)
    return sitting.desk.ask(query, sitting.now, person.id).card


def nothing_next(sitting: Sitting, person: Person, tier: int) -> Answer:
    """Return the refusal of an empty queue, with its counts."""
    reasons = sitting.desk.ask(AskWhyEmpty(person.id, tier), sitting.now, person.id)
    data = shown_leads.empty_data(reasons, sitting.now, person.time_zone)
    words = empty.sentence(reasons, sitting.now, person.time_zone)
    return Answer(words, {"id": None, "empty": data}, refused="queue_empty")


def _lead_answer(card: LeadCard, now: dt.datetime, person: Person) -> Answer:
    return Answer(
        shown_leads.lead_words(card, now, person.time_zone), shown_leads.lead_data(card, now)
    )


def log(sitting: Sitting) -> Answer:
    """Log what a call came to; --next takes the next lead in the same breath."""
    args, person = sitting.args, sitting.person()
    lead = sitting.card(args.lead)
    zone = lead.time_zone or person.time_zone
    command = LogCall(
        lead_id=args.lead,
        outcome=outcomes.id_of(args.outcome),
        tier=args.tier or 0,
        note=args.note,
        at=sitting.moment("at", person.time_zone),
        when=readers.moment(args.when, zone) if args.when else None,
        for_anyone=args.anyone,
        reason=args.reason,
        amount=readers.amount(args.amount) if args.amount else 0,
        person_name=args.person_name,
        person_phone=args.person_phone,
        number=args.number,
        talk_seconds=args.talk_seconds,
        then_take=args.next,
    )
    done = sitting.desk.do(command, person.id, sitting.now)
    tier = args.tier or (lead.tier if lead.tier in person.tiers else person.home_tier)
    return after(sitting, done, person, tier, then_take=args.next)


def after(sitting: Sitting, done: Done, person: Person, tier: int, *, then_take: bool) -> Answer:
    """Return what was done, the lead it was about, and the one in hand now when asked for."""
    words = done_words.label(done)
    data = done_data(done, words)
    if done.lead_id is not None:
        data["lead"] = shown_leads.lead_data(sitting.card(done.lead_id), sitting.now)
    if then_take:
        card = in_hand(sitting, person, tier)
        data["next"] = shown_leads.lead_data(card, sitting.now) if card else None
        told = (
            shown_leads.lead_words(card, sitting.now, person.time_zone)
            if card
            else nothing_next(sitting, person, tier).words
        )
        words = f"{words}\n\n{told}"
    return Answer(words, data)


def done_data(done: Done, words: str) -> dict[str, object]:
    """Return what was done as plain values."""
    return {
        "done": done.label,
        "message": words,
        "entry_id": done.entry_id,
        "undoable": done.undoable,
        "lead_id": done.lead_id,
        "made_id": done.made_id,
        "facts": dict(done.facts),
    }


def skip(sitting: Sitting) -> Answer:
    """Put the lead in hand back to the queue."""
    person = sitting.person()
    command = SkipLead(sitting.args.lead, sitting.args.reason)
    done = sitting.desk.do(command, person.id, sitting.now)
    words = done_words.label(done)
    return Answer(words, done_data(done, words))


def undo(sitting: Sitting) -> Answer:
    """Take back the last thing this person did."""
    person = sitting.person()
    done = sitting.desk.do(TakeBack(), person.id, sitting.now)
    words = done_words.label(done)
    return Answer(words, done_data(done, words))


def why_empty(sitting: Sitting) -> Answer:
    """Explain with counts what the leads of a tier wait for."""
    person = sitting.person()
    tier = sitting.tier(person)
    at = sitting.moment("at", person.time_zone) or sitting.now
    reasons = sitting.desk.ask(AskWhyEmpty(person.id, tier), at, person.id)
    view = sitting.desk.ask(AskQueue(person.id, tier, up_next=0), at, person.id)
    data = {
        **shown_leads.empty_data(reasons, at, person.time_zone),
        "ready": view.ready,
        "at": utc(at),
    }
    lines = "\n".join(f"  {line}" for line in empty.lines(reasons, at, person.time_zone))
    head = empty.title(reasons) if not view.ready else empty.ready(view.ready)
    return Answer(f"{head}\n{lines}".rstrip(), data)


def progress(sitting: Sitting) -> Answer:
    """Show where a person stands against the day; the team, for one who works no tier."""
    person = sitting.person()
    at = sitting.moment("at", person.time_zone) or sitting.now
    who = {"person": person.name, "person_id": person.id, "at": utc(at)}
    if not person.tiers and sitting.args.tier is None:
        day = sitting.desk.ask(AskTeamDay(), at, person.id)
        return Answer(shown_day.team_day_words(day), {**who, **shown_day.team_day_data(day)})
    found = sitting.desk.ask(AskProgress(person.id, sitting.args.tier), at, person.id)
    return Answer(
        f"{person.name}\n{shown_day.progress_words(found)}",
        {**who, **shown_day.progress_data(found)},
    )
