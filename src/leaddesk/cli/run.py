# SPDX-License-Identifier: MIT
"""One command from its arguments to its exit code: 0 done, 1 refused, 2 wrong use."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from leaddesk.domain.errors import LeadDeskError, StoreUnavailable

if TYPE_CHECKING:
    # Imported when they are needed: the window paints first.
    import argparse

    from leaddesk.cli.answers import Answer
    from leaddesk.cli.doors import Doors, Sitting
    from leaddesk.cli.readers import WrongUse

    Handler = Callable[[Sitting], Answer]

NOBODY = 0
"""Who lets clocks run out."""
DONE, REFUSED, WRONG_USE, STOPPED = 0, 1, 2, 130


def run(argv: Sequence[str], doors: Doors) -> int:
    """Run one command and return its exit code; nobody ever sees a traceback."""
    plain = plain_window(argv)
    if plain is not None:
        return _told(partial(doors.run_window, *plain), doors, as_json=False)
    from leaddesk.cli.arguments import parse
    from leaddesk.cli.readers import WrongUse

    try:
        args = parse(argv)
    except WrongUse as wrong:
        return _wrong_use(wrong, as_json="--json" in argv)
    except SystemExit as told:
        return told.code if isinstance(told.code, int) else DONE

    def work() -> int:
        try:
            return _answer(args, doors)
        except WrongUse as wrong:
            return _wrong_use(wrong, as_json=args.json)

    return _told(work, doors, as_json=args.json)


def plain_window(argv: Sequence[str]) -> tuple[str | None] | None:
    """Return the database of a plain start of the window, None for anything that needs the parser.

    Making the parser of every command costs a tenth of the time until the window paints.
    """
    database: str | None = None
    named = False
    words = list(argv)
    while words:
        word = words.pop(0)
        if word == "--database" and words and words[0][:1] not in {"", "-"}:
            database = words.pop(0)
        elif word == "window" and not named:
            named = True
        else:
            return None
    return (database,)


def _told(work: Callable[[], int], doors: Doors, *, as_json: bool) -> int:
    """Do the work and say in words what it could not do."""
    try:
        return work()
    except LeadDeskError as error:
        return _refused(error, as_json=as_json)
    except KeyboardInterrupt:
        from leaddesk.cli.answers import print_note

        print_note("Stopped. What was shown as logged is safe.")
        return STOPPED
    except BrokenPipeError:
        _let_go_of_output()
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the last place where an error can become words
        return _unexpected(error, doors, as_json=as_json)


def _answer(args: argparse.Namespace, doors: Doors) -> int:
    """Do the command and print its answer."""
    if args.command == "window":
        # Nothing of the desk is imported before the window has painted.
        return doors.run_window(args.database)
    from leaddesk.cli import local_file, upkeep
    from leaddesk.cli.answers import print_answer

    beside = {"backup": upkeep.back_up, "restore": upkeep.restore, "check": upkeep.check}
    beside["demo"] = upkeep.demo
    beside |= local_file.HANDLERS
    if args.command == "tour":
        return upkeep.tour(args, doors)
    if args.command == "hub":
        from leaddesk.cli.hub import hub

        beside["hub"] = hub
    if args.command in {"join", "leave", "team-demo"}:
        from leaddesk.cli import joining

        beside |= joining.HANDLERS
    if args.command in beside:
        answer = beside[args.command](args, doors)
    else:
        answer = _at_the_desk(args, doors)
    print_answer(answer, as_json=args.json)
    return answer.exit_code


def _at_the_desk(args: argparse.Namespace, doors: Doors) -> Answer:
    from leaddesk.cli.doors import Sitting
    from leaddesk.desk.commands import RunClocks
    from leaddesk.desk.queries import AskOwnWords
    from leaddesk.words import own_words

    handler = _handler(args)
    desk = doors.open_desk(args.database)
    try:
        now = doors.clock()
        with contextlib.suppress(StoreUnavailable):
            # Handoffs whose time ran out while no window was open; a reader goes on without.
            desk.do(RunClocks(), NOBODY, now)
        own_words.learn(desk.ask(AskOwnWords(), now))
        return handler(Sitting(args, desk, doors, now))
    finally:
        desk.close()


def _handler(args: argparse.Namespace) -> Handler:
    """Return what does a command."""
    verb = getattr(args, "people_command", None)
    if verb:
        from leaddesk.cli import absences, goals, team

        about = {"add": team.add_person, "absences": absences.absences, "goals": goals.goals}
        return about[verb]
    return {**_work_handlers(), **_list_handlers()}[args.command]


def _work_handlers() -> dict[str, Handler]:
    """Return what does the day's work, by command."""
    from leaddesk.cli import (
        coaching,
        handoffs,
        notices,
        plan,
        queue,
        team,
        team_handoffs,
        team_wall,
    )

    return {
        "next": queue.take_next,
        "log": queue.log,
        "skip": queue.skip,
        "undo": queue.undo,
        "why-empty": queue.why_empty,
        "progress": queue.progress,
        "handoff": handoffs.hand_off,
        "accept": handoffs.accept,
        "return": handoffs.give_back,
        "reject": handoffs.reject,
        "feedback": handoffs.feedback,
        "handoffs": handoffs.show_handoffs,
        "reassign": team_handoffs.reassign,
        "pull-back": team_handoffs.pull_back,
        "decide": team_handoffs.decide,
        "score": team_handoffs.score,
        "handoff-figures": team_handoffs.figures,
        "people": team.show_people,
        "team": team_wall.show_wall,
        "coaching": coaching.coaching,
        "notices": notices.notices,
        "plan": plan.show_plan,
        "leads": team.show_leads,
        "add-lead": team.add_lead,
    }


def _list_handlers() -> dict[str, Handler]:
    """Return what brings leads in, keeps them clean and lawful, and tells of them, by command."""
    from leaddesk.cli import (
        arrivals,
        duplicates,
        exports,
        funnel,
        imports,
        no_call,
        privacy,
        reports,
        rules,
    )

    return {
        "report": reports.show_report,
        "reports-due": reports.write_due,
        "funnel": funnel.show_funnel,
        "import": imports.import_list,
        "export": exports.export,
        "lists": imports.show_lists,
        "undo-import": imports.undo_import,
        "dnc": no_call.dnc,
        "calling-hours": no_call.calling_hours,
        "watch": arrivals.watch,
        "intake": arrivals.intake,
        "duplicates": duplicates.show_duplicates,
        "merge": duplicates.merge,
        "not-duplicates": duplicates.keep_apart,
        "person-export": privacy.export_person,
        "person-erase": privacy.erase_person,
        "person-let-in": privacy.let_in,
        "retention": privacy.retention,
        "sources": privacy.sources,
        "erasures": privacy.erasures,
        "rules": rules.show_rules,
        "rule": rules.rule,
        "rules-export": rules.export_rules,
        "rules-import": rules.import_rules,
    }


def _wrong_use(wrong: WrongUse, *, as_json: bool) -> int:
    from leaddesk.cli.answers import dumped, print_note

    if as_json:
        sys.stdout.write(dumped({"error": "wrong_use", "message": wrong.message}) + "\n")
    print_note(f"{wrong.usage}{wrong.message}")
    return WRONG_USE


def _refused(error: LeadDeskError, *, as_json: bool) -> int:
    from leaddesk.cli.answers import Answer, print_answer
    from leaddesk.words import errors

    print_answer(Answer(errors.say(error), refused=error.key), as_json=as_json)
    return REFUSED


def _unexpected(error: Exception, doors: Doors, *, as_json: bool) -> int:
    from leaddesk.cli.answers import Answer, print_answer
    from leaddesk.words import errors

    words = errors.say(error)
    with contextlib.suppress(Exception):
        report = doors.report(error)
        if report is not None:
            words = f"{words} It is at {report} and holds no names or numbers."
    print_answer(Answer(words, refused="unexpected"), as_json=as_json)
    return REFUSED


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that the interpreter does not complain at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
