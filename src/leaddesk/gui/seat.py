# SPDX-License-Identifier: MIT
"""Who sits at this desk, and in which tier they work just now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.roles import Errand, may
from leaddesk.domain.person import Person, Role
from leaddesk.gui.situation import When


class Seat(QObject):
    """The person at the desk; `changed` comes when person or tier did.

    `leaving` comes before another person sits down or works another tier, then `left` where the
    person goes; the first one still counts as here in both.
    """

    leaving = Signal()
    left = Signal()
    changed = Signal()
    people_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None
        self._tier = 1
        self._people: tuple[Person, ...] = ()
        self.currency = ""

    @property
    def person(self) -> Person | None:
        """Who sits here, or None before anybody does."""
        return self._person

    @property
    def person_id(self) -> int:
        """The id of who sits here, 0 before anybody does."""
        return self._person.id if self._person is not None else 0

    @property
    def time_zone(self) -> str:
        """The zone of who sits here, UTC before anybody does."""
        return self._person.time_zone if self._person is not None else "UTC"

    @property
    def tier(self) -> int:
        """The tier that the queue shows."""
        return self._tier

    @property
    def people(self) -> tuple[Person, ...]:
        """The people of the team who may sit down here."""
        return self._people

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of who sits here; none before anybody does."""
        return self._person.roles if self._person is not None else frozenset()

    def may(self, what: type | Errand, *, about_others: bool = False) -> bool:
        """Tell whether who sits here may do or ask what is named."""
        return may(self.roles, what, about_others=about_others)

    @property
    def situation(self) -> When:
        """What is the case on every screen, for the actions that depend on who sits here."""
        if self._person is None:
            return When.ALWAYS
        return When.SEATED

    def know(self, people: tuple[Person, ...]) -> None:
        """Learn who is in the team; the facts about who sits here are brought up to date.

        Somebody who left the team leaves the seat.
        """
        self._people = tuple(person for person in people if person.active)
        self.people_changed.emit()
        if self._person is None:
            return
        fresh = next((p for p in self._people if p.id == self.person_id), None)
        if fresh is None:
            self.leaving.emit()
            self.left.emit()
        if fresh != self._person:
            self._take(fresh)

    def sit(self, person: Person) -> None:
        """Let somebody sit down, in their home tier."""
        if person.id == self.person_id:
            return
        if self._person is not None:
            self.leaving.emit()
            self.left.emit()
        self._take(person)

    def work_tier(self, tier: int) -> None:
        """Work another tier of one's own; a tier that is not one's own is refused silently."""
        if self._person is not None and tier in self._person.tiers and tier != self._tier:
            self.leaving.emit()
            self._tier = tier
            self.changed.emit()

    def _take(self, person: Person | None) -> None:
        stays = person is not None and self._person is not None and person.id == self._person.id
        self._person = person
        if person is not None and not (stays and self._tier in person.tiers):
            self._tier = person.home_tier
        self.changed.emit()
