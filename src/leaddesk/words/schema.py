# SPDX-License-Identifier: MIT
"""The schema of an export of everything: as a page, as a README beside the tables, as JSON."""

from __future__ import annotations

import datetime as dt
import json
from typing import Final

from leaddesk.words.schema_table import TABLES

KINDS: Final = {
    "id": "whole number that names a row; a 0 names none",
    "integer": "whole number",
    "number": "number with a point",
    "text": "text",
    "JSON": "text in JSON, empty where there is nothing",
    "moment": "milliseconds since 1970-01-01 00:00 UTC, 0 for none",
    "day": "date as YYYY-MM-DD",
    "yes/no": "1 for yes, 0 for no",
}
LEFT_OUT: Final = {
    "bulk": "changes of many leads that can still be taken back",
    "bulk_image": "how each of these leads was before",
    "duplicate_gap": "which leads were not yet compared with the others",
    "erased_trait": "digests of what erased people were known by",
    "erasure_secret": "the secret that these digests are made with",
    "intake_token": "the digest of the token that web forms send",
    "lease": "who has which lead in hand at this moment",
    "opened": "which windows are open at this moment",
    "registry_block": "the numbers of national lists, which are not the team's to pass on",
    "search_gap": "which leads the search does not know yet",
    "device": "identities of the workstations of a team",
    "done_operation": "what a hub was sent, and what became of it",
    "feed": "what changed for whom, so that workstations read it",
    "feed_mark": "how far that goes",
    "held_lease": "which leads of the hand a workstation may work",
    "hub_standing": "the hub’s own memory",
    "invitation": "codes with which workstations join",
    "sight": "who was sent which lead",
    "team_lease": "which workstation may work a lead, and until when",
    "workstation": "the workstations of a team",
    "membership": "which workstation of a team this file is",
    "operation": "what this workstation did and its hub has to hear of",
    "overlay_image": "rows as they were before that",
    "overlay_now": "which of it is being done",
    "upkeep": "how far the walk of the night is",
}
_FORM: Final = (
    (
        "One CSV file per table: UTF-8, commas, a header with the names of the columns, rows in "
        "the order of the table's key. All of them show the database at the same moment."
    ),
    (
        "A text that a spreadsheet could take for a formula (it begins with = + - @ | % a tab or "
        "a line break, blanks and apostrophes aside) has one apostrophe before it. Take that one "
        "away to have the text back."
    ),
    (
        "Left out is what serves undo only, opens doors, belongs to others or tells nothing later "
        "({left_out}), and rules that hold a password or a token."
    ),
)


def paragraphs() -> tuple[str, ...]:
    """Return what to know about the files as a whole."""
    left_out = "; ".join(f"{table}: {words}" for table, words in LEFT_OUT.items())
    return tuple(text.format(left_out=left_out) for text in _FORM)


def readme(now: dt.datetime) -> str:
    """Return the text that stands beside the tables."""
    lines = [f"LeadDesk, everything, exported {now:%Y-%m-%d %H:%M} UTC", ""]
    for text in paragraphs():
        lines += [text, ""]
    lines += ["Kinds of columns", ""]
    lines += [f"  {kind}: {words}" for kind, words in KINDS.items()]
    for table, (words, columns) in TABLES.items():
        lines += ["", f"{table}.csv", f"  {words}", ""]
        lines += [f"  {name} ({kind}): {told}" for name, kind, told in columns]
    return "\n".join(lines) + "\n"


def as_json() -> str:
    """Return tables and columns for programs."""
    tables = [
        {
            "table": table,
            "file": f"{table}.csv",
            "words": words,
            "columns": [
                {"name": name, "kind": kind, "words": told} for name, kind, told in columns
            ],
        }
        for table, (words, columns) in TABLES.items()
    ]
    data = {"kinds": KINDS, "left_out": LEFT_OUT, "tables": tables}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def page() -> str:
    """Return the page for the documentation, as Markdown."""
    lines = ["# The export of everything", ""]
    lines += ["Made from the words in `leaddesk.words.schema_table`.", ""]
    for text in paragraphs():
        lines += [text, ""]
    lines += ["| kind | what it is |", "|---|---|"]
    lines += [f"| {kind} | {words} |" for kind, words in KINDS.items()]
    for table, (words, columns) in TABLES.items():
        lines += ["", f"## {table}", "", words, "", "| column | kind | meaning |", "|---|---|---|"]
        lines += [f"| `{name}` | {kind} | {told.replace('|', '&#124;')} |"
                  for name, kind, told in columns]  # fmt: skip
    return "\n".join(lines) + "\n"
