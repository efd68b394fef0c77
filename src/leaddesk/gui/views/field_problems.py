# SPDX-License-Identifier: MIT
"""What is wrong with a form, said beside the field it is about."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from leaddesk.gui.widgets.text import set_look

Place = tuple[QWidget, QLabel]
"""The control a person types into, and the label below it that says what is wrong."""


def edited_line(editor: QWidget) -> QWidget:
    """Return the part of a control that shows its edge: the line inside an editable box."""
    if isinstance(editor, QComboBox):
        inner = editor.lineEdit()
        if inner is not None:
            return inner
    return editor


class FieldProblems:
    """Shows and clears problems by the name of their field."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = dict(places)
        self._told: dict[str, str] = {}

    @property
    def told(self) -> Mapping[str, str]:
        """What is wrong now, in words by field."""
        return dict(self._told)

    def say(self, field: str, words: str) -> None:
        """Say what is wrong with a field; no words clear it."""
        editor, label = self._places[field]
        if words:
            self._told[field] = words
        else:
            self._told.pop(field, None)
        label.setText(words)
        label.setVisible(bool(words))
        editor.setAccessibleDescription(words)
        line = edited_line(editor)
        if isinstance(line, QLineEdit):
            set_look(line, "wrong" if words else "")

    def show_all(self, problems: Mapping[str, str]) -> bool:
        """Say all that is wrong, clear the rest, and go to the first; True when all is well."""
        for field in self._places:
            self.say(field, problems.get(field, ""))
        for field, (editor, _label) in self._places.items():
            if field in problems:
                editor.setFocus()
                break
        return not problems
