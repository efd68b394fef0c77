# SPDX-License-Identifier: MIT
"""The words of the tables of what people of the team tell each other."""

from __future__ import annotations

from typing import Final

Columns = tuple[tuple[str, str, str], ...]

PEOPLE: Final[dict[str, tuple[str, Columns]]] = {
    "notice": (
        "Notices of the team.",
        (
            ("id", "id", "key of the table; never given twice"),
            ("kind", "text", "market, policy, strategy, approach or product"),
            ("title", "text", "what it is about"),
            ("words", "text", "what it says"),
            ("tiers", "text", "the tiers it is for, with commas; empty is everybody"),
            ("person_id", "id", "who published it"),
            ("published_at", "moment", "when"),
            ("asked_by", "id", "who last put its words before people; they are not asked"),
            ("asked_at", "moment", "when; an acknowledgement counts for that moment alone"),
            ("edited_at", "moment", "when it was last changed"),
            ("withdrawn_at", "moment", "when it was withdrawn; 0 while it is in force"),
        ),
    ),
    "acknowledgement": (
        "Who acknowledged which notice.",
        (
            ("notice_id", "id", "the notice"),
            ("asked_at", "moment", "when the words were put before people that were read"),
            ("person_id", "id", "who read them"),
            ("at", "moment", "when"),
        ),
    ),
    "coaching_note": (
        "Notes on people of the team, written by team leads.",
        (
            ("id", "id", "key of the table; never given twice"),
            ("person_id", "id", "whom it is about"),
            ("by_id", "id", "who wrote it"),
            ("at", "moment", "when"),
            ("words", "text", "what it says"),
            ("shared", "integer", "1 when the person sees it, 0 when team leads alone do"),
            ("figures", "JSON", "the numbers it is tied to, as they were then"),
            ("edited_at", "moment", "when its words were changed last; 0 for never"),
        ),
    ),
    "meeting": (
        "One-to-ones and meetings of the team that were held.",
        (
            ("id", "id", "key of the table; never given twice"),
            ("person_id", "id", "with whom; 0 is the meeting of the team"),
            ("by_id", "id", "the team lead who held it"),
            ("at", "moment", "when"),
        ),
    ),
    "agreed_action": (
        "What was agreed in a meeting.",
        (
            ("id", "id", "key of the table; never given twice"),
            ("meeting_id", "id", "the meeting"),
            ("person_id", "id", "whose one-to-one it was; 0 is the meeting of the team"),
            ("owner_id", "id", "who does it"),
            ("words", "text", "what is to be done"),
            ("due_day", "day", "until when"),
            ("agreed_at", "moment", "when it was agreed"),
            ("done_at", "moment", "when it was done; 0 while it is open"),
        ),
    ),
}
