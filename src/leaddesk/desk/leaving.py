# SPDX-License-Identifier: MIT
"""Somebody leaves a tier or the team: what waits for them is shared out, nothing is stranded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from leaddesk.desk.again import again
from leaddesk.desk.book import Book
from leaddesk.desk.bulk_run import STEP, WORKING, BulkStopped, put_back, stop_if
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import EditPerson
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.people import changed_person
from leaddesk.desk.sharing import Shared, Sharing, share_handoffs
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.person import Person

EVERY = 2**62
"""More leads than anybody owns."""
BookOf = Callable[[Unit], Book]


class EditRun:
    """A person changed: first their leads in tiers they leave, in steps, then all the rest.

    Trouble or a crash on the way puts back what was shared out. The last transaction changes the
    person, with what can't be left for a moment: handoffs, feedback, folders, the lead in hand.
    """

    def __init__(
        self,
        store: Store,
        book_of: BookOf,
        command: EditPerson,
        who: Person,
        at: dt.datetime,
        entry_id: str = "",
    ) -> None:
        self._store, self._book_of = store, book_of
        self._command, self._who, self._at = command, who, at
        self._entry_id = entry_id or new_entry_id(at)

    def run(self, report: Report, cancelled: Cancelled) -> Done:
        """Change the person; `report` hears how many leads were shared out so far.

        Raises RuleBroken("name_taken"), RuleBroken("last_team_lead"), RuleBroken("leads_left"),
        and RuleBroken("bulk_stopped") when `cancelled` says so; nothing is changed then.
        """
        with self._store.looking() as unit:
            before, after = changed_person(self._command, self._book_of(unit))
        if set(before.tiers) - set(_stays(after)):
            self._clear_away()
        with self._store.looking() as unit:
            book = self._book_of(unit)
            before, after = changed_person(self._command, book)
            ids = unit.leaving.lead_ids(before.id, _stays(after), EVERY)
            sharing = Sharing(unit.leaving, book.people, before)
            for tier, _kind, _count in unit.leaving.counts(before.id, _stays(after)):
                sharing.next(tier)
            sharing = Sharing(unit.leaving, book.people, before)
        bulk_id = again(self._open) if ids else 0
        try:
            for start in range(0, len(ids), STEP):
                stop_if(cancelled)
                again(partial(self._step, bulk_id, ids[start : start + STEP], sharing))
                report(min(start + STEP, len(ids)))
            stop_if(cancelled)
            return again(partial(self._end, bulk_id, len(ids)))
        except BaseException:
            if bulk_id:
                self._abandon(bulk_id)
            raise

    def _clear_away(self) -> None:
        """Put back what was shared out before by a program that died; nobody else is at it."""
        with self._store.looking() as unit:
            begun = unit.bulks.begun_from(self._command.person_id)
        for bulk_id in begun:
            again(partial(self._abandon, bulk_id))

    def _open(self) -> int:
        with self._store.unit() as unit:
            return unit.bulks.open(self._entry_id, self._at)

    def _step(self, bulk_id: int, ids: Sequence[int], sharing: Sharing) -> None:
        with self._store.unit() as unit:
            self._check_working(unit, bulk_id)
            self._share(unit, bulk_id, ids, sharing)

    def _share(self, unit: Unit, bulk_id: int, ids: Sequence[int], sharing: Sharing) -> None:
        """Give leads that are still the leaver's to colleagues."""
        mine = [found.lead for found in unit.bulks.leads(ids, self._at)]
        unit.bulks.write(
            bulk_id,
            [
                (lead, {"owner_id": sharing.next(lead.tier)})
                for lead in mine
                if lead.owner_id == self._command.person_id
            ],
        )

    def _check_working(self, unit: Unit, bulk_id: int) -> None:
        if unit.bulks.touch(bulk_id, self._at) != WORKING:
            raise BulkStopped("bulk_stopped")

    def _end(self, bulk_id: int, count: int) -> Done:
        with self._store.unit() as unit:
            book = self._book_of(unit)
            before, after = changed_person(self._command, book)
            _hold(unit, before.id, _stays(after))
            sharing = Sharing(unit.leaving, book.people, before)
            count += self._share_rest(unit, bulk_id, _stays(after), sharing)
            work = Work(unit, self._who, self._at, book, self._entry_id)
            shared = share_handoffs(unit.leaving, before.id, _stays(after), sharing)
            _hand_on(work, shared)
            if set(before.tiers) - set(_stays(after)):
                unit.queue.let_go(before.id)
            if not after.active:
                for folder in unit.leaving.folders(before.id):
                    unit.arrivals.change_folder(folder, {"person_id": self._who.id})
                for station in unit.workstations.workstations():
                    if station.person_id == before.id:
                        unit.workstations.expire_leases(station.id, self._at)
            unit.team.change_person(after)
            return _told(work, before, after, count, shared)

    def _share_rest(self, unit: Unit, bulk_id: int, stays: Sequence[int], sharing: Sharing) -> int:
        """Share out what came meanwhile, and end the steps; return how many leads that were."""
        count = 0
        if bulk_id:
            self._check_working(unit, bulk_id)
        while ids := unit.leaving.lead_ids(self._command.person_id, stays, STEP):
            bulk_id = bulk_id or unit.bulks.open(self._entry_id, self._at)
            self._share(unit, bulk_id, ids, sharing)
            count += len(ids)
        if bulk_id:
            unit.bulks.set_status(bulk_id, "done")
        return count

    def _abandon(self, bulk_id: int) -> None:
        with self._store.unit() as unit:
            unit.bulks.set_status(bulk_id, "undoing")
        put_back(self._store, bulk_id)


def _stays(person: Person) -> tuple[int, ...]:
    """Return the tiers a person works in from now on."""
    return person.tiers if person.active else ()


def _hold(unit: Unit, person_id: int, stays: Sequence[int]) -> None:
    """Hold all leads at once that go to colleagues, by themselves or with a handoff."""
    ids = unit.leaving.lead_ids(person_id, stays, EVERY)
    ids += [handoff.lead_id for handoff in unit.leaving.handoffs(person_id, stays)]
    unit.no_call.hold_leads(("person", str(lead_id)) for lead_id in ids)


def _hand_on(work: Work, shared: Shared) -> None:
    """Give handoffs with their leads, and feedback that is owed, to colleagues."""
    for handoff, person in shared.handoffs:
        lead = work.unit.leads.get(handoff.lead_id)
        if lead.owner_id == handoff.receiver_id:
            work.unit.leads.change(lead, owner_id=person)
        work.unit.leaving.hand_on(handoff, person)
    for owed, person in shared.feedback:
        work.unit.leaving.pass_debt(owed, person)


def _told(work: Work, before: Person, after: Person, count: int, shared: Shared) -> Done:
    """Note the change in the journal, and return what was done."""
    left = before.active and not after.active
    back = after.active and not before.active
    label = "person_left" if left else "person_back" if back else "person_edited"
    counts = {
        "leads": count + len(shared.handoffs),
        "handoffs": len(shared.handoffs),
        "feedback": len(shared.feedback),
    }
    work.write("edit_person", data={"person": after.id, **counts}, undoable=True)
    return work.done(
        Kind.PEOPLE | Kind.PROGRESS | Kind.QUEUE | Kind.HANDOFFS,
        label,
        undoable=True,
        name=after.name,
        count=str(counts["leads"]),
    )
