# SPDX-License-Identifier: MIT
"""Rules as their forms show them: read into fields and rows, written back, compared in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from leaddesk.desk.rules import decode_rule, encode_rule
from leaddesk.domain.handoff import REJECT_REASONS, RETURN_REASONS
from leaddesk.domain.lead import QueueKind
from leaddesk.domain.outcome import OUTCOMES_LIKE, copied
from leaddesk.domain.queue import DEFAULT_LIKE, SKIP_REASONS, Whose
from leaddesk.words import handoffs, outcomes, rule_rows, tiers
from leaddesk.words.rule_fields import WEEKDAYS, forms_of, ladder_title
from leaddesk.words.rule_shapes import FieldKind, RuleField, RuleForm

_UNSET_LIFE = 336
"""Hours of a kind of source that the rule does not name."""
_KINDS = {
    QueueKind.CALLBACK: "callbacks",
    QueueKind.RETURNED: "returned",
    QueueKind.NEW: "never called",
    QueueKind.RETRY: "retries",
    QueueKind.REST: "end of the queue",
    QueueKind.ACCEPTED: "accepted handoffs",
    QueueKind.NEXT_STEP: "next steps due",
    QueueKind.TOUCH: "own leads",
}


@dataclass(slots=True)
class Part:
    """What one form shows: values by field, and the rows of its list."""

    fields: dict[str, Any] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)


def document(key: str, told: str) -> Any:
    """Return a rule's value as plain data, whole; an empty text is the default."""
    return json.loads(encode_rule(key, decode_rule(key, told)))


_LISTS = {"sheet": "questions", "handoff.quality": "criteria"}
"""Rules with a list of things that have keys of their own, and what the list is called."""


def opened(form: RuleForm, doc: Any) -> Part:
    """Return what a form shows of a rule."""
    part = Part()
    match form.key:
        case "outcomes":
            mine = [row for row in doc if _is_of(form, row)] or _pad(int(form.slot))
            part.rows = sorted(map(rule_rows.shown_outcome, mine), key=_pad_order)
        case "queue.steps":
            part.rows = [dict(row) for row in doc.get(form.slot) or _steps(int(form.slot))]
        case "tiers":
            part.rows = [dict(row) for row in doc]
        case "ladders" if not form.slot:
            part.rows = [rule_rows.shown_ladder(row) for row in doc]
        case "ladders":
            ladder = _ladder(doc, form.slot)
            part.fields = {"rest_days": ladder["rest_days"]}
            part.rows = [dict(row) for row in ladder["rungs"]]
        case "sheet" | "handoff.quality":
            part.fields = {one.name: doc[one.name] for one in form.fields}
            part.rows = [dict(row) for row in doc[_LISTS[form.key]]]
        case "calling.by_place":
            part.fields = {"value": doc}
        case "queue":
            lives = dict(doc["half_life_hours"])
            part.fields = {
                one.name: lives.get(_life(one.name), _UNSET_LIFE)
                if _life(one.name)
                else doc[one.name]
                for one in form.fields
            }
        case _:
            part.fields = {one.name: _opened(one, doc.get(one.name, "")) for one in form.fields}
    return part


def closed(form: RuleForm, doc: Any, part: Part) -> Any:
    """Return the rule with what the form holds put into it."""
    match form.key:
        case "outcomes":
            return rule_rows.kept_outcomes(part.rows, doc, int(form.slot))
        case "queue.steps":
            return doc | {form.slot: part.rows}
        case "tiers":
            return part.rows
        case "ladders":
            mine = part.fields | {"rungs": part.rows}
            changed = [row | mine if row["name"] == form.slot else row for row in doc]
            return changed if form.slot else rule_rows.kept_ladders(part.rows)
        case "sheet" | "handoff.quality":
            rows = [_keyed(row, part) for row in part.rows]
            return doc | part.fields | {_LISTS[form.key]: rows}
        case "calling.by_place":
            return part.fields["value"]
        case "queue":
            plain = {name: value for name, value in part.fields.items() if not _life(name)}
            return doc | plain | {"half_life_hours": _lives(doc, part)}
        case _:
            return doc | part.fields | _clock_times(form, part)


def _clock_times(form: RuleForm, part: Part) -> dict[str, str]:
    """Return the times of day of a form as they are kept, those of windows with seconds."""
    seconds = ":00" if form.key.startswith("calling") else ""
    return {
        one.name: part.fields[one.name] + seconds
        for one in form.fields
        if one.kind is FieldKind.TIME
    }


def _pad(tier: int) -> list[Any]:
    """Return the pad that a tier starts with."""
    pad = copied(OUTCOMES_LIKE[tiers.model(tier)], tier)
    return list(json.loads(encode_rule("outcomes", pad)))


def _steps(tier: int) -> list[Any]:
    """Return the steps that a tier starts with."""
    told = encode_rule("queue.steps", {tier: DEFAULT_LIKE[tiers.model(tier)]})
    return list(json.loads(told)[str(tier)])


def _opened(spec: RuleField, kept: Any) -> Any:
    """Return a value as its field shows it: times to the minute, days in order."""
    if spec.kind is FieldKind.TIME:
        return str(kept)[:5]
    return sorted(kept) if spec.kind is FieldKind.DAYS else kept


def told(form: RuleForm, doc: Any, part: Part) -> str:
    """Return the whole rule as JSON with what the form holds put into it."""
    return json.dumps(closed(form, doc, part))


def placed(form: RuleForm, doc: Any, path: str) -> tuple[int, str] | None:
    """Return the row (-1: none) and field of a problem's path, None when it is in another form."""
    steps = path.split(".") if path else []
    match form.key:
        case "outcomes" | "queue.steps" | "ladders" | "tiers" if not steps:
            return -1, ""
        case "outcomes":
            return _placed_outcome(form, doc, int(steps[0]), steps[1:])
        case "queue.steps":
            return _row(steps[1:]) if steps[0] == form.slot else None
        case "ladders" if not form.slot:
            return (int(steps[0]), "title") if steps[1:] in (["title"], ["name"]) else None
        case "ladders":
            return _row(steps[1:]) if doc[int(steps[0])]["name"] == form.slot else None
        case "queue" if steps[:1] == ["half_life_hours"]:
            kind = doc["half_life_hours"][int(steps[1])][0]
            return -1, f"half_life.{kind}"
        case "calling.by_place":
            return -1, "value"
    return _row(steps)


def _placed_outcome(
    form: RuleForm, doc: Any, index: int, rest: Sequence[str]
) -> tuple[int, str] | None:
    if not _is_of(form, doc[index]):
        return None
    mine = [at for at, row in enumerate(doc) if _is_of(form, row)]
    mine.sort(key=lambda at: _pad_order(doc[at]))
    return mine.index(index), rest[0] if rest else ""


def _is_of(form: RuleForm, row: dict[str, Any]) -> bool:
    return str(row["tier"]) == form.slot


def _pad_order(row: dict[str, Any]) -> tuple[bool, int]:
    """Return the order in which outcomes are shown: those on no pad any more at the end."""
    return bool(row["retired"]), int(row["position"])


def _row(steps: Sequence[str]) -> tuple[int, str]:
    """Return row and field of a path like "rungs.2.days", "2.number" or "rest_days"."""
    numbers = [at for at, step in enumerate(steps) if step.isdecimal()]
    if not numbers or steps[0] in _LINES_OF_WORDS:
        return -1, steps[0] if steps else ""
    at = numbers[0]
    return int(steps[at]), steps[at + 1] if len(steps) > at + 1 else ""


_LINES_OF_WORDS = {"industries", "titles", "sources", "returns", "rejects", "skip_reasons"}


def _life(name: str) -> str:
    return name.removeprefix("half_life.") if name.startswith("half_life.") else ""


def _lives(doc: Any, part: Part) -> list[list[Any]]:
    """Return the half-lives in the order they have; a kind without one gets one when it is set."""
    typed = {_life(name): value for name, value in part.fields.items() if _life(name)}
    kept = [[kind, typed.pop(kind, hours)] for kind, hours in doc["half_life_hours"]]
    return [*kept, *([kind, hours] for kind, hours in typed.items() if hours != _UNSET_LIFE)]


def _ladder(doc: Iterable[Any], name: str) -> Any:
    return next((row for row in doc if row["name"] == name), {"rest_days": 30, "rungs": []})


def _keyed(row: dict[str, Any], part: Part) -> dict[str, Any]:
    """Return a question with a key: answers that are kept are found by it."""
    if row["key"]:
        return row
    word = re.sub(r"[^a-z0-9]+", "_", row["title"].casefold()).strip("_")[:24]
    taken = {one["key"] for one in part.rows}
    names = (f"{word}{n}" for n in ("", *range(2, 99)))
    return row | {"key": next(name for name in names if name not in taken) if word else ""}


# ------------------------------------------------------------------------- in words


def row_title(form: RuleForm, row: dict[str, Any], at: int) -> str:
    """Return what a row of a form's list is called."""
    match form.key:
        case "outcomes":
            name = row["title"] or "New outcome"
            return f"✕  {name} (removed)" if row["retired"] else f"{row['key'] or '…'}  {name}"
        case "queue.steps":
            whose = "mine" if row["whose"] == Whose.MINE.value else "anyone's"
            fresh = "fresh inbound" if row["fresh"] else _KINDS[QueueKind(row["kind"])]
            floor = ", to the floor" if row["floor"] else ""
            return f"{row['number']}  {fresh.capitalize()}, {whose}{floor}"
        case "ladders" if not form.slot:
            return row["title"] or "New ladder"
        case "tiers":
            return f"{row['number']}  {row['name']}"
        case "ladders":
            return f"After try {at + 1}: {_wait(row)}"
    return str(row.get("title", "")) or "New question"


def _wait(row: dict[str, Any]) -> str:
    units = (("minutes", "min"), ("days", "d"), ("working_days", "working d"))
    found = [f"{row[name]} {unit}" for name, unit in units if row[name]]
    return " ".join(found) or "at once"


def shown(spec: RuleField, value: Any) -> str:
    """Return a value of a field in words."""
    words = _SHOWN.get(spec.kind)
    if words is not None:
        return words(spec, value) or "none"
    return f"{value:g} {spec.unit}".strip().replace(" . ", ". ")


_SHOWN: dict[FieldKind, Callable[[RuleField, Any], str]] = {
    FieldKind.FLAG: lambda _spec, value: "yes" if value else "no",
    FieldKind.TIME: lambda _spec, value: str(value)[:5],
    FieldKind.SHARE: lambda spec, value: f"{round(float(value) * 100)} {spec.unit}",
    FieldKind.DAYS: lambda _spec, value: ", ".join(WEEKDAYS[day][:3] for day in sorted(value)),
    FieldKind.CHOICE: lambda spec, value: dict(spec.choices).get(value) or _other(value),
    FieldKind.WORDS: lambda _spec, value: ", ".join(value),
    FieldKind.REASONS: lambda spec, value: ", ".join(reason(spec, one) for one in value),
    FieldKind.TEXT: lambda _spec, value: str(value),
}


def _other(value: object) -> str:
    """Return in words what is not on offer: a ladder of the team's own, by its name."""
    return ladder_title(str(value))


def reason(spec: RuleField, key: str) -> str:
    """Return a reason of a field in words; a team's own stays as it was typed."""
    return _REASONS.get(spec.name, outcomes.reason)(key)


_SHIPPED = {
    "returns": RETURN_REASONS,
    "rejects": REJECT_REASONS,
    "skip_reasons": SKIP_REASONS,
}


def reason_key(spec: RuleField, words: str) -> str:
    """Return how a reason is kept: one that ships by its key, a team's own as it is typed."""
    shipped = _SHIPPED.get(spec.name)
    if shipped is None:
        return outcomes.reason_key(words)
    return next((key for key in shipped if reason(spec, key) == words), words)


_REASONS: dict[str, Callable[[str], str]] = {
    "skip_reasons": outcomes.skip_reason,
    "returns": handoffs.return_reason,
    "rejects": handoffs.reject_reason,
}


def differences(key: str, before: str, after: str) -> list[str]:
    """Return in words how two values of a rule (JSON) differ, a line for each difference."""
    one, other = document(key, before), document(key, after)
    found: list[str] = []
    forms = forms_of(key, one, other)
    for form in forms:
        if key == "ladders" and form.slot and not _in_both(form, one, other):
            continue
        name = f"{form.title}: " if len(forms) > 1 else ""
        found.extend(name + line for line in _differ(form, opened(form, one), opened(form, other)))
    if not found and one != other:
        found.append("Parts that this screen does not show differ.")
    return found


def _in_both(form: RuleForm, one: Any, other: Any) -> bool:
    return all(any(row["name"] == form.slot for row in doc) for doc in (one, other))


def _differ(form: RuleForm, one: Part, other: Part) -> Iterable[str]:
    yield from _fields_differ(form.fields, one.fields, other.fields)
    if form.rows is None:
        return
    first, then = _named(form, one.rows), _named(form, other.rows)
    for name, row in first.items():
        if name not in then:
            yield f"{_title(form, row, one.rows)} is gone"
    for name, row in then.items():
        title = _title(form, row, other.rows)
        if name not in first:
            yield f"{title} is new"
        elif row.get("retired") and not first[name]["retired"]:
            yield f"{title} is removed from the pad"
        else:
            lines = _fields_differ(form.rows.fields, first[name], row)
            yield from (f"{title}: {line}" for line in lines)
    gone = {name for name, row in then.items() if row.get("retired")}
    kept = [name for name in first if name in then.keys() - gone]
    if kept != [name for name in then if name in first.keys() - gone]:
        yield f"{form.rows.title}: the order is another one"


def _fields_differ(
    specs: Iterable[RuleField], one: dict[str, Any], other: dict[str, Any]
) -> Iterable[str]:
    for spec in specs:
        if one[spec.name] != other[spec.name]:
            was, now = shown(spec, one[spec.name]), shown(spec, other[spec.name])
            yield f"{spec.title}: {was} → {now}"


def _named(form: RuleForm, rows: list[dict[str, Any]]) -> dict[object, dict[str, Any]]:
    """Return rows by what makes them the same row in another version."""
    if form.key == "ladders":
        return {row["name"]: row for row in rows} if not form.slot else dict(enumerate(rows))
    if form.key == "queue.steps":
        return {(r["kind"], r["whose"], r["order"], r["fresh"], r["floor"]): r for r in rows}
    name = {"outcomes": "id", "tiers": "number"}.get(form.key, "key")
    return {row[name]: row for row in rows}


def _title(form: RuleForm, row: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    if form.key == "outcomes" or form.id == "ladders":
        return str(row["title"])
    return row_title(form, row, rows.index(row)).split("  ")[-1].split(": ")[0]
