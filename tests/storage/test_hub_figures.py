# SPDX-License-Identifier: MIT
"""What a hub's keeper measures, and that one hub at a time does the jobs, on both databases."""

from __future__ import annotations

from leaddesk.storage.hub_figures import figures, turn_for_jobs
from tests.storage.conftest import Place


def test_leases_and_bytes_are_measured(place: Place) -> None:
    store = place.open()
    with store.database.writing() as session:
        for number, live in ((1, 1), (2, 0), (3, 1)):
            session.sql(
                "INSERT INTO team_lease (id, lead_id, phone, workstation_id, person_id, "
                "granted_at, expires_at, live) "
                f"VALUES ({number}, {number}, '+1{number}', 'w', 1, 0, 0, {live})"
            )
    granted, live, size = figures(store.database)
    assert (granted, live) == (3, 2)
    assert size > 10_000
    store.close()


def test_one_hub_has_the_turn_and_the_next_gets_it_after(place: Place) -> None:
    one, other = place.open(), place.open()
    with turn_for_jobs(one.database) as first:
        assert first
        with turn_for_jobs(other.database) as second:
            # A file has one hub only.
            assert second is one.database.is_sqlite
    with turn_for_jobs(other.database) as later:
        assert later
    one.close()
    other.close()
