# SPDX-License-Identifier: MIT
"""An invitation says where the data is and whom to choose, and never a password."""

from __future__ import annotations

from leaddesk.words import inviting

SERVER = "postgresql://dana@db.example/sales"


def test_on_a_server_it_says_how_to_open_it() -> None:
    told = inviting.message("Dana Whitfield", "Ruth Calloway", "North team", SERVER)
    assert told.startswith("Hello Dana,")
    assert f"leaddesk --database {SERVER}" in told
    assert "Choose Dana Whitfield" in told
    assert told.endswith("Ruth Calloway\n")
    assert "password" in inviting.about(SERVER)


def test_a_file_is_opened_where_it_is() -> None:
    told = inviting.message("Dana Whitfield", "Ruth Calloway", "North team", "")
    assert "--database" not in told
    assert "on the computer that has the team’s data" in told
    assert "North team" in inviting.subject("North team")
