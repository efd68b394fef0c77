# SPDX-License-Identifier: MIT
"""One field of a rule: its words, the control that fits it, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from leaddesk.gui.widgets.text import Text, set_look
from leaddesk.words.rule_fields import WEEKDAYS
from leaddesk.words.rule_parts import reason, reason_key
from leaddesk.words.rule_shapes import FieldKind, RuleField

_K = FieldKind
_INSET = 8
_CHOICE_LETTERS = 6
_LINES_HEIGHT = 92
_NARROW, _WIDE = 150, 420


class RuleFieldBox(QWidget):
    """A field with its label above and what is wrong below; `changed` comes when it is typed in."""

    changed = Signal()

    def __init__(self, spec: RuleField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._days: list[QCheckBox] = []
        self.editor = self._made()
        self.editor.setAccessibleName(spec.title)
        for inner in self.editor.findChildren(QLineEdit):  # the keyboard stands in it
            inner.setAccessibleName(spec.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if spec.kind is not _K.FLAG:
            words = f"{spec.title} ({spec.hint[0].lower()}{spec.hint[1:]})" if spec.hint else ""
            label = Text(self, text=words or spec.title, wraps=True)
            label.setBuddy(self.editor)
            column.addWidget(label)
        column.addWidget(self.editor, alignment=self._side())
        self._problem = Text(self, look="bad", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)

    def _side(self) -> Qt.AlignmentFlag:
        wide = self.spec.kind not in {_K.NUMBER, _K.SHARE, _K.HOURS, _K.TIME}
        self.editor.setMaximumWidth(_WIDE if wide else _NARROW)
        return Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft

    # ------------------------------------------------------------------------- values

    @property
    def value(self) -> Any:
        """What is typed, as the rule keeps it."""
        editor = self.editor
        if isinstance(editor, QSpinBox):
            return editor.value() / 100 if self.spec.kind is _K.SHARE else editor.value()
        if isinstance(editor, QDoubleSpinBox):
            return editor.value()
        if isinstance(editor, QTimeEdit):
            return editor.time().toString("HH:mm")
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, QComboBox):
            return editor.currentData()
        if isinstance(editor, QPlainTextEdit):
            lines = (line.strip() for line in editor.toPlainText().splitlines())
            return [self._key(line) for line in lines if line]
        if isinstance(editor, QLineEdit):
            return editor.text().strip()
        return [day for day, box in enumerate(self._days) if box.isChecked()]

    def put(self, value: Any) -> None:
        """Show a value without saying that it was typed."""
        self.blockSignals(True)
        editor = self.editor
        if isinstance(editor, QSpinBox):
            editor.setValue(round(value * 100) if self.spec.kind is _K.SHARE else int(value))
        elif isinstance(editor, QDoubleSpinBox):
            editor.setValue(float(value))
        elif isinstance(editor, QTimeEdit):
            editor.setTime(QTime.fromString(str(value)[:5], "HH:mm"))
        elif isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText("\n".join(self._word(one) for one in value))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value))
        for day, box in enumerate(self._days):
            box.setChecked(day in value)
        self.blockSignals(False)

    def say(self, words: str) -> None:
        """Say what is wrong; no words clear it."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.editor.setAccessibleDescription(words or self.spec.hint)
        if isinstance(self.editor, QLineEdit):
            set_look(self.editor, "wrong" if words else "")

    def focus(self) -> None:
        """Put the keyboard into the field."""
        (self._days[0] if self._days else self.editor).setFocus()

    def _word(self, kept: str) -> str:
        return reason(self.spec, kept) if self.spec.kind is _K.REASONS else kept

    def _key(self, typed: str) -> str:
        """Return a reason as it is kept: one that ships by its key, one's own as it is typed."""
        return reason_key(self.spec, typed) if self.spec.kind is _K.REASONS else typed

    # ------------------------------------------------------------------------- controls

    def _made(self) -> QWidget:
        match self.spec.kind:
            case _K.NUMBER | _K.SHARE:
                return self._spin(QSpinBox(self))
            case _K.HOURS:
                return self._spin(QDoubleSpinBox(self))
            case _K.TIME:
                time = QTimeEdit(self)
                time.setDisplayFormat("HH:mm")
                self._inset(time)
                time.timeChanged.connect(self.changed)
                return time
            case _K.FLAG:
                box = QCheckBox(self.spec.title, self)
                box.toggled.connect(self.changed)
                return box
            case _K.CHOICE:
                combo = QComboBox(self)
                combo.view().setAccessibleName(self.spec.title)
                combo.setMinimumContentsLength(_CHOICE_LETTERS)
                combo.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
                combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                for value, words in self.spec.choices:
                    combo.addItem(words, value)
                combo.currentIndexChanged.connect(self.changed)
                return combo
            case _K.WORDS | _K.REASONS:
                lines = QPlainTextEdit(self)
                lines.setTabChangesFocus(True)
                lines.setFixedHeight(_LINES_HEIGHT)
                lines.textChanged.connect(self.changed)
                return lines
            case _K.DAYS:
                return self._week()
        edit = QLineEdit(self)
        edit.setMaxLength(160)
        edit.textChanged.connect(self.changed)
        return edit

    def _spin(self, spin: QSpinBox | QDoubleSpinBox) -> QWidget:
        spec = self.spec
        spin.setRange(int(spec.low), int(spec.high)) if isinstance(spin, QSpinBox) else (
            spin.setRange(spec.low, spec.high)
        )
        gap = "" if spec.unit.startswith(".") else " "
        spin.setSuffix(f"{gap}{spec.unit}" if spec.unit else "")
        self._inset(spin)
        spin.valueChanged.connect(self.changed)
        return spin

    def _inset(self, spin: QAbstractSpinBox) -> None:
        """Keep the text off the edge, as it is in every other field."""
        spin.setMinimumWidth(_NARROW)
        line = spin.findChild(QLineEdit)
        if line is not None:
            line.setTextMargins(_INSET, 0, 0, 0)

    def _week(self) -> QWidget:
        week = QWidget(self)
        row = QHBoxLayout(week)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name in WEEKDAYS:
            box = QCheckBox(name[:3], week)
            box.setAccessibleName(name)
            box.toggled.connect(self.changed)
            self._days.append(box)
            row.addWidget(box)
        row.addStretch(1)
        week.setFocusProxy(self._days[0])
        return week
