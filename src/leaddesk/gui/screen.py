# SPDX-License-Identifier: MIT
"""What every screen of the window is: it asks when shown, and again when what it shows changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.exports import LeadsWanted
from leaddesk.desk.ports import Machine
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.link_watch import LinkWatch
from leaddesk.gui.ops import Ops
from leaddesk.gui.seat import Seat
from leaddesk.gui.settings import Settings
from leaddesk.gui.situation import When


class Frame(Protocol):
    """What the window around a screen does for it."""

    def told(self, done: Done) -> None:
        """Say in a toast what was done, with Undo when it can be taken back."""
        ...

    def say(self, text: str) -> None:
        """Say something in a toast."""
        ...

    def refuse(self, error: LeadDeskError) -> None:
        """Say why something was refused."""
        ...

    def go(self, screen: str) -> None:
        """Show another screen by its id."""
        ...

    def show_lead(self, lead_id: int) -> None:
        """Open a lead on the screen that lists them."""
        ...

    def work_on(self, lead_id: int, *, call: bool = False) -> None:
        """Take a lead into hand and show it on the queue screen; with `call`, ring it there."""
        ...

    def expect(self, counts: Mapping[str, int]) -> None:
        """Move the day's bar by these counts at once; the next answer of the desk corrects it."""
        ...

    def act(self, action: str) -> None:
        """Do one of the actions of the table, by its id, when it is possible."""
        ...

    def refresh_actions(self) -> None:
        """Look again at which actions make sense; call it when `Screen.situation` changed."""
        ...


@dataclass(frozen=True)
class Bench:
    """Everything a screen works with."""

    ops: Ops
    seat: Seat
    machine: Machine
    settings: Settings
    frame: Frame
    services: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    trouble: dict[str, str] = field(default_factory=dict)
    """What is wrong with each watched folder, in words; kept up to date."""
    link: LinkWatch | None = None
    """The tie to the team's hub; its state is None where somebody works alone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Leads of a screen: those listed, the ids of the chosen ones, the one that actions are about.

    `lead_id` is 0 for none.
    """

    listed: LeadsWanted | None = None
    chosen: tuple[int, ...] = ()
    lead_id: int = 0


class Screen(QWidget):
    """A screen: override `refresh`, and what else it has to offer.

    It is refreshed when it becomes visible after something changed, when a write of somebody else
    touched one of the kinds it `lives_on` while it is visible, and when another person sits down.
    """

    lives_on: ClassVar[Kind] = Kind.ALL | Kind.CLOCK

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self._stale = True
        self._here = (bench.seat.person_id, bench.seat.tier)
        bench.ops.changed.connect(self._on_changed)
        bench.seat.leaving.connect(self.keep_typed)
        bench.seat.changed.connect(self._on_seat_changed)

    def refresh(self) -> None:
        """Ask the desk again for all that is shown; called only while somebody sits here."""
        raise NotImplementedError

    def keep_typed(self) -> None:
        """Save what was typed and not saved yet: another person or tier comes."""

    def person_left(self) -> None:
        """Forget what is shown: another person or tier is here; `refresh` follows when visible."""

    def leads_erased(self, lead_ids: Collection[int]) -> None:
        """Forget what was typed for leads that were erased just now; `refresh` follows."""

    def situation(self) -> When:
        """Return what is the case on this screen, for the actions that depend on it."""
        return When.ALWAYS

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what the actions of this screen do, by their id in `actions.TABLE`."""
        return {}

    def shown_leads(self) -> Shown:
        """Return the leads that this screen shows, for an export."""
        return Shown()

    def foot(self) -> int:
        """Return the height at the bottom that a toast must leave free, in pixels."""
        return 0

    def focus_first(self) -> None:
        """Put the keyboard where work on this screen starts."""
        self.setFocus()

    def has_keyboard(self) -> bool:
        """Return whether the keyboard is on this screen, or nowhere.

        What puts the keyboard somewhere when an answer comes asks this first: the person may have
        gone elsewhere, or be typing in the palette.
        """
        at = QApplication.focusWidget()
        return self.isVisible() and (at is None or at is self or self.isAncestorOf(at))

    def refresh_soon(self) -> None:
        """Refresh now when visible, else when shown next."""
        self._stale = True
        self._freshen()

    def is_watched(self) -> bool:
        """Return whether somebody looks at this screen, so that it must be true now."""
        return self.isVisible()

    def _freshen(self) -> None:
        ready = self.bench.ops.is_open and self.bench.seat.person is not None
        if self._stale and ready and self.is_watched():
            self._stale = False
            self.refresh()

    def _on_changed(self, kinds: Kind, initiator: object) -> None:
        if initiator is not self and kinds & self.lives_on:
            self.refresh_soon()

    def _on_seat_changed(self) -> None:
        before, self._here = self._here, (self.bench.seat.person_id, self.bench.seat.tier)
        if before != self._here:
            self.person_left()
        self.refresh_soon()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._freshen()
