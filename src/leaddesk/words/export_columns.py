# SPDX-License-Identifier: MIT
"""The columns of exports: their titles, which our own import knows again, and what is in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from leaddesk.desk.exports import Cell, CountOut, EntryOut, LeadOut, TableColumn
from leaddesk.desk.queries import HistoryRow
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.lead import SHARED, LeadState, Number
from leaddesk.words import goals, history, leads, outcomes

BETWEEN: Final = "; "
_KINDS: Final = ("direct", "mobile", "company")
_MOST_NOTES = 30_000
_DNC = "dnc"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its key, its title, its kind (see `TableColumn`) and what a record has there.

    `usual` ones go out when nobody chose any; those `known` to our import come back by it.
    """

    key: str
    title: str
    value: Callable[[Any], Cell]
    kind: str = "text"
    usual: bool = True
    known: bool = False

    @property
    def table_column(self) -> TableColumn:
        """The column as the file has it."""
        return TableColumn(self.title, self.kind)


def _lead(key: str) -> Callable[[LeadOut], Cell]:
    return lambda out: str(getattr(out.kept.lead, key))


def _detail(key: str) -> Callable[[LeadOut], Cell]:
    return lambda out: str(out.kept.details.get(key, "") or "")


def _numbers(kind: str) -> Callable[[LeadOut], Cell]:
    """Return what tells the numbers of a kind that may be called; other kinds are 'other'."""

    def value(out: LeadOut) -> Cell:
        found = (n for n in out.kept.numbers if _may_go(n, out))
        same = (n for n in found if (n.kind if n.kind in _KINDS else "other") == kind)
        return BETWEEN.join(_spoken(n) for n in same)

    return value


def _may_go(number: Number, out: LeadOut) -> bool:
    """Tell whether a number stands among those to call.

    One not to be called does where its whole lead is not to be called: an import then keeps both.
    One that another open lead calls does as well: whether it may be called is up to who reads it.
    """
    if number.bad == _DNC:
        return out.state is LeadState.SUPPRESSED
    return number.bad in ("", SHARED)


def _spoken(number: Number) -> str:
    return f"{number.e164} ext. {number.extension}" if number.extension else number.e164


def _unreadable(out: LeadOut) -> Cell:
    found = out.kept.details.get("bad_phones") or ()
    return clean_text(BETWEEN.join(str(one) for one in found), LIMITS["phone"])


def _not_called(out: LeadOut) -> Cell:
    bad = (n for n in out.kept.numbers if n.bad and not _may_go(n, out))
    return BETWEEN.join(f"{_spoken(n)} ({leads.bad_number(n.bad)})" for n in bad)


def _employees(out: LeadOut) -> Cell:
    return int(out.kept.details.get("employees", 0) or 0) or None


def _zone(out: LeadOut) -> Cell:
    """Return the zone; of a lead with several possible ones none, so that it stays open."""
    zones = out.kept.lead.area.time_zones
    return zones[0] if len(zones) == 1 else ""


def _do_not_call(out: LeadOut) -> Cell:
    return "yes" if out.state is LeadState.SUPPRESSED else "no"


def _outcome(out: LeadOut) -> Cell:
    outcome = out.kept.lead.last_outcome
    return outcomes.name(outcome) if outcome else ""


def _class(out: LeadOut) -> Cell:
    return leads.class_name(out.kept.lead.tier, out.class_number)


def _notes(out: LeadOut) -> Cell:
    told = (f"{at:%Y-%m-%d %H:%M} UTC, {by}: {text}" for at, by, text in out.notes)
    return "\n".join(told)[:_MOST_NOTES]


LEAD_COLUMNS: Final = (
    ExportColumn("first_name", "First name", _lead("first_name"), known=True),
    ExportColumn("last_name", "Last name", _lead("last_name"), known=True),
    ExportColumn("company", "Company", _lead("company"), known=True),
    ExportColumn("title", "Job title", _lead("title"), known=True),
    ExportColumn("email", "Email", _lead("email"), known=True),
    ExportColumn("phone", "Phone", _numbers("direct"), known=True),
    ExportColumn("mobile", "Mobile", _numbers("mobile"), known=True),
    ExportColumn("company_phone", "Company phone", _numbers("company"), known=True),
    ExportColumn("other_phone", "Other phone", _numbers("other"), known=True),
    ExportColumn("unreadable", "Unreadable number", _unreadable, known=True),
    ExportColumn("street", "Street", _detail("street"), known=True),
    ExportColumn("city", "City", _detail("city"), known=True),
    ExportColumn("region", "State", _detail("region"), known=True),
    ExportColumn("postal_code", "Postal code", _detail("postal_code"), known=True),
    ExportColumn("country", "Country", _detail("country"), known=True),
    ExportColumn("time_zone", "Time zone", _zone, known=True),
    ExportColumn("website", "Website", _detail("website"), known=True),
    ExportColumn("industry", "Industry", _detail("industry"), known=True),
    ExportColumn("employees", "Employees", _employees, "number", known=True),
    ExportColumn("source", "Source", lambda out: out.source.name, known=True),
    ExportColumn("campaign", "Campaign", _lead("campaign"), known=True),
    ExportColumn("do_not_call", "Do not call", _do_not_call, known=True),
    ExportColumn("external_id", "External ID", _detail("external_id"), known=True),
    ExportColumn("note", "Note", _detail("note"), known=True),
    ExportColumn("id", "LeadDesk number", lambda out: out.kept.lead.id, "number"),
    ExportColumn("tier", "Tier", lambda out: out.kept.lead.tier, "number"),
    ExportColumn("state", "Stands", lambda out: leads.state(out.state)),
    ExportColumn("class", "Class", _class),
    ExportColumn("owner", "Owner", lambda out: out.owner),
    ExportColumn("attempts", "Attempts", lambda out: out.kept.lead.attempts, "number"),
    ExportColumn("last_outcome", "Last outcome", _outcome),
    ExportColumn("last_call", "Last call", lambda out: out.kept.lead.last_call_at, "moment"),
    ExportColumn("due", "Due", lambda out: out.kept.lead.due_at, "moment"),
    ExportColumn("arrived", "Arrived", lambda out: out.kept.lead.arrived_at, "moment"),
    ExportColumn("list", "List", lambda out: out.list_name),
    ExportColumn("source_kind", "Kind of source", lambda out: out.source.kind),
    ExportColumn("not_called", "Numbers not to call", _not_called),
    ExportColumn("notes", "Notes of calls", _notes, usual=False),
)
"""The columns of leads in their order; what is `known` makes the same leads when it is imported."""


def _facts(out: EntryOut) -> dict[str, str]:
    facts = {name: str(value) for name, value in out.kept.data.items()}
    return facts | {"receiver": out.receiver} if out.receiver else facts


def _what(out: EntryOut) -> Cell:
    """Return what happened in words, as the history of a lead says it."""
    kept = out.kept
    outcome = kept.outcome if kept.kind == "call" else ""
    row = HistoryRow(
        kept.id, kept.at, out.person, kept.kind, outcome, "", voided=False, facts=_facts(out)
    )
    return history.what(row)


JOURNAL_COLUMNS: Final = (
    ExportColumn("at", "When", lambda out: out.kept.at, "moment"),
    ExportColumn("person", "Person", lambda out: out.person),
    ExportColumn("what", "What happened", _what),
    ExportColumn("lead", "Lead", lambda out: out.lead),
    ExportColumn("company", "Company", lambda out: out.company),
    ExportColumn("note", "Note", lambda out: out.kept.note),
    ExportColumn("taken_back", "Taken back", lambda out: "yes" if out.kept.voided else "no"),
    ExportColumn("tier", "Tier", lambda out: out.kept.tier or None, "number"),
    ExportColumn("counted", "Counted as", lambda out: out.kept.counted),
    ExportColumn("day", "Counted on", lambda out: out.kept.day),
    ExportColumn("kind", "Kind (code)", lambda out: out.kept.kind),
    ExportColumn("outcome", "Outcome (code)", lambda out: out.kept.outcome),
    ExportColumn(
        "facts",
        "Facts (JSON)",
        lambda out: json.dumps(dict(out.kept.data), ensure_ascii=False) if out.kept.data else "",
    ),
    ExportColumn("lead_id", "LeadDesk number", lambda out: out.kept.lead_id or None, "number"),
    ExportColumn("written_at", "Written", lambda out: out.kept.written_at, "moment"),
    ExportColumn("id", "Entry", lambda out: out.kept.id),
)

COUNT_COLUMNS: Final = (
    ExportColumn("day", "Day", lambda out: out.day, "day"),
    ExportColumn("person", "Person", lambda out: out.person),
    ExportColumn("tier", "Tier", lambda out: out.tier, "number"),
    ExportColumn("metric", "What counted", lambda out: goals.title(out.metric)),
    ExportColumn("code", "Metric (code)", lambda out: out.metric),
    ExportColumn("count", "Count", lambda out: out.count, "number"),
)


def usual() -> tuple[str, ...]:
    """Return the keys of the columns of leads that go out when nobody chose any."""
    return tuple(column.key for column in LEAD_COLUMNS if column.usual)


def chosen(keys: Sequence[str]) -> tuple[ExportColumn, ...]:
    """Return the columns of leads by their keys, in their own order; none are the usual ones."""
    wanted = set(keys or usual())
    return tuple(column for column in LEAD_COLUMNS if column.key in wanted)


def cells(columns: Sequence[ExportColumn], record: LeadOut | EntryOut | CountOut) -> list[Cell]:
    """Return a record as the cells of a row."""
    return [column.value(record) for column in columns]
