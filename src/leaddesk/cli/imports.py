# SPDX-License-Identifier: MIT
"""Lists from the command line: import with a dry run, show what came in, take a list back."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from leaddesk.cli import readers, shown_lists
from leaddesk.cli.answers import Answer, print_note, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.cli.team import lead_of
from leaddesk.desk.commands import (
    AddPerson,
    ImportOptions,
    KeepMapping,
    PersonFields,
    UndoImport,
)
from leaddesk.desk.intake import ImportResult
from leaddesk.desk.ports import ListPreview
from leaddesk.desk.queries import AskLists, AskMapping, AskPeople, AskTeam
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.domain.lead_layout import FIELDS, ColumnMapping
from leaddesk.domain.person import Role
from leaddesk.words import done as done_words
from leaddesk.words import imports, numbers, sync

_COLUMNS_TOLD = 12
_EACH = 5000


class Stop:
    """Whether somebody pressed Ctrl+C during an import; the import then leaves nothing behind."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Return whether to stop."""
        return self.asked


@dataclass(frozen=True, slots=True)
class Importer:
    """Who imports, and the sentence to say when they were just made."""

    person_id: int
    note: str = ""


def import_list(sitting: Sitting) -> Answer:
    """Import a list of leads, or count what it would bring."""
    args = sitting.args
    path = Path(args.file).expanduser()
    machine = sitting.doors.machine()
    preview = machine.preview_list(path, encoding=args.encoding, delimiter=args.delimiter)
    mapping = _mapping(sitting, preview)
    who = importer(sitting)
    region = args.region.upper() or sitting.desk.ask(AskTeam(), sitting.now).region
    drafts = machine.read_drafts(path, mapping, _draft_options(sitting, preview, region))
    with stoppable() as stop:
        try:
            result = sitting.desk.import_list(
                drafts,
                _import_options(sitting, path, region),
                who.person_id,
                sitting.now,
                dry_run=args.dry_run,
                report=report_rows(as_json=args.json),
                cancelled=stop,
            )
        finally:
            drafts.close()
    if stop.asked and result.list_id is None and not args.dry_run:
        return Answer("Stopped. Nothing was imported.", refused="cancelled")
    rejected = None
    if result.turned_down and not args.dry_run:
        header = tuple(mapping.header or preview.header)
        rejected = machine.write_rejected(path, header, result.turned_down)
    if args.map and not args.dry_run and who.person_id:
        keep = KeepMapping(preview.header_key, json.dumps(mapping.to_json()))
        sitting.desk.do(keep, who.person_id, sitting.now)
    return _imported(result, who, rejected, dry_run=args.dry_run)


def _imported(
    result: ImportResult, who: Importer, rejected: Path | None, *, dry_run: bool
) -> Answer:
    """Return what an import brought."""
    count = result.count
    data = {
        "rows": count.rows,
        "new": count.new,
        "duplicates_in_file": count.duplicates_in_file,
        "duplicates_known": count.duplicates_known,
        "bad_numbers": count.bad_numbers,
        "do_not_call": count.do_not_call,
        "research": count.research,
        "rejected": count.rejected,
        "rejected_file": str(rejected) if rejected else None,
        "list_id": result.list_id,
        "dry_run": dry_run,
    }
    lines = [who.note, imports.summary(count, dry_run=dry_run)]
    if rejected:
        lines.append(f"The rows that were turned down, with reasons: {rejected}")
    if result.list_id is not None:
        lines.append(f"Take it back with: leaddesk undo-import --list {result.list_id} --as PERSON")
    return Answer("\n".join(line for line in lines if line), data)


def show_lists(sitting: Sitting) -> Answer:
    """Show the lists that were imported, newest first, and those that wait for the team's hub."""
    rows = sitting.desk.ask(AskLists(), sitting.now)
    waiting, state = sitting.doors.team_door().waiting_lists(sitting.args.database)
    _, zone = sitting.doors.place()
    told = table(
        shown_lists.LIST_HEAD, [shown_lists.list_row(row, sitting.now, zone) for row in rows]
    )
    data = {
        "lists": [shown_lists.list_data(row) for row in rows],
        "waiting": [shown_lists.waiting_data(row) for row in waiting],
    }
    lines = [told if rows else "No list was imported yet."]
    lines += [sync.about_list(row, state, sitting.now, zone) for row in waiting]
    return Answer("\n".join(lines), data)


def undo_import(sitting: Sitting) -> Answer:
    """Take back a whole import; leads that somebody has worked on since stay."""
    person = sitting.person()
    done = sitting.desk.do(UndoImport(sitting.args.list), person.id, sitting.now)
    words = done_words.label(done)
    return Answer(words, done_data(done, words))


def _mapping(sitting: Sitting, preview: ListPreview) -> ColumnMapping:
    """Return what feeds which field: as told now, as kept for this header, or as recognised.

    Raises BadInput("columns_unknown") with the columns when none of these is there.
    """
    if sitting.args.map:
        return _told_mapping(sitting.args.map, preview)
    kept = sitting.desk.ask(AskMapping(preview.header_key), sitting.now)
    if kept:
        return ColumnMapping.from_json(json.loads(kept))
    if preview.mapping is None:
        columns = ", ".join(name for name in preview.header[:_COLUMNS_TOLD] if name)
        raise BadInput("columns_unknown", where=preview.path.name, detail=columns)
    return preview.mapping


def _told_mapping(pairs: Sequence[str], preview: ListPreview) -> ColumnMapping:
    """Return the mapping typed as FIELD=COLUMN, the column by its name or its number from 1."""
    fields: list[tuple[str, int]] = []
    for typed in pairs:
        field, column = readers.pair(typed, "--map")
        field = field.lower().replace("-", "_")
        if field not in FIELDS:
            raise WrongUse(f"--map knows the fields {', '.join(FIELDS)}.")
        fields.append((field, _column(column, preview.header)))
    base = preview.mapping
    if base is not None and base.header_row >= 0:
        return replace(base, name="kept", fields=tuple(fields))
    return ColumnMapping("kept", tuple(fields), header=preview.header)


def _column(typed: str, header: Sequence[str]) -> int:
    """Return the 0-based column of a name, case and blanks aside, or of a number from 1."""
    wanted = " ".join(typed.split()).casefold()
    for place, name in enumerate(header):
        if " ".join(name.split()).casefold() == wanted:
            return place
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= max(1, len(header)):
        return int(wanted) - 1
    raise WrongUse(f"There is no column “{typed[:40]}”. The file has: {', '.join(header)[:200]}")


def importer(sitting: Sitting) -> Importer:
    """Return who imports: as told, else the team's lead; an empty team gets its first person."""
    if sitting.args.person:
        return Importer(sitting.person().id)
    team = sitting.desk.ask(AskPeople(), sitting.now)
    if team or getattr(sitting.args, "dry_run", False):
        first = next((person.id for person in team if person.active), 0)
        return Importer(lead_of(team) or first)
    name, zone = sitting.doors.place()
    fields = PersonFields(name=name, roles=tuple(role.value for role in Role), time_zone=zone)
    made = sitting.desk.do(AddPerson(fields), 0, sitting.now)
    note = f"The team was empty: {name} is in it now, with all roles, in {zone}."
    return Importer(made.made_id or 0, note)


def _draft_options(sitting: Sitting, preview: ListPreview, region: str) -> DraftOptions:
    args = sitting.args
    return DraftOptions(
        region=region or "US",
        country=region,
        source=args.source,
        campaign=args.campaign,
        encoding=args.encoding or preview.encoding,
        delimiter=args.delimiter or preview.delimiter,
    )


def _import_options(sitting: Sitting, path: Path, region: str) -> ImportOptions:
    args = sitting.args
    return ImportOptions(
        name=args.name or path.name,
        source=args.source,
        source_kind=args.kind,
        campaign=args.campaign,
        tier=args.tier,
        default_region=region,
    )


def report_rows(*, as_json: bool) -> _Progress:
    """Return what tells a person who watches how many rows were handled."""
    return _Progress(shown=sys.stderr.isatty() and not as_json)


class _Progress:
    """Tells a person who watches how many rows were handled."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._told = 0

    def __call__(self, rows: int) -> None:
        """Say the number of rows every few thousand."""
        if self._shown and rows - self._told >= _EACH:
            self._told = rows
            print_note(f"{numbers.number(rows)} rows")


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Let Ctrl+C stop an import or export at its next chunk: it cleans up behind itself."""
    stop = Stop()

    def ask_to_stop(*_: object) -> None:
        stop.asked = True

    try:
        before = signal.signal(signal.SIGINT, ask_to_stop)
    except ValueError:  # Not the main thread: nothing to catch there.
        yield stop
        return
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
