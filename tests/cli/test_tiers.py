# SPDX-License-Identifier: MIT
"""Tiers on the command line: by the team's own names, and people in any of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

ZONE = ("--zone", "America/Chicago")
OWN = {
    "leaddesk_rules": 1,
    "rules": {
        "tiers": [
            {"number": 1, "name": "SDRs", "works_like": 1},
            {"number": 2, "name": "Closers", "works_like": 2},
            {"number": 5, "name": "Farmers", "works_like": 2},
        ]
    },
}


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    """A team of a lead, whose tiers came by a file of rules."""
    made = DeskAt(tmp_path, capsys, monkeypatch)
    made.ask("people", "add", "Ruth Aldana", "--roles", "team_lead,qualifier", *ZONE)
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(OWN), encoding="utf-8")
    made.ask("rules-import", str(file), "--as", "Ruth", "--reason", "Our names")
    return made


def test_people_are_called_by_the_names_of_their_tiers(desk: DeskAt) -> None:
    desk.ask("people", "add", "Ama Boateng", "--tiers", "2,5", *ZONE)
    told = desk("people").out
    assert "SDR and team lead" in told
    assert "Closer and Farmer" in told
    ama = next(one for one in desk.ask("people")["people"] if one["name"] == "Ama Boateng")
    assert ama["tiers"] == [2, 5]


def test_an_added_tier_has_a_queue(desk: DeskAt) -> None:
    desk.ask("people", "add", "Ama Boateng", "--tiers", "5", *ZONE)
    added = desk.ask(
        "add-lead", "--as", "Ama", "--last-name", "Ruiz", "--company", "Loomis",
        "--phone", "312 555 0134", "--country", "US", "--region", "IL", "--tier", "5",
    )  # fmt: skip
    lead = desk.ask("next", "--as", "Ama")
    assert (lead["id"], lead["tier"]) == (added["id"], 5)
    told = desk("log", "appointment_held", "--lead", str(lead["id"]), "--as", "Ama")
    assert told.code == 0


@pytest.mark.parametrize(
    "argv, words",
    [
        (("people", "add", "Nia", "--tiers", "3"), "tier"),
        (("people", "add", "Nia", "--tiers", "two"), "--tiers takes numbers"),
        (("people", "add", "Nia"), "--roles takes"),
        (("next", "--as", "Ruth", "--tier", "5"), "tier 5"),
    ],
)
def test_a_tier_that_is_none_or_not_theirs_is_refused(
    desk: DeskAt, argv: tuple[str, ...], words: str
) -> None:
    told = desk(*argv)
    assert told.code != 0
    assert words in told.err
