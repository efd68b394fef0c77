# SPDX-License-Identifier: MIT
"""What somebody wrote into a form, read like the row of a list; whatever fits no field is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.drafting import Drafter
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import DraftOptions, LeadDraft
from leaddesk.domain.lead_layout import ColumnMapping, map_columns

MOST_FIELDS: Final = 100
_WHO: Final = ("first_name", "last_name", "company", "email", "phones", "bad_phones", "bad_email")
_NOBODY: Final = "?"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A clean draft of the lead, and in words what else was written."""

    draft: LeadDraft
    note: str


def read_inquiry(pairs: Sequence[tuple[str, str]], options: DraftOptions) -> Inquiry:
    """Return the lead in the (field, text) pairs of a form.

    Raises BadInput("inquiry_empty") when they hold neither a name nor a way to reach somebody.
    """
    header = [name for name, _ in pairs[:MOST_FIELDS]]
    cells = [text for _, text in pairs[:MOST_FIELDS]]
    mapping = map_columns(header)
    drafter = Drafter(_with_company(mapping), options)
    draft = drafter.draft(1, [*cells, _NOBODY])
    if not isinstance(draft, LeadDraft):
        raise BadInput("inquiry_empty")
    if draft.company == _NOBODY:
        draft = msgspec.structs.replace(draft, company="")
    if not any(getattr(draft, name) for name in _WHO):
        raise BadInput("inquiry_empty")
    return Inquiry(draft, _note(draft, mapping, header, cells))


def _with_company(mapping: ColumnMapping) -> ColumnMapping:
    """Return the mapping with one more column for the company.

    A row of a list that names a person only is turned down; whoever writes to us never is.
    """
    last = len(mapping.header)
    return ColumnMapping(
        mapping.name,
        (*mapping.fields, ("company", last)),
        mapping.header_row,
        header=(*mapping.header, "company"),
    )


def _note(
    draft: LeadDraft, mapping: ColumnMapping, header: Sequence[str], cells: Sequence[str]
) -> str:
    """Return the message with what no field took and what could not be read."""
    taken = {column for _, column in mapping.fields}
    lines = [draft.note] if draft.note else []
    lines += [f"Number as typed: {text}" for text in draft.bad_phones]
    if draft.bad_email:
        lines.append(f"E-mail as typed: {draft.bad_email}")
    for column, (name, text) in enumerate(zip(header, cells, strict=True)):
        told = clean_text(text, LIMITS["note"])
        if told and column not in taken:
            lines.append(f"{clean_text(name, 80) or 'Field'}: {told}")
    return clean_text("\n".join(lines), LIMITS["note"], multiline=True)
