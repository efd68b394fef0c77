# SPDX-License-Identifier: MIT
"""Learns what the team calls things itself, before anything is shown and when the rules change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import AskOwnWords, OwnWords
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.ops import Ops
from leaddesk.words import own_words


class OwnWordsWatch(QObject):
    """`anew` is called when something that may be shown has another name now."""

    def __init__(self, ops: Ops, parent: QObject, anew: Callable[[], None]) -> None:
        super().__init__(parent)
        self._ops, self._anew = ops, anew
        ops.changed.connect(self._on_changed)

    def learn(self, then: Callable[[], None], failed: Callable[[LeadDeskError], None]) -> None:
        """Learn the names of a desk that was just opened, then go on."""

        def landed(words: OwnWords) -> None:
            own_words.learn(words)
            then()

        self._ops.ask(AskOwnWords(), slot="words", answer=landed, failed=failed)

    def _on_changed(self, kinds: Kind, _initiator: object) -> None:
        if kinds & Kind.RULES:
            self._ops.ask(AskOwnWords(), slot="words", answer=self._on_words)

    def _on_words(self, words: OwnWords) -> None:
        if own_words.learn(words):
            self._anew()
