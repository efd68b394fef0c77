# SPDX-License-Identifier: MIT
"""The words of the tables about lists that come in and what must not be called."""

from __future__ import annotations

from typing import Final

Columns = tuple[tuple[str, str, str], ...]

LISTS: Final[dict[str, tuple[str, Columns]]] = {
    "hold": (
        "Leads held back because they must not be called, and where they return to.",
        (
            ("lead_id", "id", "the lead; key of the table"),
            ("since", "moment", "when it was held back"),
            ("place", "JSON", "where it stood before"),
        ),
    ),
    "registry_file": (
        "Files of national do-not-call lists that were imported; their numbers stay out.",
        (
            ("id", "id", "key of the table; never given twice"),
            ("registry", "text", "the national list: us, uk_tps, uk_ctps"),
            ("status", "text", "live, or a step on the way there or out again"),
            ("dated", "day", "day of the file, from which its days count"),
            ("imported_at", "moment", "when the import began"),
            ("person_id", "id", "who imported it"),
            ("numbers", "integer", "how many numbers it holds"),
            ("touched_at", "moment", "when numbers were last added while it was imported"),
        ),
    ),
    "place_hours": (
        "Calling hours of countries and states as the team keeps them.",
        (
            ("country", "text", "ISO 3166-1 code"),
            ("region", "text", "state or province, empty for the whole country; key with country"),
            ("value", "JSON", "days, hours, calls within 24 hours, source and when it was checked"),
            ("confirmed_by", "id", "who confirmed it; 0 as long as it is proposed only"),
            ("confirmed_at", "moment", "when that was"),
        ),
    ),
    "watched_folder": (
        "Folders whose files are imported by themselves, by computer.",
        (
            ("id", "id", "key of the table"),
            ("computer", "text", "the computer that has the folder"),
            ("path", "text", "where it is there"),
            ("source", "text", "source of its leads; empty takes the name of each file"),
            ("source_kind", "text", "inbound, trade_show, list or referral"),
            ("campaign", "text", "campaign of its leads"),
            ("tier", "integer", "whose queue its leads join"),
            ("region", "text", "ISO country of numbers without a prefix"),
            ("paused", "yes/no", "whether it is left alone for now"),
            ("person_id", "id", "in whose name its files are imported"),
        ),
    ),
    "arrival": (
        "Files out of watched folders, from being taken to where they lie now.",
        (
            ("take", "text", "key of the table"),
            ("folder", "text", "folder it landed in"),
            ("name", "text", "name of the file"),
            ("digest", "text", "SHA-256 of its content"),
            ("came_at", "moment", "when it was taken"),
            ("touched_at", "moment", "when somebody was last at it"),
            ("state", "text", "taken, done, or aside for a person"),
            ("reason", "text", "why it needs a person"),
            ("list_id", "id", "the list it became"),
        ),
    ),
    "list_file": (
        "Contents of files that were imported, so that none is imported twice.",
        (
            ("digest", "text", "SHA-256 of the content; key of the table"),
            ("list_id", "id", "the list it became"),
            ("imported_at", "moment", "when that was"),
        ),
    ),
    "duplicate_pair": (
        "Pairs of leads that are likely one, and what was made of them.",
        (
            ("first_id", "id", "the older lead; key with the other"),
            ("second_id", "id", "the younger one"),
            ("score", "integer", "how likely they are one, in thousandths"),
            ("why", "text", "what speaks for it, as codes"),
            ("state", "text", "open, apart (they are two) or merged"),
        ),
    ),
    "erasure": (
        "That people were erased, without anything of them.",
        (
            ("id", "text", "key of the table, and the entry of the journal"),
            ("at", "moment", "when"),
            ("person_id", "id", "who did it"),
            ("reason", "text", "how they asked"),
            ("leads", "integer", "how many leads they were"),
        ),
    ),
    "inquiry": (
        "Posts of web forms by their key, so that none is taken twice; kept for 30 days.",
        (
            ("key", "text", "digest of the key; key of the table"),
            ("body", "text", "digest of the content"),
            ("came_at", "moment", "when it came"),
            ("result", "text", "what became of it: a new lead, one that was here, or not taken"),
            ("lead_id", "id", "the lead"),
        ),
    ),
}
"""Table → (what it is, its columns)."""
