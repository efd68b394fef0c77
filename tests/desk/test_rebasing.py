# SPDX-License-Identifier: MIT
"""Unconfirmed operations taken back and done again: nothing shows, whatever people do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test
from typing_extensions import override

from leaddesk.desk.rebasing import rebase
from leaddesk.desk.unit import Unit
from leaddesk.storage import overlay
from tests.desk.test_state_machine import Floor
from tests.factories import Office

JOURNAL = (
    "SELECT id, at, written_at, person_id, tier, kind, lead_id, outcome, note, data, day, counted, "
    "reversal, voided_by, source_id, campaign, hour, attempt, waited FROM journal ORDER BY id"
)


def joined(office: Office) -> Office:
    """Make an office a workstation of a team, as far as its own file is concerned."""
    office.write("INSERT INTO membership (name, value) VALUES ('device', 'd7')")
    with office.store.database.writing() as session:
        overlay.install(session)
    return office


def told(office: Office) -> tuple[Any, ...]:
    """Return all of a team's work, and the journal."""
    return dict(office.dump()), office.sql(JOURNAL)


def do_again(office: Office, write: Callable[[Unit], None] = lambda _unit: None) -> None:
    """Rebase an office's operations on what is written."""
    assert rebase(office.store, office.desk._book_of, write) == ()


class Workstation(Floor):
    """The same floor, on one machine that the hub has not answered yet."""

    @override
    @initialize(shared=st.booleans())
    def open_with_some_leads(self, shared: bool) -> None:
        super().open_with_some_leads(shared)
        joined(self.office)

    @override
    @precondition(lambda _self: False)
    @rule()
    def clocks_run(self) -> None:
        """Run at the hub."""

    @invariant()
    def nothing_shows_of_doing_it_again(self) -> None:
        before = told(self.office)
        do_again(self.office)
        assert told(self.office) == before

    @override
    def teardown(self) -> None:
        """Take all back that was done: what was there at first is there again."""
        if hasattr(self, "first"):
            with self.office.store.unit() as unit:
                unit.outbox.rewind()
            assert self.office.dump() == self.first


def test_operations_are_taken_back_and_done_again_without_a_trace(
    new_office: Callable[[], Office],
) -> None:
    class Here(Workstation):
        def __init__(self) -> None:
            super().__init__(new_office)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=8,
            stateful_step_count=30,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
