# SPDX-License-Identifier: MIT
"""A person's data from the command line: passed on, erased, kept for how long and why."""

from __future__ import annotations

import os
from pathlib import Path

from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.imports import stoppable
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import (
    ChangeRule,
    ErasePerson,
    LiftErasure,
    NotePersonExport,
    SetSource,
)
from leaddesk.desk.erasure_list import decode, encode
from leaddesk.desk.queries import AskOverdue, AskPersonData, AskPrivacy, PersonData
from leaddesk.desk.roles import Errand, check_may
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.errors import BadInput
from leaddesk.domain.retention import RetentionRule
from leaddesk.words import done as done_words
from leaddesk.words import errors, leads, numbers, person_page, personal_data

_SOURCES = ("id", "source", "kind", "basis", "where it has it from")
_ERASURES = ("when", "by", "how they asked", "leads")


def export_person(sitting: Sitting) -> Answer:
    """Write everything about one person to a file."""
    args, person = sitting.args, sitting.person()
    data = sitting.desk.ask(AskPersonData(args.lead), sitting.now, person.id)
    path = Path(args.to).expanduser().absolute()
    machine = sitting.doors.machine()
    person_page.write(machine, path, data, person.time_zone, replace=args.overwrite)
    sitting.desk.do(NotePersonExport(data.lead_ids), person.id, sitting.now)
    words = f"Everything about {data.name} is in {path}"
    return Answer(words, {"file": str(path), "name": data.name, "leads": list(data.lead_ids)})


def erase_person(sitting: Sitting) -> Answer:
    """Erase one person for good, or tell what would be erased."""
    args, person = sitting.args, sitting.person()
    data = sitting.desk.ask(AskPersonData(args.lead), sitting.now, person.id)
    ids = data.lead_ids[:1] if args.only else data.lead_ids
    if not args.yes:
        told = table(("lead", "who", "where it stands"), _covered(data, ids))
        refused = errors.say(BadInput("not_confirmed"))
        return Answer(f"{told}\n{refused}", {"leads": list(ids)}, "not_confirmed")
    done = sitting.desk.do(ErasePerson(ids, args.reason), person.id, sitting.now)
    words = done_words.label(done)
    return Answer(words, {**done_data(done, words), "leads": list(ids)})


def let_in(sitting: Sitting) -> Answer:
    """Let an erased person in again."""
    args, person = sitting.args, sitting.person()
    done = sitting.desk.do(LiftErasure(args.known_by, args.reason), person.id, sitting.now)
    words = done_words.label(done)
    return Answer(words, done_data(done, words))


def retention(sitting: Sitting) -> Answer:
    """Show the retention rule and what it would do, change it, or carry it out."""
    args = sitting.args
    if (args.save or args.run) and not args.person:
        raise WrongUse("--save and --run need --as: who does it.")
    kept = sitting.desk.ask(AskPrivacy(), sitting.now).rule
    rule = _rule(kept, args.worked, args.over)
    if args.save:
        command = ChangeRule("retention", encode_rule("retention", rule))
        sitting.desk.do(command, sitting.person().id, sitting.now)
    if args.run:
        if rule != kept and not args.save:
            raise WrongUse("--run goes by the rule in force: add --save to change it first.")
        with stoppable() as stop:
            found = sitting.desk.retain(sitting.person().id, sitting.now, cancelled=stop)
        words = f"{numbers.count(found.leads, 'lead')} made anonymous."
        return Answer(words, {"rule": _rule_data(rule), "anonymised": found.leads})
    overdue = sitting.desk.ask(AskOverdue(rule), sitting.now)
    rows: list[Plain] = [
        {"state": leads.state_key(row.state), "source": row.source, "leads": row.leads}
        for row in overdue.rows
    ]
    in_force = rule == kept or args.save
    told = personal_data.rule(rule) if in_force else f"Not in force: {personal_data.rule(rule)}"
    lines = personal_data.overdue(overdue) if rule.on else []
    return Answer(
        "\n".join([told, *lines]),
        {"rule": _rule_data(rule), "in_force": in_force, "would": overdue.leads, "rows": rows},
    )


def sources(sitting: Sitting) -> Answer:
    """Show sources with their basis, or set that of one."""
    args = sitting.args
    if args.source:
        if not args.person:
            raise WrongUse("--set needs --as: who does it.")
        command = SetSource(args.source, args.basis, args.origin)
        done = sitting.desk.do(command, sitting.person().id, sitting.now)
        words = done_words.label(done)
        return Answer(words, done_data(done, words))
    found = sitting.desk.ask(AskPrivacy(), sitting.now).sources
    rows = [
        (str(s.id), s.name, leads.source_kind(s.kind), personal_data.basis_name(s.basis), s.origin)
        for s in found
    ]
    data = [
        {"id": s.id, "name": s.name, "kind": s.kind, "basis": s.basis, "set": s.is_set,
         "origin": s.origin}
        for s in found
    ]  # fmt: skip
    return Answer(table(_SOURCES, rows), {"sources": data})


def erasures(sitting: Sitting) -> Answer:
    """Show who was erased when, keep the list, or apply one after a restore."""
    args = sitting.args
    if args.save or args.apply:
        if not args.person:
            raise WrongUse("--save and --apply need --as: who does it.")
        check_may(Errand.ERASE_AGAIN, sitting.person())
        return _save_erasures(sitting) if args.save else _apply_erasures(sitting)
    found = sitting.desk.ask(AskPrivacy(), sitting.now).erasures
    rows = [(f"{e.at:%Y-%m-%d}", e.person, e.reason, str(e.leads)) for e in found]
    data = [
        {"at": e.at.isoformat(), "person": e.person, "reason": e.reason, "leads": e.leads}
        for e in found
    ]
    return Answer(table(_ERASURES, rows) if rows else "Nobody was erased.", {"erasures": data})


def _save_erasures(sitting: Sitting) -> Answer:
    """Write who was erased to a new file that only its owner can read."""
    path = Path(sitting.args.save).expanduser().absolute()
    told = sitting.desk.erasures()
    try:
        found = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(found, "wb") as file:
            file.write(encode(told))
    except FileExistsError:
        raise BadInput("export.exists", where=path.name) from None
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadInput("export.unwritable", where=path.name, detail=detail) from None
    return Answer(
        f"{numbers.count(len(told.erasures), 'erasure')} kept in {path}",
        {"file": str(path), "erasures": len(told.erasures)},
    )


def _apply_erasures(sitting: Sitting) -> Answer:
    """Erase again whoever of a list came back."""
    try:
        told = decode(Path(sitting.args.apply).expanduser().read_bytes())
    except OSError as error:
        raise BadInput("bad_erasures", detail=error.strerror or str(error)) from None
    leads = sitting.desk.erase_again(told, sitting.person().id, sitting.now)
    return Answer(f"{numbers.count(leads, 'lead')} erased again.", {"erased": leads})


def _rule(kept: RetentionRule, worked: int | None, over: int | None) -> RetentionRule:
    try:
        return RetentionRule(
            kept.worked_months if worked is None else worked,
            kept.over_months if over is None else over,
        )
    except ValueError as error:
        raise WrongUse(f"--worked and --over: {error}.") from None


def _rule_data(rule: RetentionRule) -> Plain:
    return {"worked_months": rule.worked_months, "over_months": rule.over_months}


def _covered(data: PersonData, ids: tuple[int, ...]) -> list[tuple[str, ...]]:
    return [
        (str(one.card.id), f"{one.card.name}, {one.card.company}", leads.state(one.card.state))
        for one in data.leads
        if one.card.id in ids or one.merged_into in ids
    ]
