# SPDX-License-Identifier: MIT
"""What is typed into the forms of the rules and not in force, over the rules that are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from leaddesk.desk.queries import RuleRow
from leaddesk.words.rule_fields import forms_with
from leaddesk.words.rule_parts import document, opened
from leaddesk.words.rule_shapes import RuleForm


class TypedRules:
    """Values by rule; what equals the rule in force is not typed any more."""

    def __init__(self) -> None:
        self.rows: dict[str, RuleRow] = {}
        self._docs: dict[str, Any] = {}

    def __iter__(self) -> Iterator[str]:
        """Iterate over the rules in which something is typed."""
        return iter(self._docs)

    def __len__(self) -> int:
        """Return in how many rules something is typed."""
        return len(self._docs)

    def learn(self, rows: Iterable[RuleRow]) -> None:
        """Take the rules in force, which may have changed under what is typed."""
        self.rows = {row.key: row for row in rows}
        for key, doc in tuple(self._docs.items()):
            self.put(key, doc)

    def in_force(self, key: str) -> Any:
        """Return the value in force."""
        return document(key, self.rows[key].value)

    def doc(self, key: str) -> Any:
        """Return what is typed, else what is in force."""
        return self._docs[key] if key in self._docs else self.in_force(key)

    def put(self, key: str, doc: Any) -> None:
        """Keep what is typed."""
        if doc == self.in_force(key):
            self.drop(key)
        else:
            self._docs[key] = doc

    def drop(self, key: str) -> None:
        """Forget what is typed into a rule."""
        self._docs.pop(key, None)

    def clear(self) -> None:
        """Forget all that is typed."""
        self._docs.clear()

    def forms(self) -> tuple[RuleForm, ...]:
        """Return the forms there are: one for each ladder, those typed as well."""
        return forms_with(self.doc("ladders"))

    def form_called(self, form_id: str, key: str) -> RuleForm:
        """Return a form by its id; in place of one that is gone the first of its rule."""
        forms = self.forms()
        found = (form for form in forms if form.id == form_id)
        return next(found, None) or next(form for form in forms if form.key == key)

    def changed_forms(self) -> frozenset[str]:
        """Return the forms in which something was typed; a rule may have several."""
        return frozenset(
            form.id
            for form in self.forms()
            if form.key in self._docs
            and opened(form, self._docs[form.key]) != opened(form, self.in_force(form.key))
        )
