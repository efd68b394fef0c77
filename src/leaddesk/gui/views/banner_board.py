# SPDX-License-Identifier: MIT
"""Several things may want the one banner: the most important of them is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.banner import Banner, BannerAction


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say at length; `does` maps the words of its actions to what they do.

    `put_away` is told when the person closes it; None keeps it until it is settled.
    """

    text: str
    tone: Tone = Tone.ACCENT
    does: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    put_away: Callable[[], None] | None = None
    weight: int = 0


class BannerBoard(QObject):
    """Holds what wants to be said, by subject, and shows the weightiest."""

    def __init__(self, banner: Banner) -> None:
        super().__init__(banner)
        self._banner = banner
        self._notices: dict[str, Notice] = {}
        self._shown: Notice | None = None
        banner.action_chosen.connect(self._on_action)
        banner.dismissed.connect(self._on_dismissed)
        self._room = banner.parentWidget()
        self._refresh()

    @property
    def shown(self) -> Notice | None:
        """What is being said."""
        return self._shown

    def put(self, subject: str, notice: Notice) -> None:
        """Say something about a subject, in place of what was said about it before."""
        if self._notices.get(subject) != notice:
            self._notices[subject] = notice
            self._refresh()

    def settle(self, subject: str) -> None:
        """Have no more to say about a subject."""
        if self._notices.pop(subject, None) is not None:
            self._refresh()

    def _refresh(self) -> None:
        self._shown = max(self._notices.values(), key=lambda n: n.weight, default=None)
        notice = self._shown
        if self._room is not None:
            self._room.setVisible(notice is not None)
        if notice is None:
            self._banner.clear()
            return
        actions = [BannerAction(words, words) for words in notice.does]
        closable = notice.put_away is not None
        self._banner.show_banner(notice.text, notice.tone, actions, dismissable=closable)

    def _on_action(self, words: str) -> None:
        if self._shown is not None and words in self._shown.does:
            self._shown.does[words]()

    def _on_dismissed(self) -> None:
        notice = self._shown
        for subject, held in list(self._notices.items()):
            if held is notice:
                del self._notices[subject]
        self._refresh()
        if notice is not None and notice.put_away is not None:
            notice.put_away()
