# SPDX-License-Identifier: MIT
"""What stands beside the desk: backup, restore, check, demo, tour and the window itself."""

from __future__ import annotations

import argparse
from pathlib import Path

from leaddesk.cli.answers import Answer
from leaddesk.cli.doors import Doors
from leaddesk.words import machine, numbers


def back_up(args: argparse.Namespace, doors: Doors) -> Answer:
    """Make a verified backup while the database is in use."""
    if args.also or args.no_also:
        also = Path(args.also).expanduser() if args.also else None
        kept = doors.local_file().second_folder(args.database, also)
    else:
        kept = doors.back_up(args.database, Path(args.folder).expanduser() if args.folder else None)
    words = f"Backed up {numbers.count(kept.rows, 'row')} to {kept.path}"
    if kept.also is not None:
        words += f"\nand to {kept.also}"
    also_in = str(kept.also) if kept.also else None
    return Answer(words, {"backup": str(kept.path), "rows": kept.rows, "also": also_in})


def restore(args: argparse.Namespace, doors: Doors) -> Answer:
    """Put a backup in place of the database, which is moved aside."""
    kept = doors.restore(args.file, args.database)
    lines = [f"Restored {numbers.count(kept.rows, 'row')} to {kept.path}"]
    if kept.moved_aside:
        lines.append(f"The database that was there is kept as {kept.moved_aside}")
    if kept.moved_aside and (kept.entries or kept.brought or kept.holes):
        lines.append(machine.missing(kept, doors.clock()))
    if kept.erased:
        lines.append(f"{numbers.count(kept.erased, 'lead')} erased again that were back with it")
    data = {
        "erased": kept.erased,
        "missing": kept.entries,
        "missing_from": kept.first.isoformat() if kept.first else None,
        "missing_to": kept.last.isoformat() if kept.last else None,
        "waits_again": kept.brought,
        "database": str(kept.path),
        "rows": kept.rows,
        "moved_aside": str(kept.moved_aside) if kept.moved_aside else None,
    }
    return Answer("\n".join(lines), data)


def check(args: argparse.Namespace, doors: Doors) -> Answer:
    """Check a database, and recount its counters from the journal."""
    found = doors.check(args.database)
    problems = found.get("problems")
    told = [str(problem) for problem in problems] if isinstance(problems, (list, tuple)) else []
    data = {**found, "ok": not told}
    if told:
        words = "The check found something.\n" + "\n".join(f"  {line}" for line in told)
        return Answer(
            words + "\nRestore a backup, or keep the file and ask for help.", data, "check_failed"
        )
    return Answer("All is well: the file is whole and the counters agree with the journal.", data)


def demo(args: argparse.Namespace, doors: Doors) -> Answer:
    """Make the demo team in an empty database."""
    made = doors.make_demo(args.database)
    words = (
        f"The demo team is ready: {made['people']} people, {made['leads']} leads, "
        f"{made['calls']} calls in {made['days']} days.\n"
        f"Open it with: leaddesk --database {made['database']}"
    )
    return Answer(words, made)


def tour(args: argparse.Namespace, doors: Doors) -> int:
    """Take the tour; it prints for itself."""
    folder = Path(args.folder).expanduser() if args.folder else None
    return doors.run_tour(args.database, folder, demo=args.demo)
