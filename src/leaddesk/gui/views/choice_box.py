# SPDX-License-Identifier: MIT
"""A box to choose from that remembers the values behind its words, whatever they are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

ANY = "Any"


class ChoiceBox:
    """The values of one combo box; its first entry leaves the field open."""

    def __init__(self, box: QComboBox, unset: object = None, words: str = ANY) -> None:
        self.box = box
        self._unset, self._words = unset, words
        self._values: list[object] = []
        self.offer(())

    @property
    def value(self) -> object:
        """The value that is chosen."""
        place = self.box.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else self._unset

    def offer(self, entries: Iterable[tuple[str, object]]) -> None:
        """Offer entries (words, value) behind the open one; what was chosen stays chosen."""
        chosen = self.value
        blocked = self.box.blockSignals(True)
        self.box.clear()
        self._values = [self._unset]
        self.box.addItem(self._words)
        for words, value in entries:
            self._values.append(value)
            self.box.addItem(words)
        self.choose(chosen)
        self.box.blockSignals(blocked)

    def choose(self, value: object) -> None:
        """Choose an entry by its value; one that is not on offer is added."""
        if value not in self._values:
            self._values.append(value)
            self.box.addItem(str(value))
        self.box.setCurrentIndex(self._values.index(value))
